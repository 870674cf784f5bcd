"""`/kb alias`: say what else somebody is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command, Completion, Option
from bot.editing.naming import WHY, renamed
from bot.editing.whom import meant
from bot.reply import Reply
from knowledge import Correction, Fix

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """The person, who is found by that name from now on."""
    person = await meant(request, services, "person")
    if isinstance(person, Reply):
        return person
    return await renamed(request, services, Correction(0, Fix.ALIAS, person=person, alias=request.values["name"]))


COMMAND = Command(
    "kb alias",
    "Say what else somebody is called",
    run,
    options=(
        Option("person", "Who", required=True, completion=Completion.PERSON),
        Option("name", "The other name", required=True),
        WHY,
    ),
    admin=True,
    editor=True,
    aside=True,
)
