"""When and where briefings recur, and what goes into them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.state.rows import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import aiosqlite

_GIVEN = (
    *("place", "platform", "channel", "zone", "times", "weekdays", "topic", "people", "kinds"),
    *("size", "always", "role", "locale", "created_by", "since", "paused"),
)
FIELDS = ", ".join(f"schedule.{name}" for name in (*_GIVEN, "number"))
_LISTS = {"times", "weekdays", "people", "kinds"}
_HERE = "number = ? AND NOT removed AND (? IS NULL OR place = ?)"


@dataclass(frozen=True, slots=True)
class Schedule:
    """One briefing that recurs: at these local `times` on these `weekdays`, in this channel of this place.

    Due moments after `since` count: set it to now whenever the times change or a pause ends.
    """

    place: str  # "discord:GUILD", whose admins manage it
    platform: str
    channel: str  # the platform's own id
    zone: str  # IANA
    times: tuple[str, ...]  # "HH:MM", local, sorted, at least one
    weekdays: tuple[int, ...]  # 0 is Monday, sorted, at least one
    topic: str | None = None
    people: tuple[str, ...] = ()  # ids
    kinds: tuple[str, ...] = ()  # values of knowledge.Kind
    size: int = 3  # excerpts
    always: bool = False  # post even when nothing is new
    role: str | None = None  # to mention, chosen by the admin
    locale: str = "en"
    created_by: str = ""
    since: str = ""  # ISO 8601 in UTC
    paused: str | None = None  # why; None runs
    number: int = 0  # given by the state


async def add(db: aiosqlite.Connection, schedule: Schedule) -> int:
    """Keep it, and say its number."""
    sql = f"INSERT INTO schedule ({', '.join(_GIVEN)}) VALUES ({', '.join('?' * len(_GIVEN))}) RETURNING number"
    ((number,),) = await rows(db, sql, _values(schedule))
    return int(number)


async def listed(db: aiosqlite.Connection, place: str | None) -> tuple[Schedule, ...]:
    """Those of a place, or all, in the order in which they were made."""
    sql = f"SELECT {FIELDS} FROM schedule WHERE NOT removed AND (? IS NULL OR place = ?) ORDER BY number"
    return tuple(read(row) for row in await rows(db, sql, (place, place)))


async def running(db: aiosqlite.Connection, now: str) -> tuple[tuple[Schedule, str | None], ...]:
    """Those that are not paused, each with the latest moment up to now of which it is known what became."""
    sql = f"""SELECT {FIELDS}, (SELECT max(due) FROM delivery
            WHERE schedule = schedule.number AND NOT asked AND due <= ?)
        FROM schedule WHERE NOT removed AND paused IS NULL ORDER BY number"""
    return tuple((read(row), row[-1]) for row in await rows(db, sql, (now,)))


async def one(db: aiosqlite.Connection, number: int, place: str | None) -> Schedule | None:
    """The one with that number, if the place has it."""
    found = await rows(db, f"SELECT {FIELDS} FROM schedule WHERE {_HERE}", (number, place, place))
    return read(found[0]) if found else None


async def change(db: aiosqlite.Connection, schedule: Schedule) -> bool:
    """Put it in the place of what stood under its number; False where there is none."""
    given = ", ".join(f"{name} = ?" for name in _GIVEN)
    sql = f"UPDATE schedule SET {given} WHERE number = ? AND NOT removed RETURNING number"
    return bool(await rows(db, sql, (*_values(schedule), schedule.number)))


async def pause(db: aiosqlite.Connection, schedule: Schedule, reason: str) -> bool:
    """Pause it, unless it is paused already or has been moved to another channel; whether that was done here."""
    sql = """UPDATE schedule SET paused = ? WHERE number = ? AND channel = ? AND paused IS NULL AND NOT removed
        RETURNING number"""
    return bool(await rows(db, sql, (reason, schedule.number, schedule.channel)))


async def remove(db: aiosqlite.Connection, number: int, place: str | None) -> bool:
    """Make an end of it; what it delivered stays known."""
    sql = f"UPDATE schedule SET removed = 1 WHERE {_HERE} RETURNING number"
    return bool(await rows(db, sql, (number, place, place)))


def read(row: Sequence[Any]) -> Schedule:
    """The schedule of a row that opens with `FIELDS`."""
    fields = dict(zip((*_GIVEN, "number"), row, strict=False))
    lists = {name: tuple(json.loads(fields[name])) for name in _LISTS}
    return Schedule(**{**fields, **lists, "always": bool(fields["always"])})


def _values(schedule: Schedule) -> list[Any]:
    values = {name: getattr(schedule, name) for name in _GIVEN}
    return [json.dumps(value) if name in _LISTS else value for name, value in values.items()]
