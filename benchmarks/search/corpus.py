"""Texts of any number, the same for the same seed: the first texts of a larger corpus are the smaller one.

Their words follow Zipf's law, the vocabulary grows with their number, and neighbours prefer each other, so that
phrases recur as they do in speech. One in twenty is Chinese.
"""

from __future__ import annotations

import random
from itertools import accumulate
from typing import TYPE_CHECKING

from benchmarks.search import lexicon as lex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INVENTED = 12_000  # words made of syllables, beside those of the lexicon
CHINESE_SHARE = 0.05
_PREFERENCE = 0.35  # how often a word is followed by the neighbour it likes best


def corpus(size: int, seed: int = 1) -> list[str]:
    """So many texts."""
    writer = _Writer(random.Random(seed))  # noqa: S311 - the same texts in every run
    return [writer.text() for _ in range(size)]


def invented(rng: random.Random) -> str:
    """A word that nobody knows and anybody could pronounce."""
    parts = [rng.choice(lex.ONSETS) + rng.choice(lex.VOWELS) for _ in range(rng.choice((1, 1, 2)))]
    return "".join(parts) + rng.choice(lex.CODAS) + (rng.choice(lex.ENDINGS) if rng.random() < 0.6 else "")


class _Writer:
    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        words = [*lex.NOUNS, *lex.VERBS, *lex.ADJECTIVES, *lex.COMPOUNDS]
        rng.shuffle(words)
        self._telling = list(dict.fromkeys([*words, *(invented(rng) for _ in range(INVENTED))]))
        self._telling_weights = list(accumulate(1 / (rank + 8) for rank in range(len(self._telling))))
        self._common_weights = list(accumulate(1 / (rank + 2) for rank in range(len(lex.COMMON))))
        self._liked: dict[str, str] = {}

    def text(self) -> str:
        rng = self._rng
        if rng.random() < CHINESE_SHARE:
            return "，".join(self._clause_of(lex.HAN_WORDS) for _ in range(rng.randint(1, 3))) + "。"
        return " ".join(self._sentence() for _ in range(rng.choices((1, 2, 3), (6, 3, 1))[0]))

    def _clause_of(self, words: Sequence[str]) -> str:
        return "".join(self._rng.choice(words) for _ in range(self._rng.randint(3, 7)))

    def _sentence(self) -> str:
        words = list(self._words(max(5, min(45, round(self._rng.gauss(18, 8))))))
        words[0] = words[0].capitalize()
        for at in range(4, len(words) - 3, 7):
            words[at] += self._rng.choice((",", "", "", " —", ";"))
        sentence = " ".join(words) + self._rng.choice((".", ".", ".", "!", "?"))
        return f"“{sentence}”" if self._rng.random() < 0.2 else sentence

    def _words(self, count: int) -> Iterator[str]:
        previous = ""
        for _ in range(count):
            liked = self._liked.get(previous)
            word = liked if liked and self._rng.random() < _PREFERENCE else self._drawn()
            self._liked.setdefault(previous, word)
            previous = word
            yield self._inflected(word)

    def _drawn(self) -> str:
        if self._rng.random() < 0.45:
            return self._rng.choices(lex.COMMON, cum_weights=self._common_weights)[0]
        return self._rng.choices(self._telling, cum_weights=self._telling_weights)[0]

    def _inflected(self, word: str) -> str:
        if word in lex.COMMON or "-" in word or self._rng.random() < 0.7:
            return word
        return inflected(word, self._rng.choice(("s", "ed", "ing")))


def inflected(word: str, ending: str) -> str:
    """A regular form of a word."""
    if ending == "s":
        return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"
    return word.removesuffix("e") + ending
