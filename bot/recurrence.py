"""When a briefing is due: pure, in UTC, and right on the nights when clocks change."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.state import Schedule

_DAY = dt.timedelta(days=1)
_EARLIER = 2  # days: what fell into a gap comes after it, and no zone ever left out more than one
_WEEK = 7
_FURTHEST_EAST = dt.timedelta(hours=16)  # of UTC; no clock was ever further ahead
_ALWAYS = dt.datetime.min.replace(tzinfo=dt.UTC)


def next_due(zone: str, times: Sequence[str], weekdays: Sequence[int], after: dt.datetime) -> dt.datetime:
    """The first moment, in UTC, at which local clocks show one of the times on one of the weekdays; later than `after`.

    A time that the clocks leave out that night is due once they have passed it; one that they show twice, the first
    time. Raises UserError for a zone that nobody knows.
    """
    return next(_dues(zone, times, weekdays, after))


def upcoming(schedule: Schedule, after: dt.datetime, count: int) -> tuple[dt.datetime, ...]:
    """The next moments, in UTC, at which a schedule is due, whether it is paused or not."""
    start = max(after, since(schedule))
    dues = _dues(schedule.zone, schedule.times, schedule.weekdays, start)
    return tuple(next(dues) for _ in range(count))


def between(schedule: Schedule, after: dt.datetime, until: dt.datetime) -> Iterator[dt.datetime]:
    """The moments later than `after`, and not later than `until`, at which a schedule is due."""
    for due in _dues(schedule.zone, schedule.times, schedule.weekdays, after):
        if due > until:
            return
        yield due


def since(schedule: Schedule) -> dt.datetime:
    """The moment from which on a schedule counts; always, if it names none."""
    return moment(schedule.since) if schedule.since else _ALWAYS


def moment(text: str) -> dt.datetime:
    """ISO 8601 as a moment in UTC; without an offset it is UTC."""
    read = dt.datetime.fromisoformat(text)
    return read.astimezone(dt.UTC) if read.tzinfo else read.replace(tzinfo=dt.UTC)


def written(when: dt.datetime) -> str:
    """A moment as the state keeps it: ISO 8601 in UTC, to the second."""
    return when.astimezone(dt.UTC).isoformat(timespec="seconds")


@lru_cache(1024)
def zone_of(name: str) -> ZoneInfo:
    """The time zone of that name; raises UserError, fit to be shown, if nobody knows it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # unknown; no path that may be asked for; a folder of zones
        raise UserError(f"No time zone is called “{name[:40]}”. One is called Europe/Lisbon.") from error


def _dues(zone: str, times: Sequence[str], weekdays: Sequence[int], after: dt.datetime) -> Iterator[dt.datetime]:
    """Every due moment later than `after`, in order."""
    clock, local = zone_of(zone), [dt.time.fromisoformat(each) for each in times]
    if not local or not set(weekdays) & set(range(_WEEK)):
        raise UserError("A schedule needs a time and a weekday.")
    after = after.astimezone(dt.UTC)
    day = after.astimezone(clock).date() - _EARLIER * _DAY
    waiting: set[dt.datetime] = set()
    while True:
        if day.weekday() in weekdays:
            # Built as local time, compared in UTC: on a night of change, local times compare wrongly.
            dues = {dt.datetime.combine(day, each, clock).astimezone(dt.UTC) for each in local}
            waiting |= {due for due in dues if due > after}
        day += _DAY
        if waiting:
            later = dt.datetime.combine(day, dt.time.min, dt.UTC) - _FURTHEST_EAST  # whatever the days to come have
            settled = sorted(due for due in waiting if due < later)
            waiting.difference_update(settled)
            yield from settled
