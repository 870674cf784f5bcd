"""`/kb drop`: let go the article that waits under a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command, Option
from bot.reply import Reply

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """That it is gone."""
    await services.base.intake.drop(request.values["id"])
    return Reply(note=request.say("It was not taken in."))


COMMAND = Command(
    "kb drop",
    "Let go an article that was shown by /kb add",
    run,
    options=(Option("id", "What /kb add said", required=True),),
    admin=True,
    editor=True,
    aside=True,
)
