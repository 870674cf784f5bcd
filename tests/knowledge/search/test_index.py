"""Texts come into the index and leave it again, in the caller's own transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import aiosqlite
import pytest

from knowledge.search.texts import Filters, add_texts, create_index, find_texts, remove_texts
from tests.knowledge.search.conftest import Texts, quotation

if TYPE_CHECKING:
    from pathlib import Path

REVERSE = "Some dream of a “reverse-Nixon”, prying the two neighbours apart."
SKY = "Women hold up half of the sky, she reminded the delegates [半边天]."
LIMITS = "双方的合作没有上限，但是有底线。"
ALL = (REVERSE, SKY, LIMITS)


@pytest.fixture
def library(texts: Texts) -> Texts:
    """Three quotations, keys from 1 on in the order of `ALL`."""
    return texts.add(*ALL)


async def test_removed_texts_are_not_found_and_their_words_are_forgotten(library: Texts) -> None:
    """What is left is found as before; a word that nothing holds any more is no spelling to guess at."""
    with closing(sqlite3.connect(library.path)) as db, db:
        remove_texts(db, [1, 3, 3, 999])
    assert await library.keys("reverse-Nixon") == []
    assert await library.keys("nixn") == []
    assert await library.keys("合作没有上限") == []
    assert await library.keys("half of the sky") == [2]
    library.add(quotation(1, REVERSE))
    assert await library.keys("nixn") == [1]


async def test_an_emptied_index_is_as_new(library: Texts) -> None:
    """Nothing is left behind by texts that went."""
    with closing(sqlite3.connect(library.path)) as db, db:
        remove_texts(db, range(len(ALL) + 1))
        tables = ("search_text", "search_word", "search_near")
        assert [db.execute(f"SELECT count(*) FROM {table}").fetchone() for table in tables] == [(0,)] * 3
        assert db.execute("SELECT texts FROM search_size").fetchone() == (0,)
        assert db.execute("SELECT rowid FROM search_token WHERE search_token MATCH 'nixon'").fetchall() == []
    assert await library.keys("nixon") == []


async def test_few_texts_come_to_many(texts: Texts) -> None:
    """What a small addition brings is found beside what stood there."""
    texts.add(*(quotation(n, f"The harvest of year {n} was poor.") for n in range(1, 200)))
    texts.add(quotation(500, "The harvest was rich."))
    assert await texts.keys("rich harvest") == [500]
    assert await texts.keys("harvest of year 77") == [77]


def test_nothing_is_committed_by_search(tmp_path: Path) -> None:
    """The caller's transaction decides: what it rolls back never was."""
    with closing(sqlite3.connect(tmp_path / "index.db")) as db:
        with db:
            create_index(db)
        add_texts(db, [quotation(1, REVERSE)])
        db.rollback()
        assert db.execute("SELECT count(*) FROM search_text").fetchone() == (0,)
        assert db.execute("SELECT texts FROM search_size").fetchone() == (0,)


def test_a_key_is_used_once(texts: Texts) -> None:
    """A second text under the same key is refused, and so is a key out of range."""
    texts.add(quotation(7, REVERSE))
    with pytest.raises(sqlite3.IntegrityError):
        texts.add(quotation(7, SKY))
    with pytest.raises(ValueError, match="a key lies in"):
        texts.add(quotation(2**40, SKY))


async def test_an_empty_index_answers(texts: Texts) -> None:
    """There is nothing to find, and no error."""
    assert await texts.keys("reverse-Nixon") == []


async def test_the_index_lives_beside_other_tables(tmp_path: Path) -> None:
    """In any file, in the same transaction, readable by several connections at once."""
    path = tmp_path / "base.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE quotation(id INTEGER PRIMARY KEY)")
        create_index(db)
        add_texts(db, [quotation(1, REVERSE)])
    async with aiosqlite.connect(path) as first, aiosqlite.connect(path) as second:
        for reader in (first, second):
            assert [hit.key for hit in (await find_texts(reader, "nixon", Filters(), 5)).best] == [1]
