"""What became of each due moment: one row, claimed before anything is posted and completed after."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from bot.state import schedules
from bot.state.rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import aiosqlite

    from bot.state.schedules import Schedule

_NAMES = (
    *("schedule", "due", "channel", "state", "claimed_at", "finished_at", "message", "reason", "late", "number"),
    "asked",
)
_FIELDS = ", ".join(_NAMES)
_OF_DELIVERY = ", ".join(f"delivery.{name}" for name in _NAMES)


class DeliveryState(StrEnum):
    """How far a delivery has come."""

    CLAIMED = "claimed"  # being posted, or broken off while it was
    POSTED = "posted"
    SKIPPED = "skipped"  # there was nothing to say
    FAILED = "failed"
    MISSED = "missed"  # nobody was there at the time, and it is too late now
    UNSURE = "unsure"  # perhaps posted: it cannot be found out, and is not posted twice


@dataclass(frozen=True, slots=True)
class Delivery:
    """One due moment of one schedule; all times are ISO 8601 in UTC."""

    schedule: int
    due: str
    channel: str
    state: DeliveryState
    claimed_at: str
    finished_at: str | None = None
    message: str | None = None  # the platform's own id
    reason: str | None = None
    late: bool = False
    number: int = 0  # given by the state
    asked: bool = False  # by an admin, beside the schedule


def nonce(schedule: Schedule, delivery: Delivery) -> str:
    """What marks the post of this delivery and of no other, in 24 letters and digits.

    It does not depend on the row's number: a state put back from a copy arrives at the same one again.
    """
    key = (schedule.place, schedule.platform, delivery.channel, delivery.schedule, delivery.due, delivery.asked)
    return blake2b(json.dumps(key).encode(), digest_size=12).hexdigest()


async def claim(db: aiosqlite.Connection, delivery: Delivery) -> Delivery | None:
    """Take a due moment for oneself; None if it is taken, or its schedule was paused, moved or removed meanwhile.

    Only what an admin asked for is taken from a paused schedule.
    """
    sql = f"""INSERT INTO delivery (schedule, due, channel, state, claimed_at, late, asked)
        SELECT number, ?, channel, 'claimed', ?, ?, ? FROM schedule
        WHERE number = ? AND channel = ? AND NOT removed AND (? OR paused IS NULL)
        ON CONFLICT DO NOTHING RETURNING {_FIELDS}"""
    asked = delivery.asked
    values = (delivery.due, delivery.claimed_at, delivery.late, asked, delivery.schedule, delivery.channel, asked)
    found = await rows(db, sql, values)
    return _read(found[0]) if found else None


async def finish(db: aiosqlite.Connection, delivery: Delivery) -> bool:
    """Write down what became of a claimed one; False if it is not claimed any more."""
    sql = """UPDATE delivery SET state = ?, finished_at = ?, message = ?, reason = ?, late = ?
        WHERE number = ? AND state = 'claimed' RETURNING number"""
    given = delivery
    values = (given.state, given.finished_at, given.message, given.reason, given.late, given.number)
    return bool(await rows(db, sql, values))


async def miss(db: aiosqlite.Connection, schedule: Schedule, dues: Iterable[str], now: str, reason: str) -> None:
    """Write down that nothing was posted at these moments."""
    sql = """INSERT INTO delivery (schedule, due, channel, state, claimed_at, finished_at, reason, late)
        SELECT ?, value, ?, 'missed', ?, ?, ?, 1 FROM json_each(?) WHERE true ON CONFLICT DO NOTHING"""
    await rows(db, sql, (schedule.number, schedule.channel, now, now, reason, json.dumps(list(dues))))


async def forget_missed(db: aiosqlite.Connection, now: str) -> None:
    """Take back what was written down as missed and is yet to come: the clock had been ahead."""
    await rows(db, "DELETE FROM delivery WHERE state = 'missed' AND due > ?", (now,))


async def unfinished(db: aiosqlite.Connection) -> tuple[tuple[Schedule, Delivery], ...]:
    """Those that were claimed and never finished, in order of due, each with its schedule, even a removed one."""
    sql = f"""SELECT {_OF_DELIVERY}, {schedules.FIELDS}
        FROM delivery JOIN schedule ON schedule.number = delivery.schedule
        WHERE state = 'claimed' ORDER BY due, delivery.number"""
    return tuple([(schedules.read(row[len(_NAMES) :]), _read(row)) for row in await rows(db, sql)])


async def latest(db: aiosqlite.Connection, schedule: int, limit: int) -> tuple[Delivery, ...]:
    """A schedule's last deliveries, the newest first."""
    sql = f"SELECT {_FIELDS} FROM delivery WHERE schedule = ? ORDER BY due DESC, number DESC LIMIT ?"
    return tuple(_read(row) for row in await rows(db, sql, (schedule, limit)))


async def shown(db: aiosqlite.Connection, channel: str) -> frozenset[str]:
    """The excerpts that a channel has been shown since they were last forgotten."""
    return frozenset(row[0] for row in await rows(db, "SELECT excerpt FROM shown WHERE channel = ?", (channel,)))


async def add_shown(db: aiosqlite.Connection, channel: str, excerpts: Iterable[str], delivery: int) -> None:
    """Note that a channel has been shown these."""
    sql = "INSERT INTO shown SELECT ?, value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING"
    await rows(db, sql, (channel, delivery, json.dumps(list(excerpts))))


async def forget_shown(db: aiosqlite.Connection, channel: str) -> None:
    """Begin anew: everything may be shown there again."""
    await rows(db, "DELETE FROM shown WHERE channel = ?", (channel,))


def _read(row: Sequence[Any]) -> Delivery:
    fields = dict(zip(_NAMES, row, strict=False))
    kept = {"state": DeliveryState(fields["state"]), "late": bool(fields["late"]), "asked": bool(fields["asked"])}
    return Delivery(**{**fields, **kept})
