"""The forms of a name, made ready to be compared: what a person is called, in which words, and in what roles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from knowledge.search.normal import Word, Words, is_run, plain
from knowledge.search.stems import COMMON, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHORTEST_ACRONYM = 2
_BETWEEN = "(?:of|for|and|on|the|in|&)[ -]+"
_LONG_NAME = re.compile(rf"\b[A-Z]\w+(?:[ -]+(?:{_BETWEEN})*[A-Z]\w+)+")
_PARTED = re.compile(f"[ -]+(?:{_BETWEEN})+")
_OWNS = re.compile(r"[a-z][\w-]*['’]s\b")
PARTICLES = frozenset("al bin da das de del der des di dos du e el ibn la le ten ter van von y zu".split())


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
class Person:
    """An entry made ready.

    `names` are the folded words of the name, as written and in its own script; `others` those of further names;
    `listed` are names that name several ("Lee, Park and others"), which no part of them means;
    `parts` are all neighbouring words of either, written together; `runs` are names in characters without blanks;
    `roles` are, for each role, the stems of its telling words; short forms that could be other words are in capitals.
    """

    id: str
    names: tuple[tuple[str, ...], ...]
    others: tuple[tuple[str, ...], ...]
    listed: tuple[tuple[str, ...], ...]
    parts: frozenset[str]
    runs: tuple[str, ...]
    roles: tuple[frozenset[str], ...]

    def forms(self) -> Iterator[tuple[str, ...]]:
        """Every name of several words."""
        yield from self.names
        yield from self.others


def ready(entry: NameEntry) -> Person:
    """Fold an entry's names and roles. An alias that is a description ("the top diplomat") counts as a role."""
    listed = _folded(name for name in (entry.name,) if _lists(name))
    names = [form for form in _folded((entry.name, entry.native_name or "")) if form not in listed]
    own = {word for name in names for word in name}
    called = [alias for alias in entry.aliases if not _describes(alias)]
    described = [alias for alias in entry.aliases if _describes(alias)]
    others = [form for form in _folded(called) if not own.issuperset(form)]  # "Zhao" adds nothing to its bearer
    roles = [role for text in (*entry.roles, *described) if (role := frozenset(_role_words(text)))]
    in_words = [form for form in (*names, *others) if not is_run(form[0])]
    return Person(
        entry.id,
        tuple(form for form in names if form in in_words),
        tuple(form for form in others if form in in_words),
        tuple(listed),
        frozenset(part for form in in_words for part in _parts(form)),
        tuple("".join(form) for form in (*names, *others) if is_run(form[0])),
        tuple(dict.fromkeys(roles)),
    )


def orders(form: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words of a name as written, then in each order that begins with another of them."""
    for first in range(len(form)):
        yield form[first:] + form[:first]


def stands_for_a_name(word: Word, text: str) -> bool:
    """Whether a common word is written as a short form: "US" and "WHO" among words that are not in capitals."""
    written = word.span.of(text)
    return word.text in COMMON and len(word.text) > 1 and written.isupper() and not text.isupper()


def _parts(form: tuple[str, ...]) -> Iterator[str]:
    for order in orders(form):
        yield from accumulate(order)


def _folded(names: Iterable[str]) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(form for name in names if (form := tuple(plain(name).split()))))


def _describes(alias: str) -> bool:
    return any(word[0].islower() and word not in PARTICLES for word in alias.split())


def _lists(name: str) -> bool:
    return name.endswith((" and others", " et al.")) or ("," in name and " and " in name)


def _role_words(text: str) -> Iterator[str]:
    """The stems of a role's telling words, and short forms of its long names: "CSIS", "IMF", "UN"."""
    for word in Words(text):
        if _OWNS.match(text, word.span.start):
            continue  # "the |president|'s special envoy" is no president
        if word.text not in COMMON:
            yield stem(word.text)
        elif stands_for_a_name(word, text):
            yield word.text.upper()
    for name in _LONG_NAME.findall(text):
        initials = ["".join(word[0] for word in re.split("[ -]+", part)) for part in _PARTED.split(name)]
        for first, last in combinations(range(len(initials) + 1), 2):
            short = "".join(initials[first:last])
            if len(short) > _SHORTEST_ACRONYM and short.lower() not in COMMON:
                yield short.lower()
            elif len(short) >= _SHORTEST_ACRONYM:
                yield short
