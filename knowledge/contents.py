"""What can be leafed through: articles, an article's quotations and passages, and people, each in its order."""

from __future__ import annotations

import asyncio
import unicodedata
from typing import TYPE_CHECKING

from knowledge import store
from knowledge.store import order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    import aiosqlite

    from knowledge.model import ArticleSummary, Excerpt, Profile
    from knowledge.snapshot import Snapshot

    Reading = Callable[[], AbstractAsyncContextManager[tuple[Snapshot, aiosqlite.Connection]]]


class Contents:
    """A base to leaf through, a stretch at a time: each question gives at most `limit`, after `offset` others.

    Questions raise Unavailable once the knowledge base is closed.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._by_name: tuple[str, tuple[str, ...]] = ("", ())

    async def articles(self, limit: int, offset: int = 0) -> tuple[ArticleSummary, ...]:
        """Articles, the newest first."""
        async with self._reading() as (snapshot, db):
            return await store.summaries(db, snapshot.catalogue.all(offset + limit)[offset:])

    async def people_by_name(self, limit: int, offset: int = 0) -> tuple[int, tuple[Profile, ...]]:
        """How many people are quoted, and some of them, by their names."""
        async with self._reading() as (snapshot, db):
            edition, people = self._by_name
            if edition != snapshot.edition:
                people = await asyncio.to_thread(_sorted, await order.names_of_quoted(db))
                self._by_name = snapshot.edition, people
            return len(people), await store.profiles(db, people[offset : offset + limit])

    async def said_in(self, article: str, limit: int, offset: int = 0) -> tuple[int, tuple[Excerpt, ...]]:
        """How many quotations the article with this id has, and some of them, as they stand in it."""
        async with self._reading() as (_, db):
            return await order.said_in(db, article, limit, offset)

    async def passages_in(self, article: str, limit: int, offset: int = 0) -> tuple[int, tuple[Excerpt, ...]]:
        """How many passages the article with this id has, and some of them, as they stand in it."""
        async with self._reading() as (_, db):
            return await order.passages_in(db, article, limit, offset)

    async def neighbours(self, name: str) -> tuple[str | None, str | None]:
        """The ids of the quotations before and after the one with this id in its article."""
        async with self._reading() as (_, db):
            return await order.neighbours(db, name)

    async def languages(self, articles: Sequence[str]) -> dict[str, str]:
        """The language of each of the articles with these ids that states one."""
        async with self._reading() as (_, db):
            return await order.languages(db, articles)


def _sorted(people: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(person for _, person in sorted((_key(name), person) for person, name in people))


def _key(name: str) -> str:
    """A name without accents and capitals, so that É stands beside E."""
    apart = unicodedata.normalize("NFKD", name)
    return "".join(char for char in apart if not unicodedata.combining(char)).casefold()
