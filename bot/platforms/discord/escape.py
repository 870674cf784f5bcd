"""Text that others wrote, made safe to stand in Discord's markdown: it formats nothing, links nothing, calls nobody.

Discord reads a backslash before any sign that is not a letter, a digit or a blank as "this sign, plainly", so every
escape here vanishes on the screen and when the words are copied.
"""

from __future__ import annotations

import re

from bot.cleaning import isolated, plain

_SIGNS = re.compile(
    r"[\\*_~`|\[\]<>@]"  # emphasis, code, spoilers, links, mentions, timestamps
    r"|:(?=//)"  # https://... is a link by itself
    r"|(?<=[^\W\d_])\.(?=[^\W\d_])"  # discord.gg/... draws an invitation even without a scheme
    r"|^[-+#]"  # headings, lists and small print at the start of a line
)
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s)")


def escaped(text: str) -> str:
    """One line of cleaned text as markdown that shows exactly these signs."""
    return _NUMBERED.sub(r"\1\\\2", _SIGNS.sub(r"\\\g<0>", text))


def inline(text: str) -> str:
    """Any text as one line of markdown, kept apart from its surroundings where it runs from right to left."""
    line = plain(text)
    return isolated(escaped(line), line)


def bracketless(text: str) -> str:
    """`text` for the label of a link: a bracket would end it, escaped or not, so it is drawn as its wide twin."""
    return text.translate(_WIDE)


_WIDE = str.maketrans("[]", "［］")
