"""What can go wrong between the bot and Slack, in words that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.config import SLACK_ADVICE
from bot.errors import BotError, ConfigError

if TYPE_CHECKING:
    from bot.config import Slack

UNREACHABLE = (OSError, aiohttp.ClientError)  # what aiohttp raises; a timeout is an OSError
FAILURES = (SlackClientError, *UNREACHABLE)
REVOKED = {
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "token_expired",
    "account_inactive",
    "app_uninstalled",
    "not_allowed_token_type",
    "team_access_not_granted",
    "enterprise_is_restricted",
    "link_disabled",
}
CLOSED_TO_US = {  # the channel will not take it from the bot, or not for this person
    "not_in_channel",
    "channel_not_found",
    "user_not_in_channel",
    "is_archived",
    "restricted_action",
    "messages_tab_disabled",
    "cannot_reply_to_message",
}


def error_of(error: BaseException) -> str:
    """Slack's word for what is wrong, such as "not_in_channel"; empty where it said none."""
    if not isinstance(error, SlackApiError):
        return ""
    try:
        return str(error.response["error"])
    except (KeyError, TypeError):  # the answer was no JSON
        return ""


def explained(error: BaseException, variable: str) -> BotError:
    """What to tell the operator of the token in `variable`: a ConfigError where only they can mend it."""
    word = error_of(error)
    if word == "link_disabled":
        return ConfigError(
            "Slack has Socket Mode switched off for this app. Switch it on under Settings > Socket Mode."
        )
    if word in REVOKED:
        return ConfigError(f"Slack refuses {variable} ({word}). {SLACK_ADVICE}")
    if word == "missing_scope":
        return ConfigError(
            f"{variable} lacks a permission ({_needed(error)}). Paste the manifest of `dragoman manifest slack` into "
            "the app's settings again, and reinstall it."
        )
    if word:
        return BotError(f"Slack answered: {word}.")
    if isinstance(error, UNREACHABLE):
        return BotError(f"Slack cannot be reached: {_reason(error)}.")
    return BotError("Slack cannot be reached: it answered something that is no JSON.")


def checked(settings: Slack) -> Slack:
    """The settings, complete enough to begin; raises ConfigError, which names the variable that is missing."""
    if settings.bot_token is None:
        raise ConfigError(f"SLACK_BOT_TOKEN is not set. {SLACK_ADVICE}")
    if settings.app_token is None and settings.signing_secret is None:
        raise ConfigError(
            "Neither SLACK_APP_TOKEN (to be heard over sockets) nor SLACK_SIGNING_SECRET (to be heard at an address of "
            f"yours) is set. {SLACK_ADVICE}"
        )
    return settings


def _needed(error: BaseException) -> str:
    try:
        return str(error.response["needed"]) if isinstance(error, SlackApiError) else ""
    except (KeyError, TypeError):
        return "it does not say which"


def _reason(error: BaseException) -> str:
    """What failed, without the address: a socket's address lets in whoever knows it."""
    if isinstance(error, aiohttp.ClientResponseError):
        return f"status {error.status}"
    return str(error) or type(error).__name__
