"""Changes to the knowledge base, one at a time, each written down with who asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.noting import noted
from bot.state import Deed

if TYPE_CHECKING:
    from bot.command import Request, Services
    from knowledge import BuildReport


async def reloaded(request: Request, services: Services) -> BuildReport:
    """Read the articles anew; the asker is told how far it is."""
    say = request.say
    if services.changing.locked():
        await request.tell(say("Another change is under way; this one waits for it."))
    async with services.changing:
        await request.tell(say("The articles are being read …"))
        report = await services.knowledge.reload()
    about = f"+{len(report.added)} ~{len(report.changed)} -{len(report.removed)}"
    await noted(request, services, Deed.RELOAD, about)
    return report
