"""A clock that goes when it is told to, a platform of a few lines, and a world in which they meet."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections import defaultdict, deque
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.delivering import ABSENT, Deliverer, Found, Posted, Unreachable
from bot.recurrence import moment
from bot.state import Schedule

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.state import State

EVERY_DAY = tuple(range(7))
START = "2026-01-05T08:30"
SCHEDULE = Schedule("console:1", "console", "c1", "UTC", ("09:00",), EVERY_DAY, since="2026-01-05T08:00")
_PATIENCE = 60.0  # real seconds after which something is taken to hang


class FakeClock:
    """Time stands still until it is moved on."""

    def __init__(self, start: str = START) -> None:
        self.time = moment(start)
        self._asleep: list[tuple[dt.datetime, asyncio.Future[None]]] = []

    def now(self) -> dt.datetime:
        """The time."""
        return self.time

    async def sleep(self, seconds: float) -> None:
        """Until somebody moves the time on."""
        awake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asleep.append((self.time + dt.timedelta(seconds=seconds), awake))
        await awake

    def asleep(self) -> int:
        """How many sleep."""
        self._asleep = [each for each in self._asleep if not each[1].done()]
        return len(self._asleep)

    def next(self, until: dt.datetime) -> bool:
        """Move on to the first who wants to wake up, if that is not later than `until`; else to `until`."""
        self.asleep()
        when = min((each[0] for each in self._asleep), default=until)
        self.time = max(self.time, min(when, until))
        if when > until:
            return False
        self.ring()
        return True

    def ring(self) -> None:
        """Wake those whose time has come."""
        for when, awake in self._asleep:
            if when <= self.time and not awake.done():
                awake.set_result(None)


@dataclass
class FakePoster:
    """Keeps what is posted. `trouble` is what happens to the next posts: an error, or a call that is awaited first."""

    posts: list[tuple[str, str, str, bool]] = field(default_factory=list)  # channel, due, nonce, late
    told: list[tuple[int, str]] = field(default_factory=list)
    trouble: defaultdict[str, deque[object]] = field(default_factory=lambda: defaultdict(deque))
    sought: list[str] = field(default_factory=list)
    unfindable: object = None  # what `find` answers or raises instead of looking

    async def post(self, schedule: Schedule, due: dt.datetime, nonce: str, *, late: bool) -> Posted:
        """Post it, unless there is trouble."""
        trouble = self.trouble[schedule.channel].popleft() if self.trouble[schedule.channel] else None
        if isinstance(trouble, Posted):
            return trouble
        if callable(trouble):
            await trouble()
        if isinstance(trouble, Exception) and not isinstance(trouble, AnswerLostError):
            raise trouble
        self.posts.append((schedule.channel, f"{due:%dT%H:%M}", nonce, late))
        if isinstance(trouble, AnswerLostError):
            raise trouble
        return Posted(f"m{len(self.posts)}", (f"q{len(self.posts)}",))

    async def find(self, schedule: Schedule, nonce: str) -> Found:
        """Look among the posts."""
        self.sought.append(nonce)
        if isinstance(self.unfindable, Exception):
            raise self.unfindable
        if isinstance(self.unfindable, Found):
            return self.unfindable
        for n, (channel, _, mark, _) in enumerate(self.posts, 1):
            if (channel, mark) == (schedule.channel, nonce):
                return Found(f"m{n}", (f"q{n}",))
        return ABSENT

    async def tell(self, schedule: Schedule, text: str) -> None:
        """Keep it."""
        self.told.append((schedule.number, text))

    def dues(self, channel: str = "c1") -> list[str]:
        """The due moments of what was posted in a channel, in order."""
        return [due for where, due, _, _ in self.posts if where == channel]


class AnswerLostError(Unreachable):
    """The post arrives, its answer does not."""


class World:
    """A state, a clock and a platform, with a deliverer that is started and stopped."""

    def __init__(self, state: State, start: str = START) -> None:
        self.state, self.clock, self.poster = state, FakeClock(start), FakePoster()
        self.deliverer = self.fresh()

    def fresh(self, look: float = 300, slowest: float = _PATIENCE, at_once: int = 20) -> Deliverer:
        """A deliverer that remembers nothing."""
        clock, posters = self.clock, {"console": self.poster}
        self.deliverer = Deliverer(
            self.state, posters, now=clock.now, sleep=clock.sleep, look=look, slowest=slowest, at_once=at_once
        )
        return self.deliverer

    async def add(self, **changes: Any) -> Schedule:  # noqa: ANN401 - each test names fields that there are
        """A schedule like the usual one, kept in the state."""
        schedule = replace(SCHEDULE, **changes)
        return replace(schedule, number=await self.state.add_schedule(schedule))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Deliverer]:
        """The deliverer at work, until the end of the block."""
        task = asyncio.ensure_future(self.deliverer.run())
        try:
            yield self.deliverer
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def until(self, when: str) -> None:
        """Let the time pass, each sleeper woken in turn, and wait until all are asleep again."""
        end = moment(when)
        await self.quiet()
        while self.clock.next(end):
            await self.quiet()

    async def runs_until(self, when: str) -> None:
        """A fresh deliverer works until then, and is ended."""
        self.fresh()
        async with self.running():
            await self.until(when)

    async def quiet(self) -> None:
        """Wait until the deliverer and all that it has in hand are asleep."""
        await eventually(
            lambda: self.clock.asleep() == 1 + len(self.deliverer._tasks) and not self.deliverer._woken.is_set()
        )

    async def states(self, schedule: Schedule) -> list[str]:
        """What became of a schedule's due moments, the oldest first: "05T09:00 posted"."""
        rows = await self.state.deliveries(schedule.number, 100)
        return [f"{row.due[8:16]} {row.state.value}" for row in reversed(rows)]


async def eventually(true: Callable[[], bool]) -> None:
    """Wait for it, however slow the machine; forever would be a hang."""
    end = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came"
        await asyncio.sleep(0.0005)
