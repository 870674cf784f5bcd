"""`/experts`: everybody there is to ask about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choosing import people_choices
from bot.command import Command
from bot.paging import LIST_SIZE, PAGE, page_of, turns
from bot.reply import Outcome, Reply

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """All people, the most quoted first, a page at a time."""
    page = page_of(request, LIST_SIZE)
    total, profiles = await services.knowledge.everyone(page.size, page.offset)
    if not total:
        return Reply(Outcome.NOT_FOUND, note=request.say("Nobody is known yet."), private=True)
    asking = replace(request, command="expert", values={})
    return Reply(
        title=request.say.many("{count} person", "{count} people", total),
        profiles=profiles,
        choices=(*people_choices(asking, "name", profiles), *turns(request, page, total)),
    )


COMMAND = Command(
    "experts",
    "Everybody who can be asked about, the most quoted first",
    run,
    options=(PAGE,),
    examples=("/experts",),
)
