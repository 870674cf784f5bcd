"""A process with the real deliverer and the real clock, which ends itself as `kill -9` would, where it is told to.

`python -m tests.bot.delivering.killed FOLDER POINT`: posts are lines of a file, the schedule is due each minute.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
import sys
from pathlib import Path

from bot.delivering import ABSENT, Deliverer, Found, Posted
from bot.recurrence import moment
from bot.state import Delivery, Schedule, State

START = "2026-01-05T08:59:59.5+00:00"
SCHEDULE = Schedule("file:1", "file", "c1", "UTC", ("09:00",), (0,), since="2026-01-05T08:00")


class FilePoster:
    """Posts into a file, which outlives the process as a channel would."""

    def __init__(self, file: Path, point: str) -> None:
        self._file, self._point = file, point

    async def post(self, _schedule: Schedule, _due: dt.datetime, nonce: str, *, late: bool) -> Posted:
        """Add a line, unless this is where it ends."""
        self._end_at("before")
        with self._file.open("a", encoding="utf-8") as file:
            file.write(f"{nonce} {late}\n")
            file.flush()
            self._end_at("during")
        return Posted("m1", ("q1",))

    async def find(self, _schedule: Schedule, nonce: str) -> Found:
        """Look for the line."""
        lines = self._file.read_text(encoding="utf-8").splitlines() if self._file.exists() else []
        return next((Found("m1", ("q1",)) for line in lines if line.startswith(nonce)), ABSENT)

    async def tell(self, _schedule: Schedule, _text: str) -> None:
        """Nobody is there."""

    def _end_at(self, point: str) -> None:
        if point == self._point:
            os.kill(os.getpid(), signal.SIGKILL)


class EndingState(State):
    """Ends the process at the moment at which the row would be claimed, or finished."""

    point = ""

    async def claim(self, delivery: Delivery) -> Delivery | None:
        """Claim, or end before."""
        self._end_at("unclaimed")
        return await super().claim(delivery)

    async def finish(self, delivery: Delivery) -> bool:
        """End after the post and before its row is finished, or right after it was."""
        self._end_at("after")
        done = await super().finish(delivery)
        self._end_at("finished")
        return done

    def _end_at(self, point: str) -> None:
        if point == self.point:
            os.kill(os.getpid(), signal.SIGKILL)


async def main(folder: Path, point: str) -> None:
    """Run until the schedule's row is finished, or the process is ended."""
    begun = dt.datetime.now(dt.UTC)
    async with EndingState(folder) as state:
        state.point = point
        if not await state.schedules(None):
            await state.add_schedule(SCHEDULE)
        poster = FilePoster(folder / "channel", point)
        deliverer = Deliverer(state, {"file": poster}, now=lambda: moment(START) + (dt.datetime.now(dt.UTC) - begun))
        running = asyncio.ensure_future(deliverer.run())
        while not any(row.finished_at for row in await state.deliveries(1, 1)):  # noqa: ASYNC110 - no event outlives a process
            await asyncio.sleep(0.01)
        running.cancel()
        await asyncio.wait({running})


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
