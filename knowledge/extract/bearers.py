"""Who bears a word of a name: the likeliest one, found without asking every namesake."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

from knowledge.model import Gender

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_Class = tuple[Gender, bool]
_WAYS = ("here", "full", "named", "first")
NEVER = -1


@dataclass(frozen=True, slots=True)
class Bearer:
    """What is known of somebody who bears a word, at one point of the article.

    `family` says that the word is the family name, `alone` how often it stood for them by itself; `first` and `last`
    are where they were named, `passage` where in full for the last time (`NEVER` for not yet).
    """

    gender: Gender
    family: bool
    alone: int = 0
    first: int = NEVER
    last: int = NEVER
    passage: int = NEVER


class Bearers:
    """All who bear one word. What changes is noted in reading order; a look-up costs no more for many than for few.

    They wait in heaps, by gender and by whether the word is their family name. What is noted of somebody makes their
    older entries stale, and those are dropped when they come to the top.
    """

    def __init__(self) -> None:
        self._now: dict[int, Bearer] = {}
        self._place: dict[int, int] = {}
        self._sizes: Counter[_Class] = Counter()
        self._heaps: dict[tuple[str, _Class], list[tuple[tuple[int, ...], int, int, Bearer]]] = defaultdict(list)
        self._number = count()

    def note(self, figure: int, bearer: Bearer) -> None:
        """Note what is known of somebody from here on."""
        before = self._now.get(figure)
        if before == bearer:
            return
        if before is not None:
            self._sizes[before.gender, before.family] -= 1
        class_ = (bearer.gender, bearer.family)
        self._sizes[class_] += 1
        self._now[figure] = bearer
        place = self._place.setdefault(figure, len(self._place))
        for way, key in _keys(bearer, place):
            heappush(self._heaps[way, class_], (key, next(self._number), figure, bearer))

    def find(self, gender: Gender, passage: int) -> int | None:
        """Who is meant by the word alone, if an honorific told `gender` and the word stands in `passage`.

        Who was named in full in this passage, last of all; else of those named in full before, whom the word has stood
        for most; else who was named at all; else who comes first. News introduces people by their full names.
        """
        able = self._able(gender)
        found = (self._best(way, able, passage) for way in _WAYS)
        return next((figure for figure in found if figure is not None), None)

    def _able(self, gender: Gender) -> list[_Class]:
        """Those whose gender agrees, of whom it is the family name; of these, where some surely are, those of it."""
        agreeing = [
            c for c, size in self._sizes.items() if size and (Gender.UNKNOWN in {gender, c[0]} or c[0] is gender)
        ]
        able = [c for c in agreeing if c[1]] or agreeing
        if gender is Gender.UNKNOWN:
            return able
        return [c for c in able if c[0] is gender] or able

    def _best(self, way: str, able: Iterable[_Class], passage: int) -> int | None:
        tops = (self._top(way, class_, passage) for class_ in able)
        best = min((top for top in tops if top is not None), default=None)
        return best[1] if best is not None else None

    def _top(self, way: str, class_: _Class, passage: int) -> tuple[tuple[int, ...], int] | None:
        heap = self._heaps[way, class_]
        while heap:
            key, _, figure, bearer = heap[0]
            if stands(self._now[figure], bearer) and (way != "here" or bearer.passage == passage):
                return key, figure
            heappop(heap)  # nobody asks for an earlier passage again
        return None


def stands(now: Bearer, bearer: Bearer) -> bool:
    """Whether an entry is what is known now."""
    return now is bearer


def _keys(bearer: Bearer, place: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """In which heaps somebody waits, and how far from the top."""
    yield "first", (place,)
    if bearer.last != NEVER:
        yield "named", (-bearer.alone, bearer.first)
    if bearer.passage != NEVER:
        yield "full", (-bearer.alone, bearer.first)
        yield "here", (-bearer.last,)
