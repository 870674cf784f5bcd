"""Asking many questions of one engine, and what came of it."""

from __future__ import annotations

import asyncio
import gc
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

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
    """How many questions were answered how well, and in how many milliseconds each.

    `busy` is what the processors spent on a question, whatever else they had to do.
    """

    asked: int = 0
    first: int = 0
    among: int = 0
    wrong: int = 0
    times: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)

    def add(self, found: Sequence[int] | Sequence[str], right: AbstractSet[object], lap: Lap) -> None:
        """Count one answer; where nothing is right, only no answer is."""
        self.asked += 1
        self.first += bool(found and found[0] in right) if right else not found
        self.among += any(each in right for each in found) if right else not found
        self.wrong += bool(found) and not right & set(found)
        self.times.append(lap.best * 1_000)
        self.busy.append(lap.busy * 1_000)

    def share(self, count: int) -> float:
        """A part of the questions asked."""
        return count / self.asked if self.asked else 0.0


def most(times: Sequence[float], part: float) -> float:
    """The time that this part of the questions took at most."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


class Lap:
    """Takes the time of whatever is done inside, again and again, and keeps the best."""

    def __init__(self) -> None:
        self.best = self.busy = float("inf")
        self._started = (0.0, 0.0)

    def __enter__(self) -> Self:
        self._started = (time.perf_counter(), time.process_time())
        return self

    def __exit__(self, *_: object) -> None:
        self.best = min(self.best, time.perf_counter() - self._started[0])
        self.busy = min(self.busy, time.process_time() - self._started[1])


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
    gc.collect()
    gc.freeze()  # the texts that the benchmark itself holds are not to be swept while it measures
    heart = asyncio.create_task(_beat(result))
    for question in questions:
        lap = Lap()
        found: list[int] = []
        for _ in range(LAPS):
            with lap:
                found = await engine.ask(question.typed)
        for tally in (result.by_kind[question.kind], result.total):
            tally.add(found, question.right, lap)
    heart.cancel()
    gc.unfreeze()
    return result


def ask_names(engine: NameEngine, asked: Sequence[Asked]) -> Result:
    """Ask everything; who is offered counts as found after who is meant, and as no answer where nobody is right."""
    result = Result(engine.name, defaultdict(Tally), Tally())
    for each in asked:
        lap = Lap()
        meant: Sequence[str] = ()
        offered: Sequence[str] = ()
        for _ in range(LAPS):
            with lap:
                meant, offered = engine.ask(each.typed)
        found = [*meant, *offered] if each.right else list(meant)
        for tally in (result.by_kind[each.kind], result.total):
            tally.add(found, each.right, lap)
    return result


async def _beat(result: Result) -> None:
    while True:
        start = time.perf_counter()
        await asyncio.sleep(BEAT)
        result.stall = max(result.stall, (time.perf_counter() - start - BEAT) * 1_000)
