"""`/related`: quotations on what an excerpt is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choosing import no_excerpt
from bot.command import Command, Option
from bot.paging import PAGE, results
from bot.reply import Outcome, Reply

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """Other quotations that share the words which tell most about this one."""
    knowledge, name = services.knowledge, request.values["id"]
    if await knowledge.excerpt(name) is None:
        return no_excerpt(request, "id")
    reply = await results(request, lambda limit, offset: knowledge.related(name, limit, offset))
    if not reply.total:
        note = request.say("Nothing else here is about the same.")
        return Reply(Outcome.NOT_FOUND, note=note, private=True)
    return replace(reply, title=request.say("More on this"))


COMMAND = Command(
    "related",
    "Other quotations on what an excerpt is about",
    run,
    options=(Option("id", "The id that stands beside the excerpt", required=True), PAGE),
)
