"""What the article folders' people.toml files state; one that cannot be used is set aside whole, like an article."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.build_report import SetAside
from knowledge.errors import ArticleError
from knowledge.formats.assembly import LIMIT_BYTES
from knowledge.formats.files import bytes_of
from knowledge.formats.people_file import FILE, people_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from knowledge.formats.people_file import KnownPerson


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """Everybody who is stated, once; warnings come with the file that they are about."""

    entries: tuple[KnownPerson, ...] = ()
    aside: tuple[SetAside, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """The same for the same entries alone."""
        return hashlib.blake2b(repr(self.entries).encode(), digest_size=16).hexdigest()


def known_people(folders: Iterable[Path]) -> KnownPeople:
    """The people of all folders; of two entries for one person the first folder's counts."""
    entries: dict[object, KnownPerson] = {}
    aside: list[SetAside] = []
    warnings: list[tuple[str, str]] = []
    for folder in dict.fromkeys(each.absolute() for each in folders):
        if not (folder / FILE).exists():
            continue
        try:
            people, warned = people_in(bytes_of(folder / FILE, folder, LIMIT_BYTES))
        except ArticleError as error:
            aside.append(SetAside(FILE, error.code, error.reason, error.line))
            continue
        warnings += ((FILE, warning) for warning in warned)
        for person in people:
            sign = person.wikidata or (person.name.casefold(), person.native_name)
            if entries.setdefault(sign, person) is not person:
                warnings.append((FILE, f"{person.name} is stated by the {FILE} of an earlier folder, which counts"))
    return KnownPeople(tuple(entries.values()), tuple(aside), tuple(warnings))
