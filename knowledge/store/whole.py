"""Reading whole articles back, as they were stored: for export and for checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.model import Findings
from knowledge.store.decode import (
    ARTICLE,
    LOCAL_PERSON,
    PERSON,
    QUOTATION,
    to_article,
    to_local_person,
    to_person,
    to_quotation,
    to_spans,
)
from knowledge.store.read import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import aiosqlite

    from knowledge.model import Article, Person, Span
    from knowledge.store.decode import Row


@dataclass(frozen=True, slots=True)
class Whole:
    """An article and its findings.

    `identities` is parallel to the findings' people; `ids` and `speakers` are parallel to its quotations.
    """

    article: Article
    findings: Findings
    identities: tuple[str, ...]
    ids: tuple[str, ...]
    speakers: tuple[Person | None, ...]


async def article_ids(db: aiosqlite.Connection) -> tuple[str, ...]:
    """Every article, in the order of their files."""
    return tuple(row[0] for row in await rows_of(db, "SELECT id FROM articles ORDER BY file, id"))


async def persons(db: aiosqlite.Connection) -> tuple[Person, ...]:
    """Everybody, by name."""
    rows = await rows_of(db, f"SELECT {PERSON} FROM persons p ORDER BY p.name, p.id")
    return tuple(to_person(row) for row in rows)


async def whole(db: aiosqlite.Connection, name: str) -> Whole | None:
    """One article with everything that was found in it."""
    rows = await rows_of(db, f"SELECT {ARTICLE}, terms FROM articles WHERE id = ?", name)
    if not rows:
        return None
    passages = await rows_of(
        db, "SELECT spans, section FROM excerpts WHERE article = ? AND kind IS NULL ORDER BY n", name
    )
    statement = f"SELECT person, {LOCAL_PERSON} FROM local_people WHERE article = ? ORDER BY n"
    people = await rows_of(db, statement, name)
    statement = (
        f"SELECT e.id, {PERSON}, {QUOTATION} FROM excerpts e JOIN attributions t ON t.key = e.key"
        " LEFT JOIN persons p ON p.id = t.speaker WHERE e.article = ? AND e.kind IS NOT NULL ORDER BY e.n"
    )
    quotations = await rows_of(db, statement, name)
    terms = await rows_of(db, "SELECT spans FROM withheld WHERE article = ? AND fix = 'term'", name)
    return Whole(
        article=to_article(rows[0][:-1], ((spans, section) for spans, section in passages)),
        findings=Findings(
            people=tuple(to_local_person(row[1:]) for row in people),
            quotations=tuple(to_quotation(row[8:]) for row in quotations),
            terms=_with_terms(to_spans(rows[0][-1]), terms),
        ),
        identities=tuple(row[0] for row in people),
        ids=tuple(row[0] for row in quotations),
        speakers=tuple(to_person(row[1:8]) if row[1] else None for row in quotations),
    )


def _with_terms(found: tuple[Span, ...], said: Sequence[Row]) -> tuple[Span, ...]:
    """The terms that were found, with those that an editor calls so."""
    return tuple(sorted({*found, *(span for (spans,) in said for span in to_spans(spans))})) if said else found
