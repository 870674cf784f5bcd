"""How long a reader waits for a page of the site, as ratios to a handler that answers a fixed page in the same run.

Both are served by aiohttp on loopback in a process of their own and asked in turns, one page at a time and ten at once;
no page is asked for twice, where there are enough. The fixed page is as long as the first page of the site. The
processor's time is what the server's process spent on each; on a busy machine it tells more than the waiting does.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web

from benchmarks.discord.library import data_of, pipeline, ready, sayings
from bot import commands
from bot.command import Services
from bot.config import Settings
from bot.dispatch import Dispatcher
from bot.site.app import application
from bot.state import State
from knowledge import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

_FLOOR, _SITE, _NONE = "floor", "site", ""
_BLOCK = 25  # pages of one server before it is the other's turn
_WORDS = 4  # of a search
_AT_ONCE = (1, 10)
_WARM = 50
_PAGE_BYTES = 5_000


@dataclass(slots=True)
class Taken:
    """What pages of one sort took: seconds each, and the processor's seconds of all."""

    waits: list[float] = field(default_factory=list)
    processor: float = 0.0

    def at(self, share: float) -> float:
        """Milliseconds within which this share of the pages came."""
        return 1000 * statistics.quantiles(self.waits, n=1000, method="inclusive")[round(share * 1000) - 1]


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site", description=__doc__)
    parser.add_argument("--quotations", type=int, default=20_000, metavar="N", help="in the knowledge base")
    parser.add_argument("--rounds", type=int, default=8, metavar="N", help=f"of {_BLOCK} pages of each sort")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="keep articles and knowledge base here, for again")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        articles = ready(args.folder or Path(passing), args.quotations)
        print("\n".join(asyncio.run(_measured(articles, args.quotations, args.rounds))))
    return 0


async def _measured(articles: Path, quotations: int, rounds: int) -> list[str]:
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    served = context.Process(target=_serve, args=(articles, theirs), daemon=True)
    served.start()
    try:
        addresses, paths = await asyncio.to_thread(mine.recv)
        sorts = {"a search": _searches(quotations), "a quotation": cycle(paths), "not modified": cycle(paths)}
        lines = [
            f"{quotations:,} quotations",
            "",
            "| page | at once | p50 / p99 ms | floor p50 / p99 ms | **ratio** p50 / p99 | processor ms each, ratio |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        async with aiohttp.ClientSession() as asking:
            tag = await _tag(asking, addresses[_SITE] + paths[0])
            turns = _Turns(asking, mine, addresses)
            for sort, found in sorts.items():
                turns.headers = {"If-None-Match": tag} if sort == "not modified" else {}
                for many in _AT_ONCE:
                    asked = [next(found) for _ in range(rounds * _BLOCK + _WARM)]
                    lines += [_row(sort, many, await turns.taken(asked, many))]
        return lines
    finally:
        mine.send(None)
        served.join(10)
        served.kill()


@dataclass(slots=True)
class _Turns:
    """Asks both servers in turns."""

    asking: aiohttp.ClientSession
    pipe: Connection
    addresses: dict[str, str]
    headers: dict[str, str] = field(default_factory=dict)

    async def taken(self, asked: Sequence[str], many: int) -> dict[str, Taken]:
        """What these pages took, so many at once; the first of them only warm the servers up."""
        taken = {name: Taken() for name in self.addresses}
        for address in self.addresses.values():
            await self._block(address, asked[:_WARM], many)
        for at in range(_WARM, len(asked), _BLOCK):
            for name, address in self.addresses.items():
                before = await _spent(self.pipe)
                taken[name].waits += await self._block(address, asked[at : at + _BLOCK], many)
                taken[name].processor += await _spent(self.pipe) - before
        return taken

    async def _block(self, address: str, paths: Sequence[str], many: int) -> list[float]:
        waits: list[float] = []
        left = iter(paths)

        async def reader() -> None:
            for path in left:
                started = time.perf_counter()
                async with self.asking.get(address + path, headers=self.headers) as answer:
                    await answer.read()
                waits.append(time.perf_counter() - started)
                if answer.status not in {200, 304}:
                    raise RuntimeError(f"{path}: {answer.status}")

        await asyncio.gather(*(reader() for _ in range(many)))
        return waits


async def _tag(asking: aiohttp.ClientSession, url: str) -> str:
    async with asking.get(url) as answer:
        return answer.headers["ETag"]


async def _spent(pipe: Connection) -> float:
    """The processor's seconds of the server's process so far."""
    pipe.send(_NONE)
    return float(await asyncio.to_thread(pipe.recv))


def _searches(quotations: int) -> Iterator[str]:
    rng = random.Random(3)  # noqa: S311 - the same questions in every run
    said = sayings(quotations)
    while True:
        words = rng.choice(said).words.split()
        start = rng.randrange(max(1, len(words) - _WORDS))
        yield f"/search?q={'+'.join(word.strip('.,;!?“”—') for word in words[start : start + _WORDS])}"


def _row(sort: str, many: int, taken: dict[str, Taken]) -> str:
    ours, floor = taken[_SITE], taken[_FLOOR]

    def pair(value: Callable[[Taken, float], float]) -> str:
        return " / ".join(f"{value(ours, share):.1f}" for share in (0.5, 0.99))

    each = [1000 * one.processor / len(one.waits) for one in (ours, floor)]
    columns = (
        sort,
        str(many),
        pair(lambda one, share: one.at(share)),
        pair(lambda _, share: floor.at(share)),
        pair(lambda one, share: one.at(share) / floor.at(share)),
        f"{each[0]:.1f} / {each[1]:.1f} = {each[0] / each[1]:.1f}",
    )
    return f"| {' | '.join(columns)} |"


# ------------------------------------------------------------------------------------------------ the other process


def _serve(articles: Path, pipe: Connection) -> None:
    """Serve both, and tell the processor's time whenever it is asked for, until None is sent."""
    with suppress(EOFError, KeyboardInterrupt):
        asyncio.run(_served(articles, pipe))


async def _served(articles: Path, pipe: Connection) -> None:
    data = data_of(articles)
    async with (
        await KnowledgeBase.open([articles], data, pipeline=pipeline()) as knowledge,
        State(data) as state,
    ):
        site = application(Settings(data), Dispatcher(Services(knowledge, commands.load(), state)))
        floor = web.Application()
        floor.router.add_get("/{any:.*}", _fixed)
        runners = {_SITE: web.AppRunner(site, access_log=None), _FLOOR: web.AppRunner(floor, access_log=None)}
        for runner in runners.values():
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
        newest = await knowledge.pool(limit=2_000)
        paths = [f"/quotations/{match.excerpt.id}" for match in newest]
        pipe.send(({name: f"http://127.0.0.1:{each.addresses[0][1]}" for name, each in runners.items()}, paths))
        while await asyncio.to_thread(pipe.recv) is not None:
            pipe.send(time.process_time())
        for runner in runners.values():
            await runner.cleanup()


async def _fixed(_: web.Request) -> web.Response:
    return web.Response(text="x" * _PAGE_BYTES, content_type="text/html")


if __name__ == "__main__":
    sys.exit(main())
