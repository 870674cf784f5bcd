"""Finding a person from part of a name: any order, any script, a typo, an initial, a role; or that nobody fits.

The index is in memory and looks at few people for each question: those who share a word with it, one that begins so,
or one that is spelt nearly so. How each of them fits is decided word by word (name_fit.py).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, islice
from operator import add
from typing import TYPE_CHECKING

from anyascii import anyascii
from rapidfuzz.distance import OSA

from knowledge.search.name_fit import NOT, Fit, Rank, fit
from knowledge.search.name_forms import NameEntry, orders, ready, stands_for_a_name
from knowledge.search.name_keys import Beginnings, Spellings
from knowledge.search.normal import Words, is_run, plain
from knowledge.search.romanisation import is_pinyin, pinyin_readings, sound, sound_alike
from knowledge.search.stems import COMMON, stem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from knowledge.search.name_forms import Person

__all__ = ["NameEntry", "NameIndex", "NamesFound"]

_MOST_CHARACTERS = 200
_MOST_WORDS = 8
_MOST_BEARERS = 400  # people with one word, the heaviest, who are looked at
_MOST_ALIKE = 60  # people with one word that is only like a typed one
_MOST_LOOKED_OVER = 1_000  # people with the rarest of several words
_MOST_COMPARED = 60
_MOST_COMPARED_TYPING = 20  # at each key that somebody strikes
_MOST_NEAR = 5
_LEAST_INITIALS = 3  # words of a name that its initials may stand for
_LEAST_CORRECTED = 3  # letters of a name's beginning
_LEAST_JOINED = 7  # letters of a whole name that others are held against, however it is parted
_MOST_BEGUN = 20
_BEGUN_SHOWN = 2  # of those who may be meant, before the ones that are only alike
_SOUNDS_ALIKE = 0.9
_BORNE = 2.0  # what sharing a name counts: a role alone is shared by many
_LEAST_LIKENESS = 0.6  # of a name to a question, to be offered
_SYLLABLES_PARTED = re.compile(r"\w[-\u2010\u2011'\u2018\u2019\u02bc]\w")  # "Hua-sheng", "Ch'ien": not pinyin
_TITLES = frozenset(
    "adm amb ayatollah capt col dame dr gen gov hon lady lord lt maj miss mr mrs ms mx prof professor rep rev sen sgt"
    " sheik sheikh sir".split()
)


@dataclass(frozen=True, slots=True)
class NamesFound:
    """`best` fit equally well (none: nobody does), heaviest first; `near` are others that may have been meant."""

    best: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


class NameIndex:
    """People by their names and roles. Nothing changes it once it is built."""

    def __init__(self, entries: Iterable[NameEntry]) -> None:
        heaviest_first = sorted(entries, key=lambda entry: (-entry.weight, plain(entry.name), entry.id))
        self._people = [ready(entry) for entry in heaviest_first]
        self._whole: dict[str, dict[int, Rank]] = defaultdict(dict)
        self._joined: dict[str, dict[int, Rank]] = defaultdict(dict)
        self._parts: dict[str, list[int]] = defaultdict(list)
        self._bearers: dict[str, list[int]] = defaultdict(list)
        self._in_role: dict[str, list[int]] = defaultdict(list)
        self._initials: dict[str, list[int]] = defaultdict(list)
        self._with_character: dict[str, list[int]] = defaultdict(list)
        self._alike_in_sound: dict[str, list[str]] = defaultdict(list)
        for at, person in enumerate(self._people):
            self._take(at, person)
            for form in person.forms():
                if len(form) >= _LEAST_INITIALS:
                    self._initials["".join(word[0] for word in form)].append(at)
        for word in self._bearers:
            self._alike_in_sound[sound(word)].append(word)
        self._spellings = Spellings(self._bearers)
        self._joined_spellings = Spellings(self._joined)
        self._beginnings = Beginnings(self._typed_from_the_start())
        self._words = Beginnings((word, at) for word, people in self._bearers.items() for at in people)
        self._role_words = Beginnings((word, at) for word, people in self._in_role.items() for at in people)

    def find(self, query: str, limit: int = 10) -> NamesFound:
        """Who is meant by a name, a part of one or a role: several where it fits several equally well."""
        return self._find_in_any_script(query, limit, _MOST_COMPARED)

    def _find_in_any_script(self, query: str, limit: int, most_compared: int) -> NamesFound:
        """As typed; where nobody is like it, those who may be meant in Latin letters are offered: "Рубио" for Rubio."""
        found = self._find(query, limit, most_compared)
        if found.best or found.near or query.isascii():
            return found
        meant = self._find(anyascii(query[:_MOST_CHARACTERS]), limit, most_compared)
        return NamesFound((), (*meant.best, *meant.near)[: min(limit, _MOST_NEAR)])

    def _find(self, query: str, limit: int, most_compared: int) -> NamesFound:
        asked, short = self._asked(query)
        if whole := self._whole.get(" ".join(asked)):
            return self._found(_first_ranked(whole), (), limit)
        letters = "".join(asked)
        if len(asked) == 1 and letters in self._bearers:
            in_one = sorted(at for at, rank in self._joined.get(letters, {}).items() if rank is Rank.AS_WRITTEN)
            return self._found(list(dict.fromkeys((*in_one, *self._bearers[letters]))), (), limit)
        if all(len(word) > 1 for word in asked):
            if whole := self._joined.get(letters):
                return self._found(_first_ranked(whole), (), limit)
            if letters in self._parts:
                return self._found(self._parts[letters], (), limit)
        fits = self._fits(asked, self._bearers_of_all(asked), short)
        if not fits:
            fits = self._fits(asked, self._worth_comparing(asked)[:most_compared], short)
        best_fit = min(fits.values(), default=NOT)
        if best_fit.rank >= Rank.NEAR and (untitled := tuple(word for word in asked if word not in _TITLES)) != asked:
            return self._find(" ".join(untitled), limit, most_compared)
        best = [at for at, each in fits.items() if each == best_fit] if best_fit.rank < Rank.NEAR else []
        parted = len(asked) > 1 and letters in self._bearers  # "Hua Sheng" is Huasheng, "Chang Ke" may be Zhang Ke
        near = self._near(asked, fits) if best_fit.rank > Rank.WORDS or parted else []
        if (best_fit.rank > Rank.ROLE or parted) and (romanised := self._romanised(asked)):
            near = [*romanised, *near]
            sure = parted or _SYLLABLES_PARTED.search(query) or not all(map(is_pinyin, asked))
            best = [*best, *romanised] if sure else best
        return self._found(sorted(set(best)), dict.fromkeys(at for at in near if at not in best), limit)

    def complete(self, prefix: str, limit: int = 25) -> tuple[str, ...]:
        """Who may be meant by what has been typed so far, heaviest first; the heaviest of all for nothing typed."""
        typed = plain(prefix[:_MOST_CHARACTERS])
        if not typed:
            return tuple(person.id for person in self._people[:limit])
        found = self._begin((typed, typed.replace(" ", "")), (typed,), limit)
        if found := found or self._telling_all(typed.split(), limit) or self._meant_to_begin(typed, limit):
            return tuple(self._people[at].id for at in found)
        tolerant = self._find_in_any_script(prefix, limit, _MOST_COMPARED_TYPING)
        return (*tolerant.best, *tolerant.near)[:limit]

    def _begin(self, names: Iterable[str], roles: Iterable[str], limit: int) -> list[int]:
        """The heaviest people whose names begin in one of these ways, then those with a word of a role that does."""
        found = dict.fromkeys(self._beginnings.heaviest(names, limit))
        if len(found) < limit:
            found |= dict.fromkeys(self._role_words.heaviest(roles, limit))
        return list(found)[:limit]

    def _telling_all(self, words: Sequence[str], limit: int) -> list[int]:
        """Those with a word that begins as the last does, of whom all others tell, in any place: "editor Stri"."""
        *done, last = words
        others = [(word, stem(word)) for word in done if len(word) == 1 or word not in COMMON]
        lists = (self._words, self._role_words) if others else ()
        begun = {at for each in lists for at in each.heaviest((last,), _MOST_BEARERS)}
        return nsmallest(limit, (at for at in begun if all(_tells(self._people[at], *other) for other in others)))

    def _meant_to_begin(self, typed: str, limit: int) -> list[int]:
        """Those who may be meant where nobody's name begins as typed: by another romanisation, or after one slip."""
        words = typed.split()
        done = ((*reading, *words[-1:]) for reading in pinyin_readings(words[:-1]))
        readings = {"".join(reading) for reading in chain(pinyin_readings(words), done)}
        found = self._beginnings.heaviest(readings, limit)
        if len(typed) < _LEAST_CORRECTED:
            return found
        spaced, joined = (self._beginnings.corrected(each) for each in (typed, "".join(words)))
        corrected = self._begin(spaced, self._role_words.corrected(typed), limit) or self._begin(joined, (), limit)
        return list(dict.fromkeys((*found, *corrected)))[:limit]

    def _take(self, at: int, person: Person) -> None:
        for forms, written, turned in (
            (person.names, Rank.AS_WRITTEN, Rank.REORDERED),
            (person.others, Rank.ALIAS, Rank.ALIAS),
        ):
            for form in forms:
                for first, order in enumerate(orders(form)):
                    rank = turned if first else written
                    _file(self._whole, " ".join(order), at, rank)
                    _file(self._joined, "".join(order), at, rank)
        for form in person.listed:
            _file(self._whole, " ".join(form), at, Rank.AS_WRITTEN)
        for run in person.runs:
            _file(self._whole, run, at, Rank.AS_WRITTEN)
            _file(self._joined, run, at, Rank.AS_WRITTEN)
        words = {word for form in person.forms() for word in form}
        for word in words:
            self._bearers[word].append(at)
        for part in person.parts - words:
            self._parts[part].append(at)
        for word in {word for role in person.roles for word in role}:
            self._in_role[word].append(at)
        for character in {character for run in person.runs for character in run}:
            self._with_character[character].append(at)

    def _typed_from_the_start(self) -> Iterator[tuple[str, int]]:
        """What may be typed of each name: its words in any order, its characters from any on."""
        for keys in (self._whole, self._joined):
            yield from ((key, at) for key, people in keys.items() for at in people)
        for at, person in enumerate(self._people):
            yield from ((run[start:], at) for run in person.runs for start in range(1, len(run)))

    def _found(self, best: Sequence[int], near: Iterable[int], limit: int) -> NamesFound:
        ids = tuple(self._people[at].id for at in best[:limit])
        return NamesFound(ids, tuple(self._people[at].id for at in near)[: min(limit, _MOST_NEAR)])

    # ------------------------------------------------------------------------------------------ who is looked at

    def _asked(self, query: str) -> tuple[tuple[str, ...], frozenset[str]]:
        """The words of a question without titles that nobody bears as a name, and those that are short forms."""
        query = query[:_MOST_CHARACTERS]
        found = tuple(islice(Words(query), _MOST_WORDS))
        asked = tuple(each.text for each in found if each.text not in _TITLES or each.text in self._bearers)
        short = frozenset(each.text for each in found if stands_for_a_name(each, query))
        return asked or tuple(each.text for each in found), short

    def _fits(self, asked: Sequence[str], people: Iterable[int], short: Collection[str]) -> dict[int, Fit]:
        return {at: fit(asked, self._people[at], self._bearers, short) for at in people}

    def _bearers_of_all(self, asked: Sequence[str]) -> list[int]:
        """People in whose names every word of the question stands."""
        bearers = sorted((self._bearers.get(word, ()) for word in asked), key=len)
        return nsmallest(_MOST_COMPARED, set(bearers[0]).intersection(*bearers[1:])) if bearers else []

    def _worth_comparing(self, asked: Sequence[str]) -> list[int]:
        """People who share most with the question: its words, words like them, or its letters as a whole."""
        shared: dict[int, float] = defaultdict(float)
        meant = {word: self._meant(word) for word in dict.fromkeys((*asked, *map(add, asked, asked[1:])))}
        for word, others in meant.items():
            for at, likeness in self._sharing(word, others).items():
                shared[at] += likeness * len(word)
        letters = "".join(asked)
        for key in self._joined_spellings.near(letters) if len(letters) >= _LEAST_JOINED else ():
            for at in nsmallest(_MOST_ALIKE, self._joined[key]):
                shared[at] += len(letters)
        initials = self._initials.get(letters, ())[:_MOST_ALIKE]
        two = self._sharing_two([meant[word] for word in asked])
        for at in (*initials, *self._begun(asked), *two, *self._sharing_all(asked)):
            shared[at] += _BORNE * len(letters)
        return sorted(sorted(shared), key=shared.__getitem__, reverse=True)[:_MOST_COMPARED]

    def _begun(self, asked: Sequence[str]) -> list[int]:
        """The heaviest whose whole name, in one of its orders, begins as the question does."""
        spaced = self._beginnings.heaviest((" ".join(asked),), _MOST_BEGUN) if asked else []
        joined = self._beginnings.heaviest(("".join(asked),), _MOST_BEGUN) if asked else []
        return [at for at in dict.fromkeys((*spaced, *joined)) if not self._people[at].listed]

    def _sharing(self, word: str, meant: Sequence[str]) -> dict[int, float]:
        if is_run(word):
            return {at: 1.0 for character in word for at in self._with_character.get(character, ())[:_MOST_BEARERS]}
        people = dict.fromkeys(self._words.heaviest((word,), _MOST_ALIKE), 0.7)
        people |= dict.fromkeys(self._role_words.heaviest((word,), _MOST_ALIKE), 0.5)
        for other in meant:
            people |= dict.fromkeys(self._bearers[other][:_MOST_ALIKE], 0.7)
        for role in (stem(word), word.upper()):
            people |= dict.fromkeys(self._in_role.get(role, ())[:_MOST_BEARERS], 0.9)
        people |= dict.fromkeys(self._bearers.get(word, ())[:_MOST_BEARERS], _BORNE)
        return people

    def _sharing_two(self, meant: Sequence[Sequence[str]]) -> Iterator[int]:
        """People who bear what two of the words may mean, however many heavier ones bear one of them alone."""
        if not meant[1:]:
            return
        rarest = min(range(len(meant)), key=lambda at: sum(len(self._bearers[word]) for word in meant[at]))
        others = {word for at, words in enumerate(meant) if at != rarest for word in words}
        bearers = chain.from_iterable(self._bearers[word] for word in meant[rarest])
        for at in islice(bearers, _MOST_BEARERS):
            if any(not others.isdisjoint(form) for form in self._people[at].forms()):
                yield at

    def _sharing_all(self, asked: Sequence[str]) -> Iterator[int]:
        """People who bear the rarest of the words, of whom all others tell: initials, names and roles.

        Where all of them are names and nothing else, those who bear them all have been looked at already.
        """
        borne = [word for word in asked if len(self._bearers.get(word, ())) > _MOST_ALIKE]
        rarest = min(borne, key=lambda word: len(self._bearers[word]), default="")
        others = [(word, stem(word)) for word in asked if word != rarest]
        known = all(len(word) == 1 or word in self._bearers or stemmed in self._in_role for word, stemmed in others)
        names_alone = all(len(word) > 1 and stemmed not in self._in_role for word, stemmed in others)
        if not borne or names_alone or not known:
            return
        for at in islice(self._bearers[rarest], _MOST_LOOKED_OVER):
            if all(_tells(self._people[at], word, stemmed) for word, stemmed in others):
                yield at

    def _meant(self, word: str) -> Sequence[str]:
        """Words of names that a typed one may be: itself, one or two letters away, or sounding like it."""
        own = [word] if word in self._bearers else []
        alike = self._alike_in_sound.get(sound(word), ())[:_MOST_ALIKE]
        return list(dict.fromkeys((*own, *self._spellings.near(word), *alike)))

    def _romanised(self, asked: Sequence[str]) -> list[int]:
        """Who is meant where the whole name was typed by another romanisation."""
        people = (self._joined.get("".join(reading), {}) for reading in pinyin_readings(asked))
        return list(dict.fromkeys(at for found in people for at, rank in found.items() if rank <= Rank.REORDERED))

    def _near(self, asked: Sequence[str], fits: Mapping[int, Fit]) -> list[int]:
        """Those who may have been meant although they do not fit: a few that begin so, then the most alike."""
        alike = {at: _likeness(asked, self._people[at]) + (each.rank < Rank.NOT) for at, each in fits.items()}
        likely = (at for at, likeness in alike.items() if likeness >= _LEAST_LIKENESS)
        return [
            *self._begun(asked)[:_BEGUN_SHOWN],
            *nsmallest(2 * _MOST_NEAR, likely, key=lambda at: (-alike[at], at)),
        ]


def _file(keys: dict[str, dict[int, Rank]], key: str, at: int, rank: Rank) -> None:
    people = keys[key]
    people[at] = min(rank, people.get(at, rank))


def _first_ranked(people: Mapping[int, Rank]) -> list[int]:
    first = min(people.values())
    return sorted(at for at, rank in people.items() if rank is first)


def _tells(person: Person, word: str, stemmed: str) -> bool:
    """Whether a word stands in somebody's name or in one of their roles, or is an initial."""
    names = (name for form in person.forms() for name in form)
    named = any(name.startswith(word) for name in names) if len(word) == 1 else any(name == word for name in names)
    return named or any(stemmed in role for role in person.roles)


def _likeness(asked: Sequence[str], person: Person) -> float:
    """How alike a question and a name are, word by word and as a whole, in 0..1."""
    words = {word for form in person.forms() for word in form}
    nearest = (max((_alike(word, other) for other in words), default=0.0) for word in asked)
    letters = "".join(asked)
    whole = max((OSA.normalized_similarity(letters, part) for part in person.parts), default=0.0)
    return (sum(nearest) / len(asked) + whole) / 2


def _alike(word: str, other: str) -> float:
    spelt = OSA.normalized_similarity(word, other)
    return spelt if spelt >= _SOUNDS_ALIKE or not sound_alike(word, other) else _SOUNDS_ALIKE
