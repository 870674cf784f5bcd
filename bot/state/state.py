"""The door to `state.db`: opened once, checked and brought up to date, closed at the end."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Self

import aiosqlite

from bot.errors import StateError
from bot.state import places, reports, schedules
from bot.state.migrate import migrate

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from bot.state.reports import Report
    from bot.state.schedules import Delivery, Schedule

FILE = "state.db"
_PATIENCE = 5.0  # seconds to wait for another process that is writing
_ADVICE = "Put back a copy of it (copies stand beside it), or move it away to begin anew without its settings."


class State:
    """What people set and reported. Every method opens the database if need be, and raises StateError if it cannot.

    Without a folder it is kept in memory, and forgotten at the end.
    """

    def __init__(self, folder: Path | None = None) -> None:
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

    # ------------------------------------------------------------------------------------------- schedules

    async def add_schedule(self, schedule: Schedule) -> int:
        """Keep a schedule, and say its number."""
        return await schedules.add(await self._opened(), schedule)

    async def schedules(self, place: str | None) -> tuple[Schedule, ...]:
        """The schedules of a place; None: of all places."""
        return await schedules.listed(await self._opened(), place)

    async def schedule(self, number: int, place: str | None) -> Schedule | None:
        """The schedule of a place with this number."""
        return next((each for each in await self.schedules(place) if each.number == number), None)

    async def change_schedule(self, schedule: Schedule) -> bool:
        """Put a schedule in the place of the one with its number; False where there is none."""
        return await schedules.change(await self._opened(), schedule)

    async def remove_schedule(self, number: int, place: str | None) -> bool:
        """Forget a schedule; False where the place has none with that number."""
        return await schedules.remove(await self._opened(), number, place)

    async def deliveries(self, schedule: int, limit: int) -> tuple[Delivery, ...]:  # noqa: ARG002 - none are kept yet
        """The last deliveries of a schedule, the newest first."""
        return ()

    async def shown(self, channel: str) -> frozenset[str]:  # noqa: ARG002 - the same
        """What has been posted in a channel already."""
        return frozenset()

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
        db = await aiosqlite.connect(self._path or ":memory:", timeout=_PATIENCE, isolation_level=None)
        try:
            await db.execute("PRAGMA foreign_keys = ON")
            await db.execute("PRAGMA journal_mode = WAL")
            await db.execute("PRAGMA synchronous = FULL")
            await migrate(db, self._path)
        except sqlite3.Error as error:
            await db.close()
            raise StateError(f"{self._path} cannot be used: {error}. {_ADVICE}") from error
        except BaseException:
            await db.close()
            raise
        return db


def _check(path: Path) -> None:
    """Raise StateError unless `path` is a sound database, or nothing stands in the way of one."""
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE)) as db:
            (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise StateError(f"{path} cannot be used: {error}. {_ADVICE}") from error
    if found != "ok":
        raise StateError(f"{path} is damaged: {found}. {_ADVICE}")
