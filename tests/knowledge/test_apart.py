"""A call in a process of its own: what it does stays there."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import threading
import time

import pytest

from knowledge.apart import ApartError, Why, call, called

GIGABYTE = 1024**3


def doubled(number: int) -> int:
    """A call that succeeds."""
    return 2 * number


def dies() -> None:
    """As native code may."""
    os._exit(3)


def hangs() -> None:
    """As a bad expression may."""
    time.sleep(600)


def grows() -> int:
    """As a bomb may."""
    return len(bytes(3 * GIGABYTE))


def why(doing: object, seconds: float = 60, stop: threading.Event | None = None) -> Why:
    """Why a call came to nothing; no process of it is left."""
    with pytest.raises(ApartError) as raised:
        call(doing, stop or threading.Event(), seconds)  # type: ignore[arg-type]
    assert multiprocessing.active_children() == []
    return raised.value.why


async def test_what_a_call_gives_comes_back() -> None:
    """From another process."""
    assert await called(doubled, 21) == 42
    assert await called(os.getpid) != os.getpid()


@pytest.mark.skipif(os.name == "nt", reason="there is no limit of memory")
def test_memory_is_limited() -> None:
    """What asks for more is told apart from what dies."""
    assert why(grows) is Why.MEMORY


def test_a_call_may_die_hang_or_be_stopped() -> None:
    """And each is told."""
    stop = threading.Event()
    stop.set()
    assert [why(dies), why(hangs, seconds=0.5), why(hangs, stop=stop)] == [Why.DIED, Why.TIME, Why.STOPPED]


async def test_who_gives_up_ends_the_call() -> None:
    """The process goes with whoever waited for it."""
    waiting = asyncio.create_task(called(hangs))
    while not multiprocessing.active_children():  # noqa: ASYNC110 - processes set no event
        await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    while multiprocessing.active_children():  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.01)
