"""What the index knows of words: how many texts hold them, and which words a typed one may have been meant for."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from knowledge.search.near import keys
from knowledge.search.question import Known

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    from knowledge.search.question import Asked, Spelling

    _Statement: TypeAlias = tuple[str, tuple[int | str, ...]]

_MOST_NEAR = 200  # words that share keys with a typed one, those that share most
_MOST_CONTINUED = 20  # words that begin with a typed one, the most frequent
_MOST_ENDINGS = 25  # the same of a phrase's last word
LEAST_BEGINNING = 2  # letters of a word that is looked for as the beginning of others
_LEAST_BEGINNING_WITHIN = 4  # letters of a word that others follow: whoever goes on typing seldom broke off before
_EDITS_OF_BEGUN = 1
_END = "\U0010ffff"

_COUNTS = """
    SELECT NULL, NULL, texts FROM search_size
    UNION ALL
    SELECT stem, word, texts FROM search_word WHERE stem IN ({stems})"""
_NEAR = f"""
    SELECT ?, word, stem, texts, 0 FROM search_word WHERE id IN (
        SELECT word FROM search_near WHERE key IN (SELECT value FROM json_each(?))
        GROUP BY word ORDER BY count(*) DESC LIMIT {_MOST_NEAR})"""
_CONTINUED = f"""
    SELECT * FROM (
        SELECT ?, word, stem, texts, 0 FROM search_word
        WHERE word > ? AND word < ? ORDER BY texts DESC LIMIT {_MOST_CONTINUED})"""
_ENDINGS = f"""
    SELECT stem, texts FROM search_word WHERE word >= ? AND word < ? ORDER BY texts DESC LIMIT {_MOST_ENDINGS}"""
_ALIKE = """
    SELECT ?, word, stem, sum(texts), 1 FROM search_word
    WHERE stem IN (SELECT held FROM search_alike WHERE stem = ?) GROUP BY stem"""


def count_texts(db: sqlite3.Connection, stems: Sequence[str]) -> Known:
    """How many texts there are, how many hold each of the stems, and as which words."""
    size = 0
    texts: dict[str, int] = dict.fromkeys(stems, 0)
    words: dict[str, dict[str, int]] = {stemmed: {} for stemmed in stems}
    for stemmed, word, count in db.execute(_COUNTS.format(stems=", ".join("?" * len(stems))), stems):
        if stemmed is None:
            size = count
        else:
            texts[stemmed] += count
            words[stemmed][word] = count
    return Known(size, texts, words)


def find_spellings(db: sqlite3.Connection, asked: Mapping[int, Asked]) -> dict[int, list[Spelling]]:
    """For each typed word, words of the index that it may have been meant for; more than will turn out alike.

    A word that others begin with is rather unfinished than misspelt: fewer of its letters may be wrong.
    """
    found: dict[int, list[Spelling]] = defaultdict(list)
    _add(found, db, [statement for at, word in asked.items() for statement in _begun_or_alike(at, word)])
    begun = {at for at, spellings in found.items() if not all(synonym for *_, synonym in spellings)}
    edits = {at: min(word.edits, _EDITS_OF_BEGUN) if at in begun else word.edits for at, word in asked.items()}
    filed = {at: sorted(keys(word.word, edits[at])) for at, word in asked.items()}
    _add(found, db, [(_NEAR, (at, json.dumps(numbers))) for at, numbers in filed.items() if numbers])
    return found


def find_continued(db: sqlite3.Connection, asked: Mapping[int, Asked]) -> dict[int, list[Spelling]]:
    """For each typed word, the most frequent words of the index that it may be the beginning of."""
    found: dict[int, list[Spelling]] = defaultdict(list)
    _add(found, db, [statement for at, word in asked.items() for statement in _begun(at, word)])
    return found


def find_endings(db: sqlite3.Connection, word: str) -> dict[str, int]:
    """The stems of the most frequent words that begin as an unfinished one does, and in how many texts those stand."""
    endings: Counter[str] = Counter()
    for stemmed, texts in db.execute(_ENDINGS, (word, word + _END)):
        endings[stemmed] += texts
    return endings


def _begun(at: int, word: Asked) -> Iterator[_Statement]:
    if len(word.word) >= (LEAST_BEGINNING if word.last else _LEAST_BEGINNING_WITHIN):
        yield _CONTINUED, (at, word.word, word.word + _END)


def _begun_or_alike(at: int, word: Asked) -> Iterator[_Statement]:
    yield from _begun(at, word)
    yield _ALIKE, (at, word.stem)


def _add(found: dict[int, list[Spelling]], db: sqlite3.Connection, statements: Sequence[_Statement]) -> None:
    """Add what the statements find, all asked at once."""
    if statements:
        values = [value for _, some in statements for value in some]
        for row in db.execute(" UNION ALL ".join(statement for statement, _ in statements), values):
            found[row[0]].append(row)
