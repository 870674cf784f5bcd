"""`/expert`: who a person is, and what they are quoted as saying."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choosing import among_people, nobody, read_as, said
from bot.command import Command, Completion, Option
from bot.paging import PAGE, page_of, turns
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
    reply = await _quoted(profile, request, services) if profile.counts.total else _mentioned(profile)
    heard = read_as(request.values["name"], profile.person)
    return replace(reply, note=" ".join(filter(None, (heard, reply.note))) or None)


async def _nobody(request: Request, services: Services, near: tuple[Profile, ...]) -> Reply:
    """Nobody of that name is in the texts; it may still be an author, an outlet or words of a headline."""
    reply, name = nobody(request, "name", near), said(request, "name")
    if not (await services.knowledge.articles(request.values["name"], limit=1)).articles:
        return reply
    articles = Choice(
        f"Articles for “{name}”", "by author, outlet or headline", "article", {"name": request.values["name"]}
    )
    return replace(reply, choices=(*reply.choices, articles))


async def _quoted(profile: Profile, request: Request, services: Services) -> Reply:
    topic, page = request.values.get("topic"), page_of(request, request.limit)
    total, matches = await services.knowledge.said_by(profile.person.id, topic, page.size, page.offset)
    if topic and not total:
        return _off_topic(profile, request)
    same = replace(request, values={**request.values, "name": profile.person.id})
    return Reply(profiles=(profile,), matches=matches, total=total, choices=turns(same, page, total))


def _off_topic(profile: Profile, request: Request) -> Reply:
    note = f"{profile.person.name} is quoted here, but nothing of it fits “{said(request, 'topic')}”."
    everything = Choice("Everything they said", "whatever the topic", "expert", {"name": profile.person.id})
    return Reply(Outcome.NOT_FOUND, note=note, profiles=(profile,), choices=(everything,), private=True)


def _mentioned(profile: Profile) -> Reply:
    name = profile.person.name
    if profile.person.author:
        note = f"{name} writes here, and is not quoted."
        on = Choice(f"Articles by {name}", "what they wrote", "article", {"name": name})
    else:
        note = f"{name} is mentioned in these articles, and is not quoted in any of them."
        on = Choice(f"Where {name} comes up", "words about them", "quote", {"phrase": name})
    return Reply(Outcome.MENTIONED_ONLY, note=note, profiles=(profile,), choices=(on,))


COMMAND = Command(
    name="expert",
    description="Who somebody is, and what they are quoted as saying",
    run=run,
    options=(
        Option(
            "name", "A name, or part of one, in any spelling or script", required=True, completion=Completion.PERSON
        ),
        Option("topic", "Only what they said about this"),
        PAGE,
    ),
    examples=("/expert Zhao", "/expert Huasheng Zhao topic:security", "/expert 赵华胜"),
)
