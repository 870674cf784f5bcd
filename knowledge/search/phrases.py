"""Phrases of indexed texts that go on from what has been typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.search.candidates import Filters, fetch, walk
from knowledge.search.characters import APOSTROPHE
from knowledge.search.normal import Words
from knowledge.search.question import read_beginning
from knowledge.search.visit import visit
from knowledge.search.vocabulary import count_texts, find_endings
from knowledge.search.ways import begun, continuing, ended

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    import aiosqlite

    from knowledge.search.candidates import Candidate
    from knowledge.search.question import Asked, Known
    from knowledge.search.ways import Way

_MOST_WALKED = 40_000  # entries of lists that are read at each key that somebody strikes
_LEAST_BEGINNING = 2  # letters of an only word
_MOST_WORDS_MORE = 5
_MOST_CHARACTERS_MORE = 12  # of a run
_LONGEST = 90  # characters of a phrase
_ENDS_CLAUSE = r".!?;:,()\[\]…—–。！？；：，、「」《》“”\"\n"
_OF_WORD = rf"(?:[^\s{_ENDS_CLAUSE}]|(?<=\w)[.,:](?=\w))*"
_MORE = re.compile(rf"({_OF_WORD})(?:[^\w{_ENDS_CLAUSE}]+\w{_OF_WORD}){{0,{_MOST_WORDS_MORE}}}")
_MORE_OF_RUN = re.compile(rf"(\w{{0,{_MOST_CHARACTERS_MORE}}})")
_HANGS_ON = f" -{APOSTROPHE}‘’"
_WITHIN_WORD = re.compile(rf"[^\W_]|[{APOSTROPHE}’.,]")


async def complete_phrase(db: aiosqlite.Connection, prefix: str, limit: int) -> tuple[str, ...]:
    """Phrases, as texts have them, that begin with what is typed; those of quotations first, each once."""
    asked = read_beginning(prefix)
    if not asked or limit < 1:
        return ()
    return await visit(db, lambda db: _phrases(db, asked, limit))


def _phrases(db: sqlite3.Connection, asked: Sequence[Asked], limit: int) -> tuple[str, ...]:
    phrases: dict[str, str] = {}
    seen: set[tuple[str, ...]] = set()
    for candidate in _texts(db, asked, limit):
        at = _place(asked, candidate.words)
        if at is None or (on := tuple(candidate.words.split()[at : at + len(asked) + _MOST_WORDS_MORE])) in seen:
            continue
        seen.add(on)
        phrase = _continued(candidate, asked, at)
        phrases.setdefault(phrase.casefold(), phrase)
        if len(phrases) == limit:
            break
    return tuple(phrases.values())


def _texts(db: sqlite3.Connection, asked: Sequence[Asked], limit: int) -> Iterator[Candidate]:
    """Texts that may hold what is typed, and go on from there; some of them twice."""
    known = count_texts(db, [word.stem for word in asked])
    if asked[1:] and not (asked[-2].run or asked[-1].run):
        yield from _going_on(db, asked, known)
        return
    endings = find_endings(db, asked[0].word) if len(asked[0].word) >= _LEAST_BEGINNING else {}
    ways = [way for way in continuing(asked, known, endings) if _is_short(way)]
    found = fetch(db, ways, Filters(), limit)
    yield from (found[row] for row in sorted(found))


def _going_on(db: sqlite3.Connection, asked: Sequence[Asked], known: Known) -> Iterator[Candidate]:
    """Texts with all of several words, the last of them unfinished.

    The first texts with the others are read, which often are all, or enough; then those where it ends as most do.
    """
    typed = " ".join(word.word for word in asked)
    before = begun(asked, known)
    if _is_short(before):
        read = 0
        for candidate in walk(db, before, typed):
            read += 1
            if candidate:
                yield candidate
        if read < before.most:
            return
    way = ended(asked, known, find_endings(db, asked[-1].word))
    if _is_short(way):
        yield from filter(None, walk(db, way, typed))


def _is_short(way: Way) -> bool:
    return bool(way.groups) and way.walked < _MOST_WALKED


def _place(asked: Sequence[Asked], folded: str) -> int | None:
    """Which of a text's folded words the typed ones begin at."""
    *whole, last = [word.word for word in asked]
    if not asked[-1].run:
        at = f" {folded}".find(f" {' '.join((*whole, last))}")
        return None if at < 0 else folded.count(" ", 0, at)
    words = folded.split()
    for at in range(len(words) - len(whole)):
        if words[at : at + len(whole)] == whole and last in words[at + len(whole)]:
            return at
    return None


def _continued(candidate: Candidate, asked: Sequence[Asked], at: int) -> str:
    """The text from its word `at` on: what was typed, and a few words more of the same clause."""
    text = candidate.text
    start, end = _as_typed(text, asked) or _folded(text, asked, at)
    more = next((_MORE_OF_RUN if asked[-1].run else _MORE).finditer(text, end))
    stop = more.end()
    if stop - start > _LONGEST:
        stop = max(more.end(1), text.rfind(" ", start, start + _LONGEST))
    return " ".join(text[start:stop].split()).rstrip(_HANGS_ON)


def _as_typed(text: str, asked: Sequence[Asked]) -> tuple[int, int] | None:
    """Where a text has what is typed to the letter, as most do: found in a fraction of the time."""
    typed = " ".join(word.word for word in asked)
    lowered = text.lower().replace("-", " ")
    at = lowered.find(typed)
    while at > 0 and not asked[0].run and _WITHIN_WORD.match(lowered, at - 1):
        at = lowered.find(typed, at + 1)
    return (at, at + len(typed)) if at >= 0 and len(lowered) == len(text) else None


def _folded(text: str, asked: Sequence[Asked], at: int) -> tuple[int, int]:
    """Where the text has its folded words from the one `at` on; of a run, as much as is typed."""
    found = Words(text, at, at + len(asked))
    start, last = found.span(0).start, found[len(asked) - 1]
    if not asked[-1].run:
        return start, last.span.end
    begins = last.span.start + (last.text.find(asked[-1].word) if len(last.span) == len(last.text) else 0)
    return (start if asked[1:] else begins), begins + len(asked[-1].word)
