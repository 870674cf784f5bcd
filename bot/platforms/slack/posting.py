"""Posting briefings on Slack: the first message in the channel, the rest in its thread, and none twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.command import Services
    from bot.delivering import Found, Posted
    from bot.orders import Orders
    from bot.state import Schedule

PLATFORM = "slack"


class Poster:
    """Posts to Slack through whichever client has connected last; while there is none, Slack is unreachable.

    The client must not repeat a post after a connection error: give it no handler that does (AsyncWebClient has
    AsyncConnectionErrorRetryHandler by default), nor one for 5xx; a handler for 429 is welcome.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def attach(self, client: AsyncWebClient, orders: Orders) -> None:
        """Post through this client, which has authenticated itself."""
        raise NotImplementedError(client, orders)

    def detach(self, client: AsyncWebClient) -> None:
        """Post through this client no more."""
        raise NotImplementedError(client)

    async def post(self, schedule: Schedule, due: datetime, nonce: str, *, late: bool) -> Posted:
        """Compose the briefing and post it, unless there is nothing new to say.

        Raises Refused, with a reason for an admin, or Unreachable.
        """
        raise NotImplementedError(schedule, due, nonce, late)

    async def find(self, schedule: Schedule, nonce: str) -> Found:
        """Whether a post with this nonce stands among the last messages of the channel."""
        raise NotImplementedError(schedule, nonce)

    async def tell(self, schedule: Schedule, text: str) -> None:
        """Say something for the admins: to whoever made the schedule, else in the channel, else in the log."""
        raise NotImplementedError(schedule, text)
