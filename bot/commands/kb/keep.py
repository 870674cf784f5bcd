"""`/kb keep`: let in the article that waits under a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command, Option
from bot.editing.built import report_reply
from bot.editing.changing import taken
from bot.state import Deed

if TYPE_CHECKING:
    from bot.command import Request, Services
    from bot.reply import Reply


async def run(request: Request, services: Services) -> Reply:
    """What it changed."""
    token = request.values["id"]
    report = await taken(request, services, Deed.ADD, token, lambda: services.base.intake.keep(token))
    return report_reply(report, services.base.corrections, request.say)


COMMAND = Command(
    "kb keep",
    "Let in an article that was shown by /kb add",
    run,
    options=(Option("id", "What /kb add said", required=True),),
    admin=True,
    editor=True,
    aside=True,
)
