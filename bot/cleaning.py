"""Text that others wrote, rid of what hides in it or reorders what stands beside it."""

from __future__ import annotations

import re

# Bidirectional overrides and isolates, invisible fillers and tag characters: they hide or reorder what stands beside
# them. The joiners (U+200C, U+200D) spell Persian, Hindi and composed emoji, so they stay between such signs.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_PRINTABLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]")  # those that Python takes for visible
_STRAY_JOINERS = re.compile("(?<![^\x00-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\u024f])")
_MORE_JOINERS = re.compile("(?<=[\u200c\u200d])[\u200c\u200d]+")
BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x09\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_UNLINKABLE = re.compile(r"[\s()<>\\\"'\x00-\x1f\x7f]")


def clean(text: str) -> str:
    """`text` without control characters and hidden signs; line breaks of every kind become a newline."""
    if text.isprintable() and not _PRINTABLE.search(text):
        return text  # as nearly all are, and this is asked of long ones again and again
    visible = _HIDDEN.sub("", _CONTROL.sub(" ", BREAK.sub("\n", text)))
    return _MORE_JOINERS.sub("", _STRAY_JOINERS.sub("", visible))


def plain(text: str) -> str:
    """`text` cleaned and on one line, for labels, which read no markdown."""
    return " ".join(clean(text).split())


def isolated(markdown: str, text: str) -> str:
    """`markdown`, shut off so that right-to-left letters in `text` cannot reorder what stands around it."""
    if _RIGHT_TO_LEFT.search(text):
        return f"\u2068{markdown}\u2069"
    return markdown


def address(url: str) -> str:
    """`url` as the target of a link: what would end it there is percent-encoded."""
    return _UNLINKABLE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), clean(url).strip())
