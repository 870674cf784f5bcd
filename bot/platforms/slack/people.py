"""What Slack knows of those who ask: their language, and whether they manage the workspace."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.platforms.slack.failures import FAILURES, error_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from slack_sdk.web.async_client import AsyncWebClient

KEPT = 600.0  # seconds for which an answer of Slack's holds
RETRIED = 30.0  # seconds after which Slack is asked again where it did not answer
PATIENCE = 1.0  # seconds; who asks waits for it
_MOST = 10_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody's language, and whether they manage the workspace."""

    locale: str = "en"
    admin: bool = False


class People:
    """Asks Slack about people, and remembers the 10,000 seen last for ten minutes. `admins` manage in any case."""

    def __init__(self, client: AsyncWebClient, admins: AbstractSet[str]) -> None:
        self._client, self._admins = client, admins
        self._known: OrderedDict[str, tuple[float, Asker]] = OrderedDict()
        self._asking: dict[str, asyncio.Task[Asker]] = {}

    async def who(self, user: str) -> Asker:
        """What is known of the user; where Slack does not say in time, what was known before, or nothing."""
        until, known = self._known.get(user, (0.0, Asker(admin=user in self._admins)))
        if not user or time.monotonic() < until:
            return known
        asking = self._asking.get(user)
        if asking is None:
            asking = self._asking[user] = asyncio.create_task(self._ask(user, known))
            asking.add_done_callback(lambda _: self._asking.pop(user, None))
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.shield(asking)
        except TimeoutError:
            return known

    async def close(self) -> None:
        """Ask no more."""
        left = list(self._asking.values())
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _ask(self, user: str, known: Asker) -> Asker:
        try:
            answer = await self._client.users_info(user=user, include_locale=True)
            told = dict(answer["user"])
        except (*FAILURES, KeyError, TypeError, ValueError) as error:
            log.warning("Slack does not say who is asking: %s", error_of(error) or type(error).__name__)
            self._remember(user, known, RETRIED)
            return known
        manages = bool(told.get("is_admin") or told.get("is_owner") or user in self._admins)
        asker = Asker(str(told.get("locale") or "en"), manages)
        self._remember(user, asker, KEPT)
        return asker

    def _remember(self, user: str, asker: Asker, seconds: float) -> None:
        self._known[user] = time.monotonic() + seconds, asker
        self._known.move_to_end(user)
        if len(self._known) > _MOST:
            self._known.popitem(last=False)
