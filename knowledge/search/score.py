"""How well a text answers a question, from the words of both.

Two things count: how much of what the question tells stands in the text, each word as surely as it was read; and
whether those words stand there as they were asked, side by side and in order. Nothing else does: texts that match
alike score alike, whatever their length.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

from knowledge.search.chain import Chain, as_asked, best_chain, whole_chain
from knowledge.search.question import continued, joins
from knowledge.search.runs import likeness_of_run
from knowledge.search.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.search.chain import Spot
    from knowledge.search.question import Asked, Known

FULL = 100.0
ABOUT = 1 << 20  # words known about a text are counted from here on, far from any of its own
_WORDS_ALONE = 0.7  # of the full score: every word is there, however far apart
_EACH_COMMON = 0.15  # the same for each of common words alone: most texts have them, few have them side by side
_SAME_STEM = 0.97  # "invaded" when "invading" was asked for
_JOINED = 0.98  # two words that the text writes as one, or the other way about
_KNOWN_ABOUT = 0.75  # a word that is not in the text but known about it: its speaker, its outlet
_BESIDE = 4  # words, how far from a telling word a common one is looked for
_LEAST_ALIKE = 80.0  # two spellings that no reading brought together
_LEAST_COMPARED = 5  # letters of such a spelling


class Found(NamedTuple):
    """What a text of these `words`, and those known `about` it, holds of a question: how surely each word asked for.

    `covered` is how much that is of all that the question tells, in 0..1, and `most` what the text may score, in
    0..100, should its words stand as they were asked. Words that were recognised by their letters have their `spots`.
    """

    words: list[str]
    about: list[str]
    likeness: list[float]
    covered: float
    most: float
    spots: dict[int, Spot]


class Score(NamedTuple):
    """How well a text answers, in 0..100, and how the asked words stand in it."""

    score: float
    chain: Chain


PASSED_OVER = Score(0.0, Chain(()))


class Comparison:
    """A question made ready to be compared with one text after another."""

    def __init__(self, asked: Sequence[Asked], known: Known) -> None:
        self._asked = asked
        self._total = sum(word.weight for word in asked)
        self._links = sum(a.weight + b.weight for a, b in pairwise(asked))
        self._runs = [at for at, word in enumerate(asked) if word.run]
        self._maybe_parted = [at for at, word in enumerate(asked) if word.edits and not word.run]
        self._misspelt = {
            at for at in self._maybe_parted if not asked[at].texts and len(asked[at].word) >= _LEAST_COMPARED
        }
        self._measures: dict[tuple[float, ...], tuple[float, float]] = {}
        self._read = _readings(asked, known)
        self._likeliest = tuple(max((how.likeness for how in word.readings.values()), default=1.0) for word in asked)
        self._phrase = f" {' '.join(word.word for word in asked)} "
        self._telling = [at for at, word in enumerate(asked) if not word.common]
        self._common = [at for at, word in enumerate(asked) if word.common] if self._telling else []
        self._beginning = "" if asked[-1].common or asked[-1].run else asked[-1].word

    @property
    def hoped(self) -> float:
        """The score of a text that holds the words as they were asked, each as the likeliest that it may stand for."""
        return self._measured(self._likeliest)[1]

    def exact(self, words: str) -> Score | None:
        """The full score for folded words among which the very question stands; None where it does not."""
        at = f" {words} ".find(self._phrase)
        if at < 0:
            return None
        return Score(FULL, whole_chain(len(self._asked), words.count(" ", 0, at)))

    def look(self, text: str, known_about: str) -> Found:
        """Find the asked words among a text's folded words, and among those known about it."""
        words, about = text.split(), known_about.split()
        likeness = [0.0] * len(self._asked)
        self._meet(likeness, text, words, 1.0)
        if about:
            self._meet(likeness, known_about, about, _KNOWN_ABOUT)
        spots: dict[int, Spot] = {}
        for asked in self._maybe_parted:
            if likeness[asked] < _JOINED and (spot := _place_of_joined(self._asked[asked].word, text, words)):
                spots[asked] = spot
                likeness[asked] = _JOINED
        covered, most = self._measured(tuple(likeness))
        if any(not likeness[asked] for asked in self._misspelt):
            hoped = [(how or _JOINED) if at in self._misspelt else how for at, how in enumerate(likeness)]
            _, most = self._measured(tuple(hoped))
        return Found(words, about, likeness, covered, most, spots)

    def look_closer(self, found: Found) -> Found:
        """With places of words that no text is known to hold, by their letters alone: misspelt, joined or split."""
        missing = [at for at in self._misspelt if not found.likeness[at]]
        if not missing:
            return found
        words = found.words
        spellings = [*words, *map(add, words, words[1:])]
        for asked in missing:
            best = process.extractOne(self._asked[asked].word, spellings, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE)
            if best is not None:
                _, alike, at = best
                how = _JOINED * alike / FULL
                found.spots[asked] = (how, at, 1) if at < len(words) else (how, at - len(words), 2)
                found.likeness[asked] = how
        covered, most = self._measured(tuple(found.likeness))
        return found._replace(covered=covered, most=most)

    def score(self, found: Found) -> Score:
        """The score of the text in which this was found: 100 for the very words, side by side and in order.

        Common words alone must stand in order: most texts hold them.
        """
        places: list[list[Spot]] = [[] for _ in self._asked]
        self._place(places, found.words, 0, 1.0)
        if found.about:
            self._place(places, found.about, ABOUT, _KNOWN_ABOUT)
        for asked, spot in found.spots.items():
            places[asked].append(spot)
        if not (self._telling or _in_order(places)):
            return PASSED_OVER
        chain = best_chain(self._asked, self._common_near_telling(places))
        return Score(self._worth(found.covered, chain.worth), chain)

    def _worth(self, covered: float, linked: float) -> float:
        alone = _WORDS_ALONE if self._telling else min(_WORDS_ALONE, _EACH_COMMON * len(self._asked))
        linked = min(linked / self._links, 1.0) if self._links else covered
        return round(FULL * (alone * covered + (1 - alone) * linked), 1)

    def _measured(self, likeness: tuple[float, ...]) -> tuple[float, float]:
        """How much of what the question tells is there, and the most that this can score."""
        measure = self._measures.get(likeness)
        if measure is None:  # of the texts that are looked at, many hold the same words
            there = [(word.weight, how) for word, how in zip(self._asked, likeness, strict=True) if how]
            covered = sum(weight * how for weight, how in there) / self._total
            linked = sum((one + other) * as_asked(min(how, also)) for (one, how), (other, also) in pairwise(there))
            measure = self._measures[likeness] = (covered, self._worth(covered, linked))
        return measure

    def _meet(self, likeness: list[float], text: str, words: Sequence[str], sure: float) -> None:
        """Raise the likeness of the asked words to that with which they stand among the `words` of a folded text."""
        read = self._read
        for word in read.keys() & words:
            for asked, how in read[word]:
                if sure * how > likeness[asked]:  # noqa: PLR1730 - the innermost line of all; max() takes several times as long
                    likeness[asked] = sure * how
        for asked in self._runs:
            held = likeness_of_run(self._asked[asked].word, words)
            likeness[asked] = max((likeness[asked], *(sure * how for _, how in held)))
        if likeness[-1] < sure:
            likeness[-1] = max((likeness[-1], *(sure * how for _, how in self._begun(text, words))))

    def _place(self, places: list[list[Spot]], words: Sequence[str], first: int, sure: float) -> None:
        """Add the places of the asked words among `words`, which are counted from `first` on."""
        read = self._read
        for at, word in enumerate(words, first):
            if word in read:
                for asked, how in read[word]:
                    places[asked].append((sure * how, at, 1))
        for asked in self._runs:
            run = self._asked[asked].word
            places[asked] += [(sure * how, first + at, 1) for at, how in likeness_of_run(run, words)]
        if not any(how >= sure for how, _, _ in places[-1]):
            places[-1] += [(sure * how, first + at, 1) for at, how in self._begun(" ".join(words), words)]

    def _begun(self, text: str, words: Sequence[str]) -> Iterator[tuple[int, float]]:
        """Where words stand that the last word, unfinished, begins, and how surely they were meant."""
        if self._beginning and f" {self._beginning}" in f" {text}":
            for at, word in enumerate(words):
                if word.startswith(self._beginning):
                    yield at, continued(self._asked[-1], word)

    def _common_near_telling(self, places: Sequence[Sequence[Spot]]) -> Sequence[Sequence[Spot]]:
        """Without the places of common words far from all that tells something: there are too many to compare."""
        if not any(places[asked] for asked in self._common):
            return places
        near: set[int] = set()
        for asked in self._telling:
            for _, at, _ in places[asked]:
                near.update(range(at - _BESIDE, at + _BESIDE + 1))
        kept = list(places)
        for asked in self._common:
            kept[asked] = [spot for spot in places[asked] if spot[1] in near]
        return kept


def _readings(asked: Sequence[Asked], known: Known) -> dict[str, list[tuple[int, float]]]:
    """Which asked words each word of the index is read as, and how surely."""
    read: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, word in enumerate(asked):
        for stemmed, reading in word.readings.items():
            for held in known.words.get(stemmed, ()):
                how = 1.0 if held == reading.word else _SAME_STEM
                read[held].append((at, how * reading.likeness))
    for places, joined in joins(asked).items():
        for held in known.words.get(stem(joined), ()):
            how = _JOINED if held == joined else _JOINED * _SAME_STEM
            read[held] += [(at, how) for at in range(*places)]
    return dict(read)


def _place_of_joined(typed: str, text: str, words: Sequence[str]) -> Spot | None:
    """Where whole words of a folded text stand that make up `typed` when they are written together."""
    if typed not in text.replace(" ", ""):
        return None
    for first, word in enumerate(words):
        if typed.startswith(word):
            end, letters = first + 1, len(word)
            while letters < len(typed) and end < len(words) and typed.startswith(words[end], letters):
                letters += len(words[end])
                end += 1
            if letters == len(typed):
                return _JOINED, first, end - first
    return None


def _in_order(places: Sequence[Sequence[Spot]]) -> bool:
    """Whether the asked words stand in a text one after the other, whatever stands between."""
    last = -1
    for some in places:
        later = [at for _, at, _ in some if at > last]
        if not later:
            return False
        last = min(later)
    return True
