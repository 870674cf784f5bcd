"""Phrases of indexed texts that go on from what has been typed."""

from __future__ import annotations

import re
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from knowledge.search.candidates import walk
from knowledge.search.characters import APOSTROPHE
from knowledge.search.normal import Words
from knowledge.search.question import read_beginning
from knowledge.search.visit import visit
from knowledge.search.vocabulary import LEAST_BEGINNING, count_texts, find_endings
from knowledge.search.ways import begun, ended, lone, whole

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    import aiosqlite

    from knowledge.search.candidates import Candidate
    from knowledge.search.normal import Word
    from knowledge.search.question import Asked, Known
    from knowledge.search.ways import Way

_MOST_WALKED = 40_000  # entries of lists that are read at each key that somebody strikes
_MOST_WORDS_MORE = 5
_MOST_MORE_OF_RUN = 12  # characters, each Latin word and number counted as one
_LONGEST = 90  # characters of a phrase, unless more was typed
_ENDS_CLAUSE = r".!?;:,()\[\]…—–。！？；：，、「」《》“”\"\n"
_OF_WORD = rf"(?:[^\s{_ENDS_CLAUSE}]|(?<=\w)[.,:](?=\w))*+"
_MORE = re.compile(rf"({_OF_WORD})(?:[^\w{_ENDS_CLAUSE}]++\w{_OF_WORD}){{0,{_MOST_WORDS_MORE}}}")
_MORE_OF_RUN = re.compile(rf"((?:[A-Za-z]+(?:\.[A-Za-z])*|\d+(?:[.,:]\d+)*%?|\w){{0,{_MOST_MORE_OF_RUN}}})")
_HANGS_ON = f" -{APOSTROPHE}‘’"
_BEFORE_WORD = re.compile(r"[\s\"“(\[]")


async def complete_phrase(db: aiosqlite.Connection, prefix: str, limit: int) -> tuple[str, ...]:
    """Phrases, as texts have them, that begin with what is typed; those of quotations first, each once."""
    asked = read_beginning(prefix)
    if not asked or limit < 1:
        return ()
    return await visit(db, lambda db: _phrases(db, asked, limit))


def _phrases(db: sqlite3.Connection, asked: Sequence[Asked], limit: int) -> tuple[str, ...]:
    typed = " ".join(word.word for word in asked)
    phrases: dict[str, tuple[int, str]] = {}
    seen: set[tuple[str, ...]] = set()
    for candidate in _texts(db, asked, typed):
        at = _place(asked, typed, candidate.words)
        if at is None or (on := tuple(candidate.words.split()[at : at + len(asked) + _MOST_WORDS_MORE])) in seen:
            continue
        seen.add(on)
        if phrase := _continued(candidate.text, asked, typed, at):
            phrases.setdefault(phrase.casefold(), (candidate.row, phrase))
        if len(phrases) == limit:
            break
    return tuple(phrase for _, phrase in sorted(phrases.values()))


def _texts(db: sqlite3.Connection, asked: Sequence[Asked], typed: str) -> Iterator[Candidate]:
    """Texts that hold what is typed, and go on from there; some of them twice."""
    known = count_texts(db, [word.stem for word in asked])
    last = asked[-1]
    if last.run:
        yield from filter(None, _walked(db, asked, typed, whole(asked, known)))
    elif asked[1:]:
        yield from _going_on(db, asked, typed, known)
    elif len(last.word) >= LEAST_BEGINNING:
        ways = lone(find_endings(db, last.word))
        yield from filter(None, chain.from_iterable(zip_longest(*(_walked(db, asked, typed, way) for way in ways))))


def _going_on(db: sqlite3.Connection, asked: Sequence[Asked], typed: str, known: Known) -> Iterator[Candidate]:
    """Texts with all of several words, the last of them unfinished.

    The first texts with the others are read, which often are all, or enough; then those where it ends as most do.
    """
    before = begun(asked, known)
    read = 0
    for candidate in _walked(db, asked, typed, before):
        read += 1
        if candidate:
            yield candidate
    if read in (0, before.most):
        endings = find_endings(db, asked[-1].word)
        yield from filter(None, _walked(db, asked, typed, ended(asked, known, endings)))


def _walked(db: sqlite3.Connection, asked: Sequence[Asked], typed: str, way: Way) -> Iterator[Candidate | None]:
    """The texts of a way that is not too long; None for each that does not hold what is typed."""
    if not way.groups or way.walked >= _MOST_WALKED:
        return iter(())
    return walk(db, way, typed, within_word=asked[0].run)


def _place(asked: Sequence[Asked], typed: str, folded: str) -> int | None:
    """Which of a text's folded words the typed ones begin at; a run may begin within another."""
    at = folded.find(typed) if asked[0].run else f" {folded}".find(f" {typed}")
    return None if at < 0 else folded.count(" ", 0, at)


def _continued(text: str, asked: Sequence[Asked], typed: str, at: int) -> str:
    """The text from its word `at` on: what was typed, and a few words more of the same clause.

    Nothing where even the word that is being typed makes it too long.
    """
    start, end = _as_typed(text, asked, typed) or _folded(text, asked, at)
    more = next((_MORE_OF_RUN if asked[-1].run else _MORE).finditer(text, end))
    stop = more.end()
    if stop - start > _LONGEST:
        stop = max(end, text.rfind(" ", start, start + _LONGEST))
        if stop < more.end(1):
            return ""
    return " ".join(text[start:stop].split()).rstrip(_HANGS_ON)


def _as_typed(text: str, asked: Sequence[Asked], typed: str) -> tuple[int, int] | None:
    """Where a text has what is typed to the letter, as most do: found in a fraction of the time."""
    lowered = text.lower().replace("-", " ")
    at = lowered.find(typed)
    while at > 0 and not (asked[0].run or _BEFORE_WORD.match(lowered, at - 1)):
        at = lowered.find(typed, at + 1)
    return (at, at + len(typed)) if at >= 0 and len(lowered) == len(text) else None


def _folded(text: str, asked: Sequence[Asked], at: int) -> tuple[int, int]:
    """Where a text has its folded words from the one `at` on; of a run, as much as is typed."""
    found = Words(text, at, at + len(asked))
    (start, _), (_, end) = (_within(found[place], asked[place]) for place in (0, len(asked) - 1))
    return start, end


def _within(word: Word, asked: Asked) -> tuple[int, int]:
    """Where in a text a typed word stands, of a run as much as is typed."""
    if not asked.run or len(word.span) != len(word.text):
        return word.span.start, word.span.end
    begins = word.span.start + word.text.find(asked.word)
    return begins, begins + len(asked.word)
