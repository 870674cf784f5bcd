"""The ways of asking the full-text index a question, from the narrowest to the widest.

A way is a meeting of groups of tokens: a text is found when it holds one token of each group. Telling words and pairs
of neighbours are rare, so their meetings are few; no way walks the long list of a common word.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.search.question import join
from knowledge.search.runs import SHORTEST_UNLIKE
from knowledge.search.stems import stem
from knowledge.search.tokens import pair, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.search.question import Asked

_MOST_EACH = 50  # texts from one way of asking
_MOST_LOOSE = 25  # texts from a way that leaves a part of the question out
_MOST_OF_READING = 12  # texts with one of the readings of a lone word
_MOST_READINGS = 8  # readings that are looked for of a word that no text holds
_FEW_READINGS = 3
_MOST_PARTS = 8  # words of a question that is also asked without each of them
_LEAST_SPLIT = 4  # letters of a word that may be two typed together
_LEAST_IN_PARTS = 8  # letters of a word of which one part may be misspelt as well
_LEAST_PART = 4
_ENOUGH_TELLING = 2  # words; where there are fewer, the common ones are asked for as well
_UNFINISHED = "*"


@dataclass(frozen=True, slots=True)
class Way:
    """One way of asking. A token that ends in `*` stands for all that begin so; `most` bounds the texts taken.

    Texts that hold the folded words `phrase` to the letter are taken before others.
    """

    groups: tuple[tuple[str, ...], ...]
    most: int = _MOST_EACH
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class _Element:
    """A word as it is looked for: the stems it may have, or for a run its characters."""

    stems: tuple[str, ...]
    common: bool = False
    run: bool = False


_NOTHING = _Element(())


def as_typed(asked: Sequence[Asked]) -> Iterator[Way]:
    """The phrase; with its last word unfinished; with two words joined; all its telling words, anywhere."""
    typed = [_typed(word) for word in asked]
    yield Way(_phrase(typed), phrase=" ".join(word.word for word in asked))
    if len(asked) > 1 and not asked[-1].run and not asked[-2].run:
        yield Way(_unfinished(asked, typed))
    for at, (first, second) in enumerate(pairwise(asked)):
        if not (first.run or second.run):
            yield Way(_phrase([*typed[:at], _Element((join(first, second),)), *typed[at + 2 :]]))
    yield Way(_anywhere(typed))
    if sum(not word.common for word in asked) < _ENOUGH_TELLING:
        yield Way(tuple(group for element in typed for group in _alone(element)))


def as_read(asked: Sequence[Asked]) -> Iterator[Way]:
    """The same with every reading of each word; then with a word parted in two, or a run broken."""
    read = [_read(word, _MOST_READINGS) for word in asked]
    yield Way(_phrase(read))
    yield from _each_reading(read)
    for at, word in enumerate(asked):
        if word.run:
            yield from (Way(_phrase([*read[:at], *parts, *read[at + 1 :]])) for parts in _broken(word.word))
        elif not word.texts and len(word.word) >= _LEAST_SPLIT:
            yield Way((*_phrase(_without(read, at)), _parted(word.word)))
            yield Way((_parted(word.word),), _MOST_LOOSE)


def with_one_left_out(asked: Sequence[Asked]) -> Iterator[Way]:
    """All but one word, near each other and then anywhere; the most telling words alone. Something telling is left."""
    read = [_read(word, _FEW_READINGS) for word in asked]
    dull_first = sorted(range(len(read)), key=lambda at: asked[at].weight)[-_MOST_PARTS:]
    telling = [at for at in dull_first if read[at].stems and not read[at].common]
    for at in dull_first:
        if telling not in ([], [at]):
            yield Way(_phrase(_without(read, at)), _MOST_LOOSE)
    for at in telling:
        yield Way(_anywhere(_without(read, at)), _MOST_LOOSE)
    for at in reversed(telling[-2:]):
        yield Way(_anywhere([read[at]]), _MOST_LOOSE)


def in_parts(word: Asked) -> Iterator[Way]:
    """What a long strange word begins and ends with: it may be two words typed together, one of them misspelt."""
    if word.run or word.texts or len(word.word) < _LEAST_IN_PARTS:
        return
    for length in range(len(word.word) - 2, _LEAST_PART - 1, -1):
        yield Way(((stem(word.word[:length]),),), _MOST_OF_READING)
        yield Way(((stem(word.word[-length:]),),), _MOST_OF_READING)


def continuing(asked: Sequence[Asked], endings: Sequence[str]) -> Iterator[Way]:
    """The phrase with its last word unfinished; of an only word each of the stems it may end in."""
    if len(asked) == 1 and not asked[0].run:
        yield from (Way(((ending,),), _MOST_OF_READING) for ending in endings[:_MOST_READINGS])
        return
    typed = [_typed(word) for word in asked]
    if asked[-1].run or asked[-2].run:
        yield Way(_phrase(typed))
    else:
        yield Way(_unfinished(asked, typed))
        yield Way(_phrase(typed[:-1]))  # "nobody w": the stem of "was" begins otherwise


def _unfinished(asked: Sequence[Asked], typed: Sequence[_Element]) -> tuple[tuple[str, ...], ...]:
    before = _phrase(typed[:-1]) if typed[1:-1] else ()
    return (*before, (pair(asked[-2].stem, _beginning(asked[-1])) + _UNFINISHED,))


def _each_reading(read: Sequence[_Element]) -> Iterator[Way]:
    """All telling words anywhere; a lone one in each reading, so that a frequent reading does not hide the others."""
    groups = _anywhere(read)
    if len(groups) == 1:
        yield from (Way(((token,),), _MOST_OF_READING) for token in groups[0])
    else:
        yield Way(groups)


def _typed(word: Asked) -> _Element:
    return _Element((word.word if word.run else word.stem,), word.common, word.run)


def _read(word: Asked, most: int) -> _Element:
    if word.run:
        return _typed(word)
    return _Element(tuple(word.readings)[: _FEW_READINGS if word.texts else most], word.common)


def _without(elements: Sequence[_Element], at: int) -> list[_Element]:
    return [*elements[:at], _NOTHING, *elements[at + 1 :]]


def _phrase(elements: Sequence[_Element]) -> tuple[tuple[str, ...], ...]:
    """A group for each two neighbours and for each word without one; common words count where nothing else does."""
    telling: list[tuple[str, ...]] = []
    common: list[tuple[str, ...]] = []
    paired = False
    for element, after in zip(elements, (*elements[1:], _NOTHING), strict=False):
        if element.run:
            telling += _alone(element)
            continue
        groups = common if element.common and (after.common or not after.stems or after.run) else telling
        if element.stems and after.stems and not after.run:
            groups.append(tuple(pair(a, b) for a in element.stems for b in after.stems))
            paired = True
        else:
            if element.stems and not paired:
                groups.append(element.stems)
            paired = False
    return tuple(telling or common)


def _anywhere(elements: Sequence[_Element]) -> tuple[tuple[str, ...], ...]:
    return tuple(group for element in elements if not element.common for group in _alone(element))


def _alone(element: _Element) -> tuple[tuple[str, ...], ...]:
    if element.run:
        return tuple((piece,) for piece in pieces(*element.stems))
    return (element.stems,) if element.stems else ()


def _beginning(word: Asked) -> str:
    return word.stem if word.word.startswith(word.stem) else word.word


def _parted(word: str) -> tuple[str, ...]:
    """Every pair of words that `word` may be when two were typed together."""
    return tuple(pair(stem(word[:at]), stem(word[at:])) for at in range(2, len(word) - 1))


def _broken(run: str) -> Iterator[tuple[_Element, ...]]:
    """The run with one character wrong, and with something left out between two; not of a short one."""
    if len(run) < SHORTEST_UNLIKE:
        return
    for at in range(len(run)):
        yield _runs(run[:at], run[at + 1 :])
    for at in range(1, len(run)):
        yield _runs(run[:at], run[at:])


def _runs(*parts: str) -> tuple[_Element, ...]:
    return tuple(_Element((part,), run=True) for part in parts if part)
