"""Finding a person from part of a name: any order, any script, a typo, an initial, a role; or knowing that nobody fits.

A question is compared word by word with the words of each name, since a score over whole strings prefers long partial
overlaps ("Wang Yiwei" is not Wang Yi). Every word of the question must find its own word; the worst of these matches
decides the rank: equal, an initial, a beginning, a joined form, a role, the inside of a word, a typo.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from itertools import takewhile
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from knowledge.search.normal import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LONGEST_QUESTION = 12  # words; nobody's name is longer, and the work stays bounded
_MOST_CANDIDATES = 2_000
_NEAR = 3
_ALIKE = 0.6  # likeness of two words from which one may have been meant by the other
_SHORT, _MEDIUM = 4, 7  # letters from which a word may have one typo, and two
_INSIDE = 4  # letters that a part of a word must have to be looked for within words


class Fit(IntEnum):
    """How a question fits a person, best first."""

    WHOLE = 0
    WORDS = 1
    INITIAL = 2
    JOINED = 3
    BEGINNING = 4
    ROLE = 5
    WITHIN = 6
    TYPO = 7
    NONE = 9


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A person to be found. `roles` are affiliations as worded; `weight` orders equals, the heaviest first."""

    id: str
    name: str
    native_name: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True)
class NamesFound:
    """`best` fit equally well (none: nobody does), heaviest first; `near` are others whose names resemble."""

    best: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Person:
    """An entry made ready: each form of the name as a tuple of folded words, native names, and words of roles."""

    id: str
    forms: tuple[tuple[str, ...], ...]
    natives: tuple[str, ...]
    roles: frozenset[str]
    weight: int
    label: str


class NameIndex:
    """People by every word of their names, in memory. Building is linear; a question looks at few of them."""

    def __init__(self, entries: Iterable[NameEntry]) -> None:
        self._people = sorted((_ready(e) for e in entries), key=lambda p: (-p.weight, p.label, p.id))
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_joined: dict[str, list[int]] = defaultdict(list)
        self._by_character: dict[str, list[int]] = defaultdict(list)
        for at, person in enumerate(self._people):
            self._take(at, person)
        self._words = sorted(self._by_word)
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._words:
            for key in {(word[0], len(word)), (word[1:2], len(word))}:
                self._buckets[key].append(word)

    def find(self, query: str, limit: int = 10) -> NamesFound:
        """The people whom a question fits best, and near names. Never raises, whatever the question holds."""
        asked = plain(query).split()[:_LONGEST_QUESTION]
        if not asked:
            return NamesFound()
        fits = [(_fit(asked, self._people[at]), at) for at in self._candidates(asked)]
        top = min((fit for fit, _ in fits), default=Fit.NONE)
        best = [] if top is Fit.NONE else sorted(at for fit, at in fits if fit is top)
        if top is Fit.TYPO:
            best = self._closest(asked, best)
        near = self._near(asked, {at for _, at in fits} - set(best)) if top >= Fit.WITHIN else []
        return NamesFound(tuple(self._people[at].id for at in best[:limit]), tuple(self._people[at].id for at in near))

    def complete(self, prefix: str, limit: int = 25) -> tuple[str, ...]:
        """The people whom what is typed so far may mean, best fit first, then heaviest; the heaviest for nothing."""
        asked = plain(prefix).split()[:_LONGEST_QUESTION]
        if not asked:
            return tuple(p.id for p in self._people[:limit])
        fits = sorted((_fit(asked, self._people[at]), at) for at in self._candidates(asked))
        return tuple(self._people[at].id for fit, at in fits if fit is not Fit.NONE)[:limit]

    # ------------------------------------------------------------------------------------------------- the index

    def _take(self, at: int, person: _Person) -> None:
        for word in {w for form in person.forms for w in form} | person.roles:
            self._by_word[word].append(at)
        for joined in {"".join(form) for form in person.forms} | {"".join(reversed(form)) for form in person.forms}:
            self._by_joined[joined].append(at)
        for character in {c for native in person.natives for c in native}:
            self._by_character[character].append(at)

    def _candidates(self, asked: Sequence[str]) -> list[int]:
        """People who share something with the question, by its rarest word first; a bounded number."""
        joined = "".join(asked)
        found = dict.fromkeys([*self._by_joined.get(joined, ()), *self._by_word.get(joined, ())])
        lists = sorted((self._sharing(word) for word in asked), key=len)
        for people in lists:
            for at in people:
                found.setdefault(at)
                if len(found) >= _MOST_CANDIDATES:
                    return list(found)
        return list(found)

    def _sharing(self, word: str) -> list[int]:
        """People with this word, one that begins with it, has it within or is a typo away, or its first character."""
        found = dict.fromkeys(self._by_word.get(word, ()))
        found.update(dict.fromkeys(at for other in self._beginning(word) for at in self._by_word[other]))
        found.update(dict.fromkeys(self._by_character.get(word[0], ())))
        if len(found) < _MOST_CANDIDATES:
            found.update(dict.fromkeys(at for other in self._resembling(word) for at in self._by_word[other]))
        return list(found)

    def _beginning(self, word: str) -> Iterator[str]:
        first = bisect_left(self._words, word)
        return takewhile(lambda other: other.startswith(word), self._words[first : first + _MOST_CANDIDATES])

    def _resembling(self, word: str) -> Iterator[str]:
        """Words a typo or two away, or that have the word within."""
        reach = _typos(word)
        if reach:
            for length in range(len(word) - reach, len(word) + reach + 1):
                for other in {*self._buckets.get((word[0], length), ()), *self._buckets.get((word[1:2], length), ())}:
                    if OSA.distance(word, other, score_cutoff=reach) <= reach:
                        yield other
        if len(word) >= _INSIDE:
            yield from (other for other in self._words if word in other[1:])

    # -------------------------------------------------------------------------------------------------- ranking

    def _closest(self, asked: Sequence[str], people: list[int]) -> list[int]:
        """Of people reached by typos, those with the fewest."""
        typos = {at: min(_distance(asked, form) for form in self._people[at].forms) for at in people}
        least = min(typos.values())
        return [at for at in people if typos[at] == least]

    def _near(self, asked: Sequence[str], others: set[int]) -> list[int]:
        """Names that share or resemble a word of the question: offered, never answered with."""
        scored = sorted((-self._likeness(asked, self._people[at]), at) for at in others)
        return [at for likeness, at in scored if likeness < 0][:_NEAR]

    @staticmethod
    def _likeness(asked: Sequence[str], person: _Person) -> float:
        words = {w for form in person.forms for w in form}
        best = (max((OSA.normalized_similarity(q, w) for w in words), default=0.0) for q in asked)
        return sum(s for s in best if s >= _ALIKE) / len(asked)


def _ready(entry: NameEntry) -> _Person:
    names = [entry.name, *entry.aliases]
    forms = tuple(dict.fromkeys(form for n in names if (form := tuple(plain(n).split()))))
    forms = tuple(f for f in forms if f == forms[0] or not set(f) <= set(forms[0]))  # "Zhao" adds nothing to its bearer
    natives = tuple(plain(n).replace(" ", "") for n in (entry.native_name or "", *names) if _is_other_script(n))
    roles = frozenset(word for role in entry.roles for word in plain(role).split())
    return _Person(entry.id, forms, tuple(dict.fromkeys(natives)), roles, entry.weight, plain(entry.name))


def _is_other_script(name: str) -> bool:
    """Whether a name is written in characters each of which is a word or a syllable."""
    return any(c >= "\u2e80" for c in name)


def _fit(asked: Sequence[str], person: _Person) -> Fit:
    """How well a question fits a person: the best over their names and roles."""
    joined = "".join(asked)
    if any(joined in native for native in person.natives):
        return Fit.WHOLE if joined in person.natives else Fit.WORDS
    best = min((_fit_form(asked, form) for form in person.forms), default=Fit.NONE)
    if best > Fit.JOINED and any(joined in {"".join(f), "".join(reversed(f)), *f} for f in person.forms):
        return Fit.JOINED
    if best > Fit.ROLE and person.roles:
        words = {w for form in person.forms for w in form} | person.roles
        if all(q in words or (len(q) >= _INSIDE and any(w.startswith(q) for w in words)) for q in asked):
            return Fit.ROLE
    return best


def _fit_form(asked: Sequence[str], form: tuple[str, ...]) -> Fit:
    """The worst of the matches when each word of the question takes the best word of the name still free."""
    if len(asked) > len(form):
        return Fit.NONE
    if sorted(asked) == sorted(form):
        return Fit.WHOLE
    free = list(form)
    worst = Fit.WORDS
    for word in sorted(asked, key=len, reverse=True):
        fit, taken = min(((_fit_word(word, other), other) for other in free), key=lambda f: f[0])
        if fit is Fit.NONE:
            return Fit.NONE
        worst = max(worst, fit)
        free.remove(taken)
    return worst


def _fit_word(word: str, other: str) -> Fit:
    if word == other:
        return Fit.WORDS
    if len(word) == 1 or len(other) == 1:
        return Fit.INITIAL if word[0] == other[0] else Fit.NONE
    if other.startswith(word):
        return Fit.BEGINNING
    if len(word) >= _INSIDE and word in other:
        return Fit.WITHIN
    reach = _typos(word)
    return Fit.TYPO if reach and OSA.distance(word, other, score_cutoff=reach) <= reach else Fit.NONE


def _distance(asked: Sequence[str], form: tuple[str, ...]) -> int:
    """Typos in all between a question and a name, each word with its nearest."""
    return sum(min((OSA.distance(word, other) for other in form), default=len(word)) for word in asked)


def _typos(word: str) -> int:
    """How many typos a word may have."""
    return 0 if len(word) < _SHORT else 1 if len(word) < _MEDIUM else 2
