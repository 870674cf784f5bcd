"""The local Slack of the tests, with a clock in the place of a judge, and a bot on it in a process of its own."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from benchmarks.discord.watch import Toll
from benchmarks.slack.bots import ANSWER
from tests.bot.platforms.slack.server import Server, listening

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.bot.platforms.slack.shown import Asked

_FAILED = re.compile(r"noted in the log|a lot at once|please ask again|no more answers")
_ANSWER = 30.0  # seconds that an answer may take


@dataclass(frozen=True, slots=True)
class Wait:
    """Milliseconds until the acknowledgement, and until the words."""

    sign: float
    words: float


class Stage(Server):
    """One Slack for one bot. What comes in is timed; what it says is not judged here."""

    def __init__(self) -> None:
        super().__init__()
        self._answered: dict[int, float] = {}

    async def handle_response(self, request: web.Request) -> web.StreamResponse:
        """Take one answer."""
        now = time.perf_counter()
        asked, body = self.asked[request.match_info["number"]], await request.json()
        if _FAILED.search(str(body.get("text", ""))):
            raise RuntimeError(f"no answer, but: {body['text']}")
        if body.get("blocks") or body["text"] == ANSWER:  # what only asks for patience is no answer
            self._show(asked, body)
            self._answered.setdefault(asked.number, now)
        self.changed()
        return web.json_response({"ok": True})

    async def try_to_ask(self, name: str, text: str, asker: str) -> Asked | None:
        """Send a slash command; None where there is no socket to send it over."""
        try:
            return await self.ask(name, text, by=asker)
        except (OSError, ZeroDivisionError):  # the socket has gone; there is none at all
            return None

    def outcome(self, asked: Asked | None) -> Wait | None:
        """How long it took; None where it was lost: sent nowhere, acknowledged too late, or never answered."""
        if asked is None or asked.sent is None or asked.sent.late or asked.number not in self._answered:
            return None
        assert asked.sent.acknowledged is not None  # noqa: S101 - it is not late
        start = asked.sent.at
        return Wait((asked.sent.acknowledged - start) * 1_000, (self._answered[asked.number] - start) * 1_000)

    async def settled(self, asked: list[Asked | None]) -> None:
        """Wait until all that can still be answered is."""
        waiting = {each.number for each in asked if each is not None}
        with suppress(TimeoutError):
            async with asyncio.timeout(_ANSWER):
                await self.until(lambda: not waiting - self._answered.keys())


class Bot:
    """A bot on its stage."""

    def __init__(self, name: str, stage: Stage, process: Process) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError("a bot without pipes can tell nothing")
        self.name, self.stage = name, stage
        self._asking, self._telling = process.stdin, process.stdout

    async def toll(self) -> Toll:
        """What its process spent since this was last asked."""
        self._asking.write(b"\n")
        return Toll(**json.loads(await self._telling.readline()))

    def end(self) -> None:
        """Let it leave."""
        self._asking.close()


@asynccontextmanager
async def on_stage(name: str, sockets: int, articles: Path) -> AsyncIterator[Bot]:
    """The bot of that name, heard over so many sockets."""
    stage = Stage()
    async with listening(stage):
        command = [sys.executable, "-m", "benchmarks.slack.bots", name, stage.api_url, str(articles)]
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
        bot = Bot(name, stage, process)
        try:
            await stage.until(lambda: len(stage.sockets.connections) == sockets)
            yield bot
        finally:
            bot.end()
            await process.wait()
