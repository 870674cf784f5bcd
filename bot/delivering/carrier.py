"""One delivery, carried from its claim to its end; this is where "once" is kept.

The row is claimed before anything is posted, and finished after. Whoever cannot know whether a post has arrived looks
for it before posting again, and where that cannot be found out does not post again.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from bot.delivering.poster import Refused, Unreachable
from bot.errors import StateError
from bot.language import language_of
from bot.recurrence import moment, written
from bot.state import DeliveryState
from bot.state.deliveries import nonce

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.delivering.clock import Clock
    from bot.delivering.poster import Poster
    from bot.state import Delivery, Schedule, State

T = TypeVar("T")
_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)
LATE = dt.timedelta(minutes=5)  # what is posted later than this is marked so; a thousand at once take less
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 600.0  # seconds; doubled from the one to the other
_BROKEN_OFF = "The program ended while it was being posted."

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """One delivery in hand: to be claimed, or claimed already if its row has a number."""

    poster: Poster
    schedule: Schedule
    row: Delivery
    until: dt.datetime  # not posted again after this
    again: bool = False  # it has been begun before
    doubtful: bool = False  # it may have been posted
    caught_up: bool = False  # due before the start: a state put back from a copy may have forgotten that it was posted
    reason: str = _BROKEN_OFF  # why it was not posted, when last begun
    otherwise: DeliveryState = DeliveryState.FAILED  # what it is if it is given up
    pause: float = _FIRST_PAUSE
    sought: dt.datetime = _NEVER  # looked for until then, even if it is too late to post

    @property
    def due(self) -> dt.datetime:
        """The moment that it is for."""
        return moment(self.row.due)

    @property
    def nonce(self) -> str:
        """The mark of its post."""
        return nonce(self.schedule, self.row)


class Carrier:
    """Carries deliveries to their end, some at a time; those that pause in between stand in nobody's way."""

    def __init__(self, state: State, clock: Clock, *, at_once: int, slowest: float) -> None:
        self._state, self._clock = state, clock
        self._slots, self._slowest = asyncio.Semaphore(at_once), slowest
        self.pausing: set[asyncio.Task[Any] | None] = set()

    async def carry(self, job: Job, claim: Callable[[Job], Awaitable[bool]]) -> Delivery | None:
        """What became of it; None if it could not be claimed, so that it was not ours to post."""
        while True:
            async with self._slots:
                # Claimed only now, so that nothing that waits for its turn is in doubt when the program is killed.
                if not job.row.number and not await claim(job):
                    return None
                pause = await self._begin(job)
            if pause is None:
                return job.row
            task = asyncio.current_task()
            self.pausing.add(task)
            try:
                await self._clock.sleep(pause)
            finally:
                self.pausing.discard(task)

    async def _begin(self, job: Job) -> float | None:
        """Begin it once; None if that was its end, else the seconds until it is to be begun again."""
        try:
            if not (await self._found(job) or await self._overtaken(job)):
                await self._post(job)
        except Unreachable as error:
            return await self._put_off(job, str(error), error.retry_after)
        except StateError as error:  # nothing is sent before what it says is read
            job.reason = str(error)
            return await self._put_off(job, str(error), None)
        except Refused as error:
            await self._end(job, DeliveryState.FAILED, reason=str(error))
            await self._pause(job, str(error))
        except Exception as error:
            log.exception("Briefing %d could not be posted", job.schedule.number)
            await self._end(job, job.otherwise, reason=f"{type(error).__name__}; the log says more.")
        return None

    async def _found(self, job: Job) -> bool:
        """Whether nothing is left to do: it has been posted, or it cannot be told whether it has."""
        if not (job.doubtful or (job.caught_up and not job.again)):
            return False
        job.otherwise = DeliveryState.UNSURE if job.doubtful else DeliveryState.FAILED
        there = replace(job.schedule, channel=job.row.channel)
        found = await self._answer(job.poster.find(there, job.nonce))
        if found.message is not None:
            await self._end(job, DeliveryState.POSTED, found.message, shown=found.shown)
        elif job.doubtful and not found.certain:
            await self._end(job, DeliveryState.UNSURE, reason=job.reason)
        else:
            job.doubtful, job.otherwise = False, DeliveryState.FAILED
        return job.row.finished_at is not None

    async def _overtaken(self, job: Job) -> bool:
        """Whether it must not be begun again: it is too late, or the schedule is not what it was."""
        if not job.again:
            return False
        schedule = await self._state.schedule(job.schedule.number, None)
        if self._clock.now() > job.until:
            await self._end(job, DeliveryState.FAILED, reason=job.reason)
        elif schedule is None or schedule.paused is not None:
            await self._end(job, DeliveryState.SKIPPED, reason="The schedule was paused or removed.")
        elif schedule.channel != job.row.channel:
            await self._end(job, DeliveryState.FAILED, reason="The schedule was moved to another channel.")
        else:
            job.schedule = schedule
        return job.row.finished_at is not None

    async def _post(self, job: Job) -> None:
        job.again = True
        job.row = replace(job.row, late=self._late(job))
        try:
            posted = await self._answer(job.poster.post(job.schedule, job.due, job.nonce, late=job.row.late))
        except Unreachable as error:
            job.doubtful, job.reason = error.retry_after is None, str(error)
            raise
        if posted.message is None:
            await self._end(job, DeliveryState.SKIPPED, reason=posted.skipped)
        else:
            await self._end(job, DeliveryState.POSTED, posted.message, shown=posted.shown)

    async def _answer(self, asked: Awaitable[T]) -> T:
        """What the platform answers; Unreachable if it does not, so that none holds a turn for ever."""
        try:
            async with asyncio.timeout(self._slowest):
                return await asked
        except (TimeoutError, OSError) as error:
            raise Unreachable(str(error) or "There was no answer.") from error

    async def _put_off(self, job: Job, reason: str, at_least: float | None) -> float | None:
        """The seconds until it is to be begun again; None if that would be too late, and this was its end."""
        pause = max(at_least or 0, job.pause)
        until = max(job.until, job.sought) if job.doubtful else job.until
        if self._clock.now() + dt.timedelta(seconds=pause) > until:
            await self._end(job, job.otherwise, reason=reason)
            return None
        log.warning("Briefing %d due %s: %s Again in %.0f s.", job.schedule.number, job.row.due, reason, pause)
        job.again, job.pause = True, min(2 * job.pause, _LONGEST_PAUSE)
        return pause

    async def _end(
        self,
        job: Job,
        state: DeliveryState,
        message: str | None = None,
        *,
        reason: str | None = None,
        shown: tuple[str, ...] = (),
    ) -> None:
        """Write down what became of it, as often as it takes: until then it would be looked for after a restart."""
        finished = written(self._clock.now())
        job.row = row = replace(job.row, state=state, finished_at=finished, message=message, reason=reason)
        pause = _FIRST_PAUSE
        while True:
            try:
                if shown:  # first: the row vouches for what was shown, and is looked at again if this was the last
                    await self._state.add_shown(row.channel, shown, row.number)
                await self._state.finish(row)
                break
            except StateError as error:
                log.error("Briefing %d is %s, which cannot be written: %s", row.schedule, state, error)  # noqa: TRY400
                await self._clock.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
        level = logging.INFO if state in {DeliveryState.POSTED, DeliveryState.SKIPPED} else logging.WARNING
        what = " ".join(part for part in (state.value, message, "late" if row.late else None, reason) if part)
        log.log(
            level, "Briefing %d in %s:%s due %s: %s", row.schedule, job.schedule.platform, row.channel, row.due, what
        )

    async def _pause(self, job: Job, reason: str) -> None:
        """Pause the schedule and tell an admin, once; one that was changed meanwhile goes on."""
        schedule = replace(job.schedule, channel=job.row.channel)
        say = language_of(schedule.locale)
        text = say("Briefing {number} is paused: {reason}", number=schedule.number, reason=reason)
        try:
            if await self._state.pause_schedule(schedule, reason):
                await self._answer(job.poster.tell(schedule, text))
        except Exception as error:  # noqa: BLE001 - whatever it is, the reason also stands with the schedule
            log.warning("No admin could be told that briefing %d is paused: %s", schedule.number, error)

    def _late(self, job: Job) -> bool:
        return not job.row.asked and self._clock.now() - job.due > LATE
