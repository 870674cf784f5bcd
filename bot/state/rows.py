"""One statement at a time: each is its own transaction, so what two tasks write at once cannot mix."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from bot.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import aiosqlite


async def rows(db: aiosqlite.Connection, sql: str, values: Iterable[Any] = ()) -> list[sqlite3.Row]:
    """The rows that a statement gives, committed once they are here; StateError means that nothing was changed."""
    try:
        return list(await db.execute_fetchall(sql, values))
    except sqlite3.Error as error:
        raise StateError(f"The state cannot be read or written now: {error}.") from error
