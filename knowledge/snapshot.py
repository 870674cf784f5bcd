"""One finished build in service: read-only connections, the names in memory, and a count of who is reading."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import asynccontextmanager, closing, contextmanager
from typing import TYPE_CHECKING

import aiosqlite

from knowledge import store
from knowledge.catalogue import Catalogue
from knowledge.recent import Recent
from knowledge.search.names import NameEntry, NameIndex

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence
    from pathlib import Path

    from knowledge.search.texts import TextHit

_CONNECTIONS = 2  # more only get in each other's way: one interpreter compares what all of them find
_log = logging.getLogger(__name__)
_File = tuple[int, int, int] | None


class Snapshot:
    """Immutable: a reload makes another `edition`. It closes when it is retired and its last reader has gone."""

    def __init__(
        self, connections: Sequence[aiosqlite.Connection], names: NameIndex, catalogue: Catalogue, file: _File
    ) -> None:
        self.names = names
        self.catalogue = catalogue
        self.answers: Recent[tuple[TextHit, ...]] = Recent()
        self.is_closed = False
        self.edition = "-".join(f"{part:x}" for part in file or ())
        self._file = file
        self._connections = tuple(connections)
        self._idle: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()
        for connection in connections:
            self._idle.put_nowait(connection)
        self._readers = 0
        self._unread = asyncio.Event()
        self._unread.set()

    @classmethod
    async def open(cls, database: Path) -> Snapshot:
        """Open a finished base; sqlite3.Error where there is none. The file may be replaced at any time."""
        while True:
            file = _file_at(database)
            snapshot = cls(*await _opened(database), file)
            if snapshot.shows(database):
                return snapshot
            await snapshot.close()  # replaced by another builder between two connections

    async def successor(self, database: Path) -> Snapshot | None:
        """The base that stands there by now; None where it is this one, or none that can be read."""
        if self.shows(database):
            return None
        try:
            return await Snapshot.open(database)
        except sqlite3.Error as error:
            _log.warning("%s cannot be read, the last knowledge base serves on: %s", database, error)
            return None

    def shows(self, database: Path) -> bool:
        """Whether `database` is still the file that this snapshot reads."""
        return _file_at(database) == self._file

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[aiosqlite.Connection]:
        """A connection of one's own for as long as it takes; until then the snapshot stays open."""
        with self.held():
            connection = await self._idle.get()
            try:
                yield connection
            finally:
                self._idle.put_nowait(connection)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Until this ends the snapshot stays open."""
        self._readers += 1
        self._unread.clear()
        try:
            yield
        finally:
            self._readers -= 1
            if not self._readers:
                self._unread.set()

    async def retire(self) -> None:
        """Close once nobody reads any more."""
        await self._unread.wait()
        await self.close()

    async def close(self) -> None:
        """Close now; whoever still reads fails."""
        self.is_closed = True
        for connection in self._connections:
            await connection.close()


def _file_at(database: Path) -> _File:
    try:
        state = database.stat()
    except OSError:
        return None
    return (state.st_dev, state.st_ino, state.st_mtime_ns)


async def _opened(database: Path) -> tuple[list[aiosqlite.Connection], NameIndex, Catalogue]:
    connections: list[aiosqlite.Connection] = []
    try:
        while len(connections) < _CONNECTIONS:
            connections.append(await aiosqlite.connect(store.reading_uri(database), uri=True))
        return connections, *await asyncio.to_thread(_in_memory, database)
    except BaseException:
        for connection in connections:
            await connection.close()
        raise


def _in_memory(database: Path) -> tuple[NameIndex, Catalogue]:
    with closing(store.open_for_reading(database)) as db:
        entries = [
            NameEntry(
                id=known.person.id,
                name=known.person.name,
                native_name=known.person.native_name,
                aliases=known.person.aliases,
                roles=known.roles,
                weight=known.quotations,
            )
            for known in store.known_people(db)
        ]
        return NameIndex(entries), Catalogue(store.citations(db))
