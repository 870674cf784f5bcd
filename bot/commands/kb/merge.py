"""`/kb merge`: say that two people are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command, Completion, Option
from bot.editing.naming import WHY, renamed
from bot.editing.whom import meant
from bot.errors import UserError
from bot.reply import Reply
from knowledge import Correction, Fix

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """The person whose name stays, with what both said."""
    person = await meant(request, services, "person")
    other = await meant(request, services, "other")
    if isinstance(person, Reply) or isinstance(other, Reply):
        return person if isinstance(person, Reply) else other  # type: ignore[return-value] # one of them is
    if person.id and person.id == other.id:
        raise UserError(request.say("These are one person already."))
    return await renamed(request, services, Correction(0, Fix.MERGE, person=person, other=other))


COMMAND = Command(
    "kb merge",
    "Say that two people are one and the same",
    run,
    options=(
        Option("person", "Whose name stays", required=True, completion=Completion.PERSON),
        Option("other", "Who is the same person", required=True, completion=Completion.PERSON),
        WHY,
    ),
    admin=True,
    editor=True,
    aside=True,
)
