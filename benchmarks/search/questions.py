"""Questions with known answers: a phrase is taken from a text and asked for in one of the ways people ask.

What is right is found by looking at every text and by no engine: the texts that hold the undamaged words side by side
in any form (by their Snowball stems), or close together where the order was lost, or anywhere where they were only
remembered; and at most `MOST_RIGHT` texts, so that a first answer can be wrong. A question from which one cannot tell
what was meant, the end of a word or one character, is answered rightly by every text that holds all the rest.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import Stemmer
from opencc import OpenCC

from benchmarks.search.corpus import inflected, invented
from benchmarks.search.lexicon import COMMON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MOST_RIGHT = 5
_WORD = re.compile(r"[a-z]+")
_HANZI = r"[\u4e00-\u9fff]"
_RUN = re.compile(f"{_HANZI}+")
_COMMON = frozenset(COMMON)
_STEMMER = Stemmer.Stemmer("english")
_LONG = 5
_MOST_TRIES = 200
_NEAR_KEYS = dict(
    zip("qwertyuiopasdfghjklzxcvbnm", "wa qes wrd etf ryg tuh yij uok ipl ol qsz awdx sefc drgv fthb gyjn hukm jil kop"
        " asx zsdc xdfv cfgb vghn bhjm njk".split(), strict=False)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, in which way, and the places in the corpus of the texts that answer it; none: nothing should."""

    kind: str
    typed: str
    right: frozenset[int]


def questions(texts: Sequence[str], each: int, seed: int = 2) -> list[Question]:
    """So many questions of each kind."""
    maker = _Maker(texts, random.Random(seed))  # noqa: S311 - the same questions in every run
    return [question for kind in KINDS for question in maker.some(kind, each)]


def typo(word: str, rng: random.Random) -> str:
    """The word with one letter missing, doubled, changed to a neighbouring key or swapped with the next."""
    at = rng.randrange(1, len(word))
    slip = rng.choice(("drop", "double", "key", "swap"))
    if slip == "drop":
        return word[:at] + word[at + 1 :]
    if slip == "double":
        return word[:at] + word[at] + word[at:]
    if slip == "key" or at + 1 == len(word):
        return word[:at] + rng.choice(_NEAR_KEYS.get(word[at], "aeiou")) + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


@cache
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


class _Maker:
    def __init__(self, texts: Sequence[str], rng: random.Random) -> None:
        self.rng = rng
        self._texts = texts
        self._words: list[list[str]] = [_WORD.findall(text.lower()) for text in texts]
        self._stems = [self.stems(words) for words in self._words]
        self._holding: dict[str, set[int]] = defaultdict(set)
        for at, stems in enumerate(self._stems):
            for each in stems:
                self._holding[each].add(at)
        self._latin = [at for at, words in enumerate(self._words) if len(words) > _LONG]
        self._chinese = [at for at, words in enumerate(self._words) if not words]

    def stems(self, words: Iterable[str]) -> list[str]:
        """What counts as the same words."""
        return [_stem(word) for word in words]

    def some(self, kind: str, count: int) -> Iterable[Question]:
        """So many different questions of one kind that have few right answers; fewer where the texts give no more."""
        made: dict[str, Question] = {}
        for _ in range(count * _MOST_TRIES):
            typed, right = KINDS[kind](self)
            if typed not in made and (kind.startswith("absent") or 1 <= len(right) <= MOST_RIGHT):
                made[typed] = Question(kind, typed, frozenset(right))
            if len(made) == count:
                break
        return made.values()

    def phrase(self, shortest: int = 2, longest: int = 6) -> list[str]:
        """Neighbouring words of a text that begin and end with a telling one."""
        while True:
            words = self._words[self.rng.choice(self._latin)]
            length = self.rng.randint(shortest, longest)
            start = self.rng.randrange(max(1, len(words) - length + 1))
            phrase = words[start : start + length]
            if len(phrase) >= shortest and not {phrase[0], phrase[-1]} & _COMMON:
                return phrase

    def holding(self, words: Sequence[str]) -> set[int]:
        """The texts in which the words stand side by side, in any form."""
        found = self.holding_all(words)
        if len(words) == 1:
            return found
        spaced = f" {' '.join(self.stems(words))} "
        return {at for at in found if spaced in f" {' '.join(self._stems[at])} "}

    def holding_begun(self, words: Sequence[str], beginning: str) -> set[int]:
        """The texts in which the words stand side by side, in any form, and before a word that begins so."""
        stems, count = self.stems(words), len(words)
        return {
            at
            for at in self.holding_all(words)
            if any(
                last.startswith(beginning) and self._stems[at][start : start + count] == stems
                for start, last in enumerate(self._words[at][count:])
            )
        }

    def holding_close(self, words: Sequence[str]) -> set[int]:
        """The texts in which the words stand in any order with two others between them at most."""
        wanted, width = Counter(self.stems(words)), len(words) + 2
        return {
            at
            for at in self.holding_all(words)
            if any(
                not wanted - Counter(self._stems[at][start : start + width]) for start in range(len(self._stems[at]))
            )
        }

    def holding_all(self, words: Sequence[str]) -> set[int]:
        """The texts in which the words stand anywhere, in any form."""
        return set.intersection(*(self._holding.get(each, set()) for each in self.stems(words)))

    def bag(self) -> tuple[list[str], set[int]]:
        """A few telling words of a text in any order, and the texts that hold them all."""
        words = {w for w in self._words[self.rng.choice(self._latin)] if len(w) >= _LONG and w not in _COMMON}
        chosen = self.rng.sample(sorted(words), min(len(words), self.rng.choice((3, 4, 4, 5))))
        return chosen, self.holding_all(chosen) if len(chosen) > 1 else set()

    def run(self, shortest: int, longest: int) -> tuple[str, set[int]]:
        """Neighbouring characters of a Chinese text, and the texts that hold them."""
        text = self.rng.choice(_RUN.findall(self._texts[self.rng.choice(self._chinese)]))
        length = min(len(text), self.rng.randint(shortest, longest))
        start = self.rng.randrange(len(text) - length + 1)
        run = text[start : start + length]
        return run, {at for at in self._chinese if run in self._texts[at]}

    def matching(self, pattern: re.Pattern[str]) -> set[int]:
        """The Chinese texts in which the pattern is found."""
        return {at for at in self._chinese if pattern.search(self._texts[at])}

    def long_word(self) -> str:
        """A long word of a text."""
        while True:
            word = self.rng.choice(self._words[self.rng.choice(self._latin)])
            if len(word) > _LONG:
                return word

    def misspelt(self, words: list[str], slips: int = 1) -> list[str]:
        """The words with so many typos in long ones."""
        words = list(words)
        for _ in range(slips):
            long = [at for at, word in enumerate(words) if len(word) >= _LONG]
            if long:
                at = self.rng.choice(long)
                words[at] = typo(words[at], self.rng)
        return words

    def known(self, word: str) -> bool:
        """Whether any text holds the word in any form."""
        return bool(self.holding_all([word]))


_Asked = tuple[str, set[int]]


def _exact(maker: _Maker) -> _Asked:
    phrase = maker.phrase()
    return " ".join(phrase), maker.holding(phrase)


def _single(maker: _Maker) -> _Asked:
    word = maker.long_word()
    return word, maker.holding([word])


def _single_typo(maker: _Maker) -> _Asked:
    word = maker.long_word()
    typed = typo(word, maker.rng)
    return typed, set() if maker.known(typed) else maker.holding([word])


def _hyphen(maker: _Maker) -> _Asked:
    phrase = maker.phrase(2, 3)
    return "-".join(phrase[:2]) + "".join(f" {word}" for word in phrase[2:]), maker.holding(phrase)


def _joined(maker: _Maker) -> _Asked:
    phrase = maker.phrase(2, 4)
    at = maker.rng.randrange(len(phrase) - 1)
    typed = [*phrase[:at], phrase[at] + phrase[at + 1], *phrase[at + 2 :]]
    return " ".join(typed), maker.holding(phrase)


def _typo(maker: _Maker) -> _Asked:
    phrase = maker.phrase()
    return " ".join(maker.misspelt(phrase)), maker.holding(phrase)


def _two_typos(maker: _Maker) -> _Asked:
    phrase = maker.phrase(3)
    return " ".join(maker.misspelt(phrase, 2)), maker.holding(phrase)


def _unfinished(maker: _Maker) -> _Asked:
    phrase = maker.phrase(3)
    beginning = phrase[-1][: maker.rng.randint(2, max(2, len(phrase[-1]) - 1))]
    right = maker.holding_begun(phrase[:-1], beginning) if not maker.known(beginning) else set()
    return " ".join([*phrase[:-1], beginning]), right


def _order(maker: _Maker) -> _Asked:
    phrase = maker.phrase(2, 5)
    turned = maker.rng.sample(phrase, len(phrase))
    return " ".join(turned), maker.holding_close(phrase)


def _other_form(maker: _Maker) -> _Asked:
    phrase = maker.phrase(3)
    forms = [w if w in _COMMON or w.endswith(("s", "ed", "ing")) else inflected(w, "s") for w in phrase]
    return " ".join(forms), maker.holding(phrase)


def _gist(maker: _Maker) -> _Asked:
    words, right = maker.bag()
    return " ".join(words), right


def _gist_typo(maker: _Maker) -> _Asked:
    words, right = maker.bag()
    return " ".join(maker.misspelt(words)), right


def _sentence(maker: _Maker) -> _Asked:
    phrase = maker.phrase(8, 14)
    return " ".join(maker.misspelt(phrase)), maker.holding(phrase)


def _hanzi(maker: _Maker) -> _Asked:
    return maker.run(3, 6)


def _hanzi_traditional(maker: _Maker) -> _Asked:
    run, right = maker.run(3, 6)
    return _TRADITIONAL(run), right


def _hanzi_typo(maker: _Maker) -> _Asked:
    run, right = maker.run(5, 8)
    at = maker.rng.randrange(len(run))
    before, after = run[:at], run[at + 1 :]
    like = re.compile(f"{before}{_HANZI if before and after else ''}{after}")
    return f"{before}龘{after}", maker.matching(like) if right and len(run) >= _LONG else set()


def _absent(maker: _Maker) -> _Asked:
    """Words that nobody wrote, unlike any that somebody did."""
    return " ".join(invented(maker.rng)[::-1] + "zq" for _ in range(maker.rng.randint(1, 3))), set()


def _absent_common(maker: _Maker) -> _Asked:
    """The same among common words."""
    word = invented(maker.rng)[::-1] + "zq"
    return f"{maker.rng.choice(COMMON)} {word} {maker.rng.choice(COMMON)}", set()


_TRADITIONAL: Callable[[str], str] = OpenCC("s2t").convert
KINDS: dict[str, Callable[[_Maker], _Asked]] = {
    "exact phrase": _exact,
    "one rare word": _single,
    "one word, typo": _single_typo,
    "hyphens for blanks": _hyphen,
    "words joined": _joined,
    "one typo": _typo,
    "two typos": _two_typos,
    "unfinished": _unfinished,
    "other order": _order,
    "other forms": _other_form,
    "words from memory": _gist,
    "from memory, typo": _gist_typo,
    "long, typo": _sentence,
    "hanzi": _hanzi,
    "hanzi, traditional": _hanzi_traditional,
    "hanzi, one wrong": _hanzi_typo,
    "absent": _absent,
    "absent among common": _absent_common,
}
