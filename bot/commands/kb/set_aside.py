"""`/kb set-aside`: the files that could not be used, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command
from bot.paging import LIST_SIZE, PAGE, page_of, turns
from bot.reply import Reply, Section
from bot.wording import set_aside_line

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """Each file with its reason, a page at a time."""
    page, say = page_of(request, LIST_SIZE), request.say
    aside = services.base.report.set_aside
    shown = tuple(set_aside_line(item) for item in aside[page.offset : page.offset + page.size])
    return Reply(
        title=say.many("{count} file set aside as unreadable", "{count} files set aside as unreadable", len(aside)),
        note=None if aside else say("Every file could be read."),
        sections=(Section(say("Files"), shown),) if shown else (),
        choices=turns(request, page, len(aside)),
    )


COMMAND = Command(
    "kb set-aside",
    "The files that could not be used, and why",
    run,
    options=(PAGE,),
    examples=("/kb set-aside",),
    admin=True,
    aside=True,
)
