"""Reading a finished base: ids in, domain objects out, a fixed small number of statements for each question."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from knowledge.build_report import Stats
from knowledge.model import ArticleSummary, Citation, Context, Excerpt, Kind, Span
from knowledge.store.connect import open_for_reading
from knowledge.store.decode import (
    CITATION,
    EXCERPTS,
    PERSON,
    to_citation,
    to_counts,
    to_excerpt,
    to_person,
    to_strings,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import aiosqlite

    from knowledge.model import Person
    from knowledge.store.decode import Row

NEWEST_FIRST = "a.published DESC, a.file, a.id"  # SQLite holds NULL for the smallest: undated come last
WANTED = "(SELECT value FROM json_each(?))"
_SHOWN_FOR = (
    f"SELECT coalesce(r.shown, x.key) FROM excerpts x LEFT JOIN repeats r ON r.key = x.key WHERE x.id IN {WANTED}"
)
_STATS = (
    "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM excerpts WHERE kind IS NULL),"
    " (SELECT count(*) FROM persons), (SELECT count(*) FROM files WHERE code IS NOT NULL),"
    " built_at, extractor FROM meta"
)
_NO_REPEAT = "key NOT IN (SELECT key FROM repeats)"
_KINDS = f"SELECT kind, count(*) FROM excerpts WHERE kind IS NOT NULL AND {_NO_REPEAT} GROUP BY kind"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an excerpt stands: `extent` reaches from its first to its last character in the body.

    `copies` are the places of those that it is shown for.
    """

    key: int
    kind: Kind | None
    article: str
    extent: Span
    copies: tuple[Place, ...] = ()


def citations(db: sqlite3.Connection) -> Iterator[Citation]:
    """Every article, newest first, undated ones last."""
    for row in db.execute(f"SELECT {CITATION} FROM articles a ORDER BY {NEWEST_FIRST}"):
        yield to_citation(row)


def citations_of(database: Path) -> tuple[Citation, ...]:
    """The same of a finished base; nothing where there is none."""
    try:
        with closing(open_for_reading(database)) as db:
            return tuple(citations(db))
    except sqlite3.Error:
        return ()


def all_warnings(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every file with each thing that is odd about it."""
    for file, warnings in db.execute("SELECT file, warnings FROM articles WHERE warnings <> '[]' ORDER BY file, id"):
        yield from ((file, warning) for warning in to_strings(warnings))
    yield from db.execute("SELECT file, warning FROM disagreements ORDER BY file, warning")


def stats_of(db: sqlite3.Connection) -> Stats:
    """The size and age of a base."""
    return _to_stats(db.execute(_STATS).fetchone(), db.execute(_KINDS).fetchall())


async def rows_of(db: aiosqlite.Connection, statement: str, *values: object) -> list[Row]:
    """What a statement selects, in one hop to the connection's thread."""
    return cast("list[Row]", await db.execute_fetchall(statement, values))


async def stats(db: aiosqlite.Connection) -> Stats:
    """The size and age of a base."""
    (row,) = await rows_of(db, _STATS)
    return _to_stats(row, await rows_of(db, _KINDS))


async def places(db: aiosqlite.Connection, keys: Sequence[int]) -> dict[int, Place]:
    """Where these excerpts stand, and where else their words do, without reading them."""
    statement = (
        f"SELECT coalesce(r.shown, e.key), e.key, e.kind, e.article, e.start, e.stop FROM excerpts e"
        f" LEFT JOIN repeats r ON r.key = e.key WHERE e.key IN {WANTED}"
        f" OR e.key IN (SELECT key FROM repeats WHERE shown IN {WANTED}) ORDER BY r.key IS NOT NULL, e.article"
    )
    found: dict[int, list[Place]] = {}
    for shown, key, kind, article, *span in await rows_of(db, statement, json.dumps(keys), json.dumps(keys)):
        found.setdefault(shown, []).append(Place(key, Kind(kind) if kind else None, article, Span(*span)))
    return {key: replace(place, copies=tuple(copies)) for key, (place, *copies) in found.items()}


async def excerpts(db: aiosqlite.Connection, keys: Sequence[int]) -> dict[int, Excerpt]:
    """The excerpts with these keys."""
    rows = await rows_of(db, f"{EXCERPTS} WHERE e.key IN {WANTED}", json.dumps(keys))
    return {key: excerpt for key, excerpt, _ in map(to_excerpt, rows)}


async def excerpt(db: aiosqlite.Connection, name: str) -> Excerpt | None:
    """The quotation or passage with this id."""
    for row in await rows_of(db, f"{EXCERPTS} WHERE e.id IN {WANTED}", json.dumps([name])):
        return to_excerpt(row)[1]
    return None


async def ids_of_same(db: aiosqlite.Connection, names: Collection[str]) -> frozenset[str]:
    """The ids of all excerpts that are one with any of those with these ids, which are included."""
    statement = (
        f"WITH same(key) AS ({_SHOWN_FOR}) SELECT id FROM excerpts WHERE key IN same"
        " UNION SELECT e.id FROM repeats r JOIN excerpts e ON e.key = r.key WHERE r.shown IN same"
    )
    return frozenset(row[0] for row in await rows_of(db, statement, json.dumps(sorted(names)))) | frozenset(names)


async def drawn(db: aiosqlite.Connection, lot: float) -> Excerpt | None:
    """The quotation that a lot in 0..1 falls on; None where there is none."""
    within = "e.key >= (SELECT min(key) + CAST(? * (max(key) - min(key) + 1) AS INTEGER) FROM excerpts)"
    for where, values in ((within, (lot,)), ("TRUE", ())):
        said = f"e.kind IS NOT NULL AND e.{_NO_REPEAT} AND {where}"
        for row in await rows_of(db, f"{EXCERPTS} WHERE {said} ORDER BY e.key LIMIT 1", *values):
            return to_excerpt(row)[1]
    return None


async def context(db: aiosqlite.Connection, name: str, around: int) -> Context | None:
    """The excerpt with this id among `around` passages on either side."""
    rows = await rows_of(db, f"{EXCERPTS} WHERE e.id IN {WANTED}", json.dumps([name]))
    if not rows:
        return None
    _, found, first = to_excerpt(rows[0])
    statement = (
        f"{EXCERPTS} WHERE e.article = ? AND e.kind IS NULL AND e.n BETWEEN ? AND ? + (SELECT max(n)"
        " FROM excerpts WHERE article = e.article AND kind IS NULL AND (n = ? OR start < ?)) ORDER BY e.n"
    )
    end = found.spans[-1].end
    values = (found.citation.article, first - around, around, first, end)
    passages = [to_excerpt(row) for row in await rows_of(db, statement, *values)]
    here = next(index for index, (_, _, place) in enumerate(passages) if place == first)
    return Context(found, tuple(passage for _, passage, _ in passages), here, _marked(found, passages[here][1]))


async def said_by(db: aiosqlite.Connection, person: str, limit: int, offset: int) -> tuple[int, tuple[Excerpt, ...]]:
    """How many quotations a person has, and some of them: newest article first, then as the article has them."""
    said = f"t.speaker = ? AND t.{_NO_REPEAT}"
    ((total,),) = await rows_of(db, f"SELECT count(*) FROM attributions t WHERE {said}", person)
    rows = await rows_of(db, _some(said), person, limit, offset)
    return total, tuple(to_excerpt(row)[1] for row in rows)


async def uncertain(db: aiosqlite.Connection, limit: int, offset: int) -> tuple[int, tuple[Excerpt, ...]]:
    """How many attributed quotations no editor has judged, and some of them: the least certain first."""
    judged = "SELECT 1 FROM corrected x WHERE x.key = t.key"
    unjudged = f"t.speaker IS NOT NULL AND t.{_NO_REPEAT} AND NOT EXISTS ({judged})"
    ((total,),) = await rows_of(db, f"SELECT count(*) FROM attributions t WHERE {unjudged}")
    keys = f"SELECT t.key FROM attributions t WHERE {unjudged} ORDER BY t.confidence, t.key LIMIT ? OFFSET ?"
    found = await rows_of(db, f"{EXCERPTS} WHERE e.key IN ({keys}) ORDER BY t.confidence, t.key", limit, offset)
    return total, tuple(to_excerpt(row)[1] for row in found)


async def attributed(
    db: aiosqlite.Connection,
    *,
    articles: Sequence[str],
    people: Sequence[str],
    kinds: Sequence[Kind],
    besides: Collection[str],
    limit: int,
) -> tuple[Excerpt, ...]:
    """Quotations that have a speaker, but those with the ids `besides`: newest article first, then as it has them.

    What several articles carry goes by any of its ids. Only of these articles, people and kinds, where any are given.
    """
    filters = [
        (f"t.speaker IS NOT NULL AND t.{_NO_REPEAT}", ()),
        (f"t.key NOT IN ({_SHOWN_FOR})", (json.dumps(sorted(besides)),)),
        *([(f"e.article IN {WANTED}", (json.dumps(articles),))] if articles else []),
        *([(f"t.speaker IN {WANTED}", (json.dumps(people),))] if people else []),
        *([(f"e.kind IN {WANTED}", (json.dumps(kinds),))] if kinds else []),
    ]
    where = " AND ".join(text for text, _ in filters)
    rows = await rows_of(db, _some(where), *(value for _, values in filters for value in values), limit, 0)
    return tuple(to_excerpt(row)[1] for row in rows)


async def quotations_of(db: aiosqlite.Connection, article: str, limit: int) -> tuple[Excerpt, ...]:
    """The first quotations of an article, as it has them."""
    statement = f"{EXCERPTS} WHERE e.article = ? AND e.kind IS NOT NULL ORDER BY e.start, e.n LIMIT ?"
    return tuple(to_excerpt(row)[1] for row in await rows_of(db, statement, article, limit))


async def summaries(db: aiosqlite.Connection, articles: Sequence[str]) -> tuple[ArticleSummary, ...]:
    """These articles with what was found in them, in the order asked; unknown ids are left out."""
    rows = await rows_of(
        db, f"SELECT {CITATION}, a.warnings FROM articles a WHERE a.id IN {WANTED}", json.dumps(articles)
    )
    kinds: dict[str, dict[str | None, int]] = {}
    counted = f"SELECT article, kind, count(*) FROM excerpts WHERE article IN {WANTED} GROUP BY article, kind"
    for article, kind, number in await rows_of(db, counted, json.dumps(articles)):
        kinds.setdefault(article, {})[kind] = number
    statement = (
        f"SELECT e.article, count(*), {PERSON} FROM excerpts e JOIN attributions t ON t.key = e.key"
        f" JOIN persons p ON p.id = t.speaker WHERE e.article IN {WANTED}"
        " GROUP BY e.article, p.id ORDER BY count(*) DESC, p.name, p.id"
    )
    speakers: dict[str, list[tuple[Person, int]]] = {}
    for article, number, *person in await rows_of(db, statement, json.dumps(articles)):
        speakers.setdefault(article, []).append((to_person(tuple(person)), number))
    found = {row[0]: _summary(row, kinds.get(row[0], {}), speakers.get(row[0], ())) for row in rows}
    return tuple(found[article] for article in articles if article in found)


def _some(where: str) -> str:
    """The statement for some of the quotations that something holds of: which ones is decided before they are read."""
    order = f"ORDER BY {NEWEST_FIRST}, e.start, e.n"
    chosen = "SELECT e.key FROM attributions t JOIN excerpts e ON e.key = t.key JOIN articles a ON a.id = e.article"
    return f"{EXCERPTS} WHERE e.key IN ({chosen} WHERE {where} {order} LIMIT ? OFFSET ?) {order}"


def _to_stats(row: Row, kinds: Iterable[Any]) -> Stats:
    articles, passages, people, set_aside, built_at, extractor = row
    return Stats(articles, passages, people, to_counts(kinds), set_aside, built_at, extractor)


def _marked(found: Excerpt, passage: Excerpt) -> tuple[Span, ...]:
    """The excerpt's own words in the text of a passage."""
    start, end = passage.spans[0].start, passage.spans[-1].end
    marked: list[Span] = []
    for span in found.spans:
        if span.end <= start or end <= span.start:
            continue
        here = Span(max(span.start, start), min(span.end, end)).moved(-start)
        if marked and here.start - marked[-1].end == 1:  # a character that the source writes as a reference
            here = Span(marked.pop().start, here.end)
        marked.append(here)
    return tuple(marked)


def _summary(row: Row, kinds: Mapping[str | None, int], speakers: Iterable[tuple[Person, int]]) -> ArticleSummary:
    return ArticleSummary(
        citation=to_citation(row[:8]),
        passages=kinds.get(None, 0),
        counts=to_counts(kinds.items()),
        speakers=tuple(speakers),
        warnings=to_strings(row[8]),
    )
