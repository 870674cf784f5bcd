"""Ask questions; reload; hold the current snapshot."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from contextlib import ExitStack, asynccontextmanager, closing
from typing import TYPE_CHECKING, Self

from knowledge import store
from knowledge.build import Order, build_apart, shipped_pipeline
from knowledge.build_report import BuildReport, SetAside
from knowledge.errors import BuildError, Unavailable
from knowledge.intake import Intake, with_kept
from knowledge.questions import Questions
from knowledge.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path
    from types import TracebackType

    import aiosqlite

    from knowledge.build import Pipeline, Progress
    from knowledge.corrections import Correction

FILE = "knowledge.db"
_LAST_READERS_SECONDS = 5.0
_CLOSED = "The knowledge base is closed."
_log = logging.getLogger(__name__)


class KnowledgeBase(Questions):
    """Who said what, exactly, and where. Made by `open`; each question is answered from the snapshot in service.

    `report` says what the last build did; `intake` takes articles in and out.
    """

    def __init__(
        self, folders: Sequence[Path], data: Path, pipeline: Pipeline, corrections: Sequence[Correction]
    ) -> None:
        super().__init__(self._reading)
        self.report = BuildReport(applied=False)
        self.intake = Intake(data, data / FILE, pipeline, self.reload)
        self._folders = tuple(folders)
        self._data = data
        self._database = data / FILE
        self._pipeline = pipeline
        self._corrections = tuple(corrections)
        self._snapshot: Snapshot | None = None
        self._reloading = asyncio.Lock()
        self._stop = threading.Event()
        self._retiring: dict[asyncio.Task[None], Snapshot] = {}

    @classmethod
    async def open(
        cls,
        folders: Sequence[Path],
        data: Path,
        *,
        pipeline: Pipeline | None = None,
        corrections: Sequence[Correction] = (),
    ) -> KnowledgeBase:
        """Bring the base in `data` up to date with the articles in `folders` and those kept, and put it into service.

        Where that fails but the last base is good, it serves, and `report` says why. BuildError if there is none.
        """
        if pipeline is None:
            pipeline = await asyncio.to_thread(shipped_pipeline)
        base = cls(folders, data, pipeline, corrections)
        try:
            base.report = await base._build(base._corrections)
        except BuildError as error:
            base.report = await asyncio.to_thread(base._report_of_old, error)
        try:
            base._snapshot = await Snapshot.open(base._database)
        except sqlite3.Error as error:
            raise BuildError(f"The knowledge base {base._database} cannot be read: {error}.") from error
        return base

    async def reload(self, progress: Progress | None = None, *, allow_removals: bool = False) -> BuildReport:
        """Build anew from what changed and swap snapshots; running questions finish on the old one.

        One reload at a time, others wait. `progress` is told, in another thread, the number of articles read, how many
        there are to read, and the file. BuildError leaves the old snapshot in service; it is Vanished where most
        articles are gone at once, unless `allow_removals`.
        """
        async with self._reloading:
            return await self._swap(self._corrections, progress, allow_removals=allow_removals)

    async def correct(self, corrections: Sequence[Correction]) -> BuildReport:
        """Put this whole set of corrections in force in place of the former one; no unchanged article is read again.

        `unapplied` of the report are those that find nothing. After a BuildError the former set stays in force.
        """
        async with self._reloading:
            report = await self._swap(tuple(corrections))
            self._corrections = tuple(corrections)
            return report

    async def refresh(self) -> bool:
        """Take over what another process has built meanwhile, if it can be read, and say whether there was any."""
        async with self._reloading:
            current = self._current()
            if (newer := await current.successor(self._database)) is not None:
                self._snapshot = newer
                self._retire(current)
            return newer is not None

    @asynccontextmanager
    async def as_of_now(self) -> AsyncIterator[Questions]:
        """Several questions asked of one snapshot: what they are answered agrees, whatever is built meanwhile.

        It is the one in service when the first of them is asked.
        """
        with ExitStack() as held:
            found: list[Snapshot] = []

            def reading() -> AbstractAsyncContextManager[tuple[Snapshot, aiosqlite.Connection]]:
                if not found:
                    found.append(self._current())
                    held.enter_context(found[0].held())
                return self._reading(found[0])

            yield Questions(reading)

    @property
    def edition(self) -> str:
        """Which build is in service: the same text for as long as all answers stay the same."""
        return self._current().edition

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of articles: those that were named, and that of the kept ones, once there are any."""
        return with_kept(self._folders, self._data)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The set of corrections in force."""
        return self._corrections

    async def close(self) -> None:
        """Take no more questions, let running ones finish, end a running build, and close every connection."""
        self.intake.close()
        self._stop.set()
        async with self._reloading:
            if self._snapshot is not None:
                snapshot, self._snapshot = self._snapshot, None
                self._retire(snapshot)
            if self._retiring:
                await asyncio.wait(self._retiring, timeout=_LAST_READERS_SECONDS)
            for late in list(self._retiring.values()):
                await late.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    # ---------------------------------------------------------------------------------------------- service

    @asynccontextmanager
    async def _reading(self, snapshot: Snapshot | None = None) -> AsyncIterator[tuple[Snapshot, aiosqlite.Connection]]:
        snapshot = snapshot or self._current()
        try:
            async with snapshot.reading() as connection:
                yield snapshot, connection
        except (ValueError, sqlite3.ProgrammingError) as error:
            if snapshot.is_closed:
                raise Unavailable(_CLOSED) from error
            raise

    def _current(self) -> Snapshot:
        if self._snapshot is None:
            raise Unavailable(_CLOSED)
        return self._snapshot

    async def _swap(
        self, corrections: Sequence[Correction], progress: Progress | None = None, *, allow_removals: bool = False
    ) -> BuildReport:
        current = self._current()
        report = await self._build(corrections, progress, allow_removals=allow_removals)
        if not current.shows(self._database):
            self._snapshot = await Snapshot.open(self._database)
            self._retire(current)
        self.report = report
        return report

    async def _build(
        self, corrections: Sequence[Correction], progress: Progress | None = None, *, allow_removals: bool = False
    ) -> BuildReport:
        """Build elsewhere; when the asker gives up, the build is stopped before this returns."""
        self._stop = stop = threading.Event()
        order = Order(self.folders, self._database, self._pipeline, tuple(corrections), allow_removals)
        work = asyncio.create_task(asyncio.to_thread(build_apart, order, progress, stop))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            stop.set()
            await asyncio.gather(work, return_exceptions=True)
            raise

    def _report_of_old(self, error: BuildError) -> BuildReport:
        """What to say when the last base serves on; the error where it cannot, or nobody named any articles."""
        named = any(folder.is_dir() for folder in self.folders)
        if not named or store.files_of(self._database, self._pipeline.version) is None:
            raise error
        if not store.is_sound(self._database):
            raise error
        _log.error("the last knowledge base stays in service: %s", error)
        with closing(store.open_for_reading(self._database)) as db:
            stats = store.stats_of(db)
        return BuildReport(applied=False, set_aside=(SetAside(FILE, "not_built", str(error)),), stats=stats)

    def _retire(self, snapshot: Snapshot) -> None:
        """Close a snapshot after its last reader, without keeping anyone waiting."""
        task = asyncio.create_task(snapshot.retire())
        self._retiring[task] = snapshot
        task.add_done_callback(self._retiring.pop)
