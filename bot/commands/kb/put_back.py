"""`/kb put-back`: put back an article that was removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command, Option
from bot.editing.built import report_reply
from bot.editing.changing import taken
from bot.reply import Choice, Reply, Way
from bot.state import Deed
from bot.wording import moment

if TYPE_CHECKING:
    from bot.command import Request, Services

_MOST = 25


async def run(request: Request, services: Services) -> Reply:
    """What it changed; where no file is named, those that can be put back."""
    if "file" not in request.values:
        return await _listed(request, services)
    file = request.values["file"]
    report = await taken(request, services, Deed.PUT_BACK, file, lambda: services.base.intake.put_back(file))
    return report_reply(report, services.base.corrections, request.say)


async def _listed(request: Request, services: Services) -> Reply:
    say, removed = request.say, await services.base.intake.removed()
    choices = tuple(
        Choice(each.headline, f"{each.file} · {moment(each.at, say)}", request.command, {"file": each.file}, Way.MEANT)
        for each in removed[:_MOST]
    )
    note = say("Which one shall come back?") if choices else say("No article was removed.")
    return Reply(note=note, choices=choices)


COMMAND = Command(
    "kb put-back",
    "Put back an article that was removed",
    run,
    options=(Option("file", "Its file; without it, those that can be put back are listed"),),
    admin=True,
    editor=True,
    aside=True,
)
