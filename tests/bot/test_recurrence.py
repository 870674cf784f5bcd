"""When a briefing is due: laws over many zones, and the nights that are hard."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import recurrence
from bot.errors import UserError
from bot.recurrence import next_due, upcoming
from bot.state import Schedule
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

ZONES = (
    *("UTC", "Europe/Lisbon", "Europe/Berlin", "Europe/Dublin", "America/New_York", "America/St_Johns"),
    *("Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "Antarctica/Troll", "Africa/Casablanca"),
    *("America/Sao_Paulo", "Pacific/Kiritimati", "Pacific/Niue", "Asia/Tehran", "Asia/Pyongyang", "Africa/Cairo"),
    *("Pacific/Chatham", "America/Havana", "Asia/Beirut", "Asia/Shanghai", "Europe/Moscow", "America/Caracas"),
)
EVERY_DAY = tuple(range(7))
DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)

moments = st.datetimes(dt.datetime(2009, 1, 1), dt.datetime(2039, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001 - the zone is beside it
times = st.lists(
    st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59)), min_size=1, max_size=4, unique=True
).map(lambda each: tuple(sorted(each)))
weekdays = st.lists(st.integers(0, 6), min_size=1, unique=True).map(lambda each: tuple(sorted(each)))
zones = st.sampled_from(ZONES)


def utc(text: str) -> dt.datetime:
    """A moment, written shortly."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def shown(zone: str, when: dt.datetime) -> str:
    """What clocks in the zone show."""
    return f"{when.astimezone(recurrence.zone_of(zone)):%H:%M}"


def minutes(after: dt.datetime, until: dt.datetime) -> Iterator[dt.datetime]:
    """Every full minute between."""
    when = after.replace(second=0, microsecond=0) + MINUTE
    while when <= until:
        yield when
        when += MINUTE


@given(zones, times, weekdays, moments)
def test_the_next_is_strictly_later_and_at_most_eight_days_away(
    zone: str, local: tuple[str, ...], days: tuple[int, ...], after: dt.datetime
) -> None:
    """And it is a moment in UTC."""
    due = next_due(zone, local, days, after)
    assert after < due <= after + 8 * DAY + DAY
    assert due.tzinfo is dt.UTC


@given(zones, times, weekdays, moments)
def test_nothing_lies_between_a_moment_and_the_next(
    zone: str, local: tuple[str, ...], days: tuple[int, ...], after: dt.datetime
) -> None:
    """From any moment before the next due one, it is the same one."""
    due = next_due(zone, local, days, after)
    assert next_due(zone, local, days, after + (due - after) / 2) == due
    assert next_due(zone, local, days, due - dt.timedelta(microseconds=1)) == due
    assert next_due(zone, local, days, due) > due


@given(zones, times, weekdays, moments)
@example("Australia/Lord_Howe", ("02:15",), EVERY_DAY, utc("2026-10-03T00:00"))
@example("Pacific/Apia", ("09:00",), EVERY_DAY, utc("2011-12-29T00:00"))
@example("Antarctica/Troll", ("02:00",), EVERY_DAY, utc("2026-03-28T12:00"))
@example("Africa/Casablanca", ("02:30",), EVERY_DAY, utc("2026-02-14T12:00"))
def test_clocks_show_the_time_unless_they_left_it_out(
    zone: str, local: tuple[str, ...], days: tuple[int, ...], after: dt.datetime
) -> None:
    """One that they left out lies in a gap: it cannot be made from any moment of UTC."""
    due = next_due(zone, local, days, after)
    clock = recurrence.zone_of(zone)
    if shown(zone, due) in local and due.astimezone(clock).weekday() in days:
        assert due.astimezone(clock).fold == 0
        return
    offsets = {(due + shift).astimezone(clock).utcoffset() for shift in (-DAY, DAY * 0, DAY)}
    assert len(offsets) > 1


@pytest.mark.parametrize("zone", ZONES)
def test_a_year_of_one_time_has_one_moment_a_day(zone: str) -> None:
    """In order, each once, at every hour of the day, both nights of change included."""
    for local in ("00:00", "00:30", "01:30", "02:15", "03:00", "12:00", "23:59"):
        schedule = Schedule("p", "console", "c", zone, (local,), EVERY_DAY)
        dues = upcoming(schedule, utc("2026-01-01T12:00"), 366)
        assert [b for a, b in pairwise(dues) if not DAY * 0.8 < b - a < DAY * 1.2] == []


@pytest.mark.parametrize(
    ("zone", "local", "after", "due", "then"),
    [
        # Clocks go forward: shown an hour later, once.
        ("Europe/Berlin", "02:30", "2026-03-28T12:00", "2026-03-29T01:30", "03:30"),
        ("America/New_York", "02:30", "2026-03-07T12:00", "2026-03-08T07:30", "03:30"),
        # By half an hour, by two, and by a whole day that nobody in Apia ever saw.
        ("Australia/Lord_Howe", "02:15", "2026-10-03T00:00", "2026-10-03T15:45", "02:45"),
        ("Antarctica/Troll", "01:30", "2026-03-28T12:00", "2026-03-29T01:30", "03:30"),
        ("Pacific/Apia", "09:00", "2011-12-29T20:00", "2011-12-30T19:00", "09:00"),
        # Clocks go back: the first of the two.
        ("Europe/Berlin", "02:30", "2026-10-24T12:00", "2026-10-25T00:30", "02:30"),
        ("Australia/Lord_Howe", "01:45", "2026-04-04T00:00", "2026-04-04T14:45", "01:45"),
        ("Africa/Casablanca", "02:30", "2026-02-14T12:00", "2026-02-15T01:30", "02:30"),
        # No change, and an offset of three quarters of an hour.
        ("Asia/Kathmandu", "09:00", "2026-01-01T00:00", "2026-01-01T03:15", "09:00"),
    ],
)
def test_the_nights_that_are_hard(zone: str, local: str, after: str, due: str, then: str) -> None:
    """What clocks leave out comes once they have passed it; what they show twice comes the first time."""
    found = next_due(zone, (local,), EVERY_DAY, utc(after))
    assert (found, shown(zone, found)) == (utc(due), then)
    assert next_due(zone, (local,), EVERY_DAY, found) - found > DAY * 0.8


def test_the_second_of_two_half_past_one_is_no_due_moment() -> None:
    """Nor is a moment between the two answered with one that is past already."""
    between = utc("2026-10-25T00:45")  # in Lisbon 01:45, the first time; 01:30 comes again
    assert next_due("Europe/Lisbon", ("01:30",), EVERY_DAY, between) == utc("2026-10-26T01:30")


def test_two_times_that_fall_on_one_moment_are_one() -> None:
    """In the night that leaves out 02:30, it falls on 03:30."""
    schedule = Schedule("p", "console", "c", "Europe/Berlin", ("02:30", "03:00", "03:30"), EVERY_DAY)
    found = upcoming(schedule, utc("2026-03-28T12:00"), 3)
    assert found == (utc("2026-03-29T01:00"), utc("2026-03-29T01:30"), utc("2026-03-30T00:30"))


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe", "Antarctica/Troll", "Asia/Kathmandu"])
def test_it_finds_what_a_walk_over_every_minute_finds(zone: str) -> None:
    """Three days around both changes of 2026, looked at through a clock of the zone, minute by minute."""
    clock = recurrence.zone_of(zone)
    schedule = Schedule("p", "console", "c", zone, ("01:45", "02:20", "02:45"), (5, 6))
    for start in ("2026-03-27", "2026-10-02", "2026-10-23", "2026-04-03"):
        after, until = utc(start), utc(start) + 4 * DAY
        walked: dict[tuple[dt.date, str], dt.datetime] = {}
        for when in minutes(after, until):
            local = when.astimezone(clock)
            if local.weekday() in schedule.weekdays and f"{local:%H:%M}" in schedule.times:
                walked.setdefault((local.date(), f"{local:%H:%M}"), when)
        found = [due for due in recurrence.between(schedule, after, until) if shown(zone, due) in schedule.times]
        assert set(walked.values()) <= set(found)
        assert len(found) <= 6


def test_what_is_upcoming_begins_where_the_schedule_does() -> None:
    """A moment before `since` is none of its own; without one, all are."""
    schedule = Schedule("p", "console", "c", "UTC", ("09:00",), EVERY_DAY, since="2026-01-03T09:00:00+00:00")
    assert upcoming(schedule, utc("2026-01-01"), 1) == (utc("2026-01-04T09:00"),)
    assert upcoming(replace(schedule, since="2026-01-03T09:00:00Z"), utc("2026-01-01"), 1) == (utc("2026-01-04T09:00"),)
    assert upcoming(replace(schedule, since="2026-01-03"), utc("2026-01-01"), 1) == (utc("2026-01-03T09:00"),)
    assert upcoming(replace(schedule, since=""), utc("2026-01-01"), 1) == (utc("2026-01-01T09:00"),)


@pytest.mark.parametrize(
    "zone", ["Europe/Atlantis", "", "Europe", "../etc/passwd", "/etc/passwd", "\0", "Ä", "x" * 300]
)
def test_a_zone_that_nobody_knows_is_told(zone: str) -> None:
    """As a sentence for whoever typed it."""
    with pytest.raises(UserError, match="Europe/Lisbon"):
        next_due(zone, ("09:00",), EVERY_DAY, utc("2026-01-01"))


@pytest.mark.parametrize(("local", "days"), [((), EVERY_DAY), (("09:00",), ()), (("09:00",), (7,))])
def test_a_schedule_that_is_never_due_is_told(local: tuple[str, ...], days: tuple[int, ...]) -> None:
    """It is not searched for without end."""
    with pytest.raises(UserError, match="a time and a weekday"):
        next_due("UTC", local, days, utc("2026-01-01"))


def test_zones_are_there_without_those_of_the_system() -> None:
    """A small image may have none: those that are installed with the bot do."""
    code = (
        "import datetime as dt, zoneinfo; assert zoneinfo.TZPATH == (), zoneinfo.TZPATH\n"
        "from bot.recurrence import next_due\n"
        "print(next_due('Europe/Lisbon', ('09:00',), range(7), dt.datetime(2026, 7, 1, tzinfo=dt.UTC)))"
    )
    environment = {**os.environ, "PYTHONTZPATH": "", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own line
    assert done.stdout.strip() == "2026-07-01 08:00:00+00:00"
