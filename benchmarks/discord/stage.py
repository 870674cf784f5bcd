"""The local Discord of the tests, with a clock in the place of a judge, and a bot on it in a process of its own."""

from __future__ import annotations

import asyncio
import copy
import json
import re
import sys
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from benchmarks.discord.watch import Toll
from tests.bot.platforms.discord import payloads
from tests.bot.platforms.discord.server import COMMAND, Server

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Awaitable, Mapping
    from pathlib import Path

    from tests.bot.platforms.discord.server import Asked, Shown

_FAILED = re.compile(r"noted in the log|a lot at once|please ask again")
_ANSWER = 30  # seconds that an answer may take


@dataclass(frozen=True, slots=True)
class Wait:
    """Milliseconds until the first sign of an answer, and until the words."""

    sign: float
    words: float


class Stage(Server):
    """One Discord for one bot. Requests are timed as they come in; what they say is not judged here."""

    def __init__(self) -> None:
        super().__init__()
        self._signs: dict[str, float] = {}
        self._answered: dict[str, asyncio.Future[float]] = {}

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one REST request."""
        now = time.perf_counter()
        path = request.path.removeprefix("/api/v10")
        response = self._serve(request, path, await request.json() if request.can_read_body else None)
        parts = path.split("/")
        asked = self.asked.get(parts[3]) if len(parts) > 3 else None  # /interactions/number/token and /webhooks/…
        if asked is not None:
            self._signs.setdefault(asked.token, now)
            if asked.choices is not None or (asked.shown and not asked.waiting):
                answered = self._answer_to(asked.token)
                if not answered.done():
                    answered.set_result(now)
        self.changed()
        return response

    async def timed(self, asking: Awaitable[Asked]) -> tuple[Wait, Asked]:
        """Ask, and wait for the answer."""
        start = time.perf_counter()
        asked = await asking
        words = await asyncio.wait_for(self._answer_to(asked.token), _ANSWER)
        if any(_FAILED.search(shown.text) for shown in asked.shown):
            raise RuntimeError(f"no answer, but: {asked.shown[-1].text}")
        sign = self._signs.pop(asked.token)
        del self._answered[asked.token], self.asked[asked.token]
        return Wait((sign - start) * 1_000, (words - start) * 1_000), asked

    async def ask_as(self, asker: int, command: str, options: Mapping[str, str]) -> Asked:
        """Somebody sends a slash command."""
        return await self._interact(COMMAND, payloads.command_data(command, options), asker)

    async def press_again(self, shown: Shown, label: str, *, by: int) -> Asked:
        """Press a button on a message that stays as it is, so that it can be pressed any number of times."""
        return await self.press(copy.copy(shown), label, by=by)

    def _answer_to(self, token: str) -> asyncio.Future[float]:
        return self._answered.setdefault(token, asyncio.get_running_loop().create_future())


class Bot:
    """A bot on its stage."""

    def __init__(self, name: str, stage: Stage, process: Process) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError("a bot without pipes can tell nothing")
        self.name = name
        self.stage = stage
        self._asking, self._telling = process.stdin, process.stdout

    async def toll(self) -> Toll:
        """What its process spent since this was last asked."""
        self._asking.write(b"\n")
        return Toll(**json.loads(await self._telling.readline()))

    def end(self) -> None:
        """Let it leave."""
        self._asking.close()


@asynccontextmanager
async def on_stage(name: str, articles: Path) -> AsyncIterator[Bot]:
    """The bot of that name, identified at the gateway."""
    stage = Stage()
    async with _served(stage):
        command = [sys.executable, "-m", "benchmarks.discord.bots", name, stage.api_url, str(articles)]
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
        bot = Bot(name, stage, process)
        try:
            await stage.until(lambda: stage.gateway.connected)
            yield bot
        finally:
            bot.end()
            await process.wait()


@asynccontextmanager
async def _served(stage: Stage) -> AsyncIterator[None]:
    application = web.Application()
    application.router.add_get("/gateway/", stage.gateway.handle)
    application.router.add_route("*", "/api/v10/{rest:.*}", stage.handle)
    runner = web.AppRunner(application, shutdown_timeout=1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    stage.api_url = f"http://127.0.0.1:{port}/api/v10"
    stage.gateway.url = f"ws://127.0.0.1:{port}/gateway/"
    try:
        yield
    finally:
        await stage.gateway.cut(1001)
        await runner.cleanup()
