"""When briefings recur, and what became of each: schedules, deliveries, and what a channel has been shown."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import aiosqlite


@dataclass(frozen=True, slots=True)
class Schedule:
    """One briefing that recurs: where, when, about what. `number` is given by the state."""

    place: str
    platform: str
    channel: str
    zone: str
    times: tuple[str, ...]
    weekdays: tuple[int, ...]
    topic: str | None = None
    people: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    size: int = 3
    always: bool = False
    role: str | None = None
    locale: str = "en"
    created_by: str = ""
    since: str = ""
    paused: str | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One due moment of a schedule, and what became of it."""

    schedule: int
    due: str
    channel: str
    state: str
    claimed_at: str | None = None
    finished_at: str | None = None
    message: str | None = None
    reason: str | None = None
    late: bool = False
    number: int = 0


_TABLE = "CREATE TABLE IF NOT EXISTS schedule (number INTEGER PRIMARY KEY AUTOINCREMENT, place TEXT, told TEXT) STRICT"


async def add(db: aiosqlite.Connection, schedule: Schedule) -> int:
    """Keep a schedule and say its number."""
    sql = "INSERT INTO schedule (place, told) VALUES (?, ?) RETURNING number"
    await db.execute(_TABLE)
    async with db.execute(sql, (schedule.place, _told(schedule))) as rows:
        row = await rows.fetchone()
    return int(row[0]) if row else 0


async def listed(db: aiosqlite.Connection, place: str | None) -> tuple[Schedule, ...]:
    """The schedules of a place, or all."""
    sql = "SELECT number, told FROM schedule WHERE ? IS NULL OR place = ? ORDER BY number"
    await db.execute(_TABLE)
    async with db.execute(sql, (place, place)) as rows:
        return tuple([_schedule(*row) async for row in rows])


async def change(db: aiosqlite.Connection, schedule: Schedule) -> bool:
    """Put a schedule in the place of the one with its number; False where there is none."""
    sql = "UPDATE schedule SET told = ? WHERE number = ?"
    await db.execute(_TABLE)
    async with db.execute(sql, (_told(schedule), schedule.number)) as done:
        return done.rowcount > 0


async def remove(db: aiosqlite.Connection, number: int, place: str | None) -> bool:
    """Forget a schedule; False where the place has none with that number."""
    sql = "DELETE FROM schedule WHERE number = ? AND (? IS NULL OR place = ?)"
    await db.execute(_TABLE)
    async with db.execute(sql, (number, place, place)) as done:
        return done.rowcount > 0


def _told(schedule: Schedule) -> str:
    return json.dumps(asdict(schedule))


def _schedule(number: int, told: str) -> Schedule:
    fields = json.loads(told)
    lists = {name: tuple(fields[name]) for name in ("times", "weekdays", "people", "kinds")}
    return replace(Schedule(**{**fields, **lists}), number=number)
