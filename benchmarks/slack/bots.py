"""The bots, each in a process of its own: `python -m benchmarks.slack.bots NAME API_URL ARTICLES`."""

from __future__ import annotations

import asyncio
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.discord.library import data_of, pipeline
from benchmarks.discord.watch import Watch
from bot import commands
from bot.app import settle_memory
from bot.command import Services
from bot.config import Settings, Slack
from bot.dispatch import Dispatcher
from bot.platforms.slack.app import run
from bot.state import State
from knowledge import KnowledgeBase
from tests.bot.platforms.slack.server import APP_TOKEN, BOT_TOKEN

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

ANSWER = "A fixed answer, the same whatever is asked."
PING_INTERVAL = 2


async def ours(api_url: str, articles: Path) -> None:
    """Dragoman, as it is run, on the knowledge base of these articles, which is there already."""
    data = data_of(articles)
    settings = Settings(data=data, articles=(articles,), slack=Slack(BOT_TOKEN, APP_TOKEN, api_url=api_url))
    async with await KnowledgeBase.open([articles], data, pipeline=pipeline()) as knowledge, State() as state:
        settle_memory()
        await run(settings, Dispatcher(Services(knowledge, commands.load(), state)))


async def fixed(api_url: str, sockets: int) -> None:
    """A Bolt app that looks nothing up, over so many sockets of Slack's own library."""
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(BOT_TOKEN, base_url=api_url, session=session)
        app = AsyncApp(client=client)

        async def command(ack: Any, respond: Any) -> None:  # noqa: ANN401 - as Bolt passes them
            await ack()
            await respond(ANSWER)

        for name in ("/quote", "/expert", "/brief", "/who-said"):
            app.command(name)(command)
        handlers = [AsyncSocketModeHandler(app, APP_TOKEN, ping_interval=PING_INTERVAL) for _ in range(sockets)]
        for handler in handlers:
            await handler.connect_async()  # type: ignore[no-untyped-call]
        try:
            await asyncio.Event().wait()
        finally:
            for handler in handlers:
                await handler.close_async()  # type: ignore[no-untyped-call]


async def _watched(bot: Coroutine[Any, Any, None]) -> None:
    """Run the bot until whoever started it closes its standard input."""
    running, watching = asyncio.create_task(bot), asyncio.create_task(Watch().keep())
    done, _ = await asyncio.wait({running, watching}, return_when=asyncio.FIRST_COMPLETED)
    running.cancel()
    if running in done:
        running.result()
    await asyncio.wait({running})


BOTS: Mapping[str, Any] = {
    "Dragoman": ours,
    "Bolt, one socket": lambda api_url, _: fixed(api_url, 1),
    "Bolt, two sockets": lambda api_url, _: fixed(api_url, 2),
}

if __name__ == "__main__":
    logging.basicConfig(level=logging.CRITICAL)  # Slack's library writes a trace for each socket that it closes itself
    which, url, folder = sys.argv[1:]
    asyncio.run(_watched(BOTS[which](url, Path(folder))))
