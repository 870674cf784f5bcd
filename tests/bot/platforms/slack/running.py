"""A real Bolt app of ours against the local Slack, around commands made for the test or the real ones."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from bot.command import Command, Option, Request, Services
from bot.config import Settings, Slack
from bot.dispatch import Dispatcher
from bot.platforms.slack.app import PATH, run
from bot.platforms.slack.sockets import SOCKETS
from bot.reply import Choice, Outcome, Reply
from bot.state import State
from tests.bot.platforms.slack.server import APP_TOKEN, BOT_TOKEN, SECRET
from tests.bot.unopened import unopened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
    from pathlib import Path

    from tests.bot.platforms.slack.server import Server


def settings(
    server: Server,
    data: Path,
    *,
    bot_token: str | None = BOT_TOKEN,
    app_token: str | None = APP_TOKEN,
    prefix: str = "",
    admins: Iterable[str] = (),
) -> Settings:
    """Settings that lead to the local server; without an app's token, Slack has to call."""
    port = free_port() if app_token is None else 3000
    secret = SECRET if app_token is None else None
    slack = Slack(
        bot_token, app_token, secret, port=port, prefix=prefix, admins=frozenset(admins), api_url=server.api_url
    )
    return Settings(data=data, slack=slack)


def table(*commands: Command) -> Dispatcher:
    """A real dispatcher around commands that ask no knowledge base, in a workspace that has set nothing."""
    known = {command.name: command for command in commands}
    return Dispatcher(Services(unopened(), known, State()))


def command(
    name: str, run: Callable[[Request], Awaitable[Reply]], *options: Option, admin: bool = False, aside: bool = False
) -> Command:
    """A command whose handler looks at the request alone."""

    async def handler(request: Request, _: Services) -> Reply:
        return await run(request)

    return Command(name, "For tests", handler, options, admin=admin, aside=aside)


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
        self.begun, self.finish = asyncio.Event(), asyncio.Event()
        self.command = command("slow", self._wait)
        self._reply = reply

    async def _wait(self, _: Request) -> Reply:
        self.begun.set()
        await self.finish.wait()
        return self._reply


@asynccontextmanager
async def on_slack(server: Server, dispatcher: Dispatcher, chosen: Settings) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, heard by Slack; cancelled at the end, which must leave no socket behind."""
    assert chosen.slack is not None
    task = asyncio.create_task(run(chosen, dispatcher))
    waiting = asyncio.create_task(_heard(server, chosen.slack))
    try:
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        yield task
    finally:
        waiting.cancel()
        if not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await dispatcher.services.state.close()
    await server.until(lambda: not server.sockets.connections)


async def _heard(server: Server, slack: Slack) -> None:
    if slack.app_token is not None:
        await server.until(lambda: len(server.sockets.connections) == SOCKETS)
        return
    server.address = f"http://{slack.host}:{slack.port}{PATH}"
    while True:
        with suppress(OSError):
            _, writer = await asyncio.open_connection(slack.host, slack.port)
            writer.close()
            await writer.wait_closed()
            return
        await asyncio.sleep(0.01)


def free_port() -> int:
    """A port of the loopback device that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
