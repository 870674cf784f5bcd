"""The clock of the briefings: one task that sleeps until the next due moment."""

from __future__ import annotations

import asyncio
import datetime as dt
import heapq
import logging
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot import recurrence
from bot.delivering.carrier import Carrier, Job
from bot.delivering.clock import Clock, utc_now
from bot.errors import StateError, UserError
from bot.recurrence import moment, written
from bot.state import Delivery, DeliveryState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping
    from collections.abc import Set as AbstractSet

    from bot.delivering.poster import Poster
    from bot.state import Schedule, State

WINDOW = dt.timedelta(hours=6)  # a briefing later than this helps nobody
_LOOK = 60.0  # seconds after which the clock is looked at again, whatever is due: the machine may have been asleep
_SLOWEST = 120.0  # seconds that one answer of a platform may take
_AT_ONCE = 20  # posts
_SOUGHT = dt.timedelta(hours=1)  # how long a post that may be there is looked for after a start
_GRACE = 5.0  # seconds that posts under way have when the program is asked to end
_MISSED_ROWS, _MISSED_DAYS = 50, dt.timedelta(days=30)  # how far a long absence is written down
_TOO_LATE = "Nobody was there to post it, and then it was too late."
_INSTANT = dt.timedelta(microseconds=1)

log = logging.getLogger(__name__)


class Deliverer:
    """Posts every schedule's briefings when they are due, each once; the rows of the state are its memory."""

    def __init__(
        self,
        state: State,
        posters: Mapping[str, Poster],
        *,
        now: Callable[[], dt.datetime] = utc_now,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        look: float = _LOOK,
        slowest: float = _SLOWEST,
        at_once: int = _AT_ONCE,
    ) -> None:
        self._state, self._posters, self._clock, self._look_every = state, posters, Clock(now, sleep), look
        self._carrier = Carrier(state, self._clock, at_once=at_once, slowest=slowest)
        self._agenda: list[tuple[dt.datetime, int, Schedule]] = []  # a heap: the next due moment of each schedule
        self._active: set[int] = set()  # schedules of which a delivery is in hand
        self._overdue: set[int] = set()  # of these, the ones that were due again meanwhile
        self._unknown: set[int] = set()  # schedules whose zone nobody knows: told once
        self._tasks: set[asyncio.Task[Any]] = set()
        self._woken = asyncio.Event()
        self._started = self._seen = self._read_at = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._recovering = asyncio.Lock()
        self._recovered = False

    async def run(self) -> None:
        """Deliver what is due until cancelled; then posts under way have a moment to finish."""
        self.wake()
        self._started = self._clock.now()
        try:
            while True:
                await self._rest(await self._look())
        finally:
            await self._end()

    def wake(self) -> None:
        """Look at the schedules anew: one was added, changed or removed."""
        self._woken.set()

    @property
    def in_hand(self) -> AbstractSet[asyncio.Task[Any]]:
        """The deliveries that have begun and not ended."""
        return self._tasks

    async def settled(self) -> None:
        """Wait until no delivery is in hand."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def run_now(self, schedule: Schedule) -> Delivery | None:
        """Post this one now, beside its due moments, and say what became of it; it is tried once.

        None if it cannot be posted from here, or was asked for already in this very second.
        """
        poster = self._posters.get(schedule.platform)
        if poster is None:
            return None
        await self._recover()
        now = self._clock.now()
        job = Job(poster, schedule, self._row(schedule, now, asked=True), now)
        return await asyncio.shield(self._start(self._carrier.carry(job, self._claim)))

    # ------------------------------------------------------------------------------------------------- looking

    async def _look(self) -> float:
        """Begin what is due; the seconds until there is something to do again."""
        now = self._clock.now()
        stale = dt.timedelta(seconds=self._look_every)
        if self._woken.is_set() or now < self._seen or now - self._read_at >= stale:
            self._woken.clear()
            try:
                await self._recover()
                await self._read(now)
            except StateError as error:
                log.error("Briefings wait: %s", error)  # noqa: TRY400 - its text is the whole story
        self._seen = now
        while self._agenda and self._agenda[0][0] <= now:
            due, number, schedule = heapq.heappop(self._agenda)
            heapq.heappush(self._agenda, (_next(schedule, now), number, schedule))
            self._begin(schedule, due, now)
        wait = stale if not self._agenda else min(stale, self._agenda[0][0] - self._clock.now())
        return max(0.0, wait.total_seconds())

    async def _rest(self, seconds: float) -> None:
        """Sleep, unless woken."""
        sleeping = asyncio.ensure_future(self._clock.sleep(seconds))
        woken = asyncio.ensure_future(self._woken.wait())
        try:
            await asyncio.wait({sleeping, woken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleeping.cancel()
            woken.cancel()

    async def _read(self, now: dt.datetime) -> None:
        """Take the schedules from the state, each with the first due moment of which it is not known what became."""
        await self._state.forget_missed(written(now))
        agenda = []
        for schedule, known in await self._state.running(written(now)):
            after = max(recurrence.since(schedule), moment(known)) if known else recurrence.since(schedule)
            try:
                due = _next(schedule, max(after, now - _MISSED_DAYS))
            except (UserError, ValueError) as error:
                if schedule.number not in self._unknown:
                    log.error("Briefing %d is never due: %s", schedule.number, error)  # noqa: TRY400 - as above
                self._unknown.add(schedule.number)
            else:
                agenda.append((due, schedule.number, schedule))
        heapq.heapify(agenda)
        self._agenda, self._read_at = agenda, now

    # ---------------------------------------------------------------------------------------------- delivering

    def _begin(self, schedule: Schedule, due: dt.datetime, now: dt.datetime) -> None:
        """Begin a delivery; one schedule has one in hand at a time, and the next is looked for at its end."""
        poster = self._posters.get(schedule.platform)
        if schedule.number in self._active:
            self._overdue.add(schedule.number)
        elif poster is not None:
            moments = deque(recurrence.between(schedule, due - _INSTANT, now), _MISSED_ROWS + 1)
            self._start(self._catch_up(poster, schedule, list(moments), now), schedule)

    async def _catch_up(self, poster: Poster, schedule: Schedule, dues: list[dt.datetime], now: dt.datetime) -> None:
        """Post the latest of these unless it is too late even for that; the others are written down as missed."""
        too_late = now - dues[-1] > WINDOW
        missed = dues[-_MISSED_ROWS:] if too_late else dues[:-1]
        try:
            if missed:
                await self._state.miss(schedule, map(written, missed), written(now), _TOO_LATE)
                log.warning("Briefing %d missed %d due moments up to %s", schedule.number, len(missed), missed[-1])
        except StateError as error:  # looked at again within a minute
            log.error("Briefing %d waits: %s", schedule.number, error)  # noqa: TRY400 - as above
            return
        if not too_late:
            job = Job(poster, schedule, self._row(schedule, dues[-1]), _until(schedule, dues[-1]))
            job.caught_up = dues[-1] < self._started
            await self._carrier.carry(job, self._claim)

    async def _claim(self, job: Job) -> bool:
        """Make this delivery ours, if the schedule is still as it was when the moment was worked out."""
        now = written(self._clock.now())
        try:
            if not job.row.asked and await self._state.schedule(job.schedule.number, None) != job.schedule:
                self.wake()
                return False
            row = await self._state.claim(replace(job.row, claimed_at=now))
        except StateError as error:
            if job.row.asked:
                raise
            # Nothing is posted that cannot be claimed; it is looked at again within a minute.
            log.error("Briefing %d waits: %s", job.schedule.number, error)  # noqa: TRY400 - as above
            return False
        job.row = row or job.row
        return row is not None

    def _row(self, schedule: Schedule, due: dt.datetime, *, asked: bool = False) -> Delivery:
        now = written(self._clock.now())
        return Delivery(schedule.number, written(due), schedule.channel, DeliveryState.CLAIMED, now, asked=asked)

    async def _recover(self) -> None:
        """Take up, once, what was claimed and never finished: it may have been posted."""
        async with self._recovering:
            if self._recovered:
                return
            for schedule, row in await self._state.unfinished():
                poster = self._posters.get(schedule.platform)
                if poster is not None:
                    until = moment(row.due) if row.asked else _until(schedule, moment(row.due))
                    sought = self._clock.now() + _SOUGHT
                    job = Job(poster, schedule, row, until, again=True, doubtful=True, sought=sought)
                    self._start(self._carrier.carry(job, self._claim), None if row.asked else schedule)
            self._recovered = True

    # ------------------------------------------------------------------------------------------------- tasks

    def _start(self, work: Coroutine[Any, Any, Any], schedule: Schedule | None = None) -> asyncio.Task[Any]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        if schedule is not None:
            self._active.add(schedule.number)
        task.add_done_callback(lambda done: self._done(done, schedule))
        return task

    def _done(self, task: asyncio.Task[Any], schedule: Schedule | None) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("A delivery broke off", exc_info=error)
        if schedule is not None:
            self._active.discard(schedule.number)
            if schedule.number in self._overdue:
                self._overdue.discard(schedule.number)
                self.wake()

    async def _end(self) -> None:
        """Let posts under way finish, but not for long; what is left is looked for after the next start."""
        for task in self._carrier.pausing:
            if task is not None:
                task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_GRACE)
        left = list(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def _next(schedule: Schedule, after: dt.datetime) -> dt.datetime:
    return recurrence.next_due(schedule.zone, schedule.times, schedule.weekdays, after)


def _until(schedule: Schedule, due: dt.datetime) -> dt.datetime:
    """Until when a delivery is worth being posted: the window, or the next one if that is sooner."""
    try:
        return min(due + WINDOW, _next(schedule, due))
    except (UserError, ValueError):
        return due + WINDOW
