"""Corrections of who is who: made, and shown on the person as they stand then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Option
from bot.editing.changing import corrected
from bot.editing.correcting import described, undoing
from bot.editing.judging import outcome
from bot.reply import Reply

if TYPE_CHECKING:
    from bot.command import Request, Services
    from knowledge import Correction, Name, Profile

WHY = Option("why", "Why, for those who read the list of corrections")


async def renamed(request: Request, services: Services, correction: Correction) -> Reply:
    """The correction in force, and the person that it is about."""
    (number,) = await corrected(request, services, [correction], reason=request.values.get(WHY.name, ""))
    shown = await _profile(services, correction.person) if correction.person else ()
    note = request.say.together(outcome(request, services, number), described(correction, request.say))
    return Reply(note=note, profiles=shown, choices=(undoing(number, request.say),))


async def _profile(services: Services, name: Name) -> tuple[Profile, ...]:
    by_id = await services.knowledge.profile(name.id) if name.id else None
    return (by_id,) if by_id else (await services.knowledge.people(name.name)).profiles[:1]
