"""Quotations and passages by their words: the door to the index of texts.

A question takes up to four steps: the texts that hold its words as typed; where those do not answer it well, the texts
that hold what its words may have been meant for, side by side; then anywhere; and at last those that lack a word. What
each step finds is few, and is compared with the question before a wider one is taken. All of it is one visit to the
connection's thread.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from heapq import heapreplace
from itertools import chain
from typing import TYPE_CHECKING

from knowledge.search.candidates import MOST_WALKED, Candidate, Filters, fetch
from knowledge.search.index import TextEntry, add_texts, create_index, key_of, remove_texts
from knowledge.search.marks import marked
from knowledge.search.normal import plain
from knowledge.search.phrases import complete_phrase
from knowledge.search.question import (
    doubtful,
    met_by_chance,
    read_question,
    reread,
    stems_of_readings,
    stems_to_count,
    strange,
    ways_to_write,
    weighed,
)
from knowledge.search.score import ABOUT, PASSED_OVER, Comparison
from knowledge.search.stems import stem
from knowledge.search.visit import visit
from knowledge.search.vocabulary import count_texts, find_continued, find_spellings
from knowledge.search.ways import (
    anywhere,
    as_read,
    as_typed,
    in_parts,
    rare_taken_apart,
    taken_apart,
    unfinished,
    with_one_left_out,
    without_one,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import TypeAlias

    import aiosqlite

    from knowledge.model import Span
    from knowledge.search.chain import Chain
    from knowledge.search.question import Asked, Known, Spelling
    from knowledge.search.score import Found, Score
    from knowledge.search.ways import Way

    _Kind: TypeAlias = Callable[[Sequence[Asked], Known], Iterable[Way]]
    _LookUp: TypeAlias = Callable[[sqlite3.Connection, Mapping[int, Asked]], Mapping[int, Sequence[Spelling]]]

__all__ = [
    "Filters",
    "TextEntry",
    "TextHit",
    "TextsFound",
    "add_texts",
    "complete_phrase",
    "create_index",
    "find_texts",
    "remove_texts",
]

_GOOD = 96.0  # the best answer to a question as typed that makes guessing at its spelling needless
_ALL_THERE = 69.0  # an answer that holds all the words, if far apart
_AS_HOPED = 0.93  # of what a text can score that holds all words as they were asked
_SCATTERED = 0.75  # the same with the words far apart
_FEW_ASKED = 10  # answers; who asks for so few wants the best, who asks for more wants all
_UNLIKELY = 0.05  # texts that hold all the words by chance; where fewer are expected, those that do are meant
_CUTOFF = 55.0
_CUTOFF_OF_BEST = 0.65
_CUTOFF_OF_NEAR = 20.0  # below it a text has next to nothing of the question
_MOST_NEAR = 5
_NEARLY_AS_GOOD = 10.0  # points below the best
_MOST_OF_GUESS = 2  # texts that come first because a word was taken for the same other word
_MOST_SCORED = 80  # of the texts found at a time, those that share most with the question


@dataclass(frozen=True, slots=True)
class TextHit:
    """A text that answers a question. `score` lies in 0..100."""

    key: int
    score: float
    _text: str = field(repr=False)
    _asked: tuple[Asked, ...] = field(repr=False)
    _chain: Chain = field(repr=False)

    @property
    def marked(self) -> tuple[Span, ...]:
        """The ranges of the text as it was given that hold what was asked for, found anew at each call.

        Of many hits few are shown, and finding the places in the original takes longer than comparing did.
        """
        return marked(self._text, self._asked, self._chain.places)

    @property
    def reworded(self) -> bool:
        """Whether a word of the same meaning stands where one was asked for, or an adjective compared: "better"."""
        words = plain(self._text).split()
        places = ((self._asked[at], place.at) for at, place in self._chain.places.items() if place.at < len(words))
        read = (asked.readings.get(stem(words[at])) for asked, at in places)
        return any(reading.synonym for reading in read if reading)

    def marked_in(self, text: str) -> tuple[Span, ...]:
        """The same ranges of a copy of the text; none where it was edited."""
        return self.marked if text == self._text else ()


@dataclass(frozen=True, slots=True)
class TextsFound:
    """`best` answer the question, best first; where nothing does, `near` are texts with a part of it."""

    best: tuple[TextHit, ...] = ()
    near: tuple[TextHit, ...] = ()


async def find_texts(db: aiosqlite.Connection, question: str, filters: Filters, limit: int) -> TextsFound:
    """The texts that answer `question`, at most `limit`; none that answers it badly, but what is near instead.

    Equal matches have equal scores. Any question is taken, whatever its characters; its first words count.
    """
    asked = read_question(question)
    if not asked or limit < 1:
        return TextsFound()
    return await visit(db, lambda db: _Search(db, asked, filters, limit).answer())


class _Search:
    """One question on its way: its words as they are read by now, and the texts that were compared with them."""

    def __init__(self, db: sqlite3.Connection, asked: Sequence[Asked], filters: Filters, limit: int) -> None:
        self._db = db
        self._filters = filters
        self._limit = limit
        self._known = count_texts(db, stems_to_count(asked))
        self._asked = tuple(weighed(word, self._known) for word in asked)
        self._comparison = Comparison(self._asked, self._known)
        self._is_reread = False
        self._gone: set[Way] = set()
        self._walked = 0.0
        self._candidates: dict[int, Candidate] = {}
        self._scored: dict[int, Score] = {}
        self._whole: set[int] = set()
        self._best = 0.0

    def answer(self) -> TextsFound:
        """Ask in one way after the other, from the narrowest to the widest, until what was found answers the question.

        As typed, a word that no text holds leads nowhere, but for a last one that is unfinished: it is reread at once.
        """
        if all(word.texts or word.last for word in strange(self._asked).values()):
            self._ask(as_typed)
            if not self._is_answered():
                self._read()
        else:
            self._read(as_typed)
        if self._is_reread:
            self._widen()
        if not self._best and len(self._asked) == 1:
            self._ask(lambda asked, _: in_parts(asked[0]))
        elif self._best < _ALL_THERE:
            self._leave_one_out()
        return self._found()

    def _read(self, *kinds: _Kind) -> None:
        """Ask in these kinds of ways, and for the words side by side as they are read; for a lone one anywhere."""
        self._reread(strange(self._asked) or doubtful(self._asked))
        self._ask(*kinds, as_read, taken_apart, *((anywhere,) if len(self._asked) == 1 else ()))

    def _widen(self) -> None:
        """Ask for the words as they are read, but anywhere, and for texts that lack one.

        Where a text holds all of them as they were asked, these matter only to who asks for more than the best.
        """
        if not self._is_as_hoped(_AS_HOPED):
            self._ask(*(() if self._best >= _ALL_THERE else (anywhere,)), without_one, rare_taken_apart)
            if self._is_cut_short() and not self._is_as_hoped(_SCATTERED):
                self._finish()
        elif self._limit > _FEW_ASKED:
            self._ask(anywhere)

    def _finish(self) -> None:
        """Ask with words that texts hold as the beginnings of others."""
        self._reread(doubtful(self._asked), find_continued)
        self._ask(as_read, unfinished)

    def _leave_one_out(self) -> None:
        """Ask for texts that lack a word, now that every word is reread."""
        if strange(self._asked):
            self._reread(doubtful(self._asked))
        self._ask(as_read, with_one_left_out)

    def _ask(self, *kinds: _Kind) -> None:
        """Compare what is found in these kinds of ways, in each way once and in none that is too long."""
        ways: list[Way] = []
        written = ways_to_write(self._asked, self._known)
        for way in chain.from_iterable(ways_of(asked, self._known) for asked in written for ways_of in kinds):
            if way.groups and way not in self._gone and self._walked + way.walked <= MOST_WALKED:
                self._walked += way.walked
                self._gone.add(way)
                ways.append(way)
        self._candidates |= fetch(self._db, ways, self._filters, self._limit)
        self._compare()

    def _reread(self, words: Mapping[int, Asked], find: _LookUp = find_spellings) -> None:
        """Look up what these words may have been meant for; what was found so far is to be compared again.

        But for the texts that hold every word as it was typed: another reading of a word adds nothing to them.
        """
        self._is_reread = True
        spellings = find(self._db, words)
        if spellings:
            size = self._known.size
            self._asked = tuple(reread(word, spellings.get(at, ()), size) for at, word in enumerate(self._asked))
            if unknown := stems_of_readings(self._asked, self._known):
                self._known |= count_texts(self._db, unknown)
            self._comparison = Comparison(self._asked, self._known)
            self._scored = {row: score for row, score in self._scored.items() if row in self._whole}

    def _is_answered(self) -> bool:
        """Whether guessing at the spelling is needless: what was found is good, or can hardly be chance."""
        as_written = self._best >= _ALL_THERE and not strange(self._asked)
        unlikely = as_written and met_by_chance(self._asked, self._known) < _UNLIKELY
        return unlikely or self._best >= _GOOD

    def _is_cut_short(self) -> bool:
        """Whether a word that hardly any text holds may be unfinished: then others may be so too."""
        words = strange(self._asked).values()
        return any(
            each.word.startswith(word.word)
            for word in words
            for each in word.readings.values()
            if each.word != word.word
        )

    def _is_as_hoped(self, share: float) -> bool:
        """Whether a text scores this much of what one would that has each word as the likeliest it may be meant for."""
        return self._best >= share * self._comparison.hoped

    def _compare(self) -> None:
        """Compare the question with the texts found, and with those that were found before it was read anew."""
        looked: list[tuple[Found, int]] = []
        for row, candidate in self._candidates.items():
            if row in self._scored:
                continue
            if exact := self._comparison.exact(candidate.words):
                self._scored[row] = exact
                self._whole.add(row)
            else:
                looked.append((self._comparison.look(candidate.words, candidate.about), row))
        self._whole |= {row for found, row in looked if found.covered >= 1.0}
        looked.sort(key=lambda item: -item[0].most)
        self._scored |= {row: PASSED_OVER for _, row in looked}
        bar = _Bar(self._limit, (each.score for each in self._scored.values()))
        for look, row in looked[:_MOST_SCORED]:
            if look.most < bar.least:
                break
            found = self._comparison.look_closer(look)
            if found.most >= bar.least:
                self._scored[row] = self._comparison.score(found)
                bar.count(self._scored[row].score)
        self._best = bar.best

    def _found(self) -> TextsFound:
        """The good answers found, or what is near; among equals quotations stand first, as they do in the index."""
        if self._best < _CUTOFF:
            return TextsFound(near=self._from(_MOST_NEAR))
        return TextsFound(self._from(self._limit))

    def _from(self, most: int) -> tuple[TextHit, ...]:
        least = _cutoff(self._best)
        good = sorted((-each.score, row) for row, each in self._scored.items() if each.score >= least)
        return tuple(self._hit(row) for row in self._various([row for _, row in good], min(most, self._limit)))

    def _various(self, rows: Sequence[int], most: int) -> list[int]:
        """The first of the rows; of those that fit nearly as well as the best, few because of the same guess.

        So that what was meant is seen beside what was not: for "couts" not the courts alone, but Coutts too.
        """
        first: list[int] = []
        later: list[int] = []
        seen: Counter[tuple[str, ...]] = Counter()
        for row in rows:
            if len(first) == most or self._scored[row].score < self._best - _NEARLY_AS_GOOD:
                break
            guess = self._guess(row)
            seen[guess] += 1
            (later if guess and seen[guess] > _MOST_OF_GUESS else first).append(row)
        return [*first, *later, *rows[len(first) + len(later) :]][:most]

    def _guess(self, row: int) -> tuple[str, ...]:
        """The words of a text that the asked ones were taken for; none where all that stand there do so as typed."""
        words = self._candidates[row].words.split()
        places = {at: place for at, place in self._scored[row].chain.places.items() if place.at < ABOUT}
        taken = {at: "".join(words[place.at : place.at + place.words]) for at, place in places.items()}
        typed = all(taken[at] == self._asked[at].word for at in taken)
        return () if typed else tuple(taken.values())

    def _hit(self, row: int) -> TextHit:
        score, chain = self._scored[row]
        return TextHit(key_of(row), score, self._candidates[row].text, self._asked, chain)


class _Bar:
    """The `best` score so far, and the `least` that still makes a difference to an answer of so many texts."""

    def __init__(self, limit: int, scores: Iterable[float]) -> None:
        self._highest = [0.0] * limit
        self.best = 0.0
        self.least = _cutoff(0.0)
        for score in scores:
            self.count(score)

    def count(self, score: float) -> None:
        """Let the score of one more text count."""
        if score > self._highest[0]:
            heapreplace(self._highest, score)
            self.best = max(self.best, score)
            self.least = max(min(self._highest[0], self.best - _NEARLY_AS_GOOD), _cutoff(self.best))


def _cutoff(best: float) -> float:
    """The least score of an answer, or of what is near where nothing answers, beside one of the score `best`."""
    return max(_CUTOFF, _CUTOFF_OF_BEST * best) if best >= _CUTOFF else _CUTOFF_OF_NEAR
