"""Opening a knowledge base, making an empty one, and telling whether one is sound."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import files as resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION = 0x4472676D  # "Drgm" in the file's header
SCHEMA = 4


def reading_uri(database: Path) -> str:
    """How SQLite opens a finished base: nothing writes it any more, so nothing needs a lock."""
    return f"{database.absolute().as_uri()}?mode=ro&immutable=1"


def open_for_reading(database: Path) -> sqlite3.Connection:
    """A connection to a finished base; sqlite3.Error where there is none."""
    return sqlite3.connect(reading_uri(database), uri=True, isolation_level=None)


def open_for_writing(database: Path) -> sqlite3.Connection:
    """A connection to a base in the making: fast, and of no use after a crash."""
    db = sqlite3.connect(database, isolation_level=None)
    db.execute("PRAGMA journal_mode = MEMORY")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("PRAGMA foreign_keys = ON")
    return db


def create(db: sqlite3.Connection) -> None:
    """All tables, empty."""
    db.executescript(resources("knowledge.store").joinpath("schema.sql").read_text(encoding="utf-8"))
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {SCHEMA}")


def made_by(db: sqlite3.Connection) -> str | None:
    """The pipeline that made this base; None where it is not one of this schema."""
    header = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    if header != [APPLICATION, SCHEMA]:
        return None
    row = db.execute("SELECT pipeline FROM meta").fetchone()
    return None if row is None else str(row[0])


def is_sound(database: Path) -> bool:
    """Whether every page of a base holds together; takes as long as reading the whole file."""
    try:
        with closing(open_for_reading(database)) as db:
            return bool(db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


def fault(db: sqlite3.Connection) -> str | None:
    """What is wrong with a base that was just written; None if it may go into service."""
    ((answer,), *_) = db.execute("PRAGMA quick_check(1)").fetchall()
    if answer != "ok":
        return str(answer)
    if row := db.execute("PRAGMA foreign_key_check").fetchone():
        return f"a row of {row[0]} points to nothing in {row[2]}"
    for what, statement in _MUST_BE_NONE:
        if (number := db.execute(statement).fetchone()[0]) != 0:
            return f"{number} {what}"
    return None


_SPEAKERS = (
    "SELECT count(*) FROM attributions t WHERE (local IS NULL) <> (speaker IS NULL)"
    " AND (speaker IS NULL OR NOT EXISTS (SELECT 1 FROM corrected c WHERE c.key = t.key))"
)
_ATTRIBUTIONS = (
    "SELECT count(*) FROM excerpts e LEFT JOIN attributions t ON t.key = e.key"
    " WHERE (e.kind IS NULL) <> (t.key IS NULL)"
)
_PASSAGES = (
    "SELECT count(*) FROM articles a"
    " WHERE NOT EXISTS (SELECT 1 FROM excerpts e WHERE e.article = a.id AND e.kind IS NULL)"
)
_REPEATS = (
    "SELECT count(*) FROM repeats WHERE shown IN (SELECT key FROM repeats)"
    " OR key NOT IN (SELECT key FROM excerpts) OR shown NOT IN (SELECT key FROM excerpts)"
)
_MUST_BE_NONE = (
    ("people without an identity", "SELECT count(*) FROM local_people WHERE person IS NULL"),
    ("quotations whose speaker has no identity", _SPEAKERS),
    ("quotations without an attribution", _ATTRIBUTIONS),
    ("articles without a passage", _PASSAGES),
    ("articles without a sketch", "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM sketches)"),
    ("repeats of nothing that is shown", _REPEATS),
    (
        "files without their article",
        "SELECT count(*) FROM files WHERE kept AND article NOT IN (SELECT id FROM articles)",
    ),
    ("articles without a file", "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM files WHERE kept)"),
)
