"""A year of a thousand schedules in thirty zones, with the program killed at random: `python -m benchmarks.schedules`.

The deliverer and its state are the real ones; the clock and the platform are not. What must have been posted is counted
in another way: walking through the year, each zone is asked what its clocks show; each minute where they change.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import logging
import random
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.delivering import ABSENT, Deliverer, Found, Posted, Unreachable
from bot.state import DeliveryState, Schedule, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    Due = tuple[int, dt.datetime]  # a schedule's number, and a moment

ZONES = (
    *("UTC", "Europe/Lisbon", "Europe/London", "Europe/Dublin", "Europe/Berlin", "Europe/Athens", "Europe/Moscow"),
    *("Europe/Chisinau", "Africa/Cairo", "Africa/Casablanca", "Africa/Lagos", "America/New_York", "America/Chicago"),
    *("America/Los_Angeles", "America/St_Johns", "America/Havana", "America/Santiago", "America/Sao_Paulo"),
    *("America/Nuuk", "Asia/Beirut", "Asia/Jerusalem", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu"),
    *(
        "Asia/Shanghai",
        "Australia/Sydney",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "Pacific/Apia",
        "Antarctica/Troll",
    ),
)
TIMES = ("00:00", "00:30", "01:30", "02:00", "02:15", "02:30", "03:00", "07:00", "08:30", "09:00", "12:15", "18:00")
LATER = ("13:30", "17:45", "20:00", "23:15")  # for a second time of the day; further apart than any absence is long
WEEK = 7 * 24 * 60  # minutes
QUARTER = 15
MINUTE = dt.timedelta(minutes=1)
LOST_ANSWERS = 0.002
LONGEST_ABSENCE = 30.0  # minutes
LOOK = 86_400.0  # seconds: the simulated machine does not fall asleep
DISK = Path("/dev/shm")  # noqa: S108 - in memory where that can be had: what is measured is not the disk


class Simulation:
    """The time, the channels and the dooms, which outlive the program."""

    def __init__(self, start: dt.datetime, end: dt.datetime, restarts: int, chance: random.Random) -> None:
        self.now, self.end, self.chance = start, end, chance
        minutes = int((end - start) / MINUTE)
        moments = sorted(chance.uniform(0, minutes) for _ in range(restarts))
        self.dooms = [(start + MINUTE * at, chance.choice(("idle", "before", "after"))) for at in moments]
        self.posts: Counter[Due] = Counter()
        self.marks: dict[str, str] = {}
        self.killed = asyncio.Event()
        self.kills: Counter[str] = Counter()
        self.deliverer: Deliverer | None = None

    async def sleep(self, seconds: float) -> None:
        """Let the time pass at once, as far as the next doom, when all that is in hand is done."""
        if self.deliverer is None or seconds == 0:
            return
        if asyncio.current_task() in self.deliverer.in_hand:  # a pause before trying again
            await asyncio.sleep(0)
            return
        await self.deliverer.settled()
        woken = self.now + dt.timedelta(seconds=seconds)
        at, point = self.dooms[0] if self.dooms else (self.end, "")
        if at <= woken and point == "idle":
            self.now = max(self.now, at)
            await self.kill()
        self.now = min(woken, self.end)
        if self.now == self.end:
            self.killed.set()

    async def post(self, schedule: Schedule, due: dt.datetime, nonce: str, *, late: bool) -> Posted:
        """Count it, unless the program ends just before, or just after."""
        del late
        await self._end_here("before")
        self.posts[schedule.number, due] += 1
        self.marks[nonce] = f"m{len(self.marks)}"
        await self._end_here("after")
        if self.chance.random() < LOST_ANSWERS:
            raise Unreachable("The answer was lost.")
        return Posted(self.marks[nonce])

    async def find(self, _schedule: Schedule, nonce: str) -> Found:
        """Look for the mark."""
        return Found(self.marks[nonce]) if nonce in self.marks else ABSENT

    async def tell(self, _schedule: Schedule, text: str) -> None:
        """Nothing is ever refused here."""
        raise AssertionError(text)

    async def kill(self) -> None:
        """End the program: nothing that runs comes any further."""
        self.kills[self.dooms.pop(0)[1]] += 1
        self.killed.set()
        await asyncio.Event().wait()

    async def _end_here(self, point: str) -> None:
        if self.dooms and self.dooms[0][0] <= self.now and self.dooms[0][1] == point and not self.killed.is_set():
            await self.kill()


def main() -> int:
    """Simulate, count, print, and end with 1 if anything was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.schedules", description=__doc__)
    parser.add_argument("--schedules", type=int, default=1000, metavar="N")
    parser.add_argument("--days", type=int, default=365, metavar="N")
    parser.add_argument("--restarts", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=7, metavar="N")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    chance = random.Random(asked.seed)  # noqa: S311 - the same year in every run
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    simulation = Simulation(start, start + dt.timedelta(days=asked.days), asked.restarts, chance)
    schedules = [_schedule(n, start, chance) for n in range(asked.schedules)]
    with tempfile.TemporaryDirectory(prefix="dragoman-", dir=DISK if DISK.is_dir() else None) as folder:
        begun = time.perf_counter()
        rows = _live(simulation, Path(folder), schedules)
        took = time.perf_counter() - begun
    begun = time.perf_counter()
    expected = _expected(schedules, start, simulation.end)
    counted = time.perf_counter() - begun
    return _told(simulation, expected, rows, took, counted)


def _schedule(n: int, since: dt.datetime, chance: random.Random) -> Schedule:
    times = [chance.choice(TIMES)] + ([chance.choice(LATER)] if chance.random() < 0.2 else [])
    days = sorted(chance.sample(range(7), chance.choice((1, 1, 1, 2, 2, 5))))
    zone = ZONES[n % len(ZONES)]
    since_text = since.isoformat()
    return Schedule("console:1", "console", f"c{n}", zone, tuple(sorted(times)), tuple(days), since=since_text)


# --------------------------------------------------------------------------------------------------- simulating


def _live(simulation: Simulation, folder: Path, schedules: Sequence[Schedule]) -> Counter[str]:
    """One life of the program after the other; what the rows of the state say in the end."""

    async def begin() -> None:
        async with State(folder) as state:
            for schedule in schedules:
                await state.add_schedule(schedule)

    asyncio.run(begin())
    while simulation.now < simulation.end:
        asyncio.run(_one_life(simulation, folder))
        if simulation.now < simulation.end:
            simulation.now += MINUTE * simulation.chance.uniform(0, LONGEST_ABSENCE)
    return asyncio.run(_rows(folder, len(schedules)))


async def _one_life(simulation: Simulation, folder: Path) -> None:
    simulation.killed = asyncio.Event()
    async with State(folder) as state:
        simulation.deliverer = Deliverer(
            state, {"console": simulation}, now=lambda: simulation.now, sleep=simulation.sleep, look=LOOK
        )
        running = asyncio.ensure_future(simulation.deliverer.run())
        await simulation.killed.wait()
        ended = asyncio.all_tasks() - {asyncio.current_task()}
        for task in ended:
            task.cancel()
        await asyncio.gather(running, *ended, return_exceptions=True)


async def _rows(folder: Path, schedules: int) -> Counter[str]:
    async with State(folder) as state:
        found = [await state.deliveries(number, 10_000) for number in range(1, schedules + 1)]
    return Counter(row.state.value for rows in found for row in rows)


# ----------------------------------------------------------------------------------------------------- counting


def _expected(schedules: Sequence[Schedule], start: dt.datetime, end: dt.datetime) -> set[Due]:
    """What must have been posted, later than the start and before the end."""
    wanted: defaultdict[str, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, schedule in enumerate(schedules, 1):
        for each in schedule.times:
            for day in schedule.weekdays:
                minute = (day * 24 + int(each[:2])) * 60 + int(each[3:])
                wanted[schedule.zone][minute].append(number)
    return {due for zone, clocks in wanted.items() for due in _in_zone(ZoneInfo(zone), clocks, start, end)}


def _in_zone(zone: ZoneInfo, wanted: dict[int, list[int]], start: dt.datetime, end: dt.datetime) -> set[Due]:
    """Walk the year: what clocks show for the first time is due, and what they leave out as long after."""
    due: set[Due] = set()
    monday = dt.datetime.combine(start - dt.timedelta(days=start.weekday()), dt.time.min)
    when, shown = start, _minutes(start, zone, monday)  # the latest that clocks have shown, in minutes since a Monday
    step = QUARTER
    while when < end:
        local = _minutes(when + MINUTE * step, zone, monday)
        if step == QUARTER and local != shown + step:  # they change in here, or repeat what was shown
            step = 1
            continue
        for minute in range(shown + 1, local + 1):
            ahead = step if minute == local else minute - shown
            for number in wanted.get(minute % WEEK, ()):
                due.add((number, when + MINUTE * ahead))
        when, shown = when + MINUTE * step, max(shown, local)
        step = QUARTER if when.minute % QUARTER == 0 else 1
    return {each for each in due if each[1] < end}


def _minutes(when: dt.datetime, zone: ZoneInfo, since: dt.datetime) -> int:
    return (when.astimezone(zone).replace(tzinfo=None) - since) // MINUTE


def _told(simulation: Simulation, expected: set[Due], rows: Counter[str], took: float, counted: float) -> int:
    posted = simulation.posts
    lost, invented = len(expected - posted.keys()), len(posted.keys() - expected)
    doubled = sum(posted.values()) - len(posted)
    kills = ", ".join(f"{count} {what}" for what, count in sorted(simulation.kills.items()))
    print(f"{'expected':<12}{len(expected):>9,}   counted in {counted:.0f} s")
    print(f"{'posted':<12}{sum(posted.values()):>9,}   in {took:.0f} s, {sum(posted.values()) / took:,.0f}/s")
    print(f"{'lost':<12}{lost:>9,}")
    print(f"{'doubled':<12}{doubled:>9,}")
    print(f"{'not due':<12}{invented:>9,}")
    print(f"{'killed':<12}{sum(simulation.kills.values()):>9,}   {kills} a post")
    print(f"{'rows':<12}{sum(rows.values()):>9,}   {', '.join(f'{n:,} {what}' for what, n in rows.items())}")
    right = not (lost or doubled or invented) and rows == {DeliveryState.POSTED.value: len(expected)}
    return 0 if right else 1


if __name__ == "__main__":
    raise SystemExit(main())
