"""Writing articles and people: always into a file that nobody reads yet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from knowledge.store.decode import to_local_person
from knowledge.store.encode import person_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from knowledge.model import LocalPerson, Person
    from knowledge.store.encode import Prepared, Row, Stated


@dataclass(frozen=True, slots=True)
class StoredText:
    """What the text index has to know of one excerpt; `kind` is None for a passage.

    `known` is what is known about it: where it stands, who said it, to whom and when; `outlets` are those of the
    article and of what it reports on; `published` is the date that its citation shows. `copies` are the other articles
    that carry it, each with its date or an empty text; their outlets are among `outlets`.
    """

    key: int
    text: str
    kind: str | None
    speaker: str | None
    article: str
    known: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    published: str | None = None
    copies: tuple[tuple[str, str], ...] = ()


def add_article(db: sqlite3.Connection, prepared: Prepared) -> None:
    """Store the article with all that was found in it; who its people are comes with `set_people`."""
    db.execute(_insert("articles", len(prepared.row)), prepared.row)
    for n, row in enumerate(prepared.people):
        db.execute(_insert("local_people", 3 + len(row)), (prepared.article, n, None, *row))
    keys = [_add_excerpt(db, row) for row in prepared.excerpts]
    for key, row in zip(keys, prepared.attributions, strict=False):
        db.execute(_insert("attributions", 2 + len(row)), (key, None, *row))


def remove_article(db: sqlite3.Connection, article: str) -> list[int]:
    """Forget the article and all that was found in it; the keys its excerpts had."""
    keys = [key for (key,) in db.execute("SELECT key FROM excerpts WHERE article = ?", (article,))]
    db.execute("DELETE FROM articles WHERE id = ?", (article,))
    return keys


def articles_in(db: sqlite3.Connection) -> set[str]:
    """The ids of all articles."""
    return {article for (article,) in db.execute("SELECT id FROM articles")}


def people_by_article(db: sqlite3.Connection) -> Iterator[tuple[str, tuple[LocalPerson, ...]]]:
    """The people of each article as it knows them, without the places that name them, with the article's id."""
    statement = (
        "SELECT article, name, native_name, aliases, is_group, gender, author, '[]', '[]' FROM local_people"
        " ORDER BY article, n"
    )
    for article, rows in groupby(db.execute(statement), key=lambda row: str(row[0])):
        yield article, tuple(to_local_person(row[1:]) for row in rows)


def set_people(
    db: sqlite3.Connection,
    people: Iterable[Person],
    members: Mapping[tuple[str, int], str],
    stated: Mapping[str, Sequence[Stated]] = MappingProxyType({}),
) -> list[int]:
    """Say who everybody is: `members` maps article and place to a person, `stated` persons to affiliations with dates.

    Returns the keys of quotations that had another speaker before, or whose speaker had another name.
    """
    gone, renamed = _put_persons(db, {person.id: person_row(person, stated.get(person.id, ())) for person in people})
    known = {(article, n): person for article, n, person in db.execute("SELECT article, n, person FROM local_people")}
    moved = [(person, *member) for member, person in members.items() if known.get(member) != person]
    db.executemany("UPDATE local_people SET person = ? WHERE article = ? AND n = ?", moved)
    db.execute("CREATE TEMP TABLE moved (person, article, n, PRIMARY KEY (article, n)) WITHOUT ROWID")
    db.executemany("INSERT INTO moved VALUES (?, ?, ?)", moved)
    changed = db.execute(
        "SELECT m.person, t.key, t.speaker FROM moved m CROSS JOIN excerpts e ON e.article = m.article"
        " JOIN attributions t ON t.key = e.key AND t.local = m.n"
    ).fetchall()
    db.executemany("UPDATE attributions SET speaker = ? WHERE key = ?", ((person, key) for person, key, _ in changed))
    db.execute("DROP TABLE temp.moved")
    db.executemany("DELETE FROM persons WHERE id = ?", ((person,) for person in gone))
    statement = "SELECT key FROM attributions WHERE speaker IN (SELECT value FROM json_each(?))"
    called = [key for (key,) in db.execute(statement, (json.dumps(sorted(renamed)),))] if renamed else []
    return list(dict.fromkeys([*(key for _, key, before in changed if before is not None), *called]))


def count_quoted(db: sqlite3.Connection) -> None:
    """Count anew how often each person is quoted: what several articles carry counts once; and in each article."""
    kinds = "sum(e.kind = 'direct'), sum(e.kind = 'mixed'), sum(e.kind = 'indirect')"
    said = "FROM attributions t JOIN excerpts e ON e.key = t.key WHERE t.speaker IS NOT NULL"
    once = "t.key NOT IN (SELECT key FROM repeats)"
    db.execute("DELETE FROM quoted")
    db.execute("DELETE FROM quoted_in")
    db.execute(f"INSERT INTO quoted SELECT t.speaker, count(*), {kinds} {said} AND {once} GROUP BY t.speaker")
    db.execute(f"INSERT INTO quoted_in SELECT t.speaker, e.article, {kinds} {said} GROUP BY t.speaker, e.article")


def texts_of_articles(db: sqlite3.Connection, articles: Sequence[str]) -> Iterator[StoredText]:
    """Every excerpt of these articles but those that another is shown for."""
    return _texts(db, "e.article IN (SELECT value FROM json_each(?))", articles)


def texts_of_keys(db: sqlite3.Connection, keys: Sequence[int]) -> Iterator[StoredText]:
    """The excerpts with these keys but those that another is shown for."""
    return _texts(db, "e.key IN (SELECT value FROM json_each(?))", keys)


def _insert(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"


def _add_excerpt(db: sqlite3.Connection, row: tuple[object, ...]) -> int:
    return int(db.execute(_insert("excerpts", 1 + len(row)), (None, *row)).lastrowid or 0)


def _put_persons(db: sqlite3.Connection, rows: Mapping[str, Row]) -> tuple[set[str], set[str]]:
    """Store those that are new or have changed; the ids of those that are no more, and of those with another name.

    Not with INSERT OR REPLACE: that deletes first, which would cut the rows that point here.
    """
    known = {row[0]: row for row in db.execute("SELECT * FROM persons")}
    db.executemany(
        "INSERT INTO persons VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
        " native_name = excluded.native_name, aliases = excluded.aliases, is_group = excluded.is_group,"
        " author = excluded.author, wikidata = excluded.wikidata, stated = excluded.stated",
        (row for name, row in rows.items() if known.get(name) != row),
    )
    named = slice(1, 3)
    renamed = {name for name, row in rows.items() if name in known and known[name][named] != row[named]}
    return known.keys() - rows.keys(), renamed


def _texts(db: sqlite3.Connection, where: str, wanted: Sequence[object]) -> Iterator[StoredText]:
    statement = (
        "SELECT e.key, e.text, e.kind, t.speaker, e.article,"
        " coalesce(json_extract(a.original, '$[3]'), a.published), a.outlet, json_extract(a.original, '$[2]'),"
        " a.headline, e.section, p.name, p.native_name, t.hearer, t.occasion,"
        f" {_COPIES} FROM excerpts e"
        " JOIN articles a ON a.id = e.article LEFT JOIN attributions t ON t.key = e.key"
        f" LEFT JOIN persons p ON p.id = t.speaker WHERE {where} AND e.key NOT IN (SELECT key FROM repeats)"
        " ORDER BY e.key"
    )
    for row in db.execute(statement, (json.dumps(wanted),)):
        key, text, kind, speaker, article, published, *known, listed = row
        copies = json.loads(listed)
        outlets = dict.fromkeys(filter(None, (*known[:2], *(outlet for copy in copies for outlet in copy[2:]))))
        about = tuple(filter(None, known))
        carriers = tuple((name, day) for name, day, *_ in copies)
        yield StoredText(key, text, kind, speaker, article, about, tuple(outlets), published, carriers)


_COPIES = (
    "(SELECT json_group_array(json_array(c.id, coalesce(json_extract(c.original, '$[3]'), c.published, ''), c.outlet,"
    " json_extract(c.original, '$[2]'))) FROM (SELECT x.article FROM repeats r JOIN excerpts x ON x.key = r.key"
    " WHERE r.shown = e.key ORDER BY x.article) m JOIN articles c ON c.id = m.article)"
)
