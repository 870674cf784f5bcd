"""`/articles`: everything there is to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choosing import article_choices
from bot.command import Command, Request
from bot.paging import LIST_SIZE, PAGE, page_of, turns
from bot.reply import Outcome, Reply
from bot.wording import plural

if TYPE_CHECKING:
    from bot.command import Services


async def run(request: Request, services: Services) -> Reply:
    """All articles, a page at a time."""
    page = page_of(request, LIST_SIZE)
    stats = await services.knowledge.stats()
    if not stats.articles:
        return Reply(Outcome.NOT_FOUND, note="There are no articles yet.", private=True)
    found = await services.knowledge.articles(limit=page.offset + page.size)
    shown = found.articles[page.offset :]
    return Reply(
        title=plural(stats.articles, "article"),
        articles=shown,
        choices=(*article_choices(Request("article"), "name", shown), *turns(request, page, stats.articles)),
    )


COMMAND = Command(
    name="articles",
    description="All articles that can be asked about",
    run=run,
    options=(PAGE,),
    examples=("/articles",),
)
