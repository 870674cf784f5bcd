"""Waiting for an answer for as long as it shows signs of life."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")


async def patiently(task: asyncio.Future[Answer], seconds: float, stirred: Callable[[], bool]) -> Answer:
    """What the task comes to; `stirred` says whether it has shown a sign of life since it was last asked.

    TimeoutError once it has not for `seconds`; the task is left running.
    """
    while not task.done():
        await asyncio.wait({task}, timeout=seconds)
        if not (task.done() or stirred()):
            raise TimeoutError
    return task.result()
