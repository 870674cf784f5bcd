"""An excerpt's words as a quotation in rich text: marked words bold, and cut to the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import quoting
from bot.cleaning import isolated
from bot.platforms.slack.rich import said, weight

if TYPE_CHECKING:
    from bot.platforms.slack.rich import Element
    from bot.quoting import Line, Words


def quotation(words: Words, room: int, start: int = 0) -> tuple[list[Element], int]:
    """The words from `start` on in elements that weigh at most `room`, and where in the text they end.

    A text that is too long begins at the sentence of its first marked word, unless that would be shown anyway.
    """
    start, end = quoting.stretch(words, room, lambda a, b: weight(_drawn(words, a, b)), start)
    return _drawn(words, start, end), end


def size(words: Words, most: int) -> int:
    """What the whole text weighs; at least `most` where it has more signs than that."""
    return quoting.size(words, most, lambda a, b: weight(_drawn(words, a, b)))


def _drawn(words: Words, start: int, end: int) -> list[Element]:
    first, *others = quoting.lines(words, start, end)
    return [*_line(first), *(each for line in others for each in _line(line, "\n"))] or said(words.more)


def _line(line: Line, before: str = "") -> list[Element]:
    """One line of the text with its marked stretches bold."""
    opened, _, closed = isolated("\0", line.text).partition("\0")
    inner = [each for text, strong in line.stretches for each in said(text, "bold" if strong else "")]
    return [*said(before + line.before + opened), *inner, *said(closed + line.after)]
