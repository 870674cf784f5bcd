"""`/kb`: looking after the knowledge base; each file of this folder is one of its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command
from bot.reply import Reply, Section
from bot.usage import of_group, usages

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """The commands of the group."""
    say = request.say
    lines = usages(of_group(COMMAND.name, services.commands.values()), say)
    return Reply(title=say(COMMAND.description), sections=(Section(say("Commands"), lines),))


COMMAND = Command("kb", "Look after the articles and who said what in them", run, admin=True, aside=True)
