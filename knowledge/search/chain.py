"""How nearly the words of a question stand in a text as they were asked: side by side and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from knowledge.search.question import Asked

    _Link: TypeAlias = Callable[["Place", "Place", int], float]

_BACKWARDS = 0.85  # of two neighbours that stand in the other order
_EACH_FURTHER = 0.3  # how soon words that stand apart stop counting as neighbours
_NEAR = 3  # words between a common word and one it is looked for beside
_FEW = 3  # places of one word that are all tried


class Place(NamedTuple):
    """Where an asked word stands in a text: the first of so many words, and how surely they are what was meant."""

    at: int
    words: int
    likeness: float


class Chain(NamedTuple):
    """One place for each asked word that has any, and what the links between them are worth together."""

    worth: float
    places: dict[int, Place]


class _Step(NamedTuple):
    worth: float
    place: Place
    came_from: int


def best_chain(asked: Sequence[Asked], places: Sequence[Sequence[Place]]) -> Chain:
    """The places where neighbours of the question stand most like neighbours.

    A link between two words is worth up to both their weights.
    """
    rounds: list[tuple[int, list[_Step]]] = []
    for at, some in enumerate(places):
        if not some:
            continue
        if not rounds:
            rounds.append((at, [_Step(0.0, place, 0) for place in some]))
            continue
        before, steps = rounds[-1]
        weight = asked[before].weight + asked[at].weight
        near = _worth_trying(some, steps)
        link = _link_of_repeated if asked[before].word == asked[at].word else _closeness
        rounds.append((at, [_step(steps, place, at - before, weight, link) for place in near]))
    return _traced(rounds)


def _worth_trying(places: Sequence[Place], steps: Sequence[_Step]) -> Sequence[Place]:
    """Of many places, those near one that was reached before; all of them where none is."""
    if len(places) <= _FEW or len(steps) <= _FEW:
        return places
    reached = {step.place.at + by for step in steps for by in range(-_NEAR, _NEAR + 1)}
    return [place for place in places if place.at in reached] or places[:_FEW]


def _step(before: Sequence[_Step], place: Place, apart: int, weight: float, link: _Link) -> _Step:
    best, came_from = -1.0, 0
    for at, step in enumerate(before):
        worth = step.worth + weight * link(step.place, place, apart)
        if worth > best:
            best, came_from = worth, at
    return _Step(best, place, came_from)


def _closeness(first: Place, second: Place, apart: int) -> float:
    """How nearly two words stand as far apart, and in such order, as they were asked; in 0..1."""
    sure = min(first.likeness, second.likeness)
    gap = second.at - first.at
    if gap == 0:
        return sure
    if gap > 0:
        return sure / (1 + _EACH_FURTHER * abs(gap - apart - first.words + 1))
    return sure * _BACKWARDS / (1 + _EACH_FURTHER * abs(-gap - apart))


def _link_of_repeated(first: Place, second: Place, apart: int) -> float:
    """The same for a word and its repetition, which one place cannot be both."""
    return 0.0 if first.at == second.at else _closeness(first, second, apart)


def _traced(rounds: Sequence[tuple[int, Sequence[_Step]]]) -> Chain:
    if not rounds:
        return Chain(0.0, {})
    last = rounds[-1][1]
    at = max(range(len(last)), key=lambda n: last[n].worth)
    worth = last[at].worth
    chosen: dict[int, Place] = {}
    for asked, steps in reversed(rounds):
        chosen[asked] = steps[at].place
        at = steps[at].came_from
    return Chain(worth, chosen)
