"""A build in a process of its own: nobody who asks waits for it, its memory goes with it, and it can be ended at once.

Small builds stay here: to start a process takes longer than they do.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from knowledge.build.run import build
from knowledge.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from pathlib import Path
    from threading import Event

    from knowledge.build.pipeline import Pipeline
    from knowledge.build_report import BuildReport
    from knowledge.corrections import Correction


Progress = Callable[[int, int, str], None]
SMALL_BYTES = 8 * 1024 * 1024  # of a base; a larger one takes a second and more to build on
SMALL_FILES = 100  # where there is no base yet
_TICK_SECONDS = 0.1
_PATIENCE_SECONDS = 3.0  # for a build that was asked to stop
_APART_SECONDS = 0.05  # between two words of progress
_RECORDS = 100_000  # made between two searches for cyclic garbage: nearly all that a build makes it needs to its end
_SPAWN = multiprocessing.get_context("spawn")
_log = logging.getLogger(__name__)


class _CannotStartError(Exception):
    """No process can be started from here, for instance from an interactive session."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built."""

    folders: tuple[Path, ...]
    database: Path
    pipeline: Pipeline
    corrections: tuple[Correction, ...] = ()
    allow_removals: bool = False

    def fulfilled(self, progress: Progress | None, stop: Event | None) -> BuildReport:
        """What building it comes to."""
        return build(
            self.folders,
            self.database,
            pipeline=self.pipeline,
            corrections=self.corrections,
            progress=progress,
            stop=stop,
            allow_removals=self.allow_removals,
        )


def build_apart(order: Order, progress: Progress | None = None, stop: Event | None = None) -> BuildReport:
    """The same as `build`, in a process of its own where much is to be done; BuildError also if that process dies."""
    if not _is_small(order.folders, order.database):
        with suppress(_CannotStartError):
            return _Builder.started(order).report(progress, stop or threading.Event())
        _log.warning("no process can be started here; the knowledge base is built in this one")
    return order.fulfilled(progress, stop)


def _is_small(folders: Sequence[Path], database: Path) -> bool:
    with suppress(OSError):
        return database.stat().st_size < SMALL_BYTES
    files = chain.from_iterable(files for folder in folders for _, _, files in os.walk(folder))
    return next(islice(files, SMALL_FILES, None), None) is None


class _Builder:
    """The process, as seen from here."""

    def __init__(self, process: SpawnProcess, pipe: Connection[Any, Any]) -> None:
        self._process = process
        self._pipe = pipe
        self._is_at_work = False

    @classmethod
    def started(cls, order: Order) -> _Builder:
        """A new process that has been told what to build."""
        pipe, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_serve, args=(theirs, order), name="dragoman-build")
        try:
            process.start()
        except (pickle.PicklingError, AttributeError, TypeError) as error:  # a part that another process cannot have
            raise _CannotStartError from error
        finally:
            theirs.close()
        return cls(process, pipe)

    def report(self, progress: Progress | None, stop: Event) -> BuildReport:
        """What the build came to; when `stop` is set, it is asked to end, and made to if it does not."""
        try:
            asked_at = 0.0
            while True:
                if self._pipe.poll(_TICK_SECONDS) and (outcome := self._heard(progress)):
                    return outcome
                if stop.is_set():
                    asked_at = asked_at or self._asked_to_stop()
                    if time.monotonic() > asked_at + _PATIENCE_SECONDS:
                        raise BuildError("The build was stopped; nothing was changed.")
        except (EOFError, OSError) as error:
            if not self._is_at_work:
                raise _CannotStartError from error
            raise BuildError(self._last_words(stop)) from error
        finally:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._pipe.close()

    def _heard(self, progress: Progress | None) -> BuildReport | None:
        what, *said = self._pipe.recv()
        self._is_at_work = True
        if what == "report":
            report: BuildReport = said[0]
            return report
        if what == "error":
            raise said[0]
        if what == "log":
            name, level, text = said
            logging.getLogger(name).log(level, "%s", text)
        elif what == "progress" and progress is not None:
            progress(*said)
        return None

    def _asked_to_stop(self) -> float:
        self._pipe.send("stop")
        return time.monotonic()

    def _last_words(self, stop: Event) -> str:
        if stop.is_set():
            return "The build was stopped; nothing was changed."
        self._process.join()
        code = self._process.exitcode or 0
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with status {code}"
        return f"The process that built the knowledge base {how}; nothing was changed."


def _serve(pipe: Connection[Any, Any], order: Order) -> None:
    """Build, telling how it goes; end when told to, or when the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_RECORDS)
    pipe.send(("begun",))
    knowledge = logging.getLogger("knowledge")
    knowledge.addHandler(_Forwarded(pipe))
    knowledge.setLevel(logging.INFO)
    knowledge.propagate = False
    stop = threading.Event()
    threading.Thread(target=_await_stop, args=(pipe, stop), daemon=True).start()
    with suppress(OSError):
        pipe.send(_outcome(pipe, order, stop))


def _outcome(pipe: Connection[Any, Any], order: Order, stop: Event) -> tuple[str, object]:
    try:
        report = order.fulfilled(_Told(pipe), stop)
    except BuildError as error:
        return "error", error
    except Exception:  # noqa: BLE001 - the boundary: whatever a build does, its owner hears of it
        _log.exception("the build failed")
        return "error", BuildError("The build failed, and nothing was changed; the log has the details.")
    return "report", report


class _Told:
    """Progress, told to the other end, but not more often than anybody reads."""

    def __init__(self, pipe: Connection[Any, Any]) -> None:
        self._pipe = pipe
        self._next = 0.0

    def __call__(self, done: int, total: int, file: str) -> None:
        now = time.monotonic()
        if now >= self._next or done == total:
            self._next = now + _APART_SECONDS
            self._pipe.send(("progress", done, total, file))


class _Forwarded(logging.Handler):
    """A log that is kept at the other end."""

    def __init__(self, pipe: Connection[Any, Any]) -> None:
        super().__init__()
        self._pipe = pipe

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            self._pipe.send(("log", record.name, record.levelno, self.format(record)))


def _await_stop(pipe: Connection[Any, Any], stop: Event) -> None:
    with suppress(EOFError, OSError):
        pipe.recv()
    stop.set()
