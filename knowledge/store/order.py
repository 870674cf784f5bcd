"""Reading a finished base in order: an article's quotations and passages, what stands beside one, people by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from knowledge.store.decode import EXCERPTS, to_excerpt
from knowledge.store.read import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import aiosqlite

    from knowledge.model import Excerpt

_WANTED = "(SELECT value FROM json_each(?))"
_QUOTED = "e.article = ? AND e.kind IS NOT NULL"
_PASSAGES = "e.article = ? AND e.kind IS NULL"


async def said_in(db: aiosqlite.Connection, article: str, limit: int, offset: int) -> tuple[int, tuple[Excerpt, ...]]:
    """How many quotations an article has, and some of them, as they stand in it."""
    return await _some(db, f"{_QUOTED} ORDER BY e.start, e.n", article, limit, offset)


async def passages_in(
    db: aiosqlite.Connection, article: str, limit: int, offset: int
) -> tuple[int, tuple[Excerpt, ...]]:
    """How many passages an article has, and some of them, as they stand in it."""
    return await _some(db, f"{_PASSAGES} ORDER BY e.n", article, limit, offset)


async def neighbours(db: aiosqlite.Connection, name: str) -> tuple[str | None, str | None]:
    """The ids of the quotations before and after the one with this id in its article."""
    own = "(SELECT article, start, n FROM excerpts WHERE id = ?) own"
    beside = f"SELECT e.id FROM excerpts e, {own} WHERE e.article = own.article AND e.kind IS NOT NULL AND "
    before = f"{beside} (e.start, e.n) < (own.start, own.n) ORDER BY e.start DESC, e.n DESC LIMIT 1"
    after = f"{beside} (e.start, e.n) > (own.start, own.n) ORDER BY e.start, e.n LIMIT 1"
    ((first, last),) = await rows_of(db, f"SELECT ({before}), ({after})", name, name)
    return first, last


async def languages(db: aiosqlite.Connection, articles: Sequence[str]) -> dict[str, str]:
    """The language of each of these articles that states one."""
    statement = f"SELECT id, language FROM articles WHERE language IS NOT NULL AND id IN {_WANTED}"
    return dict(await rows_of(db, statement, json.dumps(articles)))


async def names_of_quoted(db: aiosqlite.Connection) -> list[tuple[str, str]]:
    """Id and name of everybody who is quoted, in no order."""
    statement = "SELECT p.id, p.name FROM quoted q JOIN persons p ON p.id = q.person"
    return [(name, text) for name, text in await rows_of(db, statement)]


async def _some(
    db: aiosqlite.Connection, which: str, article: str, limit: int, offset: int
) -> tuple[int, tuple[Excerpt, ...]]:
    ((total,),) = await rows_of(db, f"SELECT count(*) FROM excerpts e WHERE {which}", article)
    rows = await rows_of(db, f"{EXCERPTS} WHERE {which} LIMIT ? OFFSET ?", article, limit, offset)
    return total, tuple(to_excerpt(row)[1] for row in rows)
