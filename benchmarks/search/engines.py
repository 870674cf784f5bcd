"""What is measured: search, and beside it what one would use without it.

tantivy is measured where it is installed (`pip install -e '.[bench]'`).
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

import aiosqlite
from rapidfuzz import fuzz, process

from knowledge.search.normal import plain
from knowledge.search.texts import Filters, TextEntry, add_texts, create_index, find_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from knowledge.catalogue import Named
    from knowledge.search.names import NameEntry, NamesFound

LIMIT = 5
_WORD = re.compile(r"\w+")
_ALIKE = 80.0  # below it, rapidfuzz answers nothing


class TextEngine(Protocol):
    """Answers questions with places in the corpus."""

    name: str
    slow: bool  # is asked fewer questions, because it takes its time over each

    async def build(self, texts: Sequence[str]) -> None:
        """Make the texts findable."""

    async def ask(self, typed: str) -> list[int]:
        """The places of the texts that answer, best first."""

    async def close(self) -> None:
        """Let go of everything."""


class Dragoman:
    """The index of texts as the knowledge base uses it."""

    name = "dragoman"
    slow = False

    def __init__(self, folder: Path) -> None:
        self.path = folder / "dragoman.db"
        self._db: aiosqlite.Connection | None = None

    async def build(self, texts: Sequence[str]) -> None:
        """Index them as quotations."""
        await asyncio.to_thread(self._build, texts)
        self._db = await aiosqlite.connect(f"file:{self.path}?mode=ro&immutable=1", uri=True)

    async def ask(self, typed: str) -> list[int]:
        """Ask through the public door."""
        return [hit.key for hit in (await find_texts(self.reader(), typed, Filters(), LIMIT)).best]

    async def close(self) -> None:
        """Close the connection."""
        await self.reader().close()

    def reader(self) -> aiosqlite.Connection:
        """The connection that is asked, once the index is built."""
        if self._db is None:
            raise RuntimeError("asked before it was built")
        return self._db

    def _build(self, texts: Sequence[str]) -> None:
        with closing(sqlite3.connect(self.path)) as db, db:
            create_index(db)
            add_texts(db, (_entry(at, text) for at, text in enumerate(texts)))


def engines_beside() -> tuple[type[Porter | Trigram | Tantivy | Everything], ...]:
    """What search is measured beside: what is installed here."""
    return (Porter, Trigram, Tantivy, Everything) if find_spec("tantivy") else (Porter, Trigram, Everything)


def _entry(at: int, text: str) -> TextEntry:
    return TextEntry(at, text, said=True, speaker=None, article=f"a{at // 30}", kind="direct")


class _Ranked:
    """SQLite's full-text index and its own ranking."""

    slow = True

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{self.name}.db"
        self._db: aiosqlite.Connection | None = None

    name = ""
    tokenizer = ""

    async def build(self, texts: Sequence[str]) -> None:
        """Index them."""
        self._db = await aiosqlite.connect(self.path)
        await self._db.execute(f"CREATE VIRTUAL TABLE t USING fts5(text, tokenize='{self.tokenizer}')")
        await self._db.executemany("INSERT INTO t(rowid, text) VALUES(?, ?)", enumerate(texts))
        await self._db.execute("INSERT INTO t(t) VALUES('optimize')")
        await self._db.commit()

    async def close(self) -> None:
        """Close the connection."""
        if self._db is not None:
            await self._db.close()

    async def matching(self, expression: str) -> list[int]:
        """The best by BM25."""
        if self._db is None:
            raise RuntimeError("asked before it was built")
        ranked = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?"
        return [row[0] for row in await self._db.execute_fetchall(ranked, (expression, LIMIT))]


class Porter(_Ranked):
    """With its own stemmer: all words, or where no text has them all, any."""

    name = "FTS5 porter"
    tokenizer = "porter unicode61"

    async def ask(self, typed: str) -> list[int]:
        """The best by BM25."""
        words = [f'"{word}"' for word in _WORD.findall(typed)]
        return await self.matching(" ".join(words)) or await self.matching(" OR ".join(words))


class Trigram(_Ranked):
    """With its trigrams: the question as it stands, or where no text has it, any three of its letters."""

    name = "FTS5 trigram"
    tokenizer = "trigram"

    async def ask(self, typed: str) -> list[int]:
        """The best by BM25."""
        folded = typed.lower().replace('"', " ")
        threes = {folded[at : at + 3] for at in range(len(folded) - 2)}
        if not threes:
            return []
        return await self.matching(f'"{folded}"') or await self.matching(" OR ".join(f'"{three}"' for three in threes))


class Tantivy:
    """tantivy with a stemmed field, each word allowed one slip."""

    name = "tantivy"
    slow = False

    def __init__(self, folder: Path) -> None:
        self.path = folder / "tantivy"
        self._module = import_module("tantivy")
        self.path.mkdir()

    async def build(self, texts: Sequence[str]) -> None:
        """Index them."""
        schema = self._module.SchemaBuilder()
        schema.add_integer_field("at", stored=True, indexed=True)
        schema.add_text_field("text", stored=False)
        self._schema = schema.build()
        self._index = self._module.Index(self._schema, path=str(self.path))
        writer = self._index.writer(256 << 20, 1)
        for at, text in enumerate(texts):
            writer.add_document(self._module.Document(at=at, text=text))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    async def ask(self, typed: str) -> list[int]:
        """The best by BM25 over fuzzy terms."""
        query, should = self._module.Query, self._module.Occur.Should
        words = plain(typed).split()
        parts = [(should, query.fuzzy_term_query(self._schema, "text", word, distance=1)) for word in words]
        searcher = self._index.searcher()
        found = await asyncio.to_thread(searcher.search, query.boolean_query(parts), LIMIT)
        return [searcher.doc(address)["at"][0] for _, address in found.hits]

    async def close(self) -> None:
        """Nothing is held."""


class Everything:
    """rapidfuzz over all texts."""

    name = "rapidfuzz"
    slow = True

    def __init__(self, _: Path) -> None:
        self._texts: list[str] = []

    async def build(self, texts: Sequence[str]) -> None:
        """Fold them."""
        self._texts = [plain(text) for text in texts]

    async def ask(self, typed: str) -> list[int]:
        """The best alignments of the whole question."""
        found = process.extract(plain(typed), self._texts, scorer=fuzz.partial_ratio, limit=LIMIT, score_cutoff=_ALIKE)
        return [at for _, _, at in found]

    async def close(self) -> None:
        """Nothing is held."""


class NameEngine(Protocol):
    """Answers names with ids: those meant, and others offered."""

    name: str

    def ask(self, typed: str) -> tuple[Sequence[str], Sequence[str]]:
        """Who is meant, and who is offered instead."""


class LookUp:
    """People or articles as the knowledge base finds them, through the public door."""

    name = "dragoman"

    def __init__(self, find: Callable[[str, int], NamesFound | Named]) -> None:
        self._find = find

    def ask(self, typed: str) -> tuple[Sequence[str], Sequence[str]]:
        """Whoever or whatever is found."""
        found = self._find(typed, LIMIT)
        return found.best, found.near


class AllNames:
    """rapidfuzz's WRatio over all names, as its documentation suggests."""

    name = "rapidfuzz WRatio"

    def __init__(self, entries: Sequence[NameEntry]) -> None:
        self._owners = [entry.id for entry in entries for _ in filter(None, (entry.name, entry.native_name))]
        self._names = [plain(name) for e in entries for name in (e.name, e.native_name) if name]

    def ask(self, typed: str) -> tuple[Sequence[str], Sequence[str]]:
        """The best ratios."""
        found = process.extract(plain(typed), self._names, scorer=fuzz.WRatio, limit=LIMIT, score_cutoff=_ALIKE)
        return list(dict.fromkeys(self._owners[at] for _, _, at in found)), ()
