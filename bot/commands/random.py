"""`/random`: a quotation drawn by lot."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.choosing import among_people, nobody
from bot.command import Command, Completion, Option
from bot.reply import Outcome, Reply
from bot.ways import onward
from knowledge import Match

if TYPE_CHECKING:
    from bot.command import Request, Services
    from knowledge import Excerpt

_FINE = 1 << 32


async def run(request: Request, services: Services) -> Reply:
    """Any quotation, or any of one person's."""
    if "speaker" not in request.values:
        return _shown(request, await services.knowledge.drawn(_lot()))
    found = await services.knowledge.people(request.values["speaker"], limit=25)
    if len(found.profiles) != 1:
        several = among_people(request, "speaker", found.profiles)
        return several if found.profiles else nobody(request, "speaker", found.near)
    profile = found.profiles[0]
    place = int(_lot() * profile.counts.total)
    _, matches = await services.knowledge.said_by(profile.person.id, limit=1, offset=place)
    return _shown(request, matches[0].excerpt if matches else None)


def _lot() -> float:
    return secrets.randbelow(_FINE) / _FINE


def _shown(request: Request, excerpt: Excerpt | None) -> Reply:
    if excerpt is None:
        return Reply(Outcome.NOT_FOUND, note=request.say("There is nothing to draw from."), private=True)
    return Reply(matches=(Match(excerpt, 100.0),), total=1, choices=onward(request, excerpt))


COMMAND = Command(
    "random",
    "A quotation drawn by lot",
    run,
    options=(Option("speaker", "Only words of this person", completion=Completion.PERSON),),
    examples=("/random",),
)
