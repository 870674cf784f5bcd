"""Phrases of indexed texts that go on from what has been typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.search.candidates import Candidate, Filters, fetch
from knowledge.search.normal import Words
from knowledge.search.question import read_beginning, stems_to_count
from knowledge.search.visit import visit
from knowledge.search.vocabulary import count_texts, find_spellings
from knowledge.search.ways import continuing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    import aiosqlite

    from knowledge.search.question import Asked

_MOST_WALKED = 40_000  # entries of lists that are read at each key that somebody strikes
_MOST_WORDS_MORE = 5
_MOST_CHARACTERS_MORE = 12  # of a run
_LONGEST = 90  # characters of a phrase
_ENDS_CLAUSE = re.compile(r"[.!?;:,()\[\]…—–。！？；：，、「」《》“”\"\n]")


async def complete_phrase(db: aiosqlite.Connection, prefix: str, limit: int) -> tuple[str, ...]:
    """Phrases, as texts have them, that begin with what is typed; those of quotations first, each once."""
    asked = read_beginning(prefix)
    if not asked or limit < 1:
        return ()
    return await visit(db, lambda db: _phrases(db, asked, limit))


def _phrases(db: sqlite3.Connection, asked: Sequence[Asked], limit: int) -> tuple[str, ...]:
    phrases: dict[str, str] = {}
    seen: set[tuple[str, ...]] = set()
    for candidate in sorted(_texts(db, asked, limit).values(), key=lambda candidate: candidate.row):
        words = candidate.words.split()
        at = _place(asked, candidate.words, words)
        if at is None or (on := tuple(words[at : at + len(asked) + _MOST_WORDS_MORE])) in seen:
            continue
        seen.add(on)
        phrase = _continued(candidate, at, asked)
        phrases.setdefault(phrase.casefold(), phrase)
        if len(phrases) == limit:
            break
    return tuple(phrases.values())


def _texts(db: sqlite3.Connection, asked: Sequence[Asked], limit: int) -> dict[int, Candidate]:
    """Texts that may hold what is typed, and go on from there."""
    known = count_texts(db, stems_to_count(asked))
    ways = continuing(asked, known, _endings(db, asked))
    return fetch(db, [way for way in ways if way.groups and way.walked < _MOST_WALKED], Filters(), limit)


def _endings(db: sqlite3.Connection, asked: Sequence[Asked]) -> list[str]:
    """The stems of the words that an only word may become; where there are more words, these lead to the texts."""
    if len(asked) > 1 or asked[0].run:
        return []
    spellings = find_spellings(db, {0: asked[0]}).get(0, [])
    return [stemmed for _, word, stemmed, *_ in spellings if word.startswith(asked[0].word)]


def _continued(candidate: Candidate, at: int, asked: Sequence[Asked]) -> str:
    """The text from its word `at` on: what was typed, and a few words more of the same clause."""
    last = len(asked) - 1
    found = Words(candidate.text, at, at + len(asked) + _MOST_WORDS_MORE)
    start = found.span(0).start
    if asked[-1].run:
        run = found[last]
        begins = run.text.find(asked[-1].word) if len(run.span) == len(run.text) else 0
        start = run.span.start + begins if len(asked) == 1 else start
        end = min(run.span.start + begins + len(asked[-1].word) + _MOST_CHARACTERS_MORE, run.span.end)
        return " ".join(candidate.text[start:end].split())
    end = found.span(last).end
    for span in map(found.span, range(last + 1, len(found))):
        if span.end - start > _LONGEST or _ENDS_CLAUSE.search(candidate.text, end, span.start):
            break
        end = span.end
    return " ".join(candidate.text[start:end].split())


def _place(asked: Sequence[Asked], folded: str, words: Sequence[str]) -> int | None:
    """Which of a text's folded words the typed ones begin at."""
    *whole, last = [word.word for word in asked]
    if not asked[-1].run:
        at = f" {folded}".find(f" {' '.join((*whole, last))}")
        return None if at < 0 else folded.count(" ", 0, at)
    for at in range(len(words) - len(whole)):
        if words[at : at + len(whole)] == whole and last in words[at + len(whole)]:
            return at
    return None
