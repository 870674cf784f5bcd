"""The index of texts: its tables, and how texts come into it and leave it again.

It lives in whatever SQLite file it is handed, beside other tables, and belongs to search alone: every name begins with
`search_`. Nothing here commits; the caller's transaction decides.

    search_text   one row a text: the words as given and folded, what is known about it, its marks
    search_token  its tokens (see tokens.py) in a full-text index that keeps no second copy of them
    search_word   each distinct folded word with its stem and the number of texts that hold it
    search_near   the words under the keys of their near spellings (see near.py)
    search_alike  for a stem the stems of texts that may be meant by it: its synonyms (see synonyms.py)
    search_size   one row: how many texts there are

A row's number is the text's key with its rank above it, so that every list of the full-text index begins with
quotations, those in a speaker's own words first: where a search must stop early, it has seen the better ones.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from knowledge.model import Kind
from knowledge.search.near import keys
from knowledge.search.normal import is_run, plain
from knowledge.search.stems import stem
from knowledge.search.synonyms import synonyms
from knowledge.search.tokens import mark, tokens

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    _Row: TypeAlias = tuple[int, str, str, str, str]

KEY_BITS = 40
_RANKS = {Kind.DIRECT.value: 0, Kind.MIXED.value: 1}
_RANK_OF_OTHER_QUOTATIONS = 2
_RANK_OF_PASSAGES = 3
PASSAGES_FROM = _RANK_OF_PASSAGES << KEY_BITS  # the first row that may hold a passage
_AT_ONCE = 500  # texts in memory at a time, parameters of one statement
_MOST_COUNTED = 200_000  # different words that are counted in memory before the index is told
_MANY = 20  # a call that adds more than one text in so many merges the whole index
_PAGES_MERGED = 200

_TABLES = (
    """CREATE TABLE search_text(
        row INTEGER PRIMARY KEY, text TEXT NOT NULL, words TEXT NOT NULL, about TEXT NOT NULL, marks TEXT NOT NULL
    )""",
    """CREATE VIRTUAL TABLE search_token USING fts5(
        tokens, content='', columnsize=0, detail=none, tokenize='ascii'
    )""",
    """CREATE TABLE search_word(
        id INTEGER PRIMARY KEY, word TEXT NOT NULL, stem TEXT NOT NULL, texts INTEGER NOT NULL
    )""",
    "CREATE INDEX search_word_word ON search_word(word, texts, stem)",
    "CREATE INDEX search_word_stem ON search_word(stem, texts, word)",
    "CREATE TABLE search_near(key INTEGER, word INTEGER, PRIMARY KEY(key, word)) WITHOUT ROWID",
    "CREATE TABLE search_alike(stem TEXT, held TEXT, PRIMARY KEY(stem, held)) WITHOUT ROWID",
    "CREATE TABLE search_size(texts INTEGER NOT NULL)",
    "INSERT INTO search_size VALUES(0)",
)


@dataclass(frozen=True, slots=True)
class TextEntry:
    """A text to be found: a quotation (`said`) or a passage. `about` holds extra words worth matching weakly.

    `copies` are other articles that carry the text, each with its year: asked for by these, it is found too.
    """

    key: int
    text: str
    said: bool
    speaker: str | None
    article: str
    kind: str | None
    about: str = ""
    outlets: tuple[str, ...] = ()
    year: str | None = None
    copies: tuple[tuple[str, str | None], ...] = ()


def create_index(db: sqlite3.Connection) -> None:
    """Make the empty tables of the index."""
    for statement in _TABLES:
        db.execute(statement)


def add_texts(db: sqlite3.Connection, entries: Iterable[TextEntry]) -> None:
    """Make texts findable. Keys are new, and lie in 0..2**40-1; a key used twice raises `sqlite3.IntegrityError`.

    Many texts in one call are indexed better, and answer sooner, than the same texts in many calls.
    """
    entries = iter(entries)
    added = 0
    words: Counter[str] = Counter()
    while batch := tuple(islice(entries, _AT_ONCE)):
        added += len(batch)
        rows = [_row(entry) for entry in batch]
        db.executemany("INSERT INTO search_text VALUES(?, ?, ?, ?, ?)", rows)
        db.executemany("INSERT INTO search_token(rowid, tokens) VALUES(?, ?)", map(_filed, rows))
        words.update(_words_of(rows))
        if len(words) > _MOST_COUNTED:
            _count_words(db, words)
            words.clear()
    _count_words(db, words)
    db.execute("UPDATE search_size SET texts = texts + ?", (added,))
    _merge(db, added)


def remove_texts(db: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Forget texts; keys that are not in the index are passed over."""
    keys = iter(keys)
    while batch := tuple(islice(keys, _AT_ONCE // (_RANK_OF_PASSAGES + 1))):
        numbers = [number for key in batch for number in _possible_rows(key)]
        rows = db.execute(f"SELECT * FROM search_text WHERE row IN ({_places(numbers)})", numbers).fetchall()
        gone = "INSERT INTO search_token(search_token, rowid, tokens) VALUES('delete', ?, ?)"
        db.executemany(gone, map(_filed, rows))
        db.executemany("DELETE FROM search_text WHERE row = ?", ((row[0],) for row in rows))
        db.execute("UPDATE search_size SET texts = texts - ?", (len(rows),))
        _discount_words(db, _words_of(rows))


def key_of(row: int) -> int:
    """The key of the text in this row."""
    return row & ((1 << KEY_BITS) - 1)


def _row(entry: TextEntry) -> _Row:
    if not 0 <= entry.key < 1 << KEY_BITS:
        raise ValueError(f"a key lies in 0..2**{KEY_BITS}-1, this is {entry.key}")
    return (
        _rank(entry) << KEY_BITS | entry.key,
        entry.text.encode("utf-8", "replace").decode(),  # a lone surrogate becomes one "?", so that places stay
        plain(entry.text),
        plain(entry.about),
        " ".join(_marks(entry)),
    )


def _rank(entry: TextEntry) -> int:
    if not entry.said:
        return _RANK_OF_PASSAGES
    return _RANKS.get(entry.kind or "", _RANK_OF_OTHER_QUOTATIONS)


def _possible_rows(key: int) -> Iterator[int]:
    return (rank << KEY_BITS | key for rank in range(_RANK_OF_PASSAGES + 1))


def _marks(entry: TextEntry) -> Iterator[str]:
    yield from (mark("article", article) for article in dict.fromkeys((entry.article, *(a for a, _ in entry.copies))))
    if entry.speaker is not None:
        yield mark("speaker", entry.speaker)
    if entry.kind is not None:
        yield mark("kind", entry.kind)
    yield from (mark("year", year) for year in dict.fromkeys((entry.year, *(y for _, y in entry.copies))) if year)
    yield from (mark("outlet", plain(outlet)) for outlet in entry.outlets)


def _filed(row: _Row) -> tuple[int, str]:
    number, _, words, about, marks = row
    return number, tokens(words.split(), about.split(), marks.split())


def _merge(db: sqlite3.Connection, added: int) -> None:
    """Bring the lists of the full-text index together: all of them after many texts, a few after few.

    A question looks each of its tokens up in every part of the index, so one part answers several times sooner.
    """
    (size,) = db.execute("SELECT texts FROM search_size").fetchone()
    if added * _MANY > size:
        db.execute("INSERT INTO search_token(search_token) VALUES('optimize')")
    elif added:
        db.execute("INSERT INTO search_token(search_token, rank) VALUES('merge', ?)", (_PAGES_MERGED,))


def _words_of(rows: Iterable[_Row]) -> Counter[str]:
    """In how many of the rows each word stands; runs have no words."""
    count: Counter[str] = Counter()
    for _, _, words, about, _ in rows:
        count.update({*words.split(), *about.split()})
    return Counter({word: texts for word, texts in count.items() if not is_run(word)})


def _count_words(db: sqlite3.Connection, count: Counter[str]) -> None:
    known = _known(db, tuple(count))
    db.executemany("UPDATE search_word SET texts = texts + ? WHERE word = ?", ((count[word], word) for word in known))
    for word in sorted(count.keys() - known):
        stemmed = stem(word)
        added = "INSERT INTO search_word(word, stem, texts) VALUES(?, ?, ?)"
        number = db.execute(added, (word, stemmed, count[word])).lastrowid
        db.executemany("INSERT INTO search_near VALUES(?, ?)", ((key, number) for key in keys(word)))
        alike = ((other, stemmed) for other in synonyms(stemmed))
        db.executemany("INSERT OR IGNORE INTO search_alike VALUES(?, ?)", alike)


def _discount_words(db: sqlite3.Connection, count: Counter[str]) -> None:
    db.executemany("UPDATE search_word SET texts = texts - ? WHERE word = ?", ((n, word) for word, n in count.items()))
    for word in count:
        unused = db.execute("SELECT id FROM search_word WHERE word = ? AND texts <= 0", (word,)).fetchone()
        if unused:
            db.execute("DELETE FROM search_word WHERE id = ?", unused)
            filed = ((key, *unused) for key in keys(word))
            db.executemany("DELETE FROM search_near WHERE key = ? AND word = ?", filed)
            _forget_synonyms(db, stem(word))


def _forget_synonyms(db: sqlite3.Connection, stemmed: str) -> None:
    if not db.execute("SELECT 1 FROM search_word WHERE stem = ?", (stemmed,)).fetchone():
        alike = ((other, stemmed) for other in synonyms(stemmed))
        db.executemany("DELETE FROM search_alike WHERE stem = ? AND held = ?", alike)


def _known(db: sqlite3.Connection, asked: Sequence[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        known |= {word for (word,) in db.execute(f"SELECT word FROM search_word WHERE word IN ({_places(some)})", some)}
    return known


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
