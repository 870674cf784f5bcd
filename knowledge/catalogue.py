"""Articles by what people call them: headline, outlet, author, file name or id."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from knowledge.search.normal import is_run, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from knowledge.model import Citation

_LONGEST_QUERY = 300
_MOST_WORDS = 24
_REST_OF_DATE = "9999-99-99"
_SHORTEST_WITH_TYPO = 4
_SHORTEST_WITH_TWO = 8


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
        self._words: dict[str, set[int]] = {}
        self._headlines: list[frozenset[str]] = []
        self._published: dict[str, str] = {}
        self._outlets: dict[str, str] = {}
        self._outlets_of: dict[str, tuple[str, ...]] = {}
        for place, citation in enumerate(citations):
            self._add(place, citation)
        self._vocabulary = sorted(self._words)

    def all(self, limit: int | None = None) -> tuple[str, ...]:
        """The first `limit` articles, or every one."""
        return tuple(self._ids[:limit])

    def find(self, query: str, limit: int) -> Named:
        """The articles called so: by whole id, file or headline if one fits, else by all words, typos allowed."""
        query = query.strip()[:_LONGEST_QUERY]
        whole = self._exact.get(query.casefold()) or self._exact.get(plain(query))
        if whole:
            return Named(self._names(whole, limit))
        sets = [self._with_word(word) or self._with_word_like(word) for word in self._split(query)]
        if not sets:
            return Named()
        hits = {place: sum(place in each for each in sets) for place in set().union(*sets)}
        complete = [place for place, number in hits.items() if number == len(sets)]
        if complete:
            return Named(self._names(self._ranked(complete, query), limit))
        near = sorted((place for place, number in hits.items() if 2 * number >= len(sets)), key=lambda p: (-hits[p], p))
        return Named((), self._names(near, limit))

    def complete(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Articles that may be meant by what has been typed so far."""
        words = self._split(prefix[:_LONGEST_QUERY])
        if not words:
            return self.all(limit)
        *done, last = words
        sets = [self._with_word(word) for word in done]
        sets.append(self._with_word(last) | self._with_start(last))
        return self._names(self._ranked(set.intersection(*sets), prefix), limit) or self.find(prefix, limit).best

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

    def _add(self, place: int, citation: Citation) -> None:
        original = citation.original
        headlines = [citation.headline, original.headline if original else ""]
        others = [citation.outlet, *citation.authors, citation.published, PurePosixPath(citation.file).stem]
        if original:
            others += [original.outlet, *original.authors]
        self._ids.append(citation.article)
        told = original or citation
        if told.published:
            self._published[citation.article] = told.published
        outlets = {plain(outlet): outlet for outlet in (citation.outlet, told.outlet) if outlet}
        for name, outlet in outlets.items():
            self._outlets.setdefault(name, outlet)
        self._outlets_of[citation.article] = tuple(outlets)
        for name in (citation.article, citation.file, PurePosixPath(citation.file).name):
            self._exact.setdefault(name.casefold(), {})[place] = None
        for headline in filter(None, map(plain, headlines)):
            self._exact.setdefault(headline, {})[place] = None
        in_headlines = {word for headline in headlines for word in plain(headline).split()}
        self._headlines.append(frozenset(in_headlines))
        for word in in_headlines.union(*(plain(other).split() for other in others if other)):
            self._words.setdefault(word, set()).add(place)

    def _names(self, places: Iterable[int], limit: int) -> tuple[str, ...]:
        return tuple(self._ids[place] for place in places)[:limit]

    def _ranked(self, places: Iterable[int], query: str) -> list[int]:
        """Those with more of the words in the headline first; equals stay in order."""
        words = set(self._split(query))
        return sorted(places, key=lambda place: (-len(words & self._headlines[place]), place))

    @staticmethod
    def _split(query: str) -> list[str]:
        return list(dict.fromkeys(plain(query).split()))[:_MOST_WORDS]

    def _with_word(self, word: str) -> set[int]:
        if is_run(word):
            return set().union(*(places for known, places in self._words.items() if word in known))
        return self._words.get(word, set())

    def _with_start(self, start: str) -> set[int]:
        known = self._vocabulary[bisect_left(self._vocabulary, start) :]
        return set().union(*(self._words[word] for word in takewhile(lambda word: word.startswith(start), known)))

    def _with_word_like(self, word: str) -> set[int]:
        return set().union(*(self._words[known] for known in self._like(word)))

    def _like(self, word: str) -> Iterator[str]:
        """Known words that a slip of the finger, or two in a long word, turns into this one."""
        slips = (len(word) >= _SHORTEST_WITH_TYPO) + (len(word) >= _SHORTEST_WITH_TWO)
        for known in self._vocabulary if slips else ():
            if abs(len(known) - len(word)) <= slips and OSA.distance(word, known, score_cutoff=slips) <= slips:
                yield known
