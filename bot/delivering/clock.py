"""The time, and how to let it pass: a test or a simulated year brings its own."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def utc_now() -> dt.datetime:
    """The time by the machine's clock."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is in UTC, and how to sleep for some seconds."""

    now: Callable[[], dt.datetime] = utc_now
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
