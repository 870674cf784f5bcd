"""What the index knows of words: how many texts hold them, and which words a typed one may have been meant for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from knowledge.search.near import keys
from knowledge.search.question import Known, Spelling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import aiosqlite

    from knowledge.search.question import Asked

_MOST_NEAR = 200  # words that share keys with a typed one, those that share most
_MOST_CONTINUED = 12  # words that begin with a typed one, the most frequent
_LEAST_BEGINNING = 2
_END = "\U0010ffff"

_COUNTS = """
    SELECT NULL, texts FROM search_size
    UNION ALL
    SELECT stem, sum(texts) FROM search_word WHERE stem IN ({stems}) GROUP BY stem"""
_NEAR = """
    SELECT {at}, word, stem, texts FROM search_word WHERE id IN (
        SELECT word FROM search_near WHERE key IN ({keys}) GROUP BY word ORDER BY count(*) DESC LIMIT {most})"""
_CONTINUED = """
    SELECT * FROM (
        SELECT {at}, word, stem, texts FROM search_word
        WHERE word > ? AND word < ? ORDER BY texts DESC LIMIT {most})"""


async def count_texts(db: aiosqlite.Connection, stems: Sequence[str]) -> Known:
    """How many texts there are, and how many hold each of the stems."""
    asked = ", ".join("?" * len(stems))
    texts = {row[0]: row[1] for row in await db.execute_fetchall(_COUNTS.format(stems=asked), stems)}
    return Known(size=texts.pop(None, 0), texts=texts)


async def find_spellings(db: aiosqlite.Connection, asked: Mapping[int, Asked]) -> dict[int, list[Spelling]]:
    """For each typed word, words of the index that it may have been meant for; more than will turn out alike."""
    statements: list[str] = []
    values: list[str] = []
    for at, word in asked.items():
        if filed := keys(word.word):
            numbers = ", ".join(map(str, sorted(filed)))
            statements.append(_NEAR.format(at=at, keys=numbers, most=_MOST_NEAR))
        if len(word.word) >= _LEAST_BEGINNING:
            statements.append(_CONTINUED.format(at=at, most=_MOST_CONTINUED))
            values += (word.word, word.word + _END)
    found: dict[int, list[Spelling]] = defaultdict(list)
    if statements:
        for at, *spelling in await db.execute_fetchall(" UNION ALL ".join(statements), values):
            found[at].append(Spelling(*spelling))
    return found
