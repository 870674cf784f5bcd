"""`/article`: what one article is, and who speaks in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choosing import among_articles, no_article
from bot.command import Command, Completion, Option
from bot.reply import Choice, Reply
from bot.wording import person_name, quotations

if TYPE_CHECKING:
    from bot.command import Request, Services
    from knowledge import ArticleSummary

_SPEAKERS = 10


async def run(request: Request, services: Services) -> Reply:
    """One article's card with its speakers; several articles, or none, are a choice."""
    found = await services.knowledge.articles(request.values["name"], limit=25)
    if not found.articles:
        return no_article(request, "name", found.near)
    if len(found.articles) > 1:
        return among_articles(request, "name", found.articles)
    return Reply(articles=found.articles, choices=_speakers(found.articles[0], request))


def _speakers(summary: ArticleSummary, request: Request) -> tuple[Choice, ...]:
    return tuple(
        Choice(person_name(person), quotations(many, request.say), "expert", {"name": person.id})
        for person, many in summary.speakers[:_SPEAKERS]
    )


COMMAND = Command(
    "article",
    "What an article is, and who speaks in it",
    run,
    options=(
        Option(
            "name", "Words of its headline, its author, outlet or file", required=True, completion=Completion.ARTICLE
        ),
    ),
    examples=("/article partners without an alliance",),
)
