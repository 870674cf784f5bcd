"""`/source`: an excerpt in the passages around it, or alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choosing import no_excerpt
from bot.command import Command, Option
from bot.errors import UserError
from bot.reply import Choice, Reply
from bot.ways import onward
from knowledge import Match

if TYPE_CHECKING:
    from bot.command import Request, Services
    from knowledge import Excerpt

_USUAL = "1"


async def run(request: Request, services: Services) -> Reply:
    """The excerpt with this id, where it stands."""
    around = int(request.values.get("around", _USUAL))
    context = await services.knowledge.context(request.values["id"], around)
    if context is None:
        return no_excerpt(request, "id")
    excerpt = context.excerpt
    if not around:
        choices, skipped = onward(request, excerpt), _begin(request, len(excerpt.text))
        return Reply(matches=(Match(excerpt, 100.0),), total=1, skipped=skipped, choices=choices)
    return Reply(context=context, choices=_ways_on(excerpt, request))


def _begin(request: Request, length: int) -> int:
    said = request.values.get("from", "0")
    if not said.isdecimal() or len(said) > len(str(length)) or int(said) >= max(length, 1):
        raise UserError(
            request.say("The excerpt has {length} characters; “{said}” is none of them.", length=length, said=said[:20])
        )
    return int(said)


def _ways_on(excerpt: Excerpt, request: Request) -> tuple[Choice, ...]:
    """Those of the excerpt, with its article in place of the context that is shown."""
    article = Choice(request.say("About the article"), "", "article", {"name": excerpt.citation.article})
    return (article, *(way for way in onward(request, excerpt) if way.command != "source"))


COMMAND = Command(
    "source",
    "An excerpt in the passages around it",
    run,
    options=(
        Option("id", "The id that stands beside the excerpt", required=True),
        Option("around", "How many passages on either side; 0 shows the excerpt alone", choices=("0", "1", "2", "3")),
        Option("from", "From which character of the excerpt on, where it is shown alone"),
    ),
)
