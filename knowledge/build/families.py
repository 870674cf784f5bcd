"""Which articles are copies of one another: syndicated, cut, or edited.

Two articles are if their sketches share half of what either has, or four fifths of what the smaller has; unless their
headlines differ and their dates lie far apart, as with two reports on the same form. Whoever is linked, be it through
others, is one family. Whether two articles are linked depends on the two alone, so the order of builds does not matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import date
from itertools import accumulate, chain
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
_FEW = 64  # holders of a hash that tells something
_MOST_KEYS = 48  # hashes that an article is looked for by
_IN_KEYS = 8  # a copy has one of so many of them at least
_HEADLINES = 60.0  # likeness of 100
_FAR_DAYS = 31
_FIRST_DAY, _LAST_DAY = "-01-01", "-12-28"  # of a year that is all that is known
_AT_ONCE = 4000  # articles looked for in one pass: at worst some 200 MB
_BETWEEN_CHECKS = 1000
_HIGHEST = 1 << 32  # above any hash
_SLOTS = 1 << 24
_UNCOUNTED = 255
_MOST_MET = 20_000


class Families:
    """Articles and what links them; families come out named after their first article by id."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def link(self, one: str, other: str) -> None:
        """These two belong together, and all that belong to either."""
        first, second = sorted((self._top(one), self._top(other)))
        self._above |= {first: first, second: first}

    def are_linked(self, one: str, other: str) -> bool:
        """Whether the two belong together as far as is known."""
        return self._top(one) == self._top(other)

    def named(self) -> dict[str, str]:
        """Every article that has a copy, with the name of its family."""
        return {article: self._top(article) for article in self._above}

    def _top(self, article: str) -> str:
        above = self._above.get(article, article)
        while above != self._above.get(above, above):
            self._above[article] = above = self._above[self._above[above]]
        return above


def find_copies(
    sought: Sequence[str], sketches: Callable[[], Iterable[Sketch]], families: Families, check: Callable[[], None]
) -> None:
    """Link each article that is sought to its copies among all, whose sketches are given anew at each call.

    Two are compared if one has enough of the other's keys: the rarest of its hashes that others have too.
    """
    if not sought:
        return
    common = _Common(sketches())
    for start in range(0, len(sought), _AT_ONCE):
        some = frozenset(sought[start : start + _AT_ONCE])
        index = _Index(common, (sketch for sketch in sketches() if sketch.article in some))
        for turn, sketch in enumerate(sketches()):
            if turn % _BETWEEN_CHECKS == 0:
                check()
            for other, shared in index.likely(sketch):
                known = families.are_linked(sketch.article, other.article)
                if not known and are_copies(sketch, other, shared):
                    families.link(sketch.article, other.article)


class _Common:
    """About how many sketches hold each hash, counted in few bytes."""

    def __init__(self, sketches: Iterable[Sketch]) -> None:
        self._counts = counts = bytearray(_SLOTS)
        for sketch in sketches:
            for number in sketch.hashes:
                slot = number % _SLOTS
                if counts[slot] < _UNCOUNTED:
                    counts[slot] += 1

    def held(self, hashes: Iterable[int]) -> list[int]:
        """The hashes that others hold too."""
        return [number for number in hashes if self._counts[number % _SLOTS] > 1]

    def keys(self, hashes: Iterable[int]) -> list[int]:
        """The hashes that few others hold, the rarest first; where all are common, as in a large family, some."""
        counted = sorted((self._counts[number % _SLOTS], number) for number in self.held(hashes))
        rare = bisect_right(counted, (_FEW, _HIGHEST))
        return [number for _, number in counted[: min(max(rare, _LEAST), _MOST_KEYS)]]


class _Index:
    """Some sketches by their keys, and by all their hashes."""

    def __init__(self, common: _Common, sketches: Iterable[Sketch]) -> None:
        self._common = common
        self._sketches = tuple(sketches)
        self._hashes = [frozenset(sketch.hashes) for sketch in self._sketches]
        self._any_hash = frozenset().union(*self._hashes)
        self._sizes: list[int] = []
        self._by_key: dict[int, list[int]] = defaultdict(list)
        self._by_hash: dict[int, list[int]] = defaultdict(list)
        for at, sketch in enumerate(self._sketches):
            keys = common.keys(sketch.hashes)
            self._sizes.append(len(keys))
            for number in keys:
                self._by_key[number].append(at)
            for number in common.held(sketch.hashes):
                self._by_hash[number].append(at)

    def likely(self, sketch: Sketch) -> Iterator[tuple[Sketch, int]]:
        """Those that may be copies of an article, with the number of hashes that both have."""
        shared = self._any_hash.intersection(sketch.hashes)
        if not shared:
            return
        hashes, keys = frozenset(sketch.hashes), self._common.keys(sketch.hashes)
        with_theirs = {at for at, met in _met(self._by_key, shared) if _IN_KEYS * met >= self._sizes[at]}
        with_its = {at for at, met in _met(self._by_hash, keys) if _IN_KEYS * met >= len(keys)}
        for at in sorted(with_theirs | with_its):
            yield self._sketches[at], len(hashes & self._hashes[at])


def are_copies(one: Sketch, other: Sketch, shared: int) -> bool:
    """Whether two articles are copies by their sketches, which share so many hashes, their headlines and dates."""
    end = min(sketch.hashes[-1] if sketch.shingles > MOST_HASHES else _HIGHEST for sketch in (one, other))
    first, second = (bisect_right(sketch.hashes, end) for sketch in (one, other))  # as far as both are complete
    if min(first, second) < _LEAST:
        return False
    alike = shared / (first + second - shared)
    if alike >= _SAME:
        return True
    return (alike >= _SHARED or shared >= _CONTAINED * min(first, second)) and not _are_told_apart(one, other)


def _met(holders: Mapping[int, Sequence[int]], numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Who holds any of these numbers, and how many of them."""
    lists = [found for number in numbers if (found := holders.get(number))]
    if sum(map(len, lists)) > _MOST_MET:
        lists = _shortest(sorted(lists, key=len))
    return Counter(chain.from_iterable(lists)).items()


def _shortest(lists: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """As many as may be walked, and one at least: of a very large family not every two members need meet."""
    ends = list(accumulate(map(len, lists)))
    return list(lists[: max(1, bisect_right(ends, _MOST_MET))])


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
