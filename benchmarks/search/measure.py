"""Asking many questions of one engine, and what came of it."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from benchmarks.search.engines import NameEngine, TextEngine
    from benchmarks.search.people import Asked
    from benchmarks.search.questions import Question

LAPS = 3  # a question's time is its best lap, so that other work on the machine disturbs the figures less
BEAT = 0.005  # seconds between two beats of whoever else uses the event loop


@dataclass(slots=True)
class Tally:
    """How many questions were answered how well, and in how many milliseconds each."""

    asked: int = 0
    first: int = 0
    among: int = 0
    wrong: int = 0
    times: list[float] = field(default_factory=list)

    def add(self, found: Sequence[int] | Sequence[str], right: AbstractSet[object], milliseconds: float) -> None:
        """Count one answer; where nothing is right, only no answer is."""
        self.asked += 1
        self.first += bool(found and found[0] in right) if right else not found
        self.among += any(each in right for each in found) if right else not found
        self.wrong += bool(found) and not right & set(found)
        self.times.append(milliseconds)

    def share(self, count: int) -> float:
        """A part of the questions asked."""
        return count / self.asked if self.asked else 0.0

    def time(self, part: float) -> float:
        """The time that this part of the questions took at most."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


@dataclass(slots=True)
class Result:
    """An engine's tallies, by kind of question and over all; `stall` is the event loop's longest, in milliseconds."""

    engine: str
    by_kind: dict[str, Tally]
    total: Tally
    stall: float = 0.0


async def idle_stall() -> float:
    """How long the event loop stalls in a second in which nothing is asked: what the machine itself does."""
    result = Result("idle", {}, Tally())
    heart = asyncio.create_task(_beat(result))
    await asyncio.sleep(1.0)
    heart.cancel()
    return result.stall


async def ask_texts(engine: TextEngine, questions: Sequence[Question]) -> Result:
    """Ask everything, with a heart beating beside it on the same event loop."""
    result = Result(engine.name, defaultdict(Tally), Tally())
    for question in questions[:: max(1, len(questions) // 20)]:  # warm up
        await engine.ask(question.typed)
    heart = asyncio.create_task(_beat(result))
    for question in questions:
        best = float("inf")
        found: list[int] = []
        for _ in range(LAPS):
            start = time.perf_counter()
            found = await engine.ask(question.typed)
            best = min(best, time.perf_counter() - start)
        for tally in (result.by_kind[question.kind], result.total):
            tally.add(found, question.right, best * 1_000)
    heart.cancel()
    return result


def ask_names(engine: NameEngine, asked: Sequence[Asked]) -> Result:
    """Ask everything; who is offered counts as found after who is meant, and as no answer where nobody is right."""
    result = Result(engine.name, defaultdict(Tally), Tally())
    for each in asked:
        best = float("inf")
        meant: Sequence[str] = ()
        offered: Sequence[str] = ()
        for _ in range(LAPS):
            start = time.perf_counter()
            meant, offered = engine.ask(each.typed)
            best = min(best, time.perf_counter() - start)
        found = [*meant, *offered] if each.right else list(meant)
        for tally in (result.by_kind[each.kind], result.total):
            tally.add(found, each.right, best * 1_000)
    return result


async def _beat(result: Result) -> None:
    while True:
        start = time.perf_counter()
        await asyncio.sleep(BEAT)
        result.stall = max(result.stall, (time.perf_counter() - start - BEAT) * 1_000)
