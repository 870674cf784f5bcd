"""What sites ask of programs: robots.txt, and a pause between two requests."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

from knowledge.errors import FetchError

if TYPE_CHECKING:
    from yarl import URL

    from knowledge.fetch.client import Client
    from knowledge.fetch.values import Limits

_MOST_SITES = 200
_GOOD_SECONDS = 3600.0
_FOUND, _GONE = range(200, 300), range(400, 500)


@dataclass(slots=True)
class _Site:
    """What one site asks, when it was read, and when it may be asked again (monotonic seconds)."""

    rules: RobotFileParser | None = None
    read: float = 0.0
    free: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Manners:
    """Asks each site for its rules once an hour, keeps to them, and gives it time between requests."""

    def __init__(self, agent: str, client: Client, limits: Limits) -> None:
        self._agent = agent
        self._client = client
        self._limits = limits
        self._sites: OrderedDict[str, _Site] = OrderedDict()

    async def wait(self, target: URL) -> None:
        """Return when `target` may be asked for. FetchError where its site forbids it, or its rules cannot be read."""
        site = self._site(target)
        async with site.lock:
            if site.rules is None or time.monotonic() - site.read > _GOOD_SECONDS:
                site.rules, site.read = await self._rules(target), time.monotonic()
            if not site.rules.can_fetch(self._agent, str(target)):
                raise FetchError("robots", f"{target.host} does not allow programs to read that page (robots.txt).")
            await asyncio.sleep(site.free - time.monotonic())
            site.free = time.monotonic() + self._pause(site.rules)

    def _site(self, target: URL) -> _Site:
        name = str(target.origin())
        site = self._sites.pop(name, None) or _Site()
        self._sites[name] = site
        if len(self._sites) > _MOST_SITES:
            self._sites.popitem(last=False)
        return site

    async def _rules(self, target: URL) -> RobotFileParser:
        """Whatever stands in robots.txt; a site without one allows everything, and one that fails nothing for now."""
        rules = RobotFileParser()
        try:
            answer = await self._client.get(str(target.origin() / "robots.txt"), self._limits.robots_bytes)
        except FetchError as error:
            if error.code == "not_public":
                raise
            reason = f"{target.host} cannot be asked what it allows programs to read ({error}) Try again later."
            raise FetchError("robots_unreachable", reason) from error
        if answer.status in _FOUND:
            rules.parse(answer.content.decode(errors="replace").splitlines())
        elif answer.status in _GONE:
            rules.parse([])
        else:
            reason = f"{target.host} does not tell now what it allows programs to read. Try again later."
            raise FetchError("robots_unreachable", reason)
        return rules

    def _pause(self, rules: RobotFileParser) -> float:
        asked = float(rules.crawl_delay(self._agent) or 0)
        return max(self._limits.pause_seconds, min(asked, self._limits.longest_pause_seconds))
