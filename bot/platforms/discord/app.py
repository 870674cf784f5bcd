"""Dragoman on Discord: one client that hears commands, buttons and completions, and passes them to the dispatcher."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import app_commands

from bot.command import Request
from bot.errors import ConfigError
from bot.platforms.discord.address import follow_gateway, pointed_at
from bot.platforms.discord.answering import answer, suggest
from bot.platforms.discord.draw import EXCERPTS
from bot.platforms.discord.failures import UNREACHABLE, explained, token_of
from bot.platforms.discord.fit import CHOICES
from bot.platforms.discord.manifest import renew, server
from bot.platforms.discord.orders import Orders
from bot.platforms.discord.parts import Taken
from bot.platforms.discord.slash import INTENTS, plant
from bot.reply import Outcome, Reply

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

    from discord import Interaction

    from bot.config import Settings
    from bot.dispatch import Dispatcher

__all__ = ["Client", "run"]

GRACE = 2.0  # seconds that answers under way have at the end
PAUSES = (2.0, 5.0, 15.0, 60.0, 300.0)  # seconds between attempts to reach Discord; the last one repeats
_QUOTA_PATIENCE = 60.0  # seconds; a rate limit that asks for more, such as a day for commands, is an error instead
_OUTDATED = "This command has changed since your Discord loaded it. Please try again in a minute, or restart Discord."
_FORGOTTEN = "This button was too long to outlive a restart of the bot. Please ask again with the command itself."

T = TypeVar("T")

log = logging.getLogger(__name__)


async def run(settings: Settings, dispatcher: Dispatcher) -> None:
    """Be on Discord until cancelled, coming back whenever it cannot be reached.

    Raises ConfigError where the token is missing or refused.
    """
    token, failures = token_of(settings), 0
    with pointed_at(settings.discord_api_url):
        while True:
            async with Client(settings, dispatcher) as client:
                try:
                    await client.start(token)
                except (discord.DiscordException, *UNREACHABLE) as error:
                    reason = explained(error)
                    if isinstance(reason, ConfigError):
                        raise reason from error
                    failures = 0 if client.is_ready() else failures
                    log.warning("%s", reason)
            pause = PAUSES[min(failures, len(PAUSES) - 1)]
            failures += 1
            log.warning("Discord is left; trying again in %.0f seconds", pause)
            await asyncio.sleep(pause)


class Client(discord.AutoShardedClient):
    """The bot's connection: it knows which servers there are, and hears what is asked of it, and nothing else."""

    def __init__(self, settings: Settings, dispatcher: Dispatcher) -> None:
        super().__init__(
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            max_ratelimit_timeout=_QUOTA_PATIENCE,
        )
        self._settings = settings
        self._dispatcher = dispatcher
        self._orders = Orders()
        self._under_way: set[asyncio.Task[Any]] = set()
        self.tree = Tree(self)
        plant(self.tree, dispatcher.commands, server(settings))

    async def setup_hook(self) -> None:
        """Before the gateway: buttons of earlier runs work at once; commands are registered beside the connecting."""
        self.add_dynamic_items(Taken)
        if self._settings.discord_api_url is not None:
            await follow_gateway(self)
        self._start(renew(self.tree, self._settings.data, server(self._settings)))

    async def close(self) -> None:
        """Let the answers under way finish, for two seconds at most, and leave Discord."""
        if self._under_way and not self.is_closed():
            _, late = await asyncio.wait(self._under_way, timeout=GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await super().close()

    async def ask(self, interaction: Interaction[Any], command: str, values: Mapping[str, str]) -> None:
        """Answer a command."""
        await self._answer(interaction, Request(command, values))

    async def take(self, interaction: Interaction[Any], order: str) -> None:
        """Answer a button or an option that carries this order."""
        request = self._orders.read(order)
        if request is None:
            await self.tell(interaction, _FORGOTTEN)
        else:
            await self._answer(interaction, request)

    async def complete(self, interaction: Interaction[Any], command: str, option: str, typed: str) -> None:
        """Answer what is being typed into an option."""
        await suggest(interaction, self._dispatcher.complete(command, option, typed, CHOICES))

    async def tell(self, interaction: Interaction[Any], note: str) -> None:
        """Say one sentence to the asker alone."""
        await self._start(answer(interaction, _ready(Reply(Outcome.ERROR, note=note, private=True)), self._orders))

    async def _answer(self, interaction: Interaction[Any], request: Request) -> None:
        asked = replace(
            request,
            platform="discord",
            asker=str(interaction.user.id),
            locale=str(interaction.locale),
            limit=EXCERPTS,
        )
        await self._start(answer(interaction, self._dispatcher.answer(asked), self._orders))

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task


class Tree(app_commands.CommandTree[Client]):
    """The slash commands; what discord.py cannot match to one of them is answered too."""

    async def interaction_check(self, interaction: Interaction[Client], /) -> bool:
        """Answer a completion here, and let everything else go on to its command.

        discord.py would answer one that came too late a second time, and print a trace of it.
        """
        if interaction.type is not discord.InteractionType.autocomplete:
            return True
        data: Any = interaction.data
        typing = next(
            (option for option in data.get("options", ()) if option.get("focused")), {"name": "", "value": ""}
        )
        await interaction.client.complete(interaction, data["name"], typing["name"], str(typing["value"]))
        return False

    async def on_error(self, interaction: Interaction[Client], error: app_commands.AppCommandError) -> None:
        """Answer an interaction that never reached its command."""
        log.warning("interaction %s reached no command: %s", interaction.id, error)
        await interaction.client.tell(interaction, _OUTDATED)


async def _ready(value: T) -> T:
    return value
