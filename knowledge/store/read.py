"""Reading a finished base: ids in, domain objects out, a fixed small number of statements for each question."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from knowledge.build_report import Stats
from knowledge.model import ArticleSummary, Citation, Context, Counts, Excerpt, Kind, Profile, Span, StatedAffiliation
from knowledge.store.connect import open_for_reading
from knowledge.store.decode import (
    CITATION,
    EXCERPTS,
    PERSON,
    to_affiliations,
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
_WANTED = "(SELECT value FROM json_each(?))"
_SHOWN_FOR = (
    f"SELECT coalesce(r.shown, x.key) FROM excerpts x LEFT JOIN repeats r ON r.key = x.key WHERE x.id IN {_WANTED}"
)
_PEOPLE_FILE = "people.toml"
_MOST_ARTICLES = 50  # of one person; to read the citations of hundreds would hold everybody up
_STATS = (
    "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM excerpts WHERE kind IS NULL),"
    " (SELECT count(*) FROM persons), (SELECT count(*) FROM files WHERE code IS NOT NULL),"
    " built_at, extractor FROM meta"
)
_NO_REPEAT = "key NOT IN (SELECT key FROM repeats)"
_KINDS = f"SELECT kind, count(*) FROM excerpts WHERE kind IS NOT NULL AND {_NO_REPEAT} GROUP BY kind"


@dataclass(frozen=True, slots=True)
class Known:
    """A person with what a name index weighs: roles that articles state, and the number of quotations."""

    person: Person
    roles: tuple[str, ...]
    quotations: int


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


def known_people(db: sqlite3.Connection) -> Iterator[Known]:
    """Everybody."""
    roles: dict[str, dict[str, None]] = {}
    for person, text in db.execute("SELECT person, affiliations FROM local_people WHERE affiliations <> '[]'"):
        roles.setdefault(person, {}).update(dict.fromkeys(a.text for a in to_affiliations(text)))
    quoted = dict(db.execute("SELECT person, total FROM quoted"))
    for row in db.execute(f"SELECT {PERSON}, p.stated FROM persons p ORDER BY p.id"):
        *person, stated = row
        for text, _, _ in json.loads(stated):
            roles.setdefault(row[0], {})[text] = None
        yield Known(to_person(tuple(person)), tuple(roles.get(row[0], ())), quoted.get(row[0], 0))


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
        f" LEFT JOIN repeats r ON r.key = e.key WHERE e.key IN {_WANTED}"
        f" OR e.key IN (SELECT key FROM repeats WHERE shown IN {_WANTED}) ORDER BY r.key IS NOT NULL, e.article"
    )
    found: dict[int, list[Place]] = {}
    for shown, key, kind, article, *span in await rows_of(db, statement, json.dumps(keys), json.dumps(keys)):
        found.setdefault(shown, []).append(Place(key, Kind(kind) if kind else None, article, Span(*span)))
    return {key: replace(place, copies=tuple(copies)) for key, (place, *copies) in found.items()}


async def excerpts(db: aiosqlite.Connection, keys: Sequence[int]) -> dict[int, Excerpt]:
    """The excerpts with these keys."""
    rows = await rows_of(db, f"{EXCERPTS} WHERE e.key IN {_WANTED}", json.dumps(keys))
    return {key: excerpt for key, excerpt, _ in map(to_excerpt, rows)}


async def excerpt(db: aiosqlite.Connection, name: str) -> Excerpt | None:
    """The quotation or passage with this id."""
    for row in await rows_of(db, f"{EXCERPTS} WHERE e.id IN {_WANTED}", json.dumps([name])):
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
    rows = await rows_of(db, f"{EXCERPTS} WHERE e.id IN {_WANTED}", json.dumps([name]))
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
        *([(f"e.article IN {_WANTED}", (json.dumps(articles),))] if articles else []),
        *([(f"t.speaker IN {_WANTED}", (json.dumps(people),))] if people else []),
        *([(f"e.kind IN {_WANTED}", (json.dumps(kinds),))] if kinds else []),
    ]
    where = " AND ".join(text for text, _ in filters)
    rows = await rows_of(db, _some(where), *(value for _, values in filters for value in values), limit, 0)
    return tuple(to_excerpt(row)[1] for row in rows)


async def quotations_of(db: aiosqlite.Connection, article: str, limit: int) -> tuple[Excerpt, ...]:
    """The first quotations of an article, as it has them."""
    statement = f"{EXCERPTS} WHERE e.article = ? AND e.kind IS NOT NULL ORDER BY e.start, e.n LIMIT ?"
    return tuple(to_excerpt(row)[1] for row in await rows_of(db, statement, article, limit))


async def brief_profiles(db: aiosqlite.Connection, people: Sequence[str]) -> tuple[Profile, ...]:
    """Who these people are and how often they are quoted, in the order asked; unknown ids are left out."""
    statement = (
        f"SELECT coalesce(q.direct, 0), coalesce(q.mixed, 0), coalesce(q.indirect, 0), {PERSON} FROM persons p"
        f" LEFT JOIN quoted q ON q.person = p.id WHERE p.id IN {_WANTED}"
    )
    rows = await rows_of(db, statement, json.dumps(people))
    found = {row[3]: Profile(to_person(row[3:]), counts=Counts(*row[:3])) for row in rows}
    return tuple(found[person] for person in people if person in found)


async def profiles(db: aiosqlite.Connection, people: Sequence[str]) -> tuple[Profile, ...]:
    """All that is known of these people, in the order asked; unknown ids are left out.

    `per_article` has the articles that name the person, at most 50: most quotations first, then newest first.
    Affiliations are those that people.toml and then these articles state.
    """
    brief = await brief_profiles(db, people)
    statement = (
        f"SELECT l.person, l.affiliations, {CITATION} FROM local_people l JOIN articles a ON a.id = l.article"
        f" WHERE l.person IN {_WANTED} ORDER BY {NEWEST_FIRST}, l.n"
    )
    places: dict[str, list[Row]] = {}
    for row in await rows_of(db, statement, json.dumps(people)):
        places.setdefault(row[0], []).append(row)
    counted = (
        "SELECT t.speaker, e.article, e.kind, count(*) FROM attributions t JOIN excerpts e ON e.key = t.key"
        f" WHERE t.speaker IN {_WANTED} GROUP BY t.speaker, e.article, e.kind"
    )
    kinds: dict[tuple[str, str], dict[str, int]] = {}
    for speaker, article, kind, number in await rows_of(db, counted, json.dumps(people)):
        kinds.setdefault((speaker, article), {})[kind] = number
    statement = f"SELECT id, stated FROM persons WHERE id IN {_WANTED} AND stated <> '[]'"
    known = {person: _known(stated) for person, stated in await rows_of(db, statement, json.dumps(people))}
    full = (_full(profile, places.get(profile.person.id, ()), kinds) for profile in brief)
    return tuple(replace(each, affiliations=(*known.get(each.person.id, ()), *each.affiliations)) for each in full)


async def quoted_most(db: aiosqlite.Connection, limit: int, offset: int) -> tuple[int, tuple[str, ...]]:
    """How many people are quoted, and the ids of some: most quotations first, then by name."""
    ((total,),) = await rows_of(db, "SELECT count(*) FROM quoted")
    statement = (
        "SELECT p.id FROM quoted q JOIN persons p ON p.id = q.person"
        " ORDER BY q.total DESC, p.name, p.id LIMIT ? OFFSET ?"
    )
    return total, tuple(row[0] for row in await rows_of(db, statement, limit, offset))


async def summaries(db: aiosqlite.Connection, articles: Sequence[str]) -> tuple[ArticleSummary, ...]:
    """These articles with what was found in them, in the order asked; unknown ids are left out."""
    rows = await rows_of(
        db, f"SELECT {CITATION}, a.warnings FROM articles a WHERE a.id IN {_WANTED}", json.dumps(articles)
    )
    kinds: dict[str, dict[str | None, int]] = {}
    counted = f"SELECT article, kind, count(*) FROM excerpts WHERE article IN {_WANTED} GROUP BY article, kind"
    for article, kind, number in await rows_of(db, counted, json.dumps(articles)):
        kinds.setdefault(article, {})[kind] = number
    statement = (
        f"SELECT e.article, count(*), {PERSON} FROM excerpts e JOIN attributions t ON t.key = e.key"
        f" JOIN persons p ON p.id = t.speaker WHERE e.article IN {_WANTED}"
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


def _full(profile: Profile, places: Sequence[Row], kinds: Mapping[tuple[str, str], Mapping[str, int]]) -> Profile:
    stated: dict[str, StatedAffiliation] = {}
    articles: dict[str, tuple[Citation, Counts]] = {}
    person = profile.person.id
    named = dict.fromkeys(row[2] for row in places)
    most = sorted(named, key=lambda article: -sum(kinds.get((person, article), {}).values()))
    shown = set(most[:_MOST_ARTICLES])
    for _, affiliations, *citation_row in (row for row in places if row[2] in shown):
        citation = to_citation(tuple(citation_row))
        counts = to_counts(kinds.get((person, citation.article), {}).items())
        articles.setdefault(citation.article, (citation, counts))
        for a in to_affiliations(affiliations):
            stated.setdefault(a.text.casefold(), StatedAffiliation(a.text, citation, a.span))
    per_article = sorted(articles.values(), key=lambda pair: -pair[1].total)
    return Profile(profile.person, tuple(stated.values()), profile.counts, tuple(per_article))


def _known(stated: str) -> tuple[StatedAffiliation, ...]:
    """The affiliations that people.toml states: those that last first, then the latest."""
    file = Citation("", _PEOPLE_FILE, _PEOPLE_FILE)
    return tuple(
        StatedAffiliation(text, file, Span(0, 0), known=True, since=since, until=until)
        for text, since, until in sorted(json.loads(stated), key=lambda each: each[2] or "9999", reverse=True)
    )


def _summary(row: Row, kinds: Mapping[str | None, int], speakers: Iterable[tuple[Person, int]]) -> ArticleSummary:
    return ArticleSummary(
        citation=to_citation(row[:8]),
        passages=kinds.get(None, 0),
        counts=to_counts(kinds.items()),
        speakers=tuple(speakers),
        warnings=to_strings(row[8]),
    )
