"""`/who-said`: a remembered phrase, its best match and the runner-up, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choosing import said
from bot.command import Command, Completion, Option
from bot.reply import Choice, Group, Outcome, Reply
from bot.ways import onward
from bot.wording import likeness

if TYPE_CHECKING:
    from bot.command import Request, Services

_SHOWN = 2  # the best match, and its runner-up


async def run(request: Request, services: Services) -> Reply:
    """The best match and its runner-up, each with how well it fits, in words."""
    say, phrase = request.say, request.values["phrase"]
    total, matches = await services.knowledge.quotations(phrase, limit=_SHOWN)
    if not matches:
        note = say("Nothing here fits “{words}”.", words=said(request, "phrase"))
        note = say.together(note, say("Fewer or other words may help."))
        return Reply(Outcome.NOT_FOUND, note=note, private=True)
    titles = (say("Best match"), say("Runner-up"))
    return Reply(
        groups=tuple(
            Group(say("{title}: {likeness}", title=title, likeness=likeness(match, say)), (match,))
            for title, match in zip(titles, matches, strict=False)
        ),
        choices=(
            *onward(request, matches[0].excerpt),
            *([Choice(say("All that fits"), "", "quote", {"phrase": phrase})] if total > _SHOWN else []),
        ),
    )


COMMAND = Command(
    "who-said",
    "Who said a phrase you remember: the best match and its runner-up",
    run,
    options=(Option("phrase", "The words, roughly as you remember them", required=True, completion=Completion.PHRASE),),
    examples=("/who-said hold up half of the sky",),
)
