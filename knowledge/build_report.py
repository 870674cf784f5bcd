"""What a build has to say: the size of the base, what became of each file, and which corrections found no place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.corrections import Correction
    from knowledge.model import Counts


@dataclass(frozen=True, slots=True)
class Stats:
    """The size and age of a knowledge base. `built_at` is ISO 8601 in UTC."""

    articles: int
    passages: int
    people: int
    quotations: Counts
    set_aside: int
    built_at: str
    extractor: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """An article that could not be used."""

    file: str
    code: str
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A correction that no longer finds what it corrects, and why; it is kept, and tried again by every build."""

    correction: Correction
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, file by file.

    `applied` is false when the articles could not be taken over and the last knowledge base serves on; a build that
    finds nothing to change is applied. `duplicates` are left out for the file beside them; `copies` are kept, and their
    quotations are shown once with those of the file beside them.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    unapplied: tuple[Unapplied, ...] = ()
    applied: bool = True
    stats: Stats | None = None
