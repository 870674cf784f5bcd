"""Work with many statements, one after what the other found, in one visit to the thread of a connection.

A change of threads and back takes as long as a short statement does, and a question that is hard to answer needs a
dozen of them; and whoever waits on the event loop waits for none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    import aiosqlite

T = TypeVar("T")


async def visit(db: aiosqlite.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    """What `work` makes of the connection, in the connection's own thread; what it raises is raised here."""
    # aiosqlite has no public name for the way in which each of its own methods runs a function in its thread.
    found: T = await db._execute(work, db._conn)  # type: ignore[no-untyped-call]  # noqa: SLF001
    return found
