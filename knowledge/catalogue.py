"""Articles by what people call them: headline, outlet, author, file name or id.

However many there are, a question looks at few of them: those with its rarest word, the first ones where even that is
frequent. Which of them have the other words is seen in each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, partial
from heapq import nsmallest
from itertools import chain, islice
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
_MOST_LOOKED_AT_TYPING = 300  # at each key that somebody strikes
_MANY_WORDS = 100  # that one is the beginning of: their articles are not gathered
_END = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Named:
    """Ids of articles: `best` fit equally well, `near` have most of the words."""

    best: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


class Catalogue:
    """Finds articles among `citations`, which come in the order that equals are to be shown in."""

    def __init__(self, citations: Iterable[Citation]) -> None:
        self._ids: list[str] = []
        self._exact: dict[str, dict[int, None]] = {}
        self._words: list[frozenset[str]] = []
        self._headlines: list[frozenset[str]] = []
        self._with: dict[str, list[int]] = defaultdict(list)
        self._headed: dict[str, list[int]] = defaultdict(list)
        self._runs: dict[str, list[str]] = defaultdict(list)
        self._published: dict[str, str] = {}
        self._outlets: dict[str, str] = {}
        self._outlets_of: dict[str, tuple[str, ...]] = {}
        folded = cache(lambda text: tuple(map(intern, plain(text).split())))  # outlets, authors and years recur
        for place, citation in enumerate(citations):
            self._add(place, citation, folded)
        self._vocabulary = sorted(self._with)
        self._spellings = Spellings(self._vocabulary)
        self._beginnings, self._headlines_begin = (
            Beginnings((word, place) for word, places in lists.items() for place in places)
            for lists in (self._with, self._headed)
        )
        for run in filter(is_run, self._with):  # in the order of the articles
            for piece in dict.fromkeys(pieces(run)):
                self._runs[piece].append(run)

    def all(self, limit: int | None = None) -> tuple[str, ...]:
        """The first `limit` articles, or every one."""
        return tuple(self._ids[:limit])

    def find(self, query: str, limit: int) -> Named:
        """The articles called so: by whole id, file or headline if one fits, else by all words, typos allowed."""
        query = query.strip()[:_LONGEST_QUERY]
        whole = self._exact.get(query.casefold()) or self._exact.get(plain(query))
        if whole:
            return Named(self._names(whole)[:limit])
        meant = [self._meant(word) for word in self._split(query)]
        if complete := self._with_all(meant, limit, _MOST_LOOKED_AT):
            return Named(self._names(complete))
        return Named((), self._names(self._with_most(meant, limit)))

    def complete(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Articles that may be meant by what has been typed so far."""
        words = self._split(prefix[:_LONGEST_QUERY])
        if not words:
            return self.all(limit)
        *done, last = words
        if done or is_run(last):
            places = self._continued([self._meant(word) for word in done], last, limit)
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
        for word in words:
            self._with[word].append(place)
        for word in in_headline:
            self._headed[word].append(place)

    def _names(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._ids[place] for place in places)

    @staticmethod
    def _split(query: str) -> list[str]:
        return list(dict.fromkeys(plain(query).split()))[:_MOST_WORDS]

    def _meant(self, word: str) -> frozenset[str]:
        """The words of articles that a typed one stands for: itself, runs around it, or what it is a slip for.

        A slip of the finger is one letter, in a long word two; numbers are taken as they are.
        """
        if is_run(word):
            rarest = min((self._runs.get(piece, ()) for piece in pieces_together(word)), key=len)
            return frozenset(islice((run for run in rarest if word in run), _MOST_LOOKED_AT))
        if word in self._with:
            return frozenset((word,))
        slips = (len(word) >= _SHORTEST_WITH_TYPO) + (len(word) >= _SHORTEST_WITH_TWO)
        if not (slips and word.isalpha()):
            return frozenset()
        near = self._spellings.near(word)
        return frozenset(known for known in near if OSA.distance(word, known, score_cutoff=slips) <= slips)

    def _continued(self, done: Sequence[frozenset[str]], last: str, limit: int) -> dict[int, None]:
        """Articles with a last word that begins so; those first that have it as it is."""
        if is_run(last):
            return dict.fromkeys(self._with_all([*done, self._meant(last)], limit, _MOST_LOOKED_AT_TYPING))
        first = bisect_left(self._vocabulary, last)
        begun = self._vocabulary[first : bisect_left(self._vocabulary, last + _END, first)]
        found = self._with_all([*done, frozenset(begun[:1]) & {last}], limit, _MOST_LOOKED_AT_TYPING)
        if len(found) < limit:
            found += self._with_all([*done, frozenset(begun)], limit, _MOST_LOOKED_AT_TYPING)
        return dict.fromkeys(found)

    def _with_all(self, meant: Sequence[frozenset[str]], limit: int, most: int) -> list[int]:
        """Articles with one of the words meant by each typed one; those with more of them in the headline first."""
        if not all(meant):
            return []
        looked_at = {at for lists in (self._with, self._headed) for at in _first(lists, _rarest(lists, meant), most)}
        found = [at for at in looked_at if not any(words.isdisjoint(self._words[at]) for words in meant)]
        headed = {at: sum(not words.isdisjoint(self._headlines[at]) for words in meant) for at in found}
        return nsmallest(limit, found, key=lambda at: (-headed[at], at))

    def _with_most(self, meant: Sequence[frozenset[str]], limit: int) -> list[int]:
        """Articles with at least half of the words, those with most of them first; looked for by the rarest."""
        looked_at: set[int] = set()
        for words in sorted(meant, key=partial(_frequency, self._with)):
            if len(looked_at) < _MOST_LOOKED_AT:
                looked_at.update(_first(self._with, words, _MOST_LOOKED_AT))
        held = {at: sum(not words.isdisjoint(self._words[at]) for words in meant) for at in looked_at}
        near = (at for at, number in held.items() if 2 * number >= len(meant))
        return nsmallest(limit, near, key=lambda at: (-held[at], at))


def _rarest(lists: Mapping[str, list[int]], meant: Sequence[frozenset[str]]) -> frozenset[str]:
    """The words with the fewest articles; those that an unfinished one begins may be too many to count them."""
    few = [words for words in meant if len(words) <= _MANY_WORDS]
    return min(few or meant, key=partial(_frequency, lists), default=frozenset())


def _frequency(lists: Mapping[str, list[int]], words: Iterable[str]) -> int:
    return sum(len(lists.get(word, ())) for word in words)


def _first(lists: Mapping[str, list[int]], words: Iterable[str], most: int) -> list[int]:
    """The first articles with one of the words."""
    return nsmallest(most, {at for word in words for at in lists.get(word, ())[:most]})
