"""What editors say against the extractor: kept for good, in force until undone."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from bot.state.rows import rows
from knowledge import Correction, Fix, Name, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import aiosqlite

_NAMES = ("person", "other")
_FIELDS = "number, what, made_by, made_at, reason, report, undone_by, undone_at"
_IN_FORCE = "undone_at IS NULL"


@dataclass(frozen=True, slots=True)
class Entry:
    """A correction with who made it, when and why, the report that it settled, and who undid it when.

    Moments are ISO 8601 in UTC. `correction.number` is given by the state.
    """

    correction: Correction
    made_by: str
    made_at: str
    reason: str = ""
    report: int | None = None
    undone_by: str | None = None
    undone_at: str | None = None


def written(correction: Correction) -> dict[str, Any]:
    """What a correction says, less its number and what it leaves empty, as plain values."""
    said: dict[str, Any] = {"fix": str(correction.fix)}
    if correction.words:
        said["words"] = _filled(correction.words)
    for name in _NAMES:
        if (person := getattr(correction, name)) is not None:
            said[name] = _filled(person)
    for name in ("article", "alias"):
        if (text := getattr(correction, name)) is not None:
            said[name] = text
    return said


def read(said: Mapping[str, Any], number: int = 0) -> Correction:
    """The correction that was `written` so; raises KeyError, TypeError or ValueError where none was."""
    people = {name: Name(**{"name": "", **said[name]}) if name in said else None for name in _NAMES}
    words = Words(*(said["words"].get(each.name, "") for each in fields(Words))) if "words" in said else None
    return Correction(
        number, Fix(said["fix"]), words=words, article=said.get("article"), alias=said.get("alias"), **people
    )


async def add(db: aiosqlite.Connection, entries: Iterable[Entry]) -> tuple[int, ...]:
    """Keep corrections, all of them or none, and say their numbers."""
    given = [
        [json.dumps(written(each.correction), ensure_ascii=False), each.made_by, each.made_at, each.reason, each.report]
        for each in entries
    ]
    values = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(5))
    sql = f"""INSERT INTO correction (what, made_by, made_at, reason, report)
        SELECT {values} FROM json_each(?) ORDER BY key RETURNING number"""
    return tuple(sorted(row[0] for row in await rows(db, sql, (json.dumps(given),))))


async def in_force(db: aiosqlite.Connection) -> tuple[Correction, ...]:
    """The corrections that were not undone, in the order in which they were made."""
    found = await rows(db, f"SELECT {_FIELDS} FROM correction WHERE {_IN_FORCE} ORDER BY number")
    return tuple(_entry(row).correction for row in found)


async def listed(db: aiosqlite.Connection, limit: int, offset: int) -> tuple[int, tuple[Entry, ...]]:
    """How many there are, those undone included, and some of them, the newest first."""
    ((total,),) = await rows(db, "SELECT count(*) FROM correction")
    sql = f"SELECT {_FIELDS} FROM correction ORDER BY number DESC LIMIT ? OFFSET ?"
    return int(total), tuple(_entry(row) for row in await rows(db, sql, (limit, offset)))


async def one(db: aiosqlite.Connection, number: int | None) -> Entry | None:
    """The correction with that number; without one, the last that is in force."""
    where = "number = ?" if number is not None else f"{_IN_FORCE} AND ? IS NULL"
    sql = f"SELECT {_FIELDS} FROM correction WHERE {where} ORDER BY number DESC LIMIT 1"
    found = await rows(db, sql, (number,))
    return _entry(found[0]) if found else None


async def undo(db: aiosqlite.Connection, number: int, by: str, at: str) -> bool:
    """Take one out of force; False where there is no such one in force."""
    sql = f"UPDATE correction SET undone_by = ?, undone_at = ? WHERE number = ? AND {_IN_FORCE} RETURNING number"
    return bool(await rows(db, sql, (by, at, number)))


async def redo(db: aiosqlite.Connection, number: int) -> bool:
    """Put one into force again; False where there is no such one that was undone."""
    sql = f"""UPDATE correction SET undone_by = NULL, undone_at = NULL
        WHERE number = ? AND NOT ({_IN_FORCE}) RETURNING number"""
    return bool(await rows(db, sql, (number,)))


def _filled(value: Words | Name) -> dict[str, str]:
    named = ((field.name, getattr(value, field.name)) for field in fields(value))
    return {name: text for name, text in named if text}


def _entry(row: Sequence[Any]) -> Entry:
    number, what, *others = row
    return Entry(read(json.loads(what), number), *others)
