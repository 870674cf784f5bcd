"""Reading people out of a finished base: who they are, what articles call them, and how often they are quoted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.model import Citation, Counts, Profile, Span, StatedAffiliation
from knowledge.store.decode import CITATION, PERSON, to_affiliations, to_citation, to_person
from knowledge.store.read import NEWEST_FIRST, WANTED, rows_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    import aiosqlite

    from knowledge.model import Person
    from knowledge.store.decode import Row

_PEOPLE_FILE = "people.toml"
_MOST_ARTICLES = 50  # of one person; to read the citations of hundreds would hold everybody up
_WHERE_QUOTED = f"""
    WITH placed AS (
        SELECT n.person, n.article, coalesce(c.direct, 0) AS direct, coalesce(c.mixed, 0) AS mixed,
            coalesce(c.indirect, 0) AS indirect, row_number() OVER (PARTITION BY n.person
                ORDER BY coalesce(c.direct + c.mixed + c.indirect, 0) DESC, {NEWEST_FIRST}) AS place
        FROM (SELECT DISTINCT person, article FROM local_people WHERE person IN {WANTED}) n
        JOIN articles a ON a.id = n.article LEFT JOIN quoted_in c ON c.person = n.person AND c.article = n.article)
    SELECT s.person, l.affiliations, s.direct, s.mixed, s.indirect, {CITATION} FROM placed s
    JOIN articles a ON a.id = s.article JOIN local_people l ON l.article = s.article AND l.person = s.person
    WHERE s.place <= {_MOST_ARTICLES} ORDER BY {NEWEST_FIRST}, l.n"""


@dataclass(frozen=True, slots=True)
class Known:
    """A person with what a name index weighs: roles that articles state, and the number of quotations."""

    person: Person
    roles: tuple[str, ...]
    quotations: int


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


async def brief_profiles(db: aiosqlite.Connection, people: Sequence[str]) -> tuple[Profile, ...]:
    """Who these people are and how often they are quoted, in the order asked; unknown ids are left out."""
    statement = (
        f"SELECT coalesce(q.direct, 0), coalesce(q.mixed, 0), coalesce(q.indirect, 0), {PERSON} FROM persons p"
        f" LEFT JOIN quoted q ON q.person = p.id WHERE p.id IN {WANTED}"
    )
    rows = await rows_of(db, statement, json.dumps(people))
    found = {row[3]: Profile(to_person(row[3:]), counts=Counts(*row[:3])) for row in rows}
    return tuple(found[person] for person in people if person in found)


async def profiles(db: aiosqlite.Connection, people: Sequence[str]) -> tuple[Profile, ...]:
    """All that is known of these people, in the order asked; unknown ids are left out.

    `per_article` has the articles that name the person, at most 50: most quotations first, then newest first.
    Affiliations are those that people.toml and then these articles state.
    """
    brief, wanted = await brief_profiles(db, people), json.dumps(people)
    places: dict[str, list[Row]] = {}
    for person, *place in await rows_of(db, _WHERE_QUOTED, wanted):
        places.setdefault(person, []).append(tuple(place))
    statement = f"SELECT id, stated FROM persons WHERE id IN {WANTED} AND stated <> '[]'"
    known = {person: _known(stated) for person, stated in await rows_of(db, statement, wanted)}
    return tuple(_full(each, known.get(each.person.id, ()), places.get(each.person.id, ())) for each in brief)


async def quoted_most(db: aiosqlite.Connection, limit: int, offset: int) -> tuple[int, tuple[str, ...]]:
    """How many people are quoted, and the ids of some: most quotations first, then by name."""
    ((total,),) = await rows_of(db, "SELECT count(*) FROM quoted")
    statement = (
        "SELECT p.id FROM quoted q JOIN persons p ON p.id = q.person"
        " ORDER BY q.total DESC, p.name, p.id LIMIT ? OFFSET ?"
    )
    return total, tuple(row[0] for row in await rows_of(db, statement, limit, offset))


def _full(profile: Profile, known: Sequence[StatedAffiliation], places: Sequence[Row]) -> Profile:
    stated: dict[str, StatedAffiliation] = {}
    articles: dict[str, tuple[Citation, Counts]] = {}
    for affiliations, direct, mixed, indirect, *cited in places:
        if cited[0] not in articles:
            articles[cited[0]] = to_citation(tuple(cited)), Counts(direct, mixed, indirect)
        citation, _ = articles[cited[0]]
        for a in to_affiliations(affiliations):
            stated.setdefault(a.text.casefold(), StatedAffiliation(a.text, citation, a.span))
    per_article = sorted(articles.values(), key=lambda pair: -pair[1].total)
    return Profile(profile.person, (*known, *stated.values()), profile.counts, tuple(per_article))


def _known(stated: str) -> tuple[StatedAffiliation, ...]:
    """The affiliations that people.toml states: those that last first, then the latest."""
    file = Citation("", _PEOPLE_FILE, _PEOPLE_FILE)
    return tuple(
        StatedAffiliation(text, file, Span(0, 0), known=True, since=since, until=until)
        for text, since, until in sorted(json.loads(stated), key=lambda each: each[2] or "9999", reverse=True)
    )
