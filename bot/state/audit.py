"""Who changed what and when: written down as it happens, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.state.rows import rows

if TYPE_CHECKING:
    import aiosqlite

_FIELDS = "at, by, place, deed, about"


class Deed(StrEnum):
    """What was done."""

    RELOAD = "reload"
    ADD = "add"
    REMOVE = "remove"
    PUT_BACK = "put back"
    FIX = "fix"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Note:
    """One deed: when (ISO 8601 in UTC), by whom, asked for where, and what it was about."""

    at: str
    by: str
    place: str
    deed: Deed
    about: str


async def add(db: aiosqlite.Connection, note: Note) -> None:
    """Write it down."""
    sql = f"INSERT INTO audit ({_FIELDS}) VALUES (?, ?, ?, ?, ?)"
    await rows(db, sql, (note.at, note.by, note.place, str(note.deed), note.about))


async def listed(db: aiosqlite.Connection, limit: int, offset: int) -> tuple[int, tuple[Note, ...]]:
    """How many there are, and some of them, the newest first."""
    ((total,),) = await rows(db, "SELECT count(*) FROM audit")
    found = await rows(db, f"SELECT {_FIELDS} FROM audit ORDER BY number DESC LIMIT ? OFFSET ?", (limit, offset))
    return int(total), tuple(_note(*row) for row in found)


async def last(db: aiosqlite.Connection, deed: Deed) -> Note | None:
    """The last time that it was done."""
    sql = f"SELECT {_FIELDS} FROM audit WHERE deed = ? ORDER BY number DESC LIMIT 1"
    found = await rows(db, sql, (str(deed),))
    return _note(*found[0]) if found else None


def _note(at: str, by: str, place: str, deed: str, about: str) -> Note:
    return Note(at, by, place, Deed(deed), about)
