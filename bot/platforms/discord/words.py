"""An excerpt's words as a Discord quotation: marked words bold, escaped, and cut to the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import cutting, quoting
from bot.cleaning import isolated
from bot.cutting import units
from bot.platforms.discord.escape import escaped, inline

if TYPE_CHECKING:
    from bot.quoting import Line, Words


def quotation(words: Words, room: int, start: int = 0) -> tuple[str, int]:
    """The words from `start` on in at most `room` units of markdown, and where in the text they end.

    A text that is too long begins at the sentence of its first marked word, unless that would be shown anyway.
    """
    start, end = quoting.stretch(words, room, lambda a, b: units(_drawn(words, a, b)), start)
    return _drawn(words, start, end), end


def size(words: Words, most: int) -> int:
    """The room that the whole text needs; at least `most` where it has more signs than that."""
    return quoting.size(words, most, lambda a, b: units(_drawn(words, a, b)))


def line(text: str, room: int) -> str:
    """Any text as one line of markdown in at most `room` units, ending in an ellipsis where it is cut."""
    return cutting.line(text, room, inline)


def _drawn(words: Words, start: int, end: int) -> str:
    return "\n".join(f"> {each.before}{_marked(each)}{each.after}" for each in quoting.lines(words, start, end))


def _marked(each: Line) -> str:
    """One line of the text with its marked stretches bold."""
    drawn = "".join(f"**{escaped(text)}**" if strong else escaped(text) for text, strong in each.stretches)
    return isolated(drawn, each.text)
