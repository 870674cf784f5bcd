"""`/kb reload`: read the articles anew, while everybody is still answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command, Option
from bot.editing.built import report_reply
from bot.editing.changing import reloaded
from bot.reply import Choice, Outcome, Reply, Way
from knowledge import Vanished

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """What was added, changed, removed and set aside."""
    try:
        report = await reloaded(request, services, removals="removals" in request.values)
    except Vanished:
        say = request.say
        note = say("Most of the articles are gone at once, and nothing was changed. Perhaps a folder is not mounted?")
        choice = Choice(say("Take them out all the same"), "", request.command, {"removals": "yes"}, Way.MEANT)
        return Reply(Outcome.ERROR, note=note, choices=(choice,), private=True)
    return report_reply(report, services.base.corrections, request.say)


COMMAND = Command(
    "kb reload",
    "Read the articles anew; everybody is answered meanwhile",
    run,
    options=(Option("removals", "Take out what is gone, even if it is most articles", choices=("yes",)),),
    examples=("/kb reload",),
    admin=True,
    editor=True,
    aside=True,
)
