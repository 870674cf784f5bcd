"""How long people wait for the bot on Discord, as ratios to one that answers a fixed string in the same run.

Both bots are real clients, each in a process of its own, at a local Discord in this one; they are asked the same
number of questions in turns. A floor's answer is its only sign; ours may be announced first. The processor's time is
what the bot's own process spent; on a busy machine it tells more than the waiting does.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.discord.bots import BUTTONS
from benchmarks.discord.figures import Row, Taken, short, table
from benchmarks.discord.library import ready, sayings
from benchmarks.discord.questions import PRESSES, Questioner
from benchmarks.discord.stage import on_stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.discord.stage import Bot, Wait

RATIO, STALL_MS = 1.5, 20.0
AT_ONCE = (1, 10, 50)
_ASKED_ABOUT = 3_000  # of the sayings
_BLOCK = 50  # questions to one bot before it is the other's turn
_MESSAGES = 20  # whose buttons are pressed
_WARM = 100

Tables = dict[tuple[str, int], dict[str, Taken]]


def main() -> int:
    """Measure, print the table, and end with 1 where the bot falls short of its aim."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.discord", description=__doc__)
    parser.add_argument("--quotations", type=int, default=100_000, metavar="N", help="in the knowledge base")
    parser.add_argument("--rounds", type=int, default=12, metavar="N", help=f"of {_BLOCK} questions of each sort")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="keep articles and knowledge base here, for again")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        rows = asyncio.run(_measured(args.folder or Path(passing), args.quotations, args.rounds))
    print(table(rows))
    missed = short(rows, RATIO, STALL_MS)
    print("\n".join(["", *(missed or ["the aim is met"])]), file=sys.stderr)
    return 1 if missed else 0


async def _measured(folder: Path, quotations: int, rounds: int) -> list[Row]:
    articles = await asyncio.to_thread(ready, folder, quotations)
    rng = random.Random(9)  # noqa: S311 - the same questions in every run
    questioner = Questioner(sayings(min(quotations, _ASKED_ABOUT)), rng)
    taken: Tables = {}
    async with AsyncExitStack() as stack:
        bots = [await stack.enter_async_context(on_stage(name, articles)) for name in ("ours", "fixed")]
        for bot in bots:
            await _prepare(bot, questioner)
        for turn in range(rounds):
            for at_once in AT_ONCE:
                for bot in bots if turn % 2 else reversed(bots):
                    await _ask(bot, questioner, at_once, taken)
                    await _type(bot, questioner, at_once, taken)
    return _rows(taken)


async def _prepare(bot: Bot, questioner: Questioner) -> None:
    """Warm up, and find messages with both buttons."""
    messages = questioner.pressed.setdefault(bot.name, [])
    while len(messages) < _MESSAGES:
        asked = ("/buttons", {}) if bot.name == "fixed" else ("/quote", {"phrase": questioner.topic()})
        _, answered = await bot.stage.timed(questioner.ask(bot.stage, bot.name, *asked))
        messages += [shown for shown in answered.shown if set(BUTTONS) <= set(shown.buttons)]
    for _ in range(_WARM):
        await bot.stage.timed(questioner.ask(bot.stage, bot.name, *questioner.command()))
        await bot.stage.timed(questioner.type(bot.stage, *questioner.typing()))
    await bot.toll()


async def _ask(bot: Bot, questioner: Questioner, at_once: int, taken: Tables) -> None:
    kinds: list[str] = []
    waits: list[Wait] = []
    for _ in range(_BLOCK // at_once):
        asked = [questioner.command() for _ in range(at_once)]
        kinds += [kind for kind, _ in asked]
        asking = (bot.stage.timed(questioner.ask(bot.stage, bot.name, *each)) for each in asked)
        waits += [wait for wait, _ in await asyncio.gather(*asking)]
    words = [wait.words for wait in waits]
    _count(taken, bot, ("answer", at_once)).add(words, await bot.toll())
    _count(taken, bot, ("acknowledgement", at_once)).add([wait.sign for wait in waits])
    for kind, wait in zip(kinds, words, strict=True):
        _count(taken, bot, (f"… {kind}", at_once)).add([wait])


async def _type(bot: Bot, questioner: Questioner, at_once: int, taken: Tables) -> None:
    waits: list[float] = []
    for _ in range(_BLOCK // at_once):
        typed = [questioner.typing() for _ in range(at_once)]
        asking = (bot.stage.timed(questioner.type(bot.stage, *each)) for each in typed)
        waits += [wait.words for wait, _ in await asyncio.gather(*asking)]
    _count(taken, bot, ("autocompletion", at_once)).add(waits, await bot.toll())


def _count(taken: Tables, bot: Bot, what: tuple[str, int]) -> Taken:
    return taken.setdefault(what, {}).setdefault(bot.name, Taken())


def _rows(taken: Tables) -> list[Row]:
    """The whole for each number at once; its kinds one by one, against the floor of all commands or all buttons."""
    rows = [_row(what, n, taken) for what in ("acknowledgement", "answer", "autocompletion") for n in AT_ONCE]
    kinds = sorted(what for what, n in taken if n == 1 and what.startswith("… "))
    return [*rows, *(_against(kind, kinds, taken) for kind in kinds)]


def _row(what: str, at_once: int, taken: Tables) -> Row:
    both = taken[what, at_once]
    return Row(what, at_once, both["ours"], both["fixed"])


def _against(kind: str, kinds: Sequence[str], taken: Tables) -> Row:
    presses = {f"… {name}" for name in PRESSES}
    alike = [each for each in kinds if (each in presses) == (kind in presses)]
    floor = Taken([wait for each in alike if "fixed" in taken[each, 1] for wait in taken[each, 1]["fixed"].waits])
    return Row(kind, 1, taken[kind, 1]["ours"], floor)


if __name__ == "__main__":
    sys.exit(main())
