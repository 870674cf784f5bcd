"""A question, read: its words, and what each may stand for."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from knowledge.search.near import near
from knowledge.search.normal import is_run, plain
from knowledge.search.stems import COMMON, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    # A word of the index that one typed at a place may have been meant for: that place, the word, its stem, how many
    # texts hold it, and whether it is a synonym and not spelt alike. Hundreds are looked at and few are kept; a plain
    # tuple takes a fraction of the time to make.
    Spelling: TypeAlias = tuple[int, str, str, int, bool]

MOST_WORDS = 16
_MOST_CHARACTERS = 400

MOST_READINGS = 16  # of a word
_LEAST_SPELT = 2  # letters
_MEANT = 2  # readings that a slip may have been meant for, one of each order
_LEAST_LIKENESS = 0.5
_STRANGE = 2  # a word of fewer texts may be a slip, even if somebody else's
_STRANGE_AMONG = 50_000  # the same of a word that not even one text in so many holds
_MOST_TELLING = 9.0
_LEAST_TELLING = 1.0
_COMMON = 1.5  # the most that a common word tells
_EACH_EDIT = 1.1  # how much less alike words are, for each letter wrong, than by their length alone
_OTHER_START = 0.05  # first letters are seldom wrong
_EDITS_OF_KNOWN, _EDITS_OF_STRANGE = 1, 2
_OFTEN = 20  # a word of more texts is no slip for another
_OFTEN_AMONG = 1_000  # the same of a word that more than one text in so many holds
_SAME_MEANING = 0.9  # a synonym, of which most stand for another sense
_MEANING_OF_STRANGE = 0.75  # the same of a word that nobody writes so: it is sooner unfinished, or misspelt
_KNOWN_IS_MEANT = 0.85  # a typed word that texts hold is seldom a slip for another


class Reading(NamedTuple):
    """A word of the index that a typed word may stand for, how surely in 0..1, and how many texts hold it.

    A `synonym` is not spelt alike: it means the same.
    """

    word: str
    likeness: float
    texts: int = 0
    synonym: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of a question, and by their stems the words that it may stand for, the likeliest first.

    The `last` word may be unfinished. `texts` is how many texts hold the word's own stem; where hardly any holds the
    word itself, it is `strange`. `weight` is how much it tells: the rarer, the more. `edits` is how many of its letters
    may be wrong: the more texts hold a word, the less likely it was meant for another.
    """

    word: str
    stem: str
    common: bool
    run: bool
    last: bool
    texts: int = 0
    strange: bool = False
    weight: float = 1.0
    edits: int = 0
    readings: Mapping[str, Reading] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What the index knows of stems: in how many of all its texts (`size`) each stands, and as which words."""

    size: int
    texts: Mapping[str, int]
    words: Mapping[str, Mapping[str, int]]

    def __or__(self, other: Known) -> Known:
        """What both know together."""
        return Known(self.size, {**self.texts, **other.texts}, {**self.words, **other.words})


def read_question(text: str) -> tuple[Asked, ...]:
    """The words of a question, as many as are looked at; none when it says too little to look for."""
    asked = read_beginning(text)
    return () if len(asked) == 1 and asked[0].common else asked


def read_beginning(text: str) -> tuple[Asked, ...]:
    """The words of what somebody has typed so far."""
    found = plain(text[:_MOST_CHARACTERS]).split()[:MOST_WORDS]
    last = len(found) - 1
    return tuple(Asked(w, stem(w), w in COMMON, is_run(w), at == last) for at, w in enumerate(found))


def stems_to_count(asked: Sequence[Asked]) -> list[str]:
    """The stems whose texts are to be counted: of the words, and of those that may be one."""
    return list(dict.fromkeys([*(word.stem for word in asked), *map(stem, joins(asked).values())]))


def stems_of_readings(asked: Sequence[Asked], known: Known) -> list[str]:
    """The stems that words are read as, of which nothing is known yet."""
    return [stemmed for word in asked for stemmed in word.readings if stemmed not in known.texts]


def joins(asked: Sequence[Asked]) -> dict[tuple[int, int], str]:
    """What texts may write as one word, by the places from which and to which it is asked for in several.

    That is each two neighbours, and letters or digits that stand alone side by side.
    """
    two = {(at, at + 2): a.word + b.word for at, (a, b) in enumerate(pairwise(asked)) if not (a.run or b.run)}
    return two | dict(chain.from_iterable(_spelt(asked)))


def ways_to_write(asked: tuple[Asked, ...], known: Known) -> Iterator[tuple[Asked, ...]]:
    """The words as they were asked, and with letters that stand alone as what they spell: "u s" is the "U.S."."""
    yield asked
    words = list(asked)
    for readings in reversed(_spelt(asked)):
        for (start, end), word in readings:
            spelt = Asked(word, stem(word), word in COMMON, run=False, last=end == len(asked))
            if known.texts[spelt.stem]:
                words[start:end] = [weighed(spelt, known)]
                break
    if len(words) < len(asked):
        yield tuple(words)


def met_by_chance(asked: Sequence[Asked], known: Known) -> float:
    """How many texts would hold all telling words that the index knows if words fell independently."""
    telling = (word.texts for word in asked if word.texts and not (word.common or word.run))
    return known.size * math.prod(texts / known.size for texts in telling)


def weighed(asked: Asked, known: Known) -> Asked:
    """The word with its weight, and its own stem as a reading where the index knows it."""
    texts = known.texts.get(asked.stem, 0)
    weight = rarity(texts, known.size)
    if asked.run:
        weight = rarity(0, known.size) * min(1.0, len(asked.word) / 3)
    if asked.common:
        weight = min(weight, _COMMON)
    hardly = known.words[asked.stem].get(asked.word, 0) < max(_STRANGE, known.size / _STRANGE_AMONG)
    strange = hardly and not (asked.common or asked.run)
    edits = _EDITS_OF_STRANGE if strange else 0 if texts > max(_OFTEN, known.size / _OFTEN_AMONG) else _EDITS_OF_KNOWN
    readings = {asked.stem: Reading(asked.word, 1.0, texts)} if texts else {}
    return replace(asked, texts=texts, strange=strange, weight=weight, edits=edits, readings=readings)


def strange(asked: Sequence[Asked]) -> dict[int, Asked]:
    """The words, by their place, that hardly a text holds; where there are any, the last may be unfinished too."""
    found = {at: word for at, word in enumerate(asked) if word.strange}
    if found and not (asked[-1].common or asked[-1].run):
        found[len(asked) - 1] = asked[-1]
    return found


def doubtful(asked: Sequence[Asked]) -> dict[int, Asked]:
    """The words, by their place, that may have been meant for others although texts hold them."""
    return {at: word for at, word in enumerate(asked) if not (word.strange or word.common or word.run)}


def reread(asked: Asked, spellings: Iterable[Spelling], size: int) -> Asked:
    """The word with further readings: words spelt nearly so, and words that begin so."""
    readings = dict(asked.readings)
    for stemmed, reading in _alike(asked, spellings):
        known = readings.get(stemmed)
        if reading.likeness > (known.likeness if known else _LEAST_LIKENESS):
            readings[stemmed] = reading
    likeliest = _likeliest(readings)[:MOST_READINGS]
    weight = asked.weight
    if asked.strange and likeliest:  # a slip tells as much as the word that was meant
        weight = min(weight, max(rarity(readings[stemmed].texts, size) for stemmed in likeliest[:_MEANT]))
    return replace(asked, weight=weight, readings={stemmed: readings[stemmed] for stemmed in likeliest})


def _spelt(asked: Sequence[Asked]) -> list[list[tuple[tuple[int, int], str]]]:
    """For letters that stand alone side by side what they spell, by the places from which and to which they do.

    First all together, then without those at the ends that are words: for "a f b i agent" it is "afbi", and "fbi".
    """
    spelt: list[list[tuple[tuple[int, int], str]]] = []
    for alone, places in groupby(range(len(asked)), key=lambda at: len(asked[at].word) == 1 and not asked[at].run):
        letters = list(places)
        if not alone or len(letters) < _LEAST_SPELT:
            continue
        start, end = letters[0], letters[-1] + 1
        firsts = (start, start + 1) if asked[start].common else (start,)
        lasts = (end, end - 1) if asked[end - 1].common else (end,)
        spans = ((first, last) for first in firsts for last in lasts if last - first >= _LEAST_SPELT)
        spelt.append([(span, "".join(word.word for word in asked[slice(*span)])) for span in spans])
    return spelt


def _likeliest(readings: Mapping[str, Reading]) -> list[str]:
    """Stems of readings, in turn one that is most alike and one that is used most among those that are alike.

    Rare words are often meant when they are asked for, and common ones when somebody slips: neither order will do.
    """
    alike = sorted(readings, key=lambda each: (-readings[each].likeness, -readings[each].texts, each))
    used = sorted(readings, key=lambda each: (-readings[each].likeness * math.log(readings[each].texts + 2), each))
    return list(dict.fromkeys(chain.from_iterable(zip(alike, used, strict=True))))


def continued(asked: Asked, word: str) -> float:
    """How surely `word` was meant, in 0..1, where it begins with the typed word."""
    done = len(asked.word) / len(word)
    return 0.75 + 0.2 * done if asked.last else 0.6 + 0.3 * done


def rarity(texts: int, size: int) -> float:
    """How much a word tells that stands in `texts` of `size` texts."""
    return min(max(math.log((size + 1) / (texts + 1)), _LEAST_TELLING), _MOST_TELLING)


def _alike(asked: Asked, spellings: Iterable[Spelling]) -> Iterator[tuple[str, Reading]]:
    """What is near the typed word, goes on from it or means the same, by its stem."""
    typed = asked.word
    sure = 1.0 if asked.strange else _KNOWN_IS_MEANT
    unfinished = 1.0 if asked.last else sure
    written: dict[str, tuple[str, int]] = {}
    for _, word, stemmed, texts, synonym in spellings:
        if synonym:
            yield stemmed, Reading(word, _MEANING_OF_STRANGE if asked.strange else _SAME_MEANING, texts, synonym=True)
        elif asked.strange or word not in COMMON:
            written[word] = stemmed, texts
            if word.startswith(typed):
                yield stemmed, Reading(word, unfinished * continued(asked, word), texts)
    for word, wrong in near(typed, tuple(written), asked.edits):
        stemmed, texts = written[word]
        other_start = _OTHER_START if typed[0] != word[0] else 0.0
        likeness = 1.0 - _EACH_EDIT * wrong / max(len(typed), len(word)) - other_start
        yield stemmed, Reading(word, sure * likeness, texts)
