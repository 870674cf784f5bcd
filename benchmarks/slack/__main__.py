"""A rush of commands on Slack while one socket is replaced, to Dragoman and to apps that answer a fixed string.

All of them are real Bolt apps, each in a process of its own, at a local Slack in this one. A command is lost that can
be sent nowhere, is not acknowledged within three seconds, or is never answered. The processor's time is what the app's
own process spent; on a busy machine it tells more than the waiting does.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.discord.figures import PARTS, percentile
from benchmarks.discord.library import ready, sayings
from benchmarks.discord.questions import Questioner
from benchmarks.slack.stage import on_stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.slack.stage import Bot, Wait
    from tests.bot.platforms.slack.shown import Asked

RATIO = 1.5
SOCKETS = {"Dragoman": 2, "Bolt, two sockets": 2, "Bolt, one socket": 1}
FLOOR = "Bolt, two sockets"
_ASKED_ABOUT = 3_000  # of the sayings
_ASKERS = 100  # so many that nobody asks too often
_WARM = 200
_COMMANDS = ("/quote", "/expert", "/brief", "/who-said")
_HEAD = (
    "app",
    "lost",
    "acknowledged p50 / p95 / p99 ms",
    "ratio",
    "answered p50 / p95 / p99 ms",
    "ratio",
    "processor ms each",
)


@dataclass(slots=True)
class Taken:
    """What one app took in all rounds."""

    sent: int = 0
    waits: list[Wait] = field(default_factory=list)
    busy: float = 0.0

    @property
    def lost(self) -> int:
        """How many commands came to nothing."""
        return self.sent - len(self.waits)


def main() -> int:
    """Measure, print the table, and end with 1 where Dragoman loses a command or falls short of its aim."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slack", description=__doc__)
    parser.add_argument("--quotations", type=int, default=2_000, metavar="N", help="in the knowledge base")
    parser.add_argument("--rate", type=int, default=200, metavar="N", help="commands a second")
    parser.add_argument("--seconds", type=float, default=2.0, metavar="S", help="of each round")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="of each app")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="keep articles and knowledge base here, for again")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        taken = asyncio.run(_measured(args.folder or Path(passing), args))
    print(_table(taken))
    missed = list(_missed(taken))
    print("\n".join(["", *(missed or ["the aim is met"])]), file=sys.stderr)
    return 1 if missed else 0


async def _measured(folder: Path, args: argparse.Namespace) -> dict[str, Taken]:
    articles = await asyncio.to_thread(ready, folder, args.quotations)
    rng = random.Random(9)  # noqa: S311 - the same questions in every run
    questioner = Questioner(sayings(min(args.quotations, _ASKED_ABOUT)), rng)
    taken = {name: Taken() for name in SOCKETS}
    for _ in range(args.rounds):
        for name, sockets in SOCKETS.items():
            async with on_stage(name, sockets, articles) as bot:
                await _rush(bot, questioner, _WARM, args.rate / 4)
                await bot.toll()
                asked = await _refreshed(bot, questioner, int(args.rate * args.seconds), args.rate)
                busy = (await bot.toll()).busy
            found = [bot.stage.outcome(each) for each in asked]
            taken[name].sent += len(asked)
            taken[name].waits += [each for each in found if each is not None]
            taken[name].busy += busy
    return taken


async def _refreshed(bot: Bot, questioner: Questioner, count: int, rate: float) -> list[Asked | None]:
    """A rush in the midst of which Slack asks a socket to leave."""
    refreshing = asyncio.create_task(_later(count / rate / 2, bot))
    asked = await _rush(bot, questioner, count, rate)
    await refreshing
    return asked


async def _later(seconds: float, bot: Bot) -> None:
    await asyncio.sleep(seconds)
    await bot.stage.sockets.refresh()


async def _rush(bot: Bot, questioner: Questioner, count: int, rate: float) -> list[Asked | None]:
    """Ask so much at that rate, whether or not it is answered yet; then wait for the answers."""
    asked: list[Asked | None] = []
    start = time.perf_counter()
    for number in range(count):
        await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
        kind, options = _command(questioner)
        asked.append(await bot.stage.try_to_ask(kind, " ".join(options.values()), f"U{number % _ASKERS:08}"))
    await bot.stage.settled(asked)
    return asked


def _command(questioner: Questioner) -> tuple[str, dict[str, str]]:
    while True:
        kind, options = questioner.command()
        if kind in _COMMANDS:
            return kind, options


def _table(taken: dict[str, Taken]) -> str:
    floor = taken[FLOOR]
    rows = [
        (
            name,
            f"{each.lost} of {each.sent}",
            _times([wait.sign for wait in each.waits]),
            f"{_ratio(each, floor, 'sign'):.1f}",
            _times([wait.words for wait in each.waits]),
            f"{_ratio(each, floor, 'words'):.1f}",
            f"{each.busy / each.sent:.1f}",
        )
        for name, each in taken.items()
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in (_HEAD, ("---",) * len(_HEAD), *rows))


def _times(waits: Sequence[float]) -> str:
    return " / ".join(f"{percentile(waits, part):.1f}" for part in PARTS) if waits else "never"


def _ratio(each: Taken, floor: Taken, what: str) -> float:
    """How much longer it takes at p95."""
    ours, theirs = ([getattr(wait, what) for wait in taken.waits] for taken in (each, floor))
    return percentile(ours, 0.95) / percentile(theirs, 0.95) if ours and theirs else 0.0


def _missed(taken: dict[str, Taken]) -> Sequence[str]:
    ours, floor = taken["Dragoman"], taken[FLOOR]
    found = [f"{ours.lost} commands are lost"] if ours.lost else []
    for what, name in (("sign", "acknowledgement"), ("words", "answer")):
        ratio = _ratio(ours, floor, what)
        if ratio > RATIO:
            found.append(f"{name}: p95 is {ratio:.1f} times that of {FLOOR!r}, not {RATIO}")
    return found


if __name__ == "__main__":
    sys.exit(main())
