"""`/kb remove`: take an article out of the knowledge base; it can be put back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choosing import among_articles, no_article
from bot.command import Command, Completion, Option
from bot.editing.built import report_reply
from bot.editing.changing import taken
from bot.reply import Choice, Reply, Way
from bot.state import Deed

if TYPE_CHECKING:
    from bot.command import Request, Services
    from knowledge import ArticleSummary


async def run(request: Request, services: Services) -> Reply:
    """The article, to be looked at once more; once that is said, what its going changed."""
    found = await services.knowledge.articles(request.values["article"])
    if len(found.articles) > 1:
        return among_articles(request, "article", found.articles)
    if not found.articles:
        return no_article(request, "article", found.near)
    return await (_removed if "sure" in request.values else _asked)(request, services, found.articles[0])


async def _asked(request: Request, _: Services, summary: ArticleSummary) -> Reply:
    values = {"article": summary.citation.article, "sure": "yes"}
    return Reply(
        note=request.say("Shall this article go, with everything that is said in it? It can be put back."),
        articles=(summary,),
        choices=(Choice(request.say("Remove"), "", request.command, values, Way.MEANT),),
    )


async def _removed(request: Request, services: Services, summary: ArticleSummary) -> Reply:
    say, file, removing = request.say, summary.citation.file, services.base.intake.remove
    report = await taken(request, services, Deed.REMOVE, file, lambda: removing(summary.citation.article))
    back = Choice(say("Put it back"), "", "kb put-back", {"file": file}, Way.MEANT)
    return replace(report_reply(report, services.base.corrections, say), choices=(back,))


COMMAND = Command(
    "kb remove",
    "Take an article out; it can be put back",
    run,
    options=(
        Option("article", "Words of its headline, or its file", required=True, completion=Completion.ARTICLE),
        Option("sure", "Without being asked", choices=("yes",)),
    ),
    admin=True,
    editor=True,
    aside=True,
)
