"""`/kb split`: say that an article means somebody else by a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choosing import among_articles, no_article
from bot.command import Command, Completion, Option
from bot.editing.naming import WHY, renamed
from bot.editing.whom import meant
from bot.reply import Reply
from knowledge import Correction, Fix, Name

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """The person that keeps the name, without what the article has them say."""
    found = await services.knowledge.articles(request.values["article"])
    if len(found.articles) > 1:
        return among_articles(request, "article", found.articles)
    if not found.articles:
        return no_article(request, "article", found.near)
    person = await meant(request, services, "person")
    if isinstance(person, Reply):
        return person
    article, other = found.articles[0].citation.article, Name(request.values["name"])
    return await renamed(request, services, Correction(0, Fix.SPLIT, person=person, other=other, article=article))


COMMAND = Command(
    "kb split",
    "Say that an article means somebody else by a name",
    run,
    options=(
        Option("person", "Who is not meant there", required=True, completion=Completion.PERSON),
        Option("article", "In which article", required=True, completion=Completion.ARTICLE),
        Option("name", "The full name of who is meant there", required=True),
        WHY,
    ),
    admin=True,
    editor=True,
    aside=True,
)
