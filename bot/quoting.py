"""An excerpt's words as lines to be drawn as a quotation: which stretches are marked, and what stands where it is cut.

A platform draws the lines in its own idiom, and measures what comes of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from bot.cleaning import BREAK, clean
from bot.cutting import beginning, ending, units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from knowledge import Span

    Measure = Callable[[int, int], int]

_LEAD = 200  # signs before the first marked word that may be shown of a text that is too long
_NOTHING = 20  # units that a text takes of which nothing can be shown
_REACH = 2  # signs of a text to look at for each unit of room; more only where most of it is hidden signs


@dataclass(frozen=True, slots=True)
class Words:
    """A text to be quoted between `marks`, its `marked` words to be made out; `more` is what stands where it is cut."""

    text: str
    marked: Sequence[Span]
    marks: tuple[str, str]
    more: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: cleaned stretches of the text, each with whether it is marked, between what was added to them."""

    before: str
    stretches: tuple[tuple[str, bool], ...]
    after: str

    @property
    def text(self) -> str:
        """Its stretches as one."""
        return "".join(text for text, _ in self.stretches)


def lines(words: Words, start: int, end: int) -> list[Line]:
    """The words from `start` to `end`, blank lines left out: at least one line, with an ellipsis where they are cut."""
    found = [cut for a, b in _broken(words.text, start, end) if (cut := _stretches(words.text, a, b, words.marked))]
    before, after = words.marks
    opened = f"{'… ' if start else ''}{before}"
    closed = after if end == len(words.text) else f" …{after} {words.more}"
    last = len(found) - 1
    return [
        Line(opened if place == 0 else "", each, closed if place == last else "") for place, each in enumerate(found)
    ] or [Line(opened, (), closed)]


def stretch(words: Words, room: int, measure: Measure, start: int = 0) -> tuple[int, int]:
    """Where the part begins and ends that is shown in `room`, reading from `start`; `measure` says what a part takes.

    A text that is too long begins at the sentence of its first marked word, unless that would be shown anyway.
    """
    text, marked = words.text, words.marked

    def upto(start: int) -> int:
        near = text[: start + room * _REACH]
        return ending(near, start, lambda at: measure(start, at) <= room)

    if len(text) - start <= room * _REACH and measure(start, len(text)) <= room:
        return start, len(text)
    end = upto(start)
    if not start and marked and marked[0].end > end:
        start = beginning(text, min(marked[0].start, len(text)), _LEAD)
        end = upto(start)
    return start, end


def size(words: Words, most: int, measure: Measure) -> int:
    """The room that the whole text needs; at least `most` where it has more signs than that."""
    return max(measure(0, min(len(words.text), most)), _NOTHING + units(words.more))


def _broken(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in BREAK.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def _stretches(text: str, start: int, end: int, marked: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    """One line of the text, parted where marked stretches begin and end; none where nothing of it is seen."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    inside = [(max(span.start, start), min(span.end, end)) for span in marked]
    strong = [(first, last) for first, last in inside if first < last]
    cuts = sorted({start, end, *(at for pair in strong for at in pair)})
    pieces = [(clean(text[a:b]), any(first <= a and b <= last for first, last in strong)) for a, b in pairwise(cuts)]
    joined = (("".join(text for text, _ in group), mark) for mark, group in groupby(pieces, key=itemgetter(1)))
    return tuple((text, mark and bool(text.strip())) for text, mark in joined if text)
