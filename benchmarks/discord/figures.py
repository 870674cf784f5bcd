"""Waits and tolls as figures beside those of the floor: percentiles, ratios, one table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.discord.watch import Toll

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTS = (0.5, 0.95, 0.99)
_HEAD = (
    "what",
    "at once",
    "Dragoman p50 / p95 / p99 ms",
    "floor p50 / p95 / p99 ms",
    "**ratio** p50 / p95 / p99",
    "processor ms each, ratio",
    "longest stall ms (floor)",
    "longest callback, processor ms (floor)",
)


@dataclass(slots=True)
class Taken:
    """What one bot took for one kind of question: milliseconds of waiting, and what its process spent on all of it."""

    waits: list[float] = field(default_factory=list)
    toll: Toll | None = None

    def add(self, waits: Sequence[float], toll: Toll | None = None) -> None:
        """Count some more."""
        self.waits += waits
        if toll is not None:
            self.toll = toll.with_(self.toll or Toll())

    @property
    def busy(self) -> float:
        """Processor time for each question."""
        return self.toll.busy / len(self.waits) if self.toll else 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of question, so many at once, to both bots."""

    what: str
    at_once: int
    ours: Taken
    floor: Taken

    @property
    def ratios(self) -> list[float]:
        """How much longer ours takes at p50, p95 and p99."""
        return [percentile(self.ours.waits, part) / percentile(self.floor.waits, part) for part in PARTS]

    @property
    def cells(self) -> list[str]:
        """As cells of the table."""
        ours, floor = self.ours, self.floor
        tolls = ["", "", ""]
        if ours.toll and floor.toll:
            tolls = [
                f"{ours.busy:.1f} / {floor.busy:.1f} = {ours.busy / floor.busy:.1f}",
                f"{ours.toll.stall:.0f} ({floor.toll.stall:.0f})",
                f"{ours.toll.callback:.0f} ({floor.toll.callback:.0f})",
            ]
        ratios = " / ".join(f"{ratio:.1f}" for ratio in self.ratios)
        return [self.what, str(self.at_once), _times(ours.waits), _times(floor.waits), ratios, *tolls]


def percentile(waits: Sequence[float], part: float) -> float:
    """The least of the waits that at least this part of them do not exceed."""
    ordered = sorted(waits)
    return ordered[max(0, -int(-part * len(ordered) // 1) - 1)]


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [_HEAD, ("---",) * len(_HEAD), *(row.cells for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def short(rows: Sequence[Row], ratio: float, stall: float) -> list[str]:
    """Where the aim is missed: a ratio at p95, or a callback of ours, each a sentence."""
    missed = []
    for row in rows:
        if row.ratios[1] > ratio:
            missed.append(
                f"{row.what}, {row.at_once} at once: p95 is {row.ratios[1]:.1f} times the floor's, not {ratio}"
            )
        if row.ours.toll and row.ours.toll.callback > stall:
            missed.append(
                f"{row.what}, {row.at_once} at once: a callback took {row.ours.toll.callback:.0f} ms, not {stall:.0f}"
            )
    return missed


def _times(waits: Sequence[float]) -> str:
    return " / ".join(f"{percentile(waits, part):.1f}" for part in PARTS)
