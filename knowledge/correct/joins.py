"""Which people are one, and whose name stays, when editors have said so pair by pair."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Claim:
    """`person` and `other` are ids of one person; the name of `person` stays. `place` orders claims."""

    place: int
    person: str
    other: str


@dataclass(frozen=True, slots=True)
class Joined:
    """`heads` has for each who gives way whose name stays; `overruled` for a claim's place that of a later one."""

    heads: dict[str, str]
    overruled: dict[int, int]


def joined(claims: Sequence[Claim]) -> Joined:
    """Follow chains to their end; where claims go in a circle, the later one counts.

    Of several whose names nobody says give way, the one named last stays.
    """
    over: dict[str, dict[str, list[int]]] = defaultdict(dict)
    overruled: dict[int, int] = {}
    for claim in claims:
        for above in [each for each in over[claim.person] if claim.other in _upwards(over, each)]:
            overruled |= dict.fromkeys(over[claim.person].pop(above), claim.place)
        over[claim.other].setdefault(claim.person, []).append(claim.place)
    heads: dict[str, str] = {}
    for together in _components(claims):
        tops = [each for each in together if not over.get(each)]
        last = {claim.person: claim.place for claim in claims}
        top = max(tops, key=lambda each: (last.get(each, -1), each))
        heads |= dict.fromkeys((each for each in together if each != top), top)
    return Joined(heads, overruled)


def _upwards(over: dict[str, dict[str, list[int]]], start: str) -> set[str]:
    """Everybody before whom `start` gives way, and `start`."""
    reached, waiting = {start}, [start]
    while waiting:
        for above in over.get(waiting.pop(), ()):
            if above not in reached:
                reached.add(above)
                waiting.append(above)
    return reached


def _components(claims: Iterable[Claim]) -> list[list[str]]:
    sets: dict[str, set[str]] = {}
    for claim in claims:
        both = sets.get(claim.person, {claim.person}) | sets.get(claim.other, {claim.other})
        sets |= dict.fromkeys(both, both)
    return [sorted(together) for together in {id(each): each for each in sets.values()}.values()]
