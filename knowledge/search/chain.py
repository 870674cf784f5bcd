"""How nearly the words of a question stand in a text as they were asked: side by side and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from knowledge.search.question import Asked

    # Hundreds of places are looked at for a question and most are forgotten at once; a plain tuple takes a tenth of
    # the time to make. A `Spot` is a `Place` as its likeness, first word and number of words; a step is the worth of
    # a chain so far, its last spot, and which of the spots before it came from.
    Spot: TypeAlias = tuple[float, int, int]
    _Step: TypeAlias = tuple[float, Spot, int]

_BACKWARDS = 0.85  # of two neighbours that stand in the other order
_EACH_FURTHER = 0.3  # how soon words that stand apart stop counting as neighbours
_DOUBT_LEFT = 0.5  # of what two words may have been meant for, where they stand just as they were asked
_NEVER = 2.0  # no likeness is as high
_NEAR = 3  # words between a common word and one it is looked for beside
_FEW = 3  # places of one word that are all tried


class Place(NamedTuple):
    """Where an asked word stands in a text: the first of so many words, and how surely they are what was meant."""

    at: int
    words: int
    likeness: float


class Chain:
    """One place for each asked word that has any, and what the links between them are `worth` together."""

    __slots__ = ("_rounds", "worth")

    def __init__(self, rounds: Sequence[tuple[int, Sequence[_Step]]]) -> None:
        self._rounds = rounds
        self.worth = max(rounds[-1][1])[0] if rounds else 0.0

    @property
    def places(self) -> dict[int, Place]:
        """Where each asked word stands; traced anew at each call, for of many chains few are shown."""
        chosen: dict[int, Place] = {}
        if self._rounds:
            last = self._rounds[-1][1]
            at = max(range(len(last)), key=lambda n: last[n][0])
            for asked, steps in reversed(self._rounds):
                _, (likeness, first, words), at = steps[at]
                chosen[asked] = Place(first, words, likeness)
        return chosen


def as_asked(sure: float) -> float:
    """How surely two words were meant that stand just as they were asked: what is beside a word speaks for it."""
    return 1.0 - _DOUBT_LEFT * (1.0 - sure)


def whole_chain(words: int, first: int) -> Chain:
    """The chain of so many words that stand as they were asked, from the word `first` on."""
    return Chain([(asked, [(0.0, (1.0, first + asked, 1), 0)]) for asked in range(words)])


def best_chain(asked: Sequence[Asked], places: Sequence[Sequence[Spot]]) -> Chain:
    """The places where neighbours of the question stand most like neighbours.

    A link between two words is worth up to both their weights.
    """
    rounds: list[tuple[int, list[_Step]]] = []
    for at, some in enumerate(places):
        if not some:
            continue
        if not rounds:
            rounds.append((at, [(0.0, spot, 0) for spot in some]))
            continue
        before, steps = rounds[-1]
        weight = asked[before].weight + asked[at].weight
        alone = _alone(asked[before].word, asked[at].word)
        near = _worth_trying(some, steps)
        rounds.append((at, [_step(steps, spot, at - before, weight, alone) for spot in near]))
    return Chain(rounds)


def _worth_trying(some: Sequence[Spot], steps: Sequence[_Step]) -> Sequence[Spot]:
    """Of many places, those near one that was reached before; all of them where none is."""
    if len(some) <= _FEW or len(steps) <= _FEW:
        return some
    reached = {spot[1] + by for _, spot, _ in steps for by in range(-_NEAR, _NEAR + 1)}
    return [spot for spot in some if spot[1] in reached] or some[:_FEW]


def _alone(word: str, after: str) -> float:
    """From which likeness on one place is not both of two asked words, as it is where a text writes them as one.

    It is never a word and its repetition, and of a letter only where it is less sure, because it is one of several.
    """
    if word != after:
        return _NEVER
    return 1.0 if len(word) == 1 else 0.0


def _step(before: Sequence[_Step], spot: Spot, apart: int, weight: float, alone: float) -> _Step:
    """The best way to a spot: from where the two words stand most nearly as far apart, and in such order, as asked.

    One place is not both of them when it is as sure as `alone`.
    """
    best, came_from = -1.0, 0
    likeness, at, _ = spot
    for number, (worth, (first_likeness, first, words), _) in enumerate(before):
        sure = min(first_likeness, likeness)
        gap = at - first
        if gap > 0:
            off = abs(gap - apart - words + 1)
            sure = sure / (1 + _EACH_FURTHER * off) if off else as_asked(sure)
        elif gap < 0:
            sure *= _BACKWARDS / (1 + _EACH_FURTHER * abs(-gap - apart))
        elif sure >= alone:
            sure = 0.0
        if worth + weight * sure > best:
            best, came_from = worth + weight * sure, number
    return best, spot, came_from
