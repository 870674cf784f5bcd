"""Bring a state database up to date: numbered steps, all in one transaction, and a copy kept from before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StateError

if TYPE_CHECKING:
    import aiosqlite

STEPS = Path(__file__).parent / "migrations"


async def migrate(db: aiosqlite.Connection, path: Path | None) -> None:
    """Take the steps that `db` lacks; the database at `path`, if it holds anything, is copied beside itself first.

    Raises StateError where it was made by a newer Dragoman; sqlite3.Error leaves it as it was.
    """
    steps = sorted(STEPS.glob("*.sql"))
    version = await _version(db)
    if version > len(steps):
        raise StateError(
            f"{path} was written by a newer Dragoman (format {version}; this one knows {len(steps)}). "
            "Install that version again, or put back the copy that was kept beside it."
        )
    if version == len(steps):
        return
    if version and path is not None:
        await _copy(db, path.with_name(f"{path.stem}-before-{version + 1}{path.suffix}"))
    script = "\n".join(step.read_text(encoding="utf-8") for step in steps[version:])
    try:
        await db.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {len(steps)};\nCOMMIT;")
    except sqlite3.Error:
        if db.in_transaction:
            await db.rollback()
        if await _version(db) != len(steps):  # else another process was quicker
            raise


async def _version(db: aiosqlite.Connection) -> int:
    async with db.execute("PRAGMA user_version") as rows:
        (version,) = await rows.fetchone() or (0,)
    return int(version)


async def _copy(db: aiosqlite.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target, check_same_thread=False)) as copy:  # the copying is done in db's thread
        await db.backup(copy)
