"""The two bots, each in a process of its own: `python -m benchmarks.discord.bots ours|fixed API_URL FOLDER`."""

from __future__ import annotations

import asyncio
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from benchmarks.discord.library import data_of, pipeline
from benchmarks.discord.watch import Watch
from bot import commands
from bot.app import settle_memory
from bot.command import Services
from bot.config import Settings
from bot.dispatch import Dispatcher
from bot.platforms.discord.address import pointed_at
from bot.platforms.discord.app import run
from bot.platforms.discord.slash import INTENTS
from bot.state import State
from knowledge import KnowledgeBase
from tests.bot.platforms.discord.server import TOKEN

if TYPE_CHECKING:
    from collections.abc import Coroutine

ANSWER = "A fixed answer, the same whatever is asked."
BUTTONS = ("Next ▶", "Context")
_CHOICES = [app_commands.Choice(name=f"A fixed choice, number {n} of them", value=f"fixed-{n}") for n in range(25)]


async def ours(api_url: str, articles: Path) -> None:
    """Dragoman, as it is run, on the knowledge base of these articles, which is there already."""
    data = data_of(articles)
    settings = Settings(data=data, articles=(articles,), discord_token=TOKEN, discord_api_url=api_url)
    async with await KnowledgeBase.open([articles], data, pipeline=pipeline()) as knowledge, State() as state:
        settle_memory()
        await run(settings, Dispatcher(Services(knowledge, commands.load(), state)))


async def fixed(api_url: str, _: Path) -> None:
    """A bot of the same library that looks nothing up."""
    client = discord.AutoShardedClient(intents=INTENTS)
    tree = app_commands.CommandTree(client)
    for name, option in {"quote": "phrase", "expert": "name", "brief": "topic", "who-said": "phrase"}.items():
        tree.add_command(_command(name, option))
    tree.add_command(app_commands.Command(name="buttons", description="Buttons", callback=_show_buttons))
    with pointed_at(api_url):
        client.add_view(_Buttons())
        await client.start(TOKEN)


class _Buttons(discord.ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
        for label in BUTTONS:
            button: discord.ui.Button[Any] = discord.ui.Button(label=label, custom_id=label)
            button.callback = _answer  # type: ignore[method-assign] # as discord.py's own decorator does
            row.add_item(button)
        self.add_item(row)


def _command(name: str, option: str) -> app_commands.Command[Any, ..., None]:
    async def callback(interaction: discord.Interaction[Any], value: str) -> None:  # noqa: ARG001 - it looks at nothing
        await _answer(interaction)

    app_commands.autocomplete(value=_complete)(callback)
    app_commands.rename(value=option)(callback)
    return app_commands.Command(name=name, description="A fixed answer", callback=callback)


async def _complete(_: discord.Interaction[Any], __: str) -> list[app_commands.Choice[str]]:
    return _CHOICES


async def _show_buttons(interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_message(view=_Buttons())


async def _answer(interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_message(ANSWER)


async def _watched(bot: Coroutine[Any, Any, None]) -> None:
    """Run the bot until whoever started it closes its standard input."""
    running, watching = asyncio.create_task(bot), asyncio.create_task(Watch().keep())
    done, _ = await asyncio.wait({running, watching}, return_when=asyncio.FIRST_COMPLETED)
    running.cancel()
    if running in done:
        running.result()
    await asyncio.wait({running})


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)  # at loopback's speed discord.py misreads its own heartbeat, and warns
    which, url, folder = sys.argv[1:]
    asyncio.run(_watched({"ours": ours, "fixed": fixed}[which](url, Path(folder))))
