"""Clients for Slack's Web API: one connection pool, and what is tried again when Slack cannot take it.

What can be said twice without harm is tried again whatever happened. A message is not, where the connection broke: it
may stand already, and only Slack's answer have been lost. A briefing is tried again only where Slack has refused it.
"""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryState

    from bot.config import Slack

PATIENCE = 20  # seconds for one request
LONGEST_WAIT = 30  # seconds that a rate limit may ask for and still be waited out
_AGAIN = 2
_SERVER_ERROR = 500
_SLACK = "https://slack.com/api/"

# The library writes addresses and texts into its log, at levels that it reads off its own logger.
QUIET = logging.getLogger(f"{__name__}.library")
QUIET.setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Clients:
    """Ways to call Slack: `calls` repeats anything, `posts` what Slack did not take, `briefings` what it refused."""

    calls: AsyncWebClient
    posts: AsyncWebClient
    briefings: AsyncWebClient
    session: aiohttp.ClientSession

    def hook(self, url: str) -> AsyncWebhookClient:
        """A client for one `response_url`."""
        return AsyncWebhookClient(url, session=self.session, logger=QUIET, retry_handlers=[_RateLimits(_AGAIN)])


@asynccontextmanager
async def clients(settings: Slack) -> AsyncIterator[Clients]:
    """Clients at the address that the operator names, or Slack's own, with the bot's token."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:

        def made(*handlers: AsyncRetryHandler) -> AsyncWebClient:
            return AsyncWebClient(
                settings.bot_token,
                base_url=settings.api_url or _SLACK,
                session=session,
                logger=QUIET,
                retry_handlers=list(handlers),
            )

        limits, faults = _RateLimits(_AGAIN), _ServerErrors(_AGAIN)
        yield Clients(
            made(limits, faults, AsyncConnectionErrorRetryHandler()), made(limits, faults), made(limits), session
        )


class _RateLimits(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Slack asks, unless that is too long for anybody to wait."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        limited = await super()._can_retry_async(state=state, request=request, response=response, error=error)
        return limited and response is not None and retry_after(response.headers) <= LONGEST_WAIT


class _ServerErrors(AsyncRetryHandler):
    """Tries again after any fault of Slack's; the library's own does so after two of them."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,  # noqa: ARG002 - the library's signature
        request: HttpRequest,  # noqa: ARG002 - the same
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002 - the same
    ) -> bool:
        return response is not None and response.status_code >= _SERVER_ERROR


def retry_after(headers: object) -> float:
    """The seconds that Slack asks to wait; one where it does not say."""
    found = {str(name).lower(): value for name, value in dict(headers).items()} if headers else {}  # type: ignore[call-overload]
    said = found.get("retry-after", 1)
    try:
        return float(said[0] if isinstance(said, list) else said)
    except ValueError:
        return 1.0
