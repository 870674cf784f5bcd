"""`/articles`: everything there is to read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choosing import article_choices
from bot.command import Command
from bot.paging import LIST_SIZE, PAGE, page_of, turns
from bot.reply import Outcome, Reply
from bot.wording import articles

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """All articles, a page at a time."""
    page = page_of(request, LIST_SIZE)
    stats = await services.knowledge.stats()
    if not stats.articles:
        return Reply(Outcome.NOT_FOUND, note=request.say("There are no articles yet."), private=True)
    found = await services.knowledge.articles(limit=page.offset + page.size)
    asking = replace(request, command="article", values={})
    shown = found.articles[page.offset :]
    return Reply(
        title=articles(stats.articles, request.say),
        articles=shown,
        choices=(*article_choices(asking, "name", shown), *turns(request, page, stats.articles)),
    )


COMMAND = Command(
    "articles",
    "All articles that can be asked about",
    run,
    options=(PAGE,),
    examples=("/articles",),
)
