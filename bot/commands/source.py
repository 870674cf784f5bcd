"""`/source`: an excerpt in the passages around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choosing import said
from bot.command import Command, Option
from bot.reply import Choice, Outcome, Reply

if TYPE_CHECKING:
    from bot.command import Request, Services
    from knowledge import Excerpt


async def run(request: Request, services: Services) -> Reply:
    """The excerpt with this id, where it stands."""
    context = await services.knowledge.context(request.values["id"])
    if context is None:
        note = (
            f"There is no excerpt “{said(request, 'id')}”. Every excerpt shows its id; "
            "one whose article was changed or taken away has gone with it."
        )
        return Reply(Outcome.NOT_FOUND, note=note, private=True)
    return Reply(context=context, choices=_ways_on(context.excerpt))


def _ways_on(excerpt: Excerpt) -> tuple[Choice, ...]:
    article = Choice(excerpt.citation.headline, "about the article", "article", {"name": excerpt.citation.article})
    if excerpt.speaker is None:
        return (article,)
    return (Choice(excerpt.speaker.name, "more by this speaker", "expert", {"name": excerpt.speaker.id}), article)


COMMAND = Command(
    name="source",
    description="An excerpt in the passages around it",
    run=run,
    options=(Option("id", "The id that stands beside the excerpt", required=True),),
)
