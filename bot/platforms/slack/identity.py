"""Who the bot is on Slack: asked once at the start, so that nobody who asks waits for it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import ConfigError
from bot.platforms.slack.clients import retry_after
from bot.platforms.slack.failures import FAILURES, error_of, explained

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

PAUSES = (1.0, 2.0, 5.0, 15.0, 60.0)  # seconds between attempts; the last repeats

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Identity:
    """The bot, its user, and the workspace that it is installed in, by Slack's ids."""

    bot: str
    user: str
    team: str
    workspace: str


async def identify(client: AsyncWebClient) -> Identity:
    """Who the bot is; raises what Slack's library raises."""
    told = await client.auth_test()
    return Identity(*(str(told.get(name) or "") for name in ("bot_id", "user_id", "team_id", "team")))


async def insist(client: AsyncWebClient) -> Identity:
    """Who the bot is, asked until Slack says it. Raises ConfigError where it refuses the token."""
    failures = 0
    while True:
        try:
            return await identify(client)
        except (*FAILURES, ValueError) as error:
            reason = explained(error, "SLACK_BOT_TOKEN")
            if isinstance(reason, ConfigError):
                raise reason from error
            pause = PAUSES[min(failures, len(PAUSES) - 1)]
            if error_of(error) == "ratelimited":
                pause = max(pause, retry_after(getattr(getattr(error, "response", None), "headers", {})))
            failures += 1
            log.warning("%s Trying again in %.0f seconds", reason, pause)
            await asyncio.sleep(pause)
