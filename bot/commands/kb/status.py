"""`/kb status`: what the knowledge base holds, how old it is, and what waits for somebody to look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command
from bot.editing.built import stats_lines
from bot.editing.correcting import idle
from bot.editors import OPERATOR
from bot.reply import Choice, Reply, Section
from bot.state import Deed
from bot.wording import moment

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """Size and age, where the articles are, the last reload, and what is to be done."""
    say, stats = request.say, await services.knowledge.stats()
    lists = (
        (say("What it knows"), (*stats_lines(stats, say), say("read by extractor {version}", version=stats.extractor))),
        (say("Where the articles are"), _folders(request, services)),
        (say("Read anew"), await _reloads(request, services)),
        (say("To look at"), await _waiting(request, services)),
    )
    choices = (
        *([Choice(say("Set aside"), "", "kb set-aside")] if services.base.report.set_aside else []),
        Choice(say("Reports"), "", "reports"),
    )
    return Reply(
        title=say("The knowledge base"),
        sections=tuple(Section(title, tuple(lines)) for title, lines in lists if lines),
        choices=choices,
    )


def _folders(request: Request, services: Services) -> list[str]:
    """Where a folder stands on the machine is for the operator alone."""
    whole = request.platform == OPERATOR
    return [str(folder) if whole else folder.name for folder in services.base.folders]


async def _reloads(request: Request, services: Services) -> list[str]:
    """Who did it is told to fellow editors only."""
    last, say = await services.state.last_note(Deed.RELOAD), request.say
    if last is None:
        return []
    when = moment(last.at, say)
    if not services.editors.include(request):
        return [when]
    return [say("{moment}, by {asker}: {about}", moment=when, asker=last.by, about=last.about)]


async def _waiting(request: Request, services: Services) -> list[str]:
    say, state = request.say, services.state
    reports, _ = await state.open_reports(None if services.editors.include(request) else request.place, 0)
    held = services.base.corrections
    unapplied = len(idle(services.base.report, held))
    removed = len(await services.base.intake.removed())
    return [
        say.many("{count} open report", "{count} open reports", reports),
        say.many("{count} correction in force", "{count} corrections in force", len(held)),
        *(
            [say.many("{count} of them has no effect now", "{count} of them have no effect now", unapplied)]
            if unapplied
            else []
        ),
        *(
            [say.many("{count} article can be put back", "{count} articles can be put back", removed)]
            if removed
            else []
        ),
    ]


COMMAND = Command(
    "kb status",
    "What the knowledge base holds, how old it is, and what waits to be looked at",
    run,
    examples=("/kb status",),
    admin=True,
    aside=True,
)
