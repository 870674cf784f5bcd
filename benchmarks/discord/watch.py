"""What a bot's process spends, and how long its event loop is kept from everybody else; told to whoever started it."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from asyncio.events import Handle
from dataclasses import asdict, dataclass

BEAT = 0.005  # seconds between two beats of whoever else uses the event loop


@dataclass(slots=True)
class Toll:
    """Milliseconds: processor time of the process; the latest beat; processor time of the longest single callback.

    A beat is late for whatever stood before it, other programs on the machine included; a callback's processor time
    is its own.
    """

    busy: float = 0.0
    stall: float = 0.0
    callback: float = 0.0

    def with_(self, other: Toll) -> Toll:
        """Both, one after the other."""
        return Toll(self.busy + other.busy, max(self.stall, other.stall), max(self.callback, other.callback))


class Watch:
    """Watches the process it is in; for each line of standard input it prints the toll since the last, as JSON."""

    def __init__(self) -> None:
        self._toll = Toll()
        self._since = time.process_time()

    async def keep(self) -> None:
        """Watch until standard input ends."""
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        self._time_callbacks()
        heart = asyncio.create_task(self._beat())
        threading.Thread(target=self._listen, args=(loop, ended), daemon=True).start()
        await ended.wait()
        heart.cancel()

    def _listen(self, loop: asyncio.AbstractEventLoop, ended: asyncio.Event) -> None:
        for _ in sys.stdin:
            loop.call_soon_threadsafe(self._tell)
        loop.call_soon_threadsafe(ended.set)

    def _tell(self) -> None:
        now = time.process_time()
        self._toll.busy = (now - self._since) * 1_000
        print(json.dumps(asdict(self._toll)), flush=True)
        self._toll, self._since = Toll(), now

    async def _beat(self) -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(BEAT)
            self._toll.stall = max(self._toll.stall, (time.perf_counter() - start - BEAT) * 1_000)

    def _time_callbacks(self) -> None:
        """Take the time of whatever the event loop runs; asyncio's own debug mode would slow all of it down."""
        run = Handle._run  # noqa: SLF001 - the one place that every callback goes through

        def timed(handle: Handle) -> None:
            start = time.thread_time()
            run(handle)
            self._toll.callback = max(self._toll.callback, (time.thread_time() - start) * 1_000)

        Handle._run = timed  # type: ignore[method-assign, assignment] # noqa: SLF001 - as above
