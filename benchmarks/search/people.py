"""A register of people who never were, the same for the same seed, and questions for them with known answers."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opencc import OpenCC

from benchmarks.search import lexicon as lex
from benchmarks.search.corpus import invented
from benchmarks.search.questions import typo
from knowledge.search.names import NameEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_TRADITIONAL = OpenCC("s2t").convert
_CYRILLIC = (
    *zip("shch zh kh ch sh yu ya yo ye".split(), "щжхчшюяёе", strict=True),
    *zip("abvgdeziyklmnoprstuf", "абвгдезийклмнопрстуф", strict=True),
)
_LONG = 6


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person of the register, in parts."""

    entry: NameEntry
    family: str
    given: str
    syllables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for a person: what is typed, in which way, and the ids of all whom it may mean."""

    kind: str
    typed: str
    right: frozenset[str]


def register(size: int, seed: int = 3) -> list[Bearer]:
    """So many people; a few are quoted much, most little."""
    rng = random.Random(seed)  # noqa: S311 - the same people in every run
    made: dict[str, Bearer] = {}
    while len(made) < size:
        make = rng.choices((_western, _chinese, _russian), (5, 4, 2))[0]
        bearer = make(rng, f"p{len(made)}", round(2_000 / (len(made) + 3)))
        made.setdefault(bearer.entry.name, bearer)
    return list(made.values())


def questions_for(people: Sequence[Bearer], each: int, seed: int = 4) -> list[Asked]:
    """So many questions of each kind."""
    maker = _Maker(people, random.Random(seed))  # noqa: S311 - the same questions in every run
    return [asked for kind in _KINDS for asked in maker.some(kind, each)]


def _western(rng: random.Random, number: str, weight: int) -> Bearer:
    family = rng.choice(lex.FAMILIES) if rng.random() < 0.5 else invented(rng).capitalize()
    if rng.random() < 0.08:
        family = f"{family}-{rng.choice(lex.FAMILIES)}"
    elif rng.random() < 0.08:
        family = f"{rng.choice(lex.PARTICLES)} {family}"
    given = rng.choice(lex.GIVEN)
    role = f"{rng.choice(lex.ROLES)} at the {rng.choice(lex.PLACES)}"
    return Bearer(NameEntry(number, f"{given} {family}", None, (), (role,), weight), family, given)


def _chinese(rng: random.Random, number: str, weight: int) -> Bearer:
    family = rng.choice(lex.HAN_FAMILIES)
    given = rng.sample(lex.HAN_GIVEN, rng.choice((1, 2, 2, 2)))
    syllables = tuple(part[1:] for part in given)
    name, surname = "".join(syllables).capitalize(), family[1:].capitalize()
    native = family[0] + "".join(part[0] for part in given)
    return Bearer(NameEntry(number, f"{surname} {name}", native, (), (), weight), surname, name, syllables)


def _russian(rng: random.Random, number: str, weight: int) -> Bearer:
    family, given = rng.choice(lex.RUSSIAN_FAMILIES), rng.choice(lex.RUSSIAN_GIVEN)
    native = f"{_in_cyrillic(given)} {_in_cyrillic(family)}"
    return Bearer(NameEntry(number, f"{given} {family}", native, (), (), weight), family, given)


def _in_cyrillic(name: str) -> str:
    name = name.lower()
    for latin, cyrillic in _CYRILLIC:
        name = name.replace(latin, cyrillic)
    return name.capitalize()


def _bare(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.lower().replace("ø", "o").replace("ł", "l").replace("’", ""))
    return "".join(c for c in parts if not unicodedata.combining(c))


class _Maker:
    def __init__(self, people: Sequence[Bearer], rng: random.Random) -> None:
        self.rng = rng
        self._people = people
        self._by_word: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for bearer in people:
            words = _bare(bearer.entry.name).replace("-", " ").split()
            for word in words:
                self._by_word[word].add(bearer.entry.id)
            self._by_name["".join(words)].add(bearer.entry.id)

    def some(self, kind: str, count: int) -> Iterable[Asked]:
        """So many different questions of one kind, fewer where the register gives no more."""
        made: dict[str, Asked] = {}
        for _ in range(count * 50):
            found = _KINDS[kind](self, self.rng.choice(self._people))
            if found and found[0] not in made:
                made[found[0]] = Asked(kind, found[0], frozenset(found[1]))
            if len(made) == count:
                break
        return made.values()

    def named(self, bearer: Bearer) -> set[str]:
        """All who bear this very name."""
        return self._by_name["".join(re.findall(r"\w+", _bare(bearer.entry.name)))]

    def with_word(self, word: str) -> set[str]:
        """All in whose names the word stands."""
        return self._by_word.get(_bare(word), set())

    def with_native(self, part: str) -> set[str]:
        """All whose native name holds the part."""
        return {bearer.entry.id for bearer in self._people if part in (bearer.entry.native_name or "")}

    def with_role(self, role: str) -> set[str]:
        """All whose role says so."""
        return {bearer.entry.id for bearer in self._people if any(role in text for text in bearer.entry.roles)}

    def bearers(self, word: str) -> Iterable[Bearer]:
        """The people themselves in whose names the word stands."""
        numbers = self.with_word(word)
        return (bearer for bearer in self._people if bearer.entry.id in numbers)


_Found = tuple[str, set[str]] | None


def _full(maker: _Maker, bearer: Bearer) -> _Found:
    return bearer.entry.name, maker.named(bearer)


def _reversed(maker: _Maker, bearer: Bearer) -> _Found:
    name = bearer.entry.name
    return (" ".join(reversed(name.split())), maker.named(bearer)) if name.count(" ") == 1 else None


def _family(maker: _Maker, bearer: Bearer) -> _Found:
    return (bearer.family, maker.with_word(bearer.family)) if bearer.family.isalpha() else None


def _given(maker: _Maker, bearer: Bearer) -> _Found:
    return bearer.given.lower(), maker.with_word(bearer.given)


def _initial(maker: _Maker, bearer: Bearer) -> _Found:
    if not bearer.family.isalpha():
        return None
    initial, family = bearer.given[0], _bare(bearer.family)
    meant = {b.entry.id for b in maker.bearers(family) if any(w[0] == initial.lower() for w in _others(b, family))}
    return f"{initial}. {bearer.family}", meant


def _others(bearer: Bearer, family: str) -> list[str]:
    words = _bare(bearer.entry.name).replace("-", " ").split()
    words.remove(family)
    return words


def _together(maker: _Maker, bearer: Bearer) -> _Found:
    return bearer.entry.name.replace(" ", "").lower(), maker.named(bearer)


def _syllables(maker: _Maker, bearer: Bearer) -> _Found:
    if len(bearer.syllables) < len(("hua", "sheng")):
        return None
    return f"{bearer.family} {maker.rng.choice((' ', '-')).join(bearer.syllables).title()}", maker.named(bearer)


def _hyphen(maker: _Maker, bearer: Bearer) -> _Found:
    if "-" not in bearer.family:
        return None
    part = maker.rng.choice((bearer.family, bearer.family.replace("-", " ").lower()))
    words = [_bare(word) for word in bearer.family.split("-")]
    return part, maker.with_word(words[0]) & maker.with_word(words[1])


def _particle(maker: _Maker, bearer: Bearer) -> _Found:
    if " " not in bearer.family:
        return None
    words = [maker.with_word(word) for word in bearer.family.split()]
    return bearer.family, set.intersection(*words)


def _no_accents(maker: _Maker, bearer: Bearer) -> _Found:
    bare = _bare(bearer.entry.name)
    return (bare, maker.named(bearer)) if bare != bearer.entry.name.lower() else None


def _typo(maker: _Maker, bearer: Bearer) -> _Found:
    name = _bare(bearer.entry.name)
    return (typo(name, maker.rng), maker.named(bearer)) if len(name) > 2 * _LONG - 2 else None


def _family_typo(maker: _Maker, bearer: Bearer) -> _Found:
    typed = typo(_bare(bearer.family), maker.rng)
    fit = len(bearer.family) > _LONG and bearer.family.isalpha() and not maker.with_word(typed)
    return (typed, maker.with_word(bearer.family)) if fit else None


def _hanzi(maker: _Maker, bearer: Bearer) -> _Found:
    native = bearer.entry.native_name if bearer.syllables else None
    return (native, maker.with_native(native)) if native else None


def _hanzi_part(maker: _Maker, bearer: Bearer) -> _Found:
    native = bearer.entry.native_name if bearer.syllables else None
    if not native or len(native) < len("赵华胜"):
        return None
    part = maker.rng.choice((native[1:], native[:2]))
    return part, maker.with_native(part)


def _hanzi_traditional(maker: _Maker, bearer: Bearer) -> _Found:
    native = bearer.entry.native_name if bearer.syllables else None
    typed = _TRADITIONAL(native) if native else native
    return (typed, maker.with_native(native)) if native and typed and typed != native else None


def _cyrillic(maker: _Maker, bearer: Bearer) -> _Found:
    native = bearer.entry.native_name
    return (native, maker.with_native(native)) if native and " " in native else None


def _role(maker: _Maker, bearer: Bearer) -> _Found:
    if not (bearer.entry.roles and bearer.family.isalpha()):
        return None
    role, _, _ = bearer.entry.roles[0].partition(" at the ")
    return f"{role} {bearer.family}", maker.with_word(bearer.family) & maker.with_role(role)


def _organisation(maker: _Maker, bearer: Bearer) -> _Found:
    if not bearer.entry.roles:
        return None
    _, _, place = bearer.entry.roles[0].partition(" at the ")
    return place, maker.with_role(place)


def _longer_given(maker: _Maker, bearer: Bearer) -> _Found:
    """Somebody else: a name that begins like one in the register."""
    given = bearer.given + maker.rng.choice(("wei", "qiang", "zhuo"))
    fit = len(bearer.syllables) == 1 and not maker.with_word(given)
    return (f"{bearer.family} {given}", set()) if fit else None


def _nobody(maker: _Maker, _: Bearer) -> _Found:
    return f"{invented(maker.rng)[::-1]}zq {invented(maker.rng)[::-1]}zq", set()


_KINDS: dict[str, Callable[[_Maker, Bearer], _Found]] = {
    "whole name": _full,
    "turned round": _reversed,
    "family name": _family,
    "given name": _given,
    "initial": _initial,
    "in one word": _together,
    "syllables apart": _syllables,
    "hyphenated": _hyphen,
    "with particle": _particle,
    "without accents": _no_accents,
    "one typo": _typo,
    "family name, typo": _family_typo,
    "hanzi": _hanzi,
    "part in hanzi": _hanzi_part,
    "hanzi, traditional": _hanzi_traditional,
    "cyrillic": _cyrillic,
    "role and name": _role,
    "organisation": _organisation,
    "somebody else": _longer_given,
    "nobody": _nobody,
}
