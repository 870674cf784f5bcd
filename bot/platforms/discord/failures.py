"""What can go wrong between the bot and Discord, in words that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.config import DISCORD_ADVICE
from bot.errors import BotError, ConfigError

if TYPE_CHECKING:
    from bot.config import Settings

UNREACHABLE = (OSError, aiohttp.ClientError)  # what aiohttp raises through discord.py
_REFUSED = 4004  # the gateway's close code for a wrong token
_MISSING_ACCESS = 50001


def token_of(settings: Settings) -> str:
    """The bot's token; raises ConfigError, which says how to get one, where it is missing."""
    if settings.discord_token is None:
        raise ConfigError(f"DISCORD_TOKEN is not set. {DISCORD_ADVICE}")
    return settings.discord_token


def explained(error: Exception) -> BotError:
    """`error` as a sentence for the operator: a ConfigError where only they can mend it."""
    if isinstance(error, discord.LoginFailure) or (
        isinstance(error, discord.ConnectionClosed) and error.code == _REFUSED
    ):
        return ConfigError(f"Discord refuses DISCORD_TOKEN. {DISCORD_ADVICE}")
    if isinstance(error, discord.HTTPException) and error.code == _MISSING_ACCESS:
        return ConfigError(
            "The bot may not register commands in the server DISCORD_GUILD names: invite it there with the scopes "
            "bot and applications.commands, or correct the id."
        )
    if isinstance(error, UNREACHABLE):
        return BotError(f"Discord cannot be reached: {str(error) or type(error).__name__}.")
    return BotError(f"Discord answered: {error}.")
