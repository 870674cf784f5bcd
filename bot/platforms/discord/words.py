"""An excerpt's words as a Discord quotation: marked words bold, escaped, and cut to the room there is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from bot.platforms.discord.escape import BREAK, clean, escaped, inline, isolated
from bot.platforms.discord.fit import beginning, ending, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge import Span

_QUOTE = "> "
_LEAD = 200  # signs before the first marked word that may be shown of a text that is too long
_NOTHING = 20  # units that a text takes of which nothing can be shown
_REACH = 2  # signs of a text to look at for each unit of room; more only where most of it is hidden signs


@dataclass(frozen=True, slots=True)
class Words:
    """A text to be quoted between `marks`, its `marked` words bold; `more` is what stands where it is cut."""

    text: str
    marked: Sequence[Span]
    marks: tuple[str, str]
    more: str


def quotation(words: Words, room: int, start: int = 0) -> tuple[str, int]:
    """The words from `start` on in at most `room` units of markdown, and where in the text they end.

    A text that is too long begins at the sentence of its first marked word, unless that would be shown anyway.
    """
    text, marked = words.text, words.marked

    def upto(start: int) -> int:
        near = text[: start + room * _REACH]
        return ending(near, start, lambda at: units(_drawn(words, start, at)) <= room)

    if len(text) - start <= room * _REACH and units(whole := _drawn(words, start, len(text))) <= room:
        return whole, len(text)
    end = upto(start)
    if not start and marked and marked[0].end > end:
        start = beginning(text, min(marked[0].start, len(text)), _LEAD)
        end = upto(start)
    return _drawn(words, start, end), end


def size(words: Words, most: int) -> int:
    """The room that the whole text needs; at least `most` where it has more signs than that."""
    return max(units(_drawn(words, 0, min(len(words.text), most))), _NOTHING + units(words.more))


def line(text: str, room: int) -> str:
    """Any text as one line of markdown in at most `room` units, ending in an ellipsis where it is cut."""
    near = room * _REACH
    if len(text) <= near and units(whole := inline(text)) <= room:
        return whole
    end = ending(text[:near], 0, lambda at: units(inline(text[:at].rstrip() + "…")) <= room)
    return inline(text[:end].rstrip() + "…")


def _drawn(words: Words, start: int, end: int) -> str:
    text = words.text
    lines = [shown for a, b in _lines(text, start, end) if (shown := _marked(text, a, b, words.marked))] or [""]
    before, after = words.marks
    lines[0] = f"{'… ' if start else ''}{before}{lines[0]}"
    lines[-1] = f"{lines[-1]}{after}" if end == len(text) else f"{lines[-1]} …{after} {words.more}"
    return "\n".join(_QUOTE + each for each in lines)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in BREAK.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def _marked(text: str, start: int, end: int, marked: Sequence[Span]) -> str:
    """One line of the text with its marked stretches bold."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    inside = [(max(span.start, start), min(span.end, end)) for span in marked]
    bold = [(first, last) for first, last in inside if first < last]
    cuts = sorted({start, end, *(at for pair in bold for at in pair)})
    pieces = [
        (any(first <= a and b <= last for first, last in bold), escaped(clean(text[a:b]))) for a, b in pairwise(cuts)
    ]
    joined = "".join(
        f"**{shown}**" if strong and shown.strip() else shown
        for strong, group in groupby(pieces, key=itemgetter(0))
        for shown in ["".join(piece for _, piece in group)]
    )
    return isolated(joined, text[start:end])
