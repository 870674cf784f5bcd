"""The door to `state.db`: opened once, checked and brought up to date, closed at the end."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from typing import TYPE_CHECKING, Self

import aiosqlite

from bot.errors import StateError
from bot.state import audit, backup, corrections, deliveries, places, reports, schedules
from bot.state.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from bot.state.audit import Deed, Note
    from bot.state.corrections import Entry
    from bot.state.deliveries import Delivery
    from bot.state.reports import Report
    from bot.state.schedules import Schedule
    from knowledge import Correction

FILE = "state.db"
_PATIENCE = 5.0  # seconds
_AGAIN = 0.02  # seconds


class State:
    """What people set and reported. Every method opens the database if need be, and raises StateError if it cannot.

    Without a folder it is kept in memory, and forgotten at the end. `patience` is how many seconds it waits for another
    process that is writing.
    """

    def __init__(self, folder: Path | None = None, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._path = folder / FILE if folder else None
        self._db: aiosqlite.Connection | None = None
        self._opening = asyncio.Lock()

    async def open(self) -> Self:
        """Open the database now, checked and up to date."""
        await self._opened()
        return self

    async def close(self) -> None:
        """Close the database; nothing is lost, and it can be opened again."""
        async with self._opening:
            if self._db is not None:
                await self._db.close()
                self._db = None

    async def __aenter__(self) -> Self:
        return await self.open()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    # ---------------------------------------------------------------------------------------------- places

    async def is_public(self, place: str) -> bool:
        """Whether answers in this place are seen by everybody there unless the asker says otherwise."""
        return await places.is_public(await self._opened(), place)

    async def set_public(self, place: str, *, public: bool) -> None:
        """Decide that for the place."""
        await places.set_public(await self._opened(), place, public=public)

    # --------------------------------------------------------------------------------------------- reports

    async def report(self, report: Report) -> int:
        """Keep a doubt about an attribution, and say its number; the same doubt told again replaces the first."""
        return await reports.add(await self._opened(), report)

    async def open_reports(self, place: str | None, limit: int, offset: int = 0) -> tuple[int, tuple[Report, ...]]:
        """How many reports of a place wait to be settled, and some of them, the oldest first; None: of all places."""
        return await reports.waiting(await self._opened(), place, limit, offset)

    async def settle(self, number: int, place: str | None, by: str, at: str) -> bool:
        """Mark a report as settled; False where the place has no such open report."""
        return await reports.settle(await self._opened(), number, place, by, at)

    # ------------------------------------------------------------------------------------ corrections, audit

    async def add_corrections(self, entries: Iterable[Entry]) -> tuple[int, ...]:
        """Keep corrections, all of them or none, and say their numbers."""
        return await corrections.add(await self._opened(), entries)

    async def corrections_in_force(self) -> tuple[Correction, ...]:
        """The corrections that were not undone, in the order in which they were made."""
        return await corrections.in_force(await self._opened())

    async def corrections(self, limit: int, offset: int = 0) -> tuple[int, tuple[Entry, ...]]:
        """How many there are, those undone included, and some of them, the newest first."""
        return await corrections.listed(await self._opened(), limit, offset)

    async def correction(self, number: int | None) -> Entry | None:
        """The correction with that number; without one, the last that is in force."""
        return await corrections.one(await self._opened(), number)

    async def undo_correction(self, number: int, by: str, at: str) -> bool:
        """Take one out of force; False where there is no such one in force."""
        return await corrections.undo(await self._opened(), number, by, at)

    async def redo_correction(self, number: int) -> bool:
        """Put one into force again; False where there is no such one that was undone."""
        return await corrections.redo(await self._opened(), number)

    async def note(self, note: Note) -> None:
        """Write down who changed what."""
        await audit.add(await self._opened(), note)

    async def notes(self, limit: int, offset: int = 0) -> tuple[int, tuple[Note, ...]]:
        """How much was written down, and some of it, the newest first."""
        return await audit.listed(await self._opened(), limit, offset)

    async def last_note(self, deed: Deed) -> Note | None:
        """The last time that this was done."""
        return await audit.last(await self._opened(), deed)

    # ------------------------------------------------------------------------------------------- schedules

    async def add_schedule(self, schedule: Schedule) -> int:
        """Keep a schedule, and say its number."""
        return await schedules.add(await self._opened(), schedule)

    async def schedules(self, place: str | None) -> tuple[Schedule, ...]:
        """The schedules of a place, in the order in which they were made; None: of all places."""
        return await schedules.listed(await self._opened(), place)

    async def schedule(self, number: int, place: str | None) -> Schedule | None:
        """The schedule with that number, if the place has it."""
        return await schedules.one(await self._opened(), number, place)

    async def change_schedule(self, schedule: Schedule) -> bool:
        """Put it in the place of what stood under its number; False where there is none."""
        return await schedules.change(await self._opened(), schedule)

    async def pause_schedule(self, schedule: Schedule, reason: str) -> bool:
        """Pause it; False if it is paused already, or has been moved to another channel or removed."""
        return await schedules.pause(await self._opened(), schedule, reason)

    async def remove_schedule(self, number: int, place: str | None) -> bool:
        """Make an end of a schedule; False where the place has no such one. Its deliveries stay known."""
        return await schedules.remove(await self._opened(), number, place)

    async def running(self, now: str) -> tuple[tuple[Schedule, str | None], ...]:
        """The schedules that are not paused, each with its latest moment up to now of which it is known what became."""
        return await schedules.running(await self._opened(), now)

    # ------------------------------------------------------------------------------------------ deliveries

    async def deliveries(self, schedule: int, limit: int) -> tuple[Delivery, ...]:
        """The last deliveries of a schedule, the newest first."""
        return await deliveries.latest(await self._opened(), schedule, limit)

    async def claim(self, delivery: Delivery) -> Delivery | None:
        """Take a due moment for oneself before posting; None if it cannot be had."""
        return await deliveries.claim(await self._opened(), delivery)

    async def finish(self, delivery: Delivery) -> bool:
        """Write down what became of a claimed delivery; False if that is known already."""
        return await deliveries.finish(await self._opened(), delivery)

    async def miss(self, schedule: Schedule, dues: Iterable[str], now: str, reason: str) -> None:
        """Write down that nothing was posted at these moments."""
        await deliveries.miss(await self._opened(), schedule, dues, now, reason)

    async def forget_missed(self, now: str) -> None:
        """Take back what was written down as missed and is yet to come."""
        await deliveries.forget_missed(await self._opened(), now)

    async def unfinished(self) -> tuple[tuple[Schedule, Delivery], ...]:
        """The deliveries that were claimed and never finished, in order of due, each with its schedule."""
        return await deliveries.unfinished(await self._opened())

    async def shown(self, channel: str) -> frozenset[str]:
        """The ids of the excerpts that a channel has been shown."""
        return await deliveries.shown(await self._opened(), channel)

    async def add_shown(self, channel: str, excerpts: Iterable[str], delivery: int) -> None:
        """Note that a channel has been shown these excerpts."""
        await deliveries.add_shown(await self._opened(), channel, excerpts, delivery)

    async def forget_shown(self, channel: str) -> None:
        """Begin anew with a channel: everything may be shown there again."""
        await deliveries.forget_shown(await self._opened(), channel)

    # --------------------------------------------------------------------------------------------- opening

    async def _opened(self) -> aiosqlite.Connection:
        async with self._opening:
            if self._db is None:
                self._db = await self._open()
            return self._db

    async def _open(self) -> aiosqlite.Connection:
        """A connection in good order; whatever is wrong with the file, it is left as it is."""
        if self._path is not None:
            await asyncio.to_thread(_check, self._path)
        db = await aiosqlite.connect(self._path or ":memory:", timeout=self._patience, isolation_level=None)
        try:
            await db.execute("PRAGMA foreign_keys = ON")
            await _write_ahead(db, self._patience)
            await db.execute("PRAGMA synchronous = FULL")
            await migrate(db, self._path)
        except sqlite3.Error as error:
            await db.close()
            raise StateError(f"{self._path} cannot be used: {error}. {_advice(self._path)}") from error
        except BaseException:
            await db.close()
            raise
        return db


async def _write_ahead(db: aiosqlite.Connection, patience: float) -> None:
    """Keep a log of what is written; while others begin too, SQLite itself does not wait for them here."""
    until = time.monotonic() + patience
    while True:
        try:
            await db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(_AGAIN)
        else:
            return


def _check(path: Path) -> None:
    """Raise StateError unless `path` is a sound database, or nothing stands in the way of one."""
    wrong = backup.unsound(path, _PATIENCE)
    if wrong is not None:
        raise StateError(f"{path} cannot be used: {wrong}. {_advice(path)}")


def _advice(path: Path | None) -> str:
    copy = backup.newest(path) if path else None
    if path is None or copy is None:
        return "Put back a copy of it, or move it away to begin anew without its settings."
    return (
        f"The newest copy beside it is {copy.name}: move {path.name} away, with {path.name}-wal and {path.name}-shm "
        f"if they are there, and copy {copy.name} to {path.name}."
    )
