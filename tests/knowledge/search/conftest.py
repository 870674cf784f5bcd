"""Real index files for the tests of search."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING

import aiosqlite
import pytest
from hypothesis import HealthCheck, settings

from knowledge.search.texts import Filters, TextEntry, TextHit, add_texts, create_index, find_texts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

# No law depends on how fast the machine is, nor on how its examples come about.
LAW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def quotation(key: int, text: str, speaker: str = "p1", kind: str = "direct", about: str = "") -> TextEntry:
    """Words that somebody said."""
    return TextEntry(key, text, said=True, speaker=speaker, article="a1", kind=kind, about=about)


def passage(key: int, text: str, article: str = "a1") -> TextEntry:
    """Words of an article's writer."""
    return TextEntry(key, text, said=False, speaker=None, article=article, kind=None)


class Texts:
    """An index in a file of its own: written through one connection, asked through another."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with closing(sqlite3.connect(path)) as db, db:
            create_index(db)

    def add(self, *entries: TextEntry | str) -> Texts:
        """Index entries; plain strings become quotations with keys from 1 on."""
        made = (quotation(at, e) if isinstance(e, str) else e for at, e in enumerate(entries, start=1))
        with closing(sqlite3.connect(self.path)) as db, db:
            add_texts(db, made)
        return self

    @asynccontextmanager
    async def open(self) -> AsyncIterator[aiosqlite.Connection]:
        """A connection that cannot write, as readers have it."""
        async with aiosqlite.connect(f"file:{self.path}?mode=ro", uri=True) as db:
            yield db

    async def hits(self, question: str, filters: Filters | None = None, limit: int = 10) -> tuple[TextHit, ...]:
        """What a question finds."""
        async with self.open() as db:
            return (await find_texts(db, question, filters or Filters(), limit)).best

    async def keys(self, question: str, filters: Filters | None = None, limit: int = 10) -> list[int]:
        """The keys of what a question finds, best first."""
        return [hit.key for hit in await self.hits(question, filters, limit)]


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    """An empty index."""
    return Texts(tmp_path / "index.db")
