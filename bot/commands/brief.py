"""`/brief`: who says what on a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choosing import said
from bot.command import Command, Completion, Option
from bot.reply import Choice, Group, Outcome, Reply
from bot.wording import person_name, quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Request, Services
    from knowledge import Match

_SPEAKERS = 4
_EACH = 2


async def run(request: Request, services: Services) -> Reply:
    """The quotations that fit the topic best, under their speakers, none said twice."""
    say, topic = request.say, request.values["topic"]
    total, views = await services.knowledge.views(topic, _SPEAKERS, _EACH)
    if not views:
        note = say("Nobody here is quoted on “{words}”.", words=said(request, "topic"))
        near = await services.knowledge.complete_phrases(topic, 3)
        choices = tuple(Choice(each, "", "quote", {"phrase": each}) for each in near)
        return Reply(Outcome.NOT_FOUND, note=note, choices=choices, private=True)
    shown = sum(len(matches) for matches in views)
    everything = Choice(say("All that fits"), quotations(total, say), "quote", {"phrase": topic})
    return Reply(
        title=say("Who says what on “{words}”", words=said(request, "topic")),
        groups=tuple(_group(request, matches) for matches in views),
        choices=(everything,) if total > shown else (),
    )


def _group(request: Request, matches: Sequence[Match]) -> Group:
    speaker = matches[0].excerpt.speaker
    return Group(person_name(speaker) if speaker else request.say("Speaker not named"), tuple(matches))


COMMAND = Command(
    "brief",
    "Who says what on a topic: excerpts by speaker",
    run,
    options=(Option("topic", "A word or a few on what it is about", required=True, completion=Completion.PHRASE),),
    examples=("/brief alliance with Russia",),
)
