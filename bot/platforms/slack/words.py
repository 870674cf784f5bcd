"""An excerpt's words as a quotation in rich text: marked words bold, and cut to the room there is."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
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
    pieces = [*_pieces(first), *(each for line in others for each in _pieces(line, "\n"))]
    joined = (("".join(text for text, _ in group), strong) for strong, group in groupby(pieces, key=itemgetter(1)))
    return [each for text, strong in joined for each in said(text, "bold" if strong else "")] or said(words.more)


def _pieces(line: Line, before: str = "") -> list[tuple[str, bool]]:
    """One line of the text, and what was added to it, each piece with whether it is marked."""
    opened, _, closed = isolated("\0", line.text).partition("\0")
    return [(before + line.before + opened, False), *line.stretches, (closed + line.after, False)]
