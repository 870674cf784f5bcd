"""Which texts are worth comparing with a question: few, whatever the size of the index."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from knowledge.search.index import PASSAGES_FROM
from knowledge.search.tokens import mark

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from knowledge.search.ways import Way

_MOST_WAYS = 40
MOST_WALKED = 330_000  # entries of lists that are read for one question: some milliseconds, whatever the index holds
_MOST_CANDIDATES = 80  # texts of one call
_MANY_ASKED, _MOST_TIMES = 25, 2  # answers; where more are asked for, more texts are looked at, up to twice as many
_MOST_READ = 400  # texts with the stems of a phrase among which those with its very words are looked for

_FOUND = "SELECT * FROM (SELECT {at}, rowid FROM search_token WHERE search_token MATCH ? {range} LIMIT ?)"
_FOUND_EXACT = f"""
    SELECT * FROM (
        SELECT {{at}}, text.row
        FROM (SELECT rowid FROM search_token WHERE search_token MATCH ? {{range}} LIMIT {_MOST_READ}) AS found
        CROSS JOIN search_text AS text ON text.row = found.rowid
        ORDER BY instr(' ' || text.words || ' ', ?) = 0, text.row LIMIT ?)"""
_TEXTS = """
    WITH found(way, row) AS ({found}),
    best(row) AS (SELECT row FROM found GROUP BY row ORDER BY min(way), row LIMIT ?)
    SELECT row, text, words, about FROM search_text WHERE row IN (SELECT row FROM best)"""
_IN_ORDER = f"""
    SELECT text.row, text.text, text.words, text.about
    FROM ({_FOUND.format(at="0", range="")}) AS found
    LEFT JOIN search_text AS text ON text.row = found.rowid AND instr(' ' || text.words, ?)"""
_SAID = f"AND rowid < {PASSAGES_FROM}"
_NOT_SAID = f"AND rowid >= {PASSAGES_FROM}"


@dataclass(frozen=True, slots=True)
class Filters:
    """What answers are restricted to; None does not restrict, and of several `outlets` or `years` any will do."""

    speaker: str | None = None
    article: str | None = None
    kind: str | None = None
    said: bool | None = None
    outlets: tuple[str, ...] | None = None
    years: tuple[str, ...] | None = None


class Candidate(NamedTuple):
    """A text that may answer: its row in the index, its folded words, and those of what is known about it."""

    row: int
    text: str
    words: str
    about: str


def fetch(db: sqlite3.Connection, ways: Iterable[Way], filters: Filters, answers: int) -> dict[int, Candidate]:
    """The texts that the ways find, those of earlier ways first where there are too many; each once, by its row.

    There are more of them where many `answers` are asked for.
    """
    asked = list(islice(ways, _MOST_WAYS))
    if not asked:
        return {}
    times = min(max(answers / _MANY_ASKED, 1.0), _MOST_TIMES)
    rows, marks = _rows(filters), _marks(filters)
    found: list[str] = []
    values: list[str | int] = []
    for at, way in enumerate(asked):
        found.append((_FOUND_EXACT if way.phrase else _FOUND).format(at=at, range=rows))
        values += [_expression(way, marks), *([f" {way.phrase} "] if way.phrase else []), int(way.most * times)]
    values.append(int(_MOST_CANDIDATES * times))
    rows_found = db.execute(_TEXTS.format(found=" UNION ALL ".join(found)), values)
    return {row[0]: Candidate._make(row) for row in rows_found}


def walk(db: sqlite3.Connection, way: Way, phrase: str, *, within_word: bool) -> Iterator[Candidate | None]:
    """The texts that one way finds in their order, quotations first, each when it is asked for.

    None stands for one that does not hold the folded words `phrase`, whose last word may be unfinished; the first may
    begin `within_word`.
    """
    for row in db.execute(_IN_ORDER, (_expression(way, ()), way.most, phrase if within_word else f" {phrase}")):
        yield None if row[0] is None else Candidate._make(row)


def _rows(filters: Filters) -> str:
    if filters.said is None:
        return ""
    return _SAID if filters.said else _NOT_SAID


def _marks(filters: Filters) -> tuple[tuple[str, ...], ...]:
    one = (("speaker", filters.speaker), ("article", filters.article), ("kind", filters.kind))
    several = (("outlet", filters.outlets), ("year", filters.years))
    return (
        *((mark(field, value),) for field, value in one if value is not None),
        *(tuple(mark(field, value) for value in values) for field, values in several if values is not None),
    )


def _expression(way: Way, marks: tuple[tuple[str, ...], ...]) -> str:
    return " AND ".join(map(_any_of, (*marks, *way.groups)))


def _any_of(tokens: tuple[str, ...]) -> str:
    either = '" OR "'.join(tokens)
    return f'("{either}")'.replace('*"', '" *')
