"""An editor's word over what was extracted: written into a base, and taken out again without a trace."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation as far as an editor's word is looked for: `key` is its row, `article` an id."""

    key: int
    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the extractor said of a quotation; `speaker` is a person's id."""

    article: str
    speaker: str | None
    via: str | None
    hearer: str | None


def revert(db: sqlite3.Connection) -> None:
    """Show everything as it was extracted, as if nothing had ever been corrected."""
    keys = []
    for key, excerpt, attribution in db.execute("SELECT key, excerpt, attribution FROM withheld").fetchall():
        _insert(db, "excerpts", [key, *json.loads(excerpt)])
        _insert(db, "attributions", [key, None, *json.loads(attribution)])
        keys.append(key)
    for key, attribution in db.execute("SELECT key, attribution FROM corrected").fetchall():
        db.execute("DELETE FROM attributions WHERE key = ?", (key,))
        _insert(db, "attributions", [key, None, *json.loads(attribution)])
        keys.append(key)
    db.executemany(
        "UPDATE attributions SET speaker = (SELECT l.person FROM excerpts e JOIN local_people l"
        " ON l.article = e.article AND l.n = attributions.local WHERE e.key = attributions.key) WHERE key = ?",
        ((key,) for key in keys),
    )
    db.execute("DELETE FROM withheld")
    db.execute("DELETE FROM corrected")


def edited_keys(db: sqlite3.Connection) -> tuple[list[int], list[int]]:
    """The keys of quotations with an editor's attribution, and of those that are withheld."""
    corrected, withheld = (db.execute(f"SELECT key FROM {table}") for table in ("corrected", "withheld"))
    return [key for (key,) in corrected], [key for (key,) in withheld]


def extracted(db: sqlite3.Connection, key: int) -> Extracted:
    """What was extracted of the quotation with this key."""
    statement = (
        "SELECT e.article, t.speaker, t.via, t.hearer FROM excerpts e JOIN attributions t ON t.key = e.key"
        " WHERE e.key = ?"
    )
    return Extracted(*db.execute(statement, (key,)).fetchone())


def confirm(db: sqlite3.Connection, key: int) -> None:
    """Leave the attribution as it was extracted, but sure."""
    _keep(db, key, 1)
    db.execute("UPDATE attributions SET confidence = 1, rule = 'confirmed' WHERE key = ?", (key,))


def overrule(db: sqlite3.Connection, key: int, said: Extracted) -> None:
    """Give a quotation the speaker, via and hearer of `said`; what the article says of that speaker comes along."""
    _keep(db, key, 0)
    local = "SELECT n FROM local_people WHERE article = ? AND person = ? ORDER BY affiliations = '[]', n LIMIT 1"
    db.execute(
        f"UPDATE attributions SET local = ({local}), speaker = ?, via = ?, hearer = ?, confidence = 1,"
        " rule = 'corrected', mention_span = NULL, candidates = '[]' WHERE key = ?",
        (said.article, said.speaker, said.speaker, said.via, said.hearer, key),
    )


def withhold(db: sqlite3.Connection, key: int, fix: str) -> None:
    """Take a quotation out of all that is shown; `fix` is "hide", or "term" where the words are nobody's speech."""
    ((article, spans),) = db.execute("SELECT article, spans FROM excerpts WHERE key = ?", (key,)).fetchall()
    row = [key, article, fix, spans, _dump(_row(db, "excerpts", key)[1:]), _extracted_row(db, key)]
    db.execute("DELETE FROM excerpts WHERE key = ?", (key,))
    _insert(db, "withheld", row)


def said_with(db: sqlite3.Connection, name: str) -> Said | None:
    """The quotation with this id."""
    return next(_said(db, "e.id = ?", name), None)


def said_in(db: sqlite3.Connection, article: str) -> tuple[Said, ...]:
    """The quotations of the article with this id, in its order."""
    return tuple(_said(db, "e.article = ? ORDER BY e.n", article))


def everything_said(db: sqlite3.Connection) -> Iterator[Said]:
    """Every quotation."""
    return _said(db, "TRUE")


def article_files(db: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """Id and file of every article."""
    return tuple(db.execute("SELECT id, file FROM articles ORDER BY id"))


def _said(db: sqlite3.Connection, where: str, *values: str) -> Iterator[Said]:
    statement = f"SELECT e.key, e.article, e.text FROM excerpts e WHERE e.kind IS NOT NULL AND {where}"
    return (Said(*row) for row in db.execute(statement, values))


def _keep(db: sqlite3.Connection, key: int, confirmed: int) -> None:
    _insert(db, "corrected", [key, confirmed, _extracted_row(db, key)])


def _extracted_row(db: sqlite3.Connection, key: int) -> str:
    """An attribution from the column "local" on: who that is comes with the people."""
    return _dump(_row(db, "attributions", key)[2:])


def _row(db: sqlite3.Connection, table: str, key: int) -> list[object]:
    return list(db.execute(f"SELECT * FROM {table} WHERE key = ?", (key,)).fetchone())


def _insert(db: sqlite3.Connection, table: str, row: Sequence[object]) -> None:
    db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _dump(row: Sequence[object]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
