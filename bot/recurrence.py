"""When a briefing is due: local times in a zone, as moments in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.state.schedules import Schedule


def next_due(zone: str, times: Sequence[str], weekdays: Sequence[int], after: datetime) -> datetime:
    """The first due moment later than `after`, in UTC."""
    where = ZoneInfo(zone)
    first = after.astimezone(where).date()
    for day in (first + timedelta(days=n) for n in range(-1, 9)):
        if day.weekday() in weekdays:
            for said in times:
                due = datetime.combine(day, time.fromisoformat(said), where).astimezone(UTC)
                if due > after:
                    return due
    raise ValueError(weekdays)


def upcoming(schedule: Schedule, after: datetime, count: int) -> tuple[datetime, ...]:
    """The next `count` due moments later than `after`."""
    found: list[datetime] = []
    for _ in range(count):
        after = next_due(schedule.zone, schedule.times, schedule.weekdays, after)
        found.append(after)
    return tuple(found)
