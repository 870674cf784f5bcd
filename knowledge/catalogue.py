"""Articles by what people call them: headline, outlet, author, file name or id.

However many there are, a question looks at few of them: those with its rarest word, the first ones where even that is
frequent, and all only where none of the first fits. Which of them have the other words is seen in each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, partial
from heapq import nsmallest
from itertools import chain
from math import inf
from pathlib import PurePosixPath
from sys import intern
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from knowledge.search.name_keys import Beginnings, Spellings
from knowledge.search.normal import is_run, plain
from knowledge.search.tokens import pieces, pieces_together

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from knowledge.model import Citation

_LONGEST_QUERY = 300
_MOST_WORDS = 24
_REST_OF_DATE = "9999-99-99"
_SHORTEST_WITH_TYPO = 4
_SHORTEST_WITH_TWO = 8
_MOST_LOOKED_AT = 1_000  # articles with a word, and as many with it in the headline
_MOST_LOOKED_AT_TYPING = 200  # at each key that somebody strikes
_MANY_WORDS = 100  # that an unfinished one may become: beyond, their articles are counted only while they are few
_END = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Named:
    """Ids of articles: `best` fit equally well, `near` have most of the words."""

    best: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sought:
    """A typed word as it is looked for: any of these `words`; or a `run`, within whatever has all of its pieces."""

    words: frozenset[str]
    run: str = ""

    def is_in(self, words: Collection[str]) -> bool:
        """Whether it is among the words of an article or a headline."""
        return any(self.run in word for word in words) if self.run else not self.words.isdisjoint(words)


_NOTHING = _Sought(frozenset())


class Catalogue:
    """Finds articles among `citations`, which come in the order that equals are to be shown in."""

    def __init__(self, citations: Iterable[Citation]) -> None:
        self._ids: list[str] = []
        self._exact: dict[str, dict[int, None]] = {}
        self._words: list[frozenset[str]] = []
        self._headlines: list[frozenset[str]] = []
        self._with: dict[str, list[int]] = defaultdict(list)
        self._headed: dict[str, list[int]] = defaultdict(list)
        self._published: dict[str, str] = {}
        self._outlets: dict[str, str] = {}
        self._outlets_of: dict[str, tuple[str, ...]] = {}
        folded = cache(lambda text: tuple(map(intern, plain(text).split())))  # outlets, authors and years recur
        for place, citation in enumerate(citations):
            self._add(place, citation, folded)
        self._vocabulary = sorted(frozenset[str]().union(*self._words))
        self._spellings = Spellings(self._vocabulary)
        self._beginnings, self._headlines_begin = (
            Beginnings((word, place) for place, words in enumerate(held) for word in words)
            for held in (self._words, self._headlines)
        )

    def all(self, limit: int | None = None) -> tuple[str, ...]:
        """The first `limit` articles, or every one."""
        return tuple(self._ids[:limit])

    def find(self, query: str, limit: int) -> Named:
        """The articles called so: by whole id, file or headline if one fits, else by all words, typos allowed."""
        query = query.strip()[:_LONGEST_QUERY]
        whole = self._exact.get(query.casefold()) or self._exact.get(plain(query))
        if whole:
            return Named(self._names(whole)[:limit])
        sought = [self._sought(word) for word in self._split(query)]
        if with_all := self._with_all(sought, limit, _MOST_LOOKED_AT):
            return Named(self._names(with_all))
        return Named((), self._names(self._with_most(sought, limit)))

    def complete(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Articles that may be meant by what has been typed so far."""
        words = self._split(prefix[:_LONGEST_QUERY])
        if not words:
            return self.all(limit)
        *done, last = words
        if done or is_run(last):
            places = self._continued([self._sought(word) for word in done], last, limit)
        else:
            begun = (lists.heaviest((last,), limit) for lists in (self._headlines_begin, self._beginnings))
            places = dict.fromkeys(chain(self._headed.get(last, ())[:limit], *begun))
        return self._names(places)[:limit] or self.find(prefix, limit).best

    def outlets(self, name: str) -> tuple[str, ...]:
        """The outlets that have all words of a name, folded as the index of texts has them; a whole name is one."""
        words = self._split(name[:_LONGEST_QUERY])
        if (whole := plain(name)) in self._outlets:
            return (whole,)
        return tuple(known for known in self._outlets if words and set(words) <= set(known.split()))

    def complete_outlets(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Outlets that may be meant by what has been typed so far, as they write themselves."""
        words = plain(prefix[:_LONGEST_QUERY]).split()
        fitting = (
            shown
            for known, shown in self._outlets.items()
            if all(any(each.startswith(word) for each in known.split()) for word in words)
        )
        return tuple(sorted(fitting, key=str.casefold)[:limit])

    def is_in(self, article: str, outlets: Collection[str]) -> bool:
        """Whether an article appeared in one of these outlets, which are folded."""
        return not set(outlets).isdisjoint(self._outlets_of.get(article, ()))

    def is_of(self, article: str, since: str | None, until: str | None) -> bool:
        """Whether an article may be of these days: each "2023", "2023-05" or "2023-05-30", itself included.

        A date that is known less exactly counts where any day of it would; an unknown one never.
        """
        published = self._published.get(article)
        if published is None:
            return since is None and until is None
        last = published + _REST_OF_DATE[len(published) :]
        return (since is None or last >= since) and (until is None or published <= until + _REST_OF_DATE[len(until) :])

    def _add(self, place: int, citation: Citation, folded: Callable[[str], tuple[str, ...]]) -> None:
        original = citation.original
        file = PurePosixPath(citation.file)
        headlines = [citation.headline, original.headline if original else ""]
        others = [citation.outlet, *citation.authors, citation.published, file.stem]
        if original:
            others += [original.outlet, *original.authors]
        self._ids.append(citation.article)
        told = original or citation
        if told.published:
            self._published[citation.article] = told.published
        outlets = {" ".join(folded(outlet)): outlet for outlet in (citation.outlet, told.outlet) if outlet}
        for name, outlet in outlets.items():
            self._outlets.setdefault(name, outlet)
        self._outlets_of[citation.article] = tuple(outlets)
        for name in (citation.article, citation.file, file.name):
            self._exact.setdefault(name.casefold(), {})[place] = None
        for headline in filter(None, (" ".join(folded(headline)) for headline in headlines)):
            self._exact.setdefault(headline, {})[place] = None
        in_headline = frozenset(chain.from_iterable(map(folded, headlines)))
        words = in_headline.union(*(folded(other) for other in others if other))
        self._headlines.append(in_headline)
        self._words.append(words)
        for lists, held in ((self._with, words), (self._headed, in_headline)):
            for token in held.union(*(map(intern, pieces(word)) for word in held if is_run(word))):
                lists[token].append(place)

    def _names(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._ids[place] for place in places)

    @staticmethod
    def _split(query: str) -> list[str]:
        return list(dict.fromkeys(plain(query).split()))[:_MOST_WORDS]

    def _sought(self, word: str) -> _Sought:
        """What a typed word is looked for as: itself, runs around it, or words that it may be a slip for.

        A slip of the finger is one letter, in a long word two; numbers are taken as they are.
        """
        if is_run(word):
            rarest = min(pieces_together(word), key=lambda piece: len(self._with.get(piece, ())))
            return _Sought(frozenset((rarest,)), word)
        if word in self._with:
            return _Sought(frozenset((word,)))
        slips = (len(word) >= _SHORTEST_WITH_TYPO) + (len(word) >= _SHORTEST_WITH_TWO)
        if not (slips and word.isalpha()):
            return _Sought(frozenset())
        near = self._spellings.near(word)
        return _Sought(frozenset(known for known in near if OSA.distance(word, known, score_cutoff=slips) <= slips))

    def _continued(self, done: Sequence[_Sought], last: str, limit: int) -> dict[int, None]:
        """Articles with a last word that begins so; those first that have it as it is."""
        if is_run(last):
            return dict.fromkeys(self._with_all([*done, self._sought(last)], limit, _MOST_LOOKED_AT_TYPING))
        first = bisect_left(self._vocabulary, last)
        begun = frozenset(self._vocabulary[first : bisect_left(self._vocabulary, last + _END, first)])
        found = self._with_all([*done, _Sought(begun & {last})], limit, _MOST_LOOKED_AT_TYPING)
        if len(found) < limit:
            found += self._with_all([*done, _Sought(begun)], limit, _MOST_LOOKED_AT_TYPING)
        return dict.fromkeys(found)

    def _with_all(self, sought: Sequence[_Sought], limit: int, most: int) -> list[int]:
        """Articles with every word, those with more of them in the headline first; if need be, all are looked at."""
        if not all(each.words for each in sought):
            return []
        bases = [(lists, _rarest(lists, sought)) for lists in (self._with, self._headed)]
        for so_many in (most, None):
            looked_at = {at for lists, base in bases for at in _first(lists, base, so_many)}
            if found := [at for at in looked_at if all(each.is_in(self._words[at]) for each in sought)]:
                break
        headed = {at: sum(each.is_in(self._headlines[at]) for each in sought) for at in found}
        return nsmallest(limit, found, key=lambda at: (-headed[at], at))

    def _with_most(self, sought: Sequence[_Sought], limit: int) -> list[int]:
        """Articles with at least half of the words, those with most of them first; looked for by the rarest."""
        looked_at: set[int] = set()
        for each in sorted(sought, key=partial(_frequency, self._with)):
            if len(looked_at) < _MOST_LOOKED_AT:
                looked_at.update(_first(self._with, each, _MOST_LOOKED_AT))
        held = {at: sum(each.is_in(self._words[at]) for each in sought) for at in looked_at}
        near = (at for at, number in held.items() if number and 2 * number >= len(sought))
        return nsmallest(limit, near, key=lambda at: (-held[at], at))


def _rarest(lists: Mapping[str, list[int]], sought: Sequence[_Sought]) -> _Sought:
    """The one with the fewest articles."""
    return min(sought, key=partial(_frequency, lists), default=_NOTHING)


def _frequency(lists: Mapping[str, list[int]], sought: _Sought) -> float:
    """How many articles have one of the words; of very many words only told where the articles are few."""
    if len(sought.words) <= _MANY_WORDS:
        return sum(len(lists.get(word, ())) for word in sought.words)
    number = 0
    for word in sought.words:
        number += len(lists.get(word, ()))
        if number > _MOST_LOOKED_AT:
            return inf
    return number


def _first(lists: Mapping[str, list[int]], sought: _Sought, most: int | None) -> list[int]:
    """The first articles with one of the words, or all of them."""
    found = {at for word in sought.words for at in lists.get(word, ())[:most]}
    return nsmallest(most, found) if most else list(found)
