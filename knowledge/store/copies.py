"""Copies of articles and repeats of quotations: what they are known by, and what was found out."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from knowledge.model import Kind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

FULL = 0.9
"""A copy with this share of the fullest one's words is full; the earliest of those leads."""

_WANTED = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Sketch:
    """The smallest hashes of an article's shingles, ascending, and how many different ones it has in all."""

    article: str
    shingles: int
    hashes: tuple[int, ...]
    headline: str = ""
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """A quotation, or a passage (no kind), with all that decides whether it is one with another of the same words.

    `n` is its place in the article; `name` is its speaker's; `family` is None for an article without copies;
    `corrected` tells that its speaker is an editor's word.
    """

    key: int
    article: str
    n: int
    file: str
    published: str | None
    kind: Kind | None
    speaker: str | None
    name: str | None
    words: int
    family: str | None
    shingles: int
    corrected: bool
    text: str


def add_traces(
    db: sqlite3.Connection, article: str, shingles: int, hashes: Sequence[int], wordings: Iterable[tuple[int, int]]
) -> None:
    """What an article is known by: its sketch, and number and length of the wording of each quotation in order."""
    db.execute("INSERT INTO sketches VALUES (?, ?, ?)", (article, shingles, struct.pack(f"<{len(hashes)}I", *hashes)))
    keys = db.execute("SELECT key FROM excerpts WHERE article = ? AND kind IS NOT NULL ORDER BY n", (article,))
    rows = ((key, article, own, own, words) for (key,), (own, words) in zip(keys.fetchall(), wordings, strict=True))
    db.executemany("INSERT INTO wordings VALUES (?, ?, ?, ?, ?)", rows)


def sketches(db: sqlite3.Connection) -> Iterator[Sketch]:
    """The sketches of all articles."""
    statement = (
        "SELECT s.article, s.shingles, s.hashes, a.headline, a.published FROM sketches s"
        " JOIN articles a ON a.id = s.article ORDER BY s.article"
    )
    for article, shingles, hashes, headline, published in db.execute(statement):
        yield Sketch(article, shingles, struct.unpack(f"<{len(hashes) // 4}I", hashes), headline, published)


def families(db: sqlite3.Connection) -> dict[str, str]:
    """Every article that had a copy when this was last found out, with the name of its family."""
    return dict(db.execute("SELECT article, family FROM families"))


def put_families(db: sqlite3.Connection, known: Mapping[str, str]) -> None:
    """The families there are now, in place of those there were."""
    db.execute("DELETE FROM families")
    db.executemany("INSERT INTO families VALUES (?, ?)", known.items())


def texts_in_family(db: sqlite3.Connection, articles: Sequence[str]) -> Iterator[tuple[int, str, bool, str]]:
    """Every excerpt of these articles: its key, its article, whether it is a quotation, and its words."""
    statement = f"SELECT key, article, kind IS NOT NULL, text FROM excerpts WHERE article IN {_WANTED} ORDER BY key"
    for key, article, said, text in db.execute(statement, (json.dumps(articles),)):
        yield key, article, bool(said), text


def align(db: sqlite3.Connection, wordings: Iterable[tuple[int, str, int, int, int]]) -> None:
    """Excerpts by key: article, own wording, the wording they share with others, and their length in words."""
    db.executemany("INSERT OR REPLACE INTO wordings VALUES (?, ?, ?, ?, ?)", wordings)


def part(db: sqlite3.Connection, articles: Sequence[str]) -> None:
    """These articles have no copies any more: their quotations have their own wordings, their passages none."""
    passages = f"SELECT key FROM excerpts WHERE article IN {_WANTED} AND kind IS NULL"
    db.execute(f"DELETE FROM wordings WHERE key IN ({passages})", (json.dumps(articles),))
    parted = f"UPDATE wordings SET shared = own WHERE shared <> own AND article IN {_WANTED}"
    db.execute(parted, (json.dumps(articles),))


def carried(db: sqlite3.Connection) -> Iterator[list[Carried]]:
    """Excerpts of one wording, wherever there are several."""
    statement = (
        "SELECT w.shared, w.key, e.article, e.n, a.file, a.published, e.kind, t.speaker, p.name, w.words, f.family,"
        " s.shingles, k.key IS NOT NULL, substr(e.text, 1, 80) FROM wordings w JOIN excerpts e ON e.key = w.key"
        " JOIN articles a ON a.id = e.article JOIN sketches s ON s.article = e.article"
        " LEFT JOIN attributions t ON t.key = w.key LEFT JOIN persons p ON p.id = t.speaker"
        " LEFT JOIN families f ON f.article = e.article LEFT JOIN corrected k ON k.key = w.key"
        " WHERE w.shared IN (SELECT shared FROM wordings GROUP BY shared HAVING count(*) > 1) ORDER BY w.shared"
    )
    for _, rows in groupby(db.execute(statement), key=lambda row: row[0]):
        yield [_to_carried(row) for row in rows]


def same_words(db: sqlite3.Connection, key: int, long: int) -> list[int]:
    """The keys of quotations with the words of this one in copies of its article.

    And of its speaker's anywhere else, if both have so many words as `long` says.
    """
    statement = (
        "SELECT w.key FROM wordings o JOIN wordings w ON w.shared = o.shared AND w.article <> o.article"
        " JOIN attributions t ON t.key = w.key LEFT JOIN attributions s ON s.key = o.key"
        " LEFT JOIN families f ON f.article = w.article LEFT JOIN families g ON g.article = o.article"
        " WHERE o.key = ? AND (f.family = g.family OR (t.speaker = s.speaker AND min(o.words, w.words) >= ?))"
    )
    return [other for (other,) in db.execute(statement, (key, long))]


def repeats(db: sqlite3.Connection) -> dict[int, int]:
    """Every excerpt that another is shown for, with that other, by key."""
    return dict(db.execute("SELECT key, shown FROM repeats"))


def put_repeats(db: sqlite3.Connection, known: Mapping[int, int]) -> None:
    """The repeats there are now, in place of those there were."""
    db.execute("DELETE FROM repeats")
    db.executemany("INSERT INTO repeats VALUES (?, ?)", known.items())


def keys_of(db: sqlite3.Connection, articles: Sequence[str]) -> set[int]:
    """The keys of all excerpts of these articles."""
    statement = f"SELECT key FROM excerpts WHERE article IN {_WANTED}"
    return {key for (key,) in db.execute(statement, (json.dumps(articles),))}


def put_disagreements(db: sqlite3.Connection, warnings: Collection[tuple[str, str]]) -> None:
    """What files are to be warned of, in place of what they were warned of."""
    db.execute("DELETE FROM disagreements")
    db.executemany("INSERT INTO disagreements VALUES (?, ?)", sorted(warnings))


def copies(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every copy of a fuller or earlier article: its file, and the file of that article, in the order of files."""
    statement = (
        "SELECT f.family, a.file, s.shingles, coalesce(a.published, '9999'), a.id FROM families f"
        " JOIN articles a ON a.id = f.article JOIN sketches s ON s.article = a.id ORDER BY f.family"
    )
    found: list[tuple[str, str]] = []
    for _, rows in groupby(db.execute(statement), key=lambda row: row[0]):
        members = [row[1:] for row in rows]
        full = FULL * max(shingles for _, shingles, *_ in members)
        _, _, first, leading = min((n < full, published, file, article) for file, n, published, article in members)
        found += [(file, first) for file, *_, article in members if article != leading]
    yield from sorted(found)


def _to_carried(row: tuple[Any, ...]) -> Carried:
    _, key, article, n, file, published, kind, *said = row
    return Carried(key, article, n, file, published, Kind(kind) if kind else None, *said)
