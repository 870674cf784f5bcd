"""Which articles are copies of one another: syndicated, cut, or edited.

Two articles are if their sketches share half of what either has, or four fifths of what the smaller has; unless their
headlines differ and their dates lie far apart, as with two reports on the same form. Whoever is linked, be it through
others, is one family. Whether two articles are linked depends on the two alone, so the order of builds does not matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from knowledge.build.traces import MOST_HASHES
from knowledge.search.normal import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from knowledge.store import Sketch

_SHARED = 0.5  # of all that two sketches have together
_CONTAINED = 0.8  # of the smaller
_SAME = 0.9  # from here on no headline and no date makes two texts of it
_LEAST = 12  # hashes that are compared at least: fewer say little
_LEAST_SHARED = 6  # what two sketches of that size share at least if they are alike
_HEADLINES = 60.0  # likeness of 100
_FAR_DAYS = 31
_FIRST_DAY, _LAST_DAY = "-01-01", "-12-28"  # of a year that is all that is known
_AT_ONCE = 1000  # sketches in memory, some 50 MB
_MOST_MEETINGS = 10_000  # of one article with others; the rarest hashes are met first


class Families:
    """Articles and what links them; families come out named after their first article by id."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def link(self, one: str, other: str) -> None:
        """These two belong together, and all that belong to either."""
        first, second = sorted((self._top(one), self._top(other)))
        self._above[second] = first

    def are_linked(self, one: str, other: str) -> bool:
        """Whether the two belong together as far as is known."""
        return self._top(one) == self._top(other)

    def named(self) -> dict[str, str]:
        """Every article that has a copy, with the name of its family."""
        return {article: self._top(article) for article in self._above}

    def _top(self, article: str) -> str:
        above = self._above.setdefault(article, article)
        while above != self._above[above]:
            self._above[article] = above = self._above[self._above[above]]
        return above


def find_copies(
    sought: Iterable[Sketch],
    everybody: Callable[[], Iterable[Sketch]],
    families: Families,
    check: Callable[[], None],
) -> None:
    """Link each of `sought` to its copies among everybody, whose sketches are given anew for each thousand sought."""
    sought = iter(sought)
    while some := tuple(islice(sought, _AT_ONCE)):
        holders: dict[int, list[int]] = {}
        for at, sketch in enumerate(some):
            for number in sketch.hashes:
                holders.setdefault(number, []).append(at)
        for turn, sketch in enumerate(everybody()):
            if turn % _AT_ONCE == 0:
                check()
            for at in _met(sketch, holders):
                other = some[at]
                if not families.are_linked(sketch.article, other.article) and are_copies(sketch, other):
                    families.link(sketch.article, other.article)


def are_copies(one: Sketch, other: Sketch) -> bool:
    """Whether two articles are copies by their sketches, headlines and dates."""
    shared, first, second = _overlap(one, other)
    if min(first, second) < _LEAST:
        return False
    alike = shared / (first + second - shared)
    if alike >= _SAME:
        return True
    return (alike >= _SHARED or shared >= _CONTAINED * min(first, second)) and not _are_told_apart(one, other)


def _met(sketch: Sketch, holders: Mapping[int, Sequence[int]]) -> Iterator[int]:
    """Those that share enough hashes with a sketch to be looked at, those that share most first."""
    lists = sorted((found for number in sketch.hashes if (found := holders.get(number))), key=len)
    met, cut = 0, len(lists)
    for at, found in enumerate(lists):
        met += len(found)
        if met > _MOST_MEETINGS:
            cut = at + 1
            break
    least = _LEAST_SHARED if cut == len(lists) else 1
    for at, shared in Counter(chain.from_iterable(lists[:cut])).most_common():
        if shared < least:
            return
        yield at


def _overlap(one: Sketch, other: Sketch) -> tuple[int, int, int]:
    """How many hashes are shared, and how many either has, as far up as both sketches are complete."""
    ends = [sketch.hashes[-1] for sketch in (one, other) if sketch.shingles > MOST_HASHES]
    if not ends:
        return len({*one.hashes} & {*other.hashes}), len(one.hashes), len(other.hashes)
    first, second = ({*sketch.hashes[: bisect_right(sketch.hashes, min(ends))]} for sketch in (one, other))
    return len(first & second), len(first), len(second)


def _are_told_apart(one: Sketch, other: Sketch) -> bool:
    """Whether headlines differ and dates lie far apart."""
    days = _days_between(one.published, other.published)
    if days is None or days <= _FAR_DAYS:
        return False
    return fuzz.token_set_ratio(plain(one.headline), plain(other.headline)) < _HEADLINES


def _days_between(one: str | None, other: str | None) -> int | None:
    """How many days at least lie between two dates of any precision; None where one is unknown."""
    if not one or not other:
        return None
    first, second = sorted((one, other))
    shortest = min(len(first), len(second))
    if first[:shortest] == second[:shortest]:
        return 0
    earliest, latest = first + _LAST_DAY[len(first) - 4 :], second + _FIRST_DAY[len(second) - 4 :]
    try:
        return (date.fromisoformat(latest) - date.fromisoformat(earliest)).days
    except ValueError:
        return None
