"""Many articles at once, each in a process that it may crash, hang or fill without harm to the others."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from knowledge.build.pipeline import outcome_of
from knowledge.build_report import SetAside

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from knowledge.build.pipeline import Outcome, Pipeline
    from knowledge.build.scan import Found
    from knowledge.build.watch import Watch

FEW = 16
MEMORY_BYTES = 2 * 1024**3
FEW_BYTES = 256 * 1024
LIMIT_SECONDS = 60.0
_MOST_WORKERS = 8
_AHEAD = 16
_TICK_SECONDS = 0.2
_SPAWN = multiprocessing.get_context("spawn")
_log = logging.getLogger(__name__)


class _CannotStartError(Exception):
    """Processes cannot be started from here, for instance from an interactive session."""


def outcomes(
    pipeline: Pipeline, files: Sequence[Found], watch: Watch, limit: float = LIMIT_SECONDS
) -> Generator[Outcome]:
    """What becomes of each file, in their order; a few are read here, more in worker processes, and so are risky ones.

    `watch` may end it. A worker may take `limit` seconds for one article.
    """
    given = 0
    try:
        if _may_hire() and (len(files) > FEW or _bytes(files) > FEW_BYTES or _any_risky(pipeline, files)):
            for outcome in _from_workers(pipeline, files, watch, limit):
                given += 1
                yield outcome
    except _CannotStartError:
        _log.warning("worker processes cannot be started here; the articles are read one after the other")
    for found in files[given:]:
        watch.check()
        yield _read_here(pipeline, found)


def _bytes(files: Sequence[Found]) -> int:
    return sum(found.size for found in files)


def _any_risky(pipeline: Pipeline, files: Sequence[Found]) -> bool:
    return any(found.path.suffix.lower() in pipeline.risky for found in files)


def _read_here(pipeline: Pipeline, found: Found) -> Outcome:
    if _may_hire() and _any_risky(pipeline, [found]):
        reason = "Files of this kind are read in a process of their own, and none can be started here."
        return SetAside(found.file, "no_process", reason)
    return outcome_of(pipeline, found.path, found.root)


def _from_workers(pipeline: Pipeline, files: Sequence[Found], watch: Watch, limit: float) -> Generator[Outcome]:
    waiting = deque(enumerate(files))
    done: dict[int, Outcome] = {}
    crew = [_Worker.hired(pipeline) for _ in range(min(_cores(), _MOST_WORKERS, max(1, len(files) // 4)))]
    try:
        for wanted in range(len(files)):
            while wanted not in done:
                watch.check()
                _hand_out(crew, waiting, wanted + _AHEAD)
                crew = [_attended(worker, pipeline, done, limit) for worker in crew]
                if wanted not in done:
                    wait([worker.pipe for worker in crew], _TICK_SECONDS)
            yield done.pop(wanted)
    finally:
        for worker in crew:
            worker.dismiss()


def _may_hire() -> bool:
    """A process that was itself started for one article reads it by itself."""
    return not multiprocessing.current_process().daemon


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _hand_out(crew: Sequence[_Worker], waiting: deque[tuple[int, Found]], end: int) -> None:
    """Give each idle worker a file, none further ahead than `end`, so that results do not pile up."""
    for worker in crew:
        if worker.ready and worker.job is None and waiting and waiting[0][0] < end:
            worker.take(*waiting.popleft())


def _attended(worker: _Worker, pipeline: Pipeline, done: dict[int, Outcome], limit: float) -> _Worker:
    """Hear what a worker has to say; one that died or takes too long is replaced, and its article set aside."""
    try:
        worker.listen(done)
    except (EOFError, OSError) as error:
        if not worker.ready:
            raise _CannotStartError from error
        return worker.replaced(pipeline, done, "extractor_failed", "This article ended the process that read it.")
    if worker.job is not None and time.monotonic() - worker.since > limit:
        return worker.replaced(pipeline, done, "timeout", f"Reading this article took more than {limit:.0f} seconds.")
    return worker


@dataclass(slots=True)
class _Worker:
    """One process and what it is at. It is `ready` once it has said so."""

    process: SpawnProcess
    pipe: Connection[Any, Any]
    ready: bool = False
    job: tuple[int, Found] | None = None
    since: float = 0.0

    @classmethod
    def hired(cls, pipeline: Pipeline) -> _Worker:
        pipe, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_serve, args=(theirs, pipeline), daemon=True)
        process.start()
        theirs.close()
        return cls(process, pipe)

    def take(self, index: int, found: Found) -> None:
        self.job = (index, found)
        self.since = time.monotonic()
        with suppress(OSError):  # a dead worker is noticed by listening
            self.pipe.send((found.path, found.root))

    def listen(self, done: dict[int, Outcome]) -> None:
        while self.pipe.poll():
            message = self.pipe.recv()
            if self.job is None:
                self.ready = True
            else:
                done[self.job[0]] = message
                self.job = None

    def replaced(self, pipeline: Pipeline, done: dict[int, Outcome], code: str, reason: str) -> _Worker:
        self.dismiss()
        if self.job is not None:
            index, found = self.job
            _log.error("%s: %s", found.file, reason)
            done[index] = SetAside(found.file, code, reason)
        return _Worker.hired(pipeline)

    def dismiss(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


def _serve(pipe: Connection[Any, Any], pipeline: Pipeline) -> None:
    """Answer until the other end is closed, which also happens when the builder dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    pipe.send("ready")
    with suppress(EOFError, OSError):
        while True:
            path, root = pipe.recv()
            pipe.send(outcome_of(pipeline, path, root))


def _limit_memory() -> None:
    """No file may take more than its share: beyond it, reading fails in this process and nowhere else."""
    try:
        import resource  # noqa: PLC0415 - not on every platform
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_BYTES if most == resource.RLIM_INFINITY else min(MEMORY_BYTES, most)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
