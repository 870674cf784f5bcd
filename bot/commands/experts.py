"""`/experts`: everybody there is to ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choosing import people_choices
from bot.command import Command, Request
from bot.paging import LIST_SIZE, PAGE, page_of, turns
from bot.reply import Outcome, Reply

if TYPE_CHECKING:
    from bot.command import Services


async def run(request: Request, services: Services) -> Reply:
    """All people, the most quoted first, a page at a time."""
    page = page_of(request, LIST_SIZE)
    total, profiles = await services.knowledge.everyone(page.size, page.offset)
    if not total:
        return Reply(Outcome.NOT_FOUND, note="Nobody is known yet.", private=True)
    turning = turns(request, page, total)
    return Reply(
        title=f"{total:,} people",
        profiles=profiles,
        choices=(*people_choices(Request("expert"), "name", profiles), *turning),
    )


COMMAND = Command(
    name="experts",
    description="Everybody who can be asked about, the most quoted first",
    run=run,
    options=(PAGE,),
    examples=("/experts",),
)
