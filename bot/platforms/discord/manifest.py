"""Telling Discord which commands there are, and only when they changed: new ones count against a daily allowance."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.platforms.discord.address import pointed_at
from bot.platforms.discord.failures import UNREACHABLE, explained, token_of
from bot.platforms.discord.slash import CONTEXTS, INSTALLS, INTENTS, Translator, payloads, plant, translated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from discord.abc import Snowflake

    from bot.command import Command
    from bot.config import Settings

__all__ = ["payloads", "register", "renew", "sync"]

RECORD = "discord-commands.json"  # in the data folder: a hash for each application and server

log = logging.getLogger(__name__)


async def sync(settings: Settings, commands: Mapping[str, Command]) -> str:
    """Register the commands in any case, and say so in a sentence.

    Raises BotError, which says what to do, where Discord refuses or cannot be reached.
    """
    token, where = token_of(settings), server(settings)
    try:
        with pointed_at(settings.discord_api_url):
            async with discord.Client(intents=INTENTS) as client:
                tree = app_commands.CommandTree(client, allowed_installs=INSTALLS, allowed_contexts=CONTEXTS)
                await tree.set_translator(Translator())
                plant(tree, commands, where)
                await client.login(token)
                count = await register(tree, settings.data, where)
    except (discord.DiscordException, *UNREACHABLE) as error:
        raise explained(error) from error
    return f"{count} commands are registered {f'in server {where.id}' if where else 'for every server'}."


async def renew(tree: app_commands.CommandTree[Any], folder: Path, guild: Snowflake | None) -> None:
    """Register the tree's commands unless they are those registered last; failing leaves Discord with those.

    The tree's client is logged in.
    """
    if _recorded(folder / RECORD).get(_place(tree, guild)) == await _hash(tree, guild):
        return
    try:
        log.info("registered %d commands with Discord", await register(tree, folder, guild))
    except (discord.DiscordException, *UNREACHABLE) as error:
        log.warning("the commands could not be registered; the next start tries again: %s", explained(error))


async def register(tree: app_commands.CommandTree[Any], folder: Path, guild: Snowflake | None) -> int:
    """Register the tree's commands, in one server or everywhere, and say how many there are.

    The tree's client is logged in. Raises what discord.py raises.
    """
    registered = await tree.sync(guild=guild)
    _record(folder / RECORD, _place(tree, guild), await _hash(tree, guild))
    return len(registered)


def server(settings: Settings) -> Snowflake | None:
    """The one server to register in while developing, where the change shows at once; None for all of Discord."""
    return None if settings.discord_guild is None else discord.Object(settings.discord_guild)


def _place(tree: app_commands.CommandTree[Any], guild: Snowflake | None) -> str:
    return f"{tree.client.application_id}/{guild.id if guild else 'everywhere'}"


async def _hash(tree: app_commands.CommandTree[Any], guild: Snowflake | None) -> str:
    payload = await translated(tree, guild)
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


def _record(record: Path, place: str, registered: str) -> None:
    beside = record.with_suffix(".new")
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps({**_recorded(record), place: registered}, indent=1), encoding="utf-8")
        beside.replace(record)
    except OSError as error:  # the commands stand; the next start registers them once more
        log.warning("%s cannot be written: %s", record, error)


def _recorded(record: Path) -> dict[str, str]:
    """What was registered last; a record that is missing or spoilt says nothing."""
    try:
        found = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
