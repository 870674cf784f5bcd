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
_MOST_KEYS = 48  # hashes that an article is looked for by
_IN_KEYS = 8  # a copy has one of so many of them at least
_HEADLINES = 60.0  # likeness of 100
_FAR_DAYS = 31
_FIRST_DAY, _LAST_DAY = "-01-01", "-12-28"  # of a year that is all that is known
_AT_ONCE = 2000  # articles looked for in one pass: at worst some 100 MB
_BETWEEN_CHECKS = 1000
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
            for other in index.likely(sketch):
                if not families.are_linked(sketch.article, other.article) and are_copies(sketch, other):
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
        """The hashes that others hold too, those that fewest hold first."""
        counts = self._counts
        held = sorted((count, number) for number in hashes if (count := counts[number % _SLOTS]) > 1)
        return [number for _, number in held]


class _Index:
    """Some sketches by their keys, and by all their hashes."""

    def __init__(self, common: _Common, sketches: Iterable[Sketch]) -> None:
        self._common = common
        self._sketches = tuple(sketches)
        self._sizes: list[int] = []
        self._by_key: dict[int, list[int]] = defaultdict(list)
        self._by_hash: dict[int, list[int]] = defaultdict(list)
        for at, sketch in enumerate(self._sketches):
            held = common.held(sketch.hashes)
            self._sizes.append(len(held[:_MOST_KEYS]))
            for number in held[:_MOST_KEYS]:
                self._by_key[number].append(at)
            for number in held:
                self._by_hash[number].append(at)

    def likely(self, sketch: Sketch) -> Iterator[Sketch]:
        """Those that may be copies of an article."""
        held = self._common.held(sketch.hashes)
        keys = held[:_MOST_KEYS]
        with_its_keys = {at for at, shared in _met(self._by_hash, keys) if _IN_KEYS * shared >= len(keys)}
        with_theirs = {at for at, shared in _met(self._by_key, held) if _IN_KEYS * shared >= self._sizes[at]}
        yield from (self._sketches[at] for at in sorted(with_its_keys | with_theirs))


def are_copies(one: Sketch, other: Sketch) -> bool:
    """Whether two articles are copies by their sketches, headlines and dates."""
    shared, first, second = _overlap(one, other)
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
