"""`/settings`: what a server or workspace decides for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command, Option
from bot.editing.noting import noted
from bot.errors import UserError
from bot.reply import Reply, Section
from bot.state import Deed

if TYPE_CHECKING:
    from bot.command import Request, Services

_PRIVATE, _PUBLIC = "private", "public"


async def run(request: Request, services: Services) -> Reply:
    """What holds here, after the change that was asked for."""
    say = request.say
    if not request.place:
        raise UserError(say("Settings belong to a server; there is none here."))
    if "answers" in request.values:
        await services.state.set_public(request.place, public=request.values["answers"] == _PUBLIC)
        await noted(request, services, Deed.SETTINGS, f"answers:{request.values['answers']}")
    public = await services.state.is_public(request.place)
    meaning = (
        say("everybody in the channel sees them, unless the asker says otherwise")
        if public
        else say("the asker alone sees them, and may share them")
    )
    return Reply(
        title=say("Settings"),
        sections=(Section(say("Answers"), (f"{_PUBLIC if public else _PRIVATE}: {meaning}",)),),
    )


COMMAND = Command(
    "settings",
    "What this server has decided: who sees answers",
    run,
    options=(Option("answers", "Who sees answers that the asker says nothing about", choices=(_PRIVATE, _PUBLIC)),),
    admin=True,
    aside=True,
)
