"""What the pages are made from: the services behind the chat, the settings, and the size of the base in service."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.config import SiteText
from bot.site.page import Page
from bot.site.visit import Visit

if TYPE_CHECKING:
    from bot.dispatch import Dispatcher
    from knowledge import KnowledgeBase, Stats

Showing = Callable[[Visit, "Site"], Awaitable[Page]]


@dataclass(slots=True)
class Site:
    """What pages may use: `dispatcher` answers what the chat answers; `text` is how much of an article is shown."""

    dispatcher: Dispatcher
    text: SiteText = SiteText.QUOTATIONS
    _stats: tuple[str, Stats] | None = field(default=None, repr=False)

    @property
    def knowledge(self) -> KnowledgeBase:
        """Who said what."""
        return self.dispatcher.services.base

    @property
    def address(self) -> str | None:
        """Where readers find the site, where the operator says so."""
        return self.dispatcher.services.site

    async def stats(self) -> Stats:
        """The size and age of what is in service; raises Unavailable where nothing is."""
        edition = self.knowledge.edition
        if self._stats is None or self._stats[0] != edition:
            self._stats = edition, await self.knowledge.stats()
        return self._stats[1]
