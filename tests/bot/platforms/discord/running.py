"""A real discord.py client of ours against the local server, around commands made for the test or the real ones."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from bot.command import Command, Option, Request, Services
from bot.config import Settings
from bot.dispatch import Dispatcher
from bot.platforms.discord.app import run
from bot.reply import Choice, Outcome, Reply
from bot.state import State
from tests.bot.platforms.discord.server import TOKEN
from tests.bot.unopened import unopened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from tests.bot.platforms.discord.server import Server


def settings(server: Server, data: Path, *, token: str | None = TOKEN, guild: int | None = None) -> Settings:
    """Settings that lead to the local server."""
    return Settings(data=data, discord_token=token, discord_guild=guild, discord_api_url=server.api_url)


def table(*commands: Command) -> Dispatcher:
    """A real dispatcher around commands that ask no knowledge base, in a server that has set nothing."""
    known = {command.name: command for command in commands}
    return Dispatcher(Services(unopened(), known, State()))


def command(
    name: str, run: Callable[[Request], Awaitable[Reply]], *options: Option, description: str = "For tests"
) -> Command:
    """A command whose handler looks at the request alone."""

    async def handler(request: Request, _: Services) -> Reply:
        return await run(request)

    return Command(name, description, handler, options)


async def repeat(request: Request) -> Reply:
    """Answer with what was asked."""
    asked = ", ".join(f"{name}={value}" for name, value in request.values.items())
    return Reply(title=f"/{request.command}", note=f"asked: {asked}")


async def refuse(request: Request) -> Reply:
    """Nothing found, and one way on."""
    again = Choice("Nearest", "did you mean", "repeat", {"text": request.values.get("text", "near")})
    return Reply(Outcome.NOT_FOUND, note="Nothing here.", choices=(again,), private=True)


REPEAT = command("repeat", repeat, Option("text", "What to say"), Option("more", "More of it"))
REFUSE = command("refuse", refuse, Option("text", "What to look for"))


class Slow:
    """A command `/slow` that answers when it is told to."""

    def __init__(self, reply: Reply) -> None:
        self.finish = asyncio.Event()
        self.command = command("slow", self._wait)
        self._reply = reply

    async def _wait(self, _: Request) -> Reply:
        await self.finish.wait()
        return self._reply


@asynccontextmanager
async def on_discord(
    server: Server, dispatcher: Dispatcher, data: Path, *, guild: int | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, identified at the gateway; cancelled at the end, which must leave no connection behind."""
    task = asyncio.create_task(run(settings(server, data, guild=guild), dispatcher))
    try:
        waiting = asyncio.create_task(server.until(lambda: server.gateway.connected))
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        assert not task.done(), task
        yield task
    finally:
        waiting.cancel()
        if not task.cancelling():  # a second request to end means: at once
            task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await dispatcher._services.state.close()
    await server.until(lambda: not server.gateway.connections)
