"""`/compare`: what two people say, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choosing import among_people, nobody, said
from bot.command import Command, Completion, Option
from bot.reply import Choice, Group, Outcome, Reply
from bot.wording import clipped, person_name, quotations

if TYPE_CHECKING:
    from bot.command import Request, Services
    from knowledge import Profile

_EACH = 2
_NAME = 40


async def run(request: Request, services: Services) -> Reply:
    """The two people's words, on a topic if one is given, each under their name."""
    people: list[Profile] = []
    for option in ("person", "with"):
        found = await services.knowledge.people(request.values[option], limit=25)
        if len(found.profiles) != 1:
            several = among_people(request, option, found.profiles)
            return several if found.profiles else nobody(request, option, found.near)
        people.append(found.profiles[0])
    groups = [await _group(profile, request, services) for profile in people]
    topic = {name: value for name, value in request.values.items() if name == "topic"}
    return Reply(
        Outcome.FOUND if any(group.matches for group in groups) else Outcome.NOT_FOUND,
        title=" · ".join(person_name(profile.person) for profile in people),
        note=request.say("On “{words}”", words=said(request, "topic")) if topic else None,
        groups=tuple(groups),
        choices=tuple(
            Choice(
                request.say("More by {name}", name=clipped(profile.person.name, _NAME)),
                "",
                "expert",
                {"name": profile.person.id, **(topic if group.matches else {})},
            )
            for profile, group in zip(people, groups, strict=True)
        ),
    )


async def _group(profile: Profile, request: Request, services: Services) -> Group:
    say = request.say
    topic = request.values.get("topic")
    total, matches = await services.knowledge.said_by(profile.person.id, topic, _EACH)
    if matches or topic is None:
        note = None if matches else say("Not quoted here.")
        note = (
            say("{shown} of {quotations}", shown=len(matches), quotations=quotations(total, say)) if matches else note
        )
    else:
        note = say("Nothing on this; {quotations} on other things.", quotations=quotations(profile.counts.total, say))
    return Group(person_name(profile.person), matches, note)


COMMAND = Command(
    "compare",
    "What two people say, side by side",
    run,
    options=(
        Option("person", "One of the two", required=True, completion=Completion.PERSON),
        Option("with", "The other", required=True, completion=Completion.PERSON),
        Option("topic", "Only what they say about this", completion=Completion.PHRASE),
    ),
    examples=("/compare Zhao Huasheng with:Yan Xuetong", "/compare Zhao Huasheng with:Yan Xuetong topic:alliance"),
)
