"""What others wrote, as HTML that shows exactly these signs: marked, cut around its marks, and with its script told."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from knowledge import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge import Excerpt

    Link = tuple[Span, str]

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"  # control characters but tabs and line ends; what is no character
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"  # what turns or parts the signs beside it
)
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs", "Mn"}
_CUT = "…"
_LEAD = 120  # signs before the first marked word that are kept of a text that is cut
_SCRIPTS = (
    ("HIRAGANA", "ja"),
    ("KATAKANA", "ja"),
    ("HANGUL", "ko"),
    ("CJK", "zh"),
    ("CYRILLIC", "und-Cyrl"),
    ("ARABIC", "und-Arab"),
    ("HEBREW", "he"),
    ("GREEK", "el"),
    ("DEVANAGARI", "und-Deva"),
    ("GEORGIAN", "ka"),
    ("ARMENIAN", "hy"),
    ("THAI", "th"),
)


def clean(text: str) -> str:
    """`text`, length unchanged, without control characters and what would reorder the signs beside it."""
    return _STEERING.sub(" ", text)


def visible(text: str, otherwise: str) -> str:
    """`text` where any sign of it can be seen, else `otherwise`: a link must have a label."""
    return text if any(unicodedata.category(char) not in _UNSEEN for char in text) else otherwise


def language_of_script(text: str) -> str | None:
    """The language tag of a name in a script of its own: a language where the script tells it, else the script."""
    names = [unicodedata.name(char, "") for char in text if char.isalpha()]
    return next((tag for start, tag in _SCRIPTS if any(name.startswith(start) for name in names)), None)


def marked(text: str, spans: Sequence[Span] = (), room: int | None = None) -> Markup:
    """`text` with the signs in `spans` marked, in about `room` signs around the first of them, or whole."""
    return linked(text, [(span, "") for span in _joined(text, spans)], room)


def linked(text: str, links: Sequence[Link], room: int | None = None) -> Markup:
    """As `marked`, each mark leading to its address where it has one; of two that overlap the first counts."""
    start, end = _window(text, links, room)
    cuts = sorted({start, end, *(at for span, _ in links for at in (span.start, span.end) if start < at < end)})
    drawn = [_piece(text[a:b], _address(links, a, b)) for a, b in pairwise(cuts)]
    before, after = (_CUT if start else "", _CUT if end < len(text) else "")
    return Markup("").join((before, *drawn, after))


def inside(excerpts: Iterable[Excerpt], passage: Excerpt) -> list[tuple[Span, Excerpt]]:
    """Where the words of these excerpts stand in the text of a passage."""
    if not passage.spans:
        return []
    whole = Span(passage.spans[0].start, passage.spans[-1].end)
    return [
        (Span(max(span.start, whole.start), min(span.end, whole.end)).moved(-whole.start), excerpt)
        for excerpt in excerpts
        for span in excerpt.spans
        if span.overlaps(whole)
    ]


def beginning(text: str, room: int) -> str:
    """The first signs of `text`, cut between words."""
    return text if len(text) <= room else text[: _word_end(text, room)].rstrip() + _CUT


def ending(text: str, room: int) -> str:
    """The last signs of `text`, cut between words."""
    return text if len(text) <= room else _CUT + text[_word_start(text, len(text) - room) :].lstrip()


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans in their order, those with nothing but blanks between them as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _window(text: str, links: Sequence[Link], room: int | None) -> tuple[int, int]:
    if room is None or len(text) <= room:
        return 0, len(text)
    first = min((span.start for span, _ in links), default=0)
    start = _word_start(text, max(0, min(first - _LEAD, len(text) - room)))
    return start, _word_end(text, min(start + room, len(text)))


def _word_start(text: str, at: int) -> int:
    """The start of the first word from `at` on, unless that is far away."""
    blank = text.find(" ", at, at + _LEAD // 2) if at else -1
    return at if blank < 0 else blank + 1


def _word_end(text: str, at: int) -> int:
    blank = text.rfind(" ", max(at - _LEAD // 2, 0), at) if at < len(text) else -1
    return at if blank < 0 else blank


def _address(links: Sequence[Link], start: int, end: int) -> str | None:
    return next((address for span, address in links if span.start <= start and end <= span.end), None)


def _piece(text: str, address: str | None) -> Markup:
    shown = escape(clean(text))
    if address is None:
        return shown
    linked_or_not = '<mark><a href="{0}">{1}</a></mark>' if address else "<mark>{1}</mark>"
    return Markup(linked_or_not).format(address, shown)  # noqa: S704 - one of two texts of our own
