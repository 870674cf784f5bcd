"""`/expert`: who a person is, and what they are quoted as saying."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choosing import among_people, nobody, read_as, said
from bot.command import Command, Completion, Option
from bot.paging import PAGE, results
from bot.reply import Choice, Outcome, Reply

if TYPE_CHECKING:
    from bot.command import Request, Services
    from knowledge import Profile


async def run(request: Request, services: Services) -> Reply:
    """One person's card and excerpts; several people, or nobody, are a choice."""
    found = await services.knowledge.people(request.values["name"], limit=25)
    if not found.profiles:
        return await _nobody(request, services, found.near)
    if len(found.profiles) > 1:
        return among_people(request, "name", found.profiles)
    profile = found.profiles[0]
    reply = await _quoted(profile, request, services) if profile.counts.total else _mentioned(profile, request)
    heard = read_as(request, "name", profile.person)
    return replace(reply, note=request.say.together(heard, reply.note) or None)


async def _nobody(request: Request, services: Services, near: tuple[Profile, ...]) -> Reply:
    """Nobody of that name is in the texts; it may still be an author, an outlet or words of a headline."""
    reply, name = nobody(request, "name", near), said(request, "name")
    if not (await services.knowledge.articles(request.values["name"], limit=1)).articles:
        return reply
    articles = Choice(
        request.say("Articles for “{words}”", words=name),
        request.say("by author, outlet or headline"),
        "article",
        {"name": request.values["name"]},
    )
    return replace(reply, choices=(*reply.choices, articles))


async def _quoted(profile: Profile, request: Request, services: Services) -> Reply:
    person, topic = profile.person.id, request.values.get("topic")
    same = replace(request, values={**request.values, "name": person})
    reply = await results(same, lambda limit, offset: services.knowledge.said_by(person, topic, limit, offset))
    if topic and not reply.total:
        return _off_topic(profile, request)
    return replace(reply, profiles=(profile,))


def _off_topic(profile: Profile, request: Request) -> Reply:
    note = request.say(
        "{name} is quoted here, but nothing of it fits “{words}”.",
        name=profile.person.name,
        words=said(request, "topic"),
    )
    everything = Choice(
        request.say("Everything they said"), request.say("whatever the topic"), "expert", {"name": profile.person.id}
    )
    return Reply(Outcome.NOT_FOUND, note=note, profiles=(profile,), choices=(everything,), private=True)


def _mentioned(profile: Profile, request: Request) -> Reply:
    say, name = request.say, profile.person.name
    if profile.person.author:
        note = say("{name} is an author here, and is not quoted.", name=name)
        on = Choice(say("Articles by {name}", name=name), say("what they wrote"), "article", {"name": name})
    else:
        note = say("{name} is mentioned in these articles, and is not quoted in any of them.", name=name)
        on = Choice(say("Where {name} comes up", name=name), say("words about them"), "quote", {"phrase": name})
    return Reply(Outcome.MENTIONED_ONLY, note=note, profiles=(profile,), choices=(on,))


COMMAND = Command(
    "expert",
    "Who somebody is, and what they are quoted as saying",
    run,
    options=(
        Option(
            "name", "A name, or part of one, in any spelling or script", required=True, completion=Completion.PERSON
        ),
        Option("topic", "Only what they said about this", completion=Completion.PHRASE),
        PAGE,
    ),
    examples=("/expert Zhao", "/expert Huasheng Zhao topic:security", "/expert 赵华胜"),
)
