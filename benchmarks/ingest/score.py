"""Precision and recall of a body, over runs of four words counted with multiplicity, and their means over pages.

The measure of the article extraction benchmark by Scrapinghub, so that figures can be set beside published ones.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RUN = 4


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of what was found is right, and how much of what is right was found; each in 0..1.

    `silent` is true where nothing was found: the page then has no precision.
    """

    precision: float
    recall: float
    silent: bool = False

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def overlap(gold: str, found: str) -> Overlap:
    """`found` against `gold`; two empty texts agree."""
    right, got = _runs(gold), _runs(found)
    common = (right & got).total()
    if not right and not got:
        return Overlap(1.0, 1.0)
    recall = common / right.total() if right else 0.0
    return Overlap(common / got.total(), recall) if got else Overlap(0.0, recall, silent=True)


def mean(overlaps: Sequence[Overlap]) -> Overlap:
    """The mean page: precision over the pages where anything was found, recall over all."""
    spoken = [each.precision for each in overlaps if not each.silent]
    return Overlap(statistics.fmean(spoken or [0.0]), statistics.fmean(each.recall for each in overlaps))


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)) if words)
