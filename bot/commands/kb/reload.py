"""`/kb reload`: read the articles anew, while everybody is still answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.built import report_reply
from bot.changing import reloaded
from bot.command import Command

if TYPE_CHECKING:
    from bot.command import Request, Services
    from bot.reply import Reply


async def run(request: Request, services: Services) -> Reply:
    """What was added, changed, removed and set aside."""
    report = await reloaded(request, services)
    return report_reply(report, services.knowledge.corrections, request.say)


COMMAND = Command(
    "kb reload",
    "Read the articles anew; everybody is answered meanwhile",
    run,
    examples=("/kb reload",),
    admin=True,
    editor=True,
    aside=True,
)
