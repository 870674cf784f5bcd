"""How often one asker may ask: so many questions within so many seconds, and then until when to wait."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.command import Request

_MOST_ASKERS = 10_000


@dataclass(slots=True)
class Cooldown:
    """Lets each asker ask `most` times within any `seconds`; who has no name, such as the console, any number of times.

    `clock` gives seconds that only ever grow. The askers who asked last are remembered, 10,000 of them.
    """

    most: int = 20
    seconds: float = 30.0
    clock: Callable[[], float] = time.monotonic
    _asked: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)

    def spend(self, request: Request) -> datetime | None:
        """Count one question; where that is one too many, it is not counted, and the answer is when the next may be."""
        if not request.asker:
            return None
        asker, now = f"{request.platform}:{request.asker}", self.clock()
        times = self._asked.setdefault(asker, deque())
        self._asked.move_to_end(asker)
        while times and times[0] <= now - self.seconds:
            times.popleft()
        if len(times) >= self.most:
            return datetime.now(UTC) + timedelta(seconds=times[0] + self.seconds - now)
        times.append(now)
        if len(self._asked) > _MOST_ASKERS:
            self._asked.popitem(last=False)
        return None
