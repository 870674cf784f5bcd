"""Everybody in the base, and whom an editor means by a name: an id, else a full name, never a surname alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.correct.errors import UnfitError
from knowledge.correct.names import Parts, keys_of, native_key, same_full_name
from knowledge.extract.names import name_parts
from knowledge.ids import short_id
from knowledge.model import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge.corrections import Name
    from knowledge.formats.people_file import KnownAffiliation
    from knowledge.model import LocalPerson

Member = tuple[str, int]


class Everybody:
    """The people of a base while corrections are applied; `local` are the people of each article as it knows them."""

    def __init__(self, local: Mapping[str, Sequence[LocalPerson]]) -> None:
        self._local = local
        self._people: dict[str, Person] = {}
        self._members: dict[Member, str] = {}
        self._stated: dict[str, tuple[KnownAffiliation, ...]] = {}
        self._by_name: dict[Parts, list[str]] = defaultdict(list)
        self._forms: dict[str, set[Parts]] = defaultdict(set)
        self._natives: dict[str, set[str]] = defaultdict(set)
        self._became: dict[str, str] = {}

    # ------------------------------------------------------------------------------------------ what came of it

    def people(self, meant: Iterable[str]) -> dict[str, Person]:
        """Those whom an article names or an editor means, by id."""
        there = {self.now(who) for who in (*meant, *self._members.values())}
        return {who: person for who, person in self._people.items() if who in there}

    def members(self) -> dict[Member, str]:
        """The id of whom each article names in each place."""
        return {member: self.now(who) for member, who in self._members.items()}

    def stated(self) -> dict[str, tuple[KnownAffiliation, ...]]:
        """The affiliations that people.toml states, by person."""
        return {who: stated for who, stated in self._stated.items() if stated}

    def now(self, who: str) -> str:
        """The id that a person has by now."""
        while who in self._became:
            who = self._became[who]
        return who

    # ------------------------------------------------------------------------------------------- what is said

    def take(self, person: Person, members: Iterable[Member]) -> str:
        """Take in a person whom articles name; the id, which is another one where theirs is taken."""
        members = sorted(members)
        if person.id in self._people:
            person = replace(person, id=short_id("p", person.id, *map(str, members[0] if members else (person.name,))))
        self._people[person.id] = person
        self._members |= dict.fromkeys(members, person.id)
        if not _is_description(person):
            self._file(person.id, (person.name, person.native_name or ""))
        if person.native_name:
            self._natives[person.id].add(native_key(person.native_name))
        return person.id

    def know(self, who: str, forms: Iterable[str], natives: Iterable[str], stated: Iterable[KnownAffiliation]) -> None:
        """Take down what people.toml states of a person."""
        self._file(who, forms)
        self._natives[who].update(natives)
        self._stated[who] = tuple(stated)

    def call(self, who: str, name: str) -> None:
        """Let a person be found by a further name."""
        person = self._people[who]
        self._people[who] = replace(person, aliases=_besides(person.name, (name, *person.aliases)))
        self._file(who, (name,))

    def assign(self, member: Member, who: str) -> None:
        """Say that somebody in an article is this person."""
        article, n = member
        local, person = self._local[article][n], self._people[who]
        aliases = _besides(person.name, (*person.aliases, local.name, *local.aliases))
        self._members[member] = who
        self._people[who] = replace(person, aliases=aliases, author=person.author or local.author)

    def unite(self, head: str, other: str) -> None:
        """Make two people one, with the id and the name of `head`."""
        kept, gone = self._people[head], self._people.pop(other)
        self._people[head] = replace(
            kept,
            native_name=kept.native_name or gone.native_name,
            aliases=_besides(kept.name, (*kept.aliases, gone.name, *gone.aliases)),
            author=kept.author or gone.author,
            wikidata=kept.wikidata or gone.wikidata,
        )
        self._stated[head] = (*self._stated.get(head, ()), *self._stated.pop(other, ()))
        self._natives[head] |= self._natives.pop(other, set())
        self._forms[head] |= self._forms.pop(other, set())
        self._became[other] = head

    # -------------------------------------------------------------------------------------------- who is meant

    def known(self, name: Name) -> str:
        """The id of whom an editor means; UnfitError where nobody is called so, or several are."""
        return self._one(name, self._candidates(name, "")) or _raise(f"Nobody is known by the name {name.name}.")

    def known_in(self, article: str, name: Name) -> Member:
        """Whom an article names so; UnfitError where it names nobody so, or several."""
        called = list(enumerate(self._local.get(article, ())))
        if not called:
            raise UnfitError("The article is no longer there, or names nobody.")
        by_id = [n for n, _ in called if name.id and self.now(self._members.get((article, n), "")) == self.now(name.id)]
        parts = name_parts(name.name)
        by_name = [n for n, one in called if parts in {name_parts(each) for each in (one.name, one.native_name or "")}]
        by_alias = [n for n, one in called if parts in set(map(name_parts, one.aliases))]
        found = by_id or by_name or by_alias
        if len(found) != 1:
            number = "nobody" if not found else f"{len(found)} people"
            raise UnfitError(f"The article names {number} as {name.name}.")
        return article, found[0]

    def who(self, name: Name, article: str) -> str:
        """The id of whom an editor of this article means; somebody new where nobody is known by that name.

        UnfitError where several are.
        """
        return self._one(name, self._candidates(name, article)) or self._new(name, "")

    def who_else(self, name: Name, than: str, article: str) -> str:
        """The same for somebody of whom it is known that they are not `than`, whatever their name."""
        if name.id and self.now(name.id) == than:
            raise UnfitError(f"That is whom the article means already: {self._people[than].name}.")
        found = [each for each in self._candidates(name, "") if each != than]
        return self._one(name, found) or self._new(name, article)

    def _one(self, name: Name, found: Sequence[str]) -> str | None:
        if len(found) > 1:
            raise UnfitError(f"{len(found)} people are called {name.name}: {', '.join(sorted(found))}.")
        return found[0] if found else None

    def _candidates(self, name: Name, article: str) -> list[str]:
        if (by_id := self.now(name.id)) in self._people:
            return [by_id]
        if not name_parts(name.name):
            raise UnfitError("It names nobody.")
        return self._in(article, name) or self._anywhere(name)

    def _in(self, article: str, name: Name) -> list[str]:
        """Whom the article itself calls so, also by a description ("a neighbour")."""
        parts = name_parts(name.name)
        called = [n for n, one in enumerate(self._local.get(article, ())) if name_parts(one.name) == parts]
        found = dict.fromkeys(self.now(self._members[article, n]) for n in called if (article, n) in self._members)
        return [each for each in found if not name.native_name or native_key(name.native_name) in self._natives[each]]

    def _anywhere(self, name: Name) -> list[str]:
        """Who bears the name, by the rules of identity: a middle name may be missing, native names may not differ."""
        parts = name_parts(name.name)
        named = dict.fromkeys(self.now(each) for key in keys_of(parts) for each in self._by_name.get(key, ()))
        fitting = [each for each in named if any(same_full_name(parts, form) for form in self._forms[each])]
        if not name.native_name:
            return fitting
        own = [each for each in fitting if native_key(name.native_name) in self._natives[each]]
        plain = [each for each in fitting if not self._natives[each]]
        return own or (plain if len(plain) == 1 else [])

    def _new(self, name: Name, where: str) -> str:
        shown, native = " ".join(name.name.split()), name.native_name or None
        person = Person(short_id("p", "person", " ".join(name_parts(shown)), native or "", where), shown, native)
        return self.take(person, ())

    def _file(self, who: str, names: Iterable[str]) -> None:
        for name in names:
            if parts := name_parts(name):
                self._forms[who].add(parts)
                for key in keys_of(parts):
                    self._by_name[key].append(who)


def _besides(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for alias in aliases if (each := " ".join(alias.split())) and each != name))


def _is_description(person: Person) -> bool:
    """Whether somebody is only described, and so is known within one article alone."""
    return person.native_name is None and person.name.split()[-1][:1].islower()


def _raise(reason: str) -> str:
    raise UnfitError(reason)
