"""Attributions that readers doubt, until somebody who may has looked at them."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import aiosqlite

_FIELDS = "place, reporter, excerpt, words, speaker, headline, note, reported_at"


@dataclass(frozen=True, slots=True)
class Report:
    """One doubt: what was shown (`words` of `speaker`, under `headline`), and what is wrong with it (`note`).

    `reported_at` is ISO 8601 in UTC; `number` is given by the state.
    """

    place: str
    reporter: str
    excerpt: str
    words: str
    speaker: str
    headline: str
    note: str
    reported_at: str
    number: int = 0


async def add(db: aiosqlite.Connection, report: Report) -> int:
    """Keep the report and say its number; a reporter's open one about the same excerpt is replaced."""
    sql = f"""INSERT INTO report ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (place, reporter, excerpt) WHERE settled_at IS NULL
        DO UPDATE SET note = excluded.note, reported_at = excluded.reported_at RETURNING number"""
    async with db.execute(sql, astuple(report)[:-1]) as rows:
        row = await rows.fetchone()
    return int(row[0]) if row else 0


async def waiting(
    db: aiosqlite.Connection, place: str | None, limit: int, offset: int
) -> tuple[int, tuple[Report, ...]]:
    """How many reports are open, and some of them, the oldest first."""
    where = "settled_at IS NULL AND (? IS NULL OR place = ?)"
    async with db.execute(f"SELECT count(*) FROM report WHERE {where}", (place, place)) as rows:
        (total,) = await rows.fetchone() or (0,)
    sql = f"SELECT {_FIELDS}, number FROM report WHERE {where} ORDER BY number LIMIT ? OFFSET ?"
    async with db.execute(sql, (place, place, limit, offset)) as rows:
        return int(total), tuple([Report(*row) async for row in rows])


async def settle(db: aiosqlite.Connection, number: int, place: str | None, by: str, at: str) -> bool:
    """Mark an open report as settled; False where there is none with that number."""
    async with db.execute(
        "UPDATE report SET settled_at = ?, settled_by = ? "
        "WHERE number = ? AND settled_at IS NULL AND (? IS NULL OR place = ?)",
        (at, by, number, place, place),
    ) as done:
        return done.rowcount > 0
