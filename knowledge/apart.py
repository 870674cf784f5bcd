"""One call in a process of its own, which it may crash, hang or fill without harm to this one."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
import threading
import time
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

T = TypeVar("T")

LIMIT_SECONDS = 60.0
LIMIT_BYTES = 1536 * 1024 * 1024  # of address space: the libraries alone take a third of it
_TICK_SECONDS = 0.2
_SPAWN = multiprocessing.get_context("spawn")


class Why(Enum):
    """Why a call came to nothing."""

    DIED = "it ended its process"
    MEMORY = "it took more memory than it may"
    STOPPED = "it was stopped"
    TIME = "it took more time than it may"


class ApartError(Exception):
    """A call that came to nothing."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def call(function: Callable[..., T], stop: threading.Event, seconds: float, *args: object) -> T:
    """What the function returns; ApartError where that cannot be had. Setting `stop` ends it soon.

    The function, what it takes and what it gives must be fit to be sent to another process. Blocks: run it in a thread.
    """
    pipe, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_serve, args=(theirs, function, args), daemon=True)
    try:
        process.start()
        theirs.close()
        return cast("T", _answer(pipe, time.monotonic() + seconds, stop))
    finally:
        pipe.close()
        if process.pid is not None:
            process.kill()
            process.join()
            process.close()


async def called(function: Callable[..., T], *args: object) -> T:
    """The same without blocking; when the asker gives up, the call is ended."""
    stop = threading.Event()
    try:
        return await asyncio.to_thread(call, function, stop, LIMIT_SECONDS, *args)
    finally:
        stop.set()


def _answer(pipe: Connection[Any, Any], deadline: float, stop: threading.Event) -> object:
    while not pipe.poll(_TICK_SECONDS):
        if stop.is_set():
            raise ApartError(Why.STOPPED)
        if time.monotonic() > deadline:
            raise ApartError(Why.TIME)
    try:
        succeeded, value = cast("tuple[bool, object]", pipe.recv())
    except (EOFError, OSError) as error:
        raise ApartError(Why.DIED) from error
    if not succeeded:
        raise ApartError(Why.MEMORY)
    return value


def _serve(pipe: Connection[Any, Any], function: Callable[..., Any], args: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    try:
        answer = True, function(*args)
    except MemoryError:
        answer = False, None
    with suppress(OSError):  # nobody waits any longer
        pipe.send(answer)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows, where the limit of time has to do
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = LIMIT_BYTES if most == resource.RLIM_INFINITY else min(LIMIT_BYTES, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
