"""How far stated confidences are from the shares that are right, and the monotone map that would mend them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Stated = tuple[float, bool]  # a confidence, and whether it was right
    Map = Callable[[float], float]

BINS = 10


def expected_error(stated: Sequence[Stated]) -> float:
    """The expected calibration error: |stated - share right| of each of ten equal bins, weighted by their sizes."""
    total = 0.0
    for _, group in groupby(sorted(stated), key=lambda one: min(int(one[0] * BINS), BINS - 1)):
        total += abs(sum(confidence - right for confidence, right in group))
    return total / len(stated) if stated else 0.0


def squared_error(stated: Sequence[Stated]) -> float:
    """The mean of (stated - right)², Brier's score: it falls with calibration and with telling right from wrong."""
    return sum((confidence - right) ** 2 for confidence, right in stated) / len(stated) if stated else 0.0


def monotone(stated: Iterable[Stated]) -> Map:
    """Map a confidence to the share right at or below it, never falling: neighbours that would fall are pooled.

    A confidence below all that were seen maps as the lowest seen. Raises ValueError where there is nothing to fit.
    """
    pools: list[tuple[float, int, int]] = []  # the lowest confidence, how many are right, of how many
    for confidence, group in groupby(sorted(stated), key=lambda one: one[0]):
        rights = [right for _, right in group]
        pools.append((confidence, sum(rights), len(rights)))
        while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
            (_, right, of), (start, right_below, of_below) = pools.pop(), pools.pop()
            pools.append((start, right_below + right, of_below + of))
    if not pools:
        raise ValueError("nothing to fit")
    starts = [start for start, _, _ in pools]

    def mapped(confidence: float) -> float:
        _, right, of = pools[max(bisect_right(starts, confidence) - 1, 0)]
        return right / of

    return mapped
