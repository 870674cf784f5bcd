"""What a server or workspace has set. A place that has set nothing answers privately."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import aiosqlite


async def is_public(db: aiosqlite.Connection, place: str) -> bool:
    """Whether answers there are public unless the asker says otherwise."""
    async with db.execute("SELECT public FROM place WHERE place = ?", (place,)) as rows:
        row = await rows.fetchone()
    return bool(row and row[0])


async def set_public(db: aiosqlite.Connection, place: str, *, public: bool) -> None:
    """Decide it."""
    await db.execute(
        "INSERT INTO place (place, public) VALUES (?, ?) ON CONFLICT (place) DO UPDATE SET public = excluded.public",
        (place, int(public)),
    )
