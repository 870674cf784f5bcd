"""Everybody in the base, and whom an editor means by a name: an id, else a full name, never a surname alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from knowledge.correct.errors import UnfitError
from knowledge.extract.names import name_parts
from knowledge.ids import short_id
from knowledge.model import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from knowledge.corrections import Name
    from knowledge.extract import Identity
    from knowledge.model import LocalPerson

Parts = tuple[str, ...]
Member = tuple[str, int]


class Everybody:
    """The people of a base: `people` by id, `members` who is meant by each local person of each article.

    `local` are the people of each article as it knows them.
    """

    def __init__(self, identities: Iterable[Identity], local: Mapping[str, Sequence[LocalPerson]]) -> None:
        self.people: dict[str, Person] = {}
        self.members: dict[Member, str] = {}
        self._local = local
        self._by_name: dict[Parts, list[str]] = defaultdict(list)
        for identity in identities:
            self._take(identity.person)
            self.members |= dict.fromkeys(identity.members, identity.person.id)

    def who(self, name: Name, article: str) -> str:
        """The id of whom an editor of this article means; somebody new where nobody is known by that name.

        UnfitError where several are.
        """
        if name.id in self.people:
            return name.id
        if not name_parts(name.name):
            raise UnfitError("It names nobody.")
        found = self._in(article, name) or self._anywhere(name)
        if len(found) > 1:
            raise UnfitError(f"{len(found)} people are called {name.name}: {', '.join(sorted(found))}.")
        return found[0] if found else self._new(name)

    def _take(self, person: Person) -> None:
        self.people[person.id] = person
        for key in dict.fromkeys(_keys(name_parts(person.name))):
            self._by_name[key].append(person.id)

    def _in(self, article: str, name: Name) -> list[str]:
        """Whom the article itself calls so, also by a description ("a neighbour")."""
        parts = name_parts(name.name)
        called = [n for n, one in enumerate(self._local.get(article, ())) if name_parts(one.name) == parts]
        found = dict.fromkeys(self.members[article, n] for n in called)
        return [each for each in found if name.native_name in {None, self.people[each].native_name}]

    def _anywhere(self, name: Name) -> list[str]:
        """Who bears the name, by the rules of identity: a middle name may be missing, native names may not differ."""
        parts = name_parts(name.name)
        named = dict.fromkeys(each for key in _keys(parts) for each in self._by_name.get(key, ()))
        fitting = [each for each in named if _same_full_name(parts, name_parts(self.people[each].name))]
        fitting = [each for each in fitting if not _is_description(self.people[each])]
        if name.native_name is None:
            return fitting
        own = [each for each in fitting if self.people[each].native_name == name.native_name]
        plain = [each for each in fitting if self.people[each].native_name is None]
        return own or (plain if len(plain) == 1 else [])

    def _new(self, name: Name) -> str:
        parts = " ".join(name_parts(name.name))
        person = Person(short_id("p", "person", parts, name.native_name or "", ""), name.name.strip(), name.native_name)
        self._take(person)
        return person.id


def _keys(parts: Parts) -> Iterator[Parts]:
    """What namesakes share: first and last word of a person's name, all words of a group's."""
    yield parts
    if len(parts) > 2:  # noqa: PLR2004 - first and last
        yield (parts[0], parts[-1])


def _same_full_name(one: Parts, other: Parts) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) == 2 and len(long) > 2 and (long[0], long[-1]) == short)  # noqa: PLR2004 - as above


def _is_description(person: Person) -> bool:
    """Whether somebody is only described, and so is known within one article alone."""
    return person.native_name is None and person.name.split()[-1][:1].islower()
