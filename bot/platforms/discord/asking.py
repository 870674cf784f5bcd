"""Interaction -> Request: who asks, where, in which language; what a message says; and who may do what with one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.lookup import telling
from bot.platforms.discord.draw import EXCERPTS

if TYPE_CHECKING:
    import discord
    from discord import Interaction

    from bot.command import Request

_SUBCOMMAND = 1
_MARKDOWN = re.compile(r"^>+ ?|[*_~`|]{1,3}|<a?:\w+:\d+>|<[@#][!&]?\d+>|https?://\S+", re.MULTILINE)


def from_interaction(interaction: Interaction[Any], request: Request) -> Request:
    """The request as this person asks it, from where they are."""
    guild = interaction.guild_id
    return replace(
        request,
        platform="discord",
        asker=str(interaction.user.id),
        place=f"discord:{guild}" if guild else "",
        channel=str(interaction.channel_id or ""),
        locale=str(interaction.locale),
        limit=EXCERPTS,
        admin=bool(guild) and interaction.permissions.manage_guild,
        sole=_alone_in(interaction.client, guild),
    )


def typed_into(interaction: Interaction[Any]) -> tuple[str, str, str]:
    """The command and the option that are being typed into, and what has been typed there."""
    data: Any = interaction.data
    name, options = str(data["name"]), data.get("options", ())
    while options and options[0].get("type") == _SUBCOMMAND:
        name, options = f"{name} {options[0]['name']}", options[0].get("options", ())
    typing = next((option for option in options if option.get("focused")), {"name": "", "value": ""})
    return name, typing["name"], str(typing["value"])


def alone_with_bot(interaction: Interaction[Any]) -> bool:
    """Whether it is asked in a direct message to the bot, which nobody else reads."""
    return interaction.context.dm_channel and not interaction.guild_id


def own(interaction: Interaction[Any]) -> bool:
    """Whether the message whose part was used is the asker's: only they see it, or it is the answer to them."""
    message = interaction.message
    if message is None:
        return False
    if message.flags.ephemeral:
        return True
    asked = message.interaction_metadata
    return asked is not None and asked.user.id == interaction.user.id


def visible(interaction: Interaction[Any]) -> bool:
    """Whether others see the message whose part was used."""
    return interaction.message is not None and not interaction.message.flags.ephemeral


def words_of(message: discord.Message) -> str:
    """What a message says, short enough to be looked up: its longest quotation, where it has one; perhaps nothing."""
    embeds = "\n".join(embed.description or "" for embed in message.embeds)
    return telling(_MARKDOWN.sub(" ", message.content or embeds))


def _alone_in(client: discord.AutoShardedClient, guild: int | None) -> bool:
    """Whether the bot is in this server and in no other; with several connections it is in thousands."""
    return client.shard_count == 1 and [each.id for each in client.guilds] == [guild]
