"""Whom people.toml knows among the people of the articles: by full name, native name or alias, and by nothing less.

"Xi" is nobody: a given or family name alone never identifies. Where two entries fit, neither does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.correct.names import Parts, is_native, keys_of, native_key, same_full_name
from knowledge.extract.identity import is_nameless
from knowledge.extract.names import name_parts
from knowledge.model import Gender

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge.formats.people_file import KnownPerson
    from knowledge.model import LocalPerson

Member = tuple[str, int]


@dataclass(slots=True)
class Recognised:
    """`of` has the members of each entry, by its place; `unclear` are those whom two entries fit."""

    of: dict[int, list[Member]] = field(default_factory=lambda: defaultdict(list))
    unclear: set[Member] = field(default_factory=set)


class Forms:
    """What identifies one entry: `names` in parts, `natives` in other scripts, and `written`, all as it is written."""

    def __init__(self, known: KnownPerson) -> None:
        texts = [known.name, known.native_name or "", *known.aliases, *known.transliterations]
        foreign = [text for text in texts if is_native(text) and len(native_key(text)) > 1]
        parts = [found for text in texts if not is_native(text) and (found := name_parts(text))]
        ends = {part for name in parts if len(name) > 1 for part in (name[0], name[-1])}
        self.names = tuple(dict.fromkeys(name for name in parts if known.group or len(name) > 1 or name[0] not in ends))
        self.natives = frozenset(map(native_key, foreign))
        self.written = (*foreign, *map(" ".join, self.names))

    def fit(self, parts: Parts) -> bool:
        """Whether a full name is one of these; a middle name may be missing."""
        return any(same_full_name(parts, name) for name in self.names)


def recognised(
    entries: Sequence[KnownPerson], local: Mapping[str, Sequence[LocalPerson]], members: Iterable[Member]
) -> Recognised:
    """Which of these members are which entry."""
    found = Recognised()
    if not entries:
        return found
    register = _Register(entries, local)
    for article, n in members:
        fitting = register.fitting(local[article][n])
        if len(fitting) == 1:
            found.of[fitting[0]].append((article, n))
        elif fitting:
            found.unclear.add((article, n))
    for at in list(found.of):
        found.of[at] = register.not_two(found.of[at], at, found.unclear)
    return found


class _Register:
    """The entries, by what they are called."""

    def __init__(self, entries: Sequence[KnownPerson], local: Mapping[str, Sequence[LocalPerson]]) -> None:
        self._entries = entries
        self._local = local
        self._forms = [Forms(each) for each in entries]
        self._by_name: dict[Parts, list[int]] = defaultdict(list)
        self._by_native: dict[str, list[int]] = defaultdict(list)
        for at, forms in enumerate(self._forms):
            for key in dict.fromkeys(key for name in forms.names for key in keys_of(name)):
                self._by_name[key].append(at)
            for native in forms.natives:
                self._by_native[native].append(at)
        self._natives = _natives_by_name(local)

    def fitting(self, person: LocalPerson) -> list[int]:
        """The entries that a person of an article may be; two, also where the articles know another of that name."""
        if is_nameless(person):
            return []
        own = [at for at in self._by_native.get(native_key(person.native_name or ""), ()) if self._may_be(at, person)]
        if own:
            return own
        parts = name_parts(person.name)
        named = dict.fromkeys(at for key in keys_of(parts) for at in self._by_name.get(key, ()))
        fitting = [at for at in named if self._forms[at].fit(parts) and self._may_be(at, person)]
        if person.native_name:
            fitting = [at for at in fitting if not self._forms[at].natives]
        return fitting if all(self._has_it_alone(at, parts) for at in fitting) else [*fitting, *fitting]

    def _has_it_alone(self, at: int, parts: Parts) -> bool:
        """Whether the articles know nobody of this name whose native name tells that they are somebody else."""
        known, native = self._forms[at].natives, self._natives.get(parts, frozenset())
        return native <= known if known else len(native) <= 1

    def not_two(self, members: Sequence[Member], at: int, unclear: set[Member]) -> list[Member]:
        """The members that are one person: two people of one article are not, unless each has a name of the entry."""
        articles = Counter(article for article, _ in members)
        kept = [member for member in members if articles[member[0]] == 1]
        for article in sorted(article for article, number in articles.items() if number > 1):
            of_it = [member for member in members if member[0] == article]
            names = [name_parts(self._local[article][n].name) for _, n in of_it]
            exact = [name for name in names if name in self._forms[at].names]
            if len(set(names)) == len(names) == len(exact):
                kept += of_it
            else:
                unclear.update(of_it)
        return sorted(kept)

    def _may_be(self, at: int, person: LocalPerson) -> bool:
        entry = self._entries[at]
        return {entry.gender, person.gender} != {Gender.FEMALE, Gender.MALE} and (entry.group or not person.group)


def _natives_by_name(local: Mapping[str, Sequence[LocalPerson]]) -> dict[Parts, frozenset[str]]:
    found: dict[Parts, set[str]] = defaultdict(set)
    for people in local.values():
        for person in people:
            if person.native_name:
                found[name_parts(person.name)].add(native_key(person.native_name))
    return {parts: frozenset(natives) for parts, natives in found.items()}
