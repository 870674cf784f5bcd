"""`/reports`: the attributions that readers doubt, for admins to look at and settle."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.command import Command, Option
from bot.errors import UserError
from bot.paging import PAGE, page_of, turns
from bot.reply import Choice, Reply, Section, Way
from bot.wording import clipped, moment

if TYPE_CHECKING:
    from bot.command import Request, Services
    from bot.state import Report

_SIZE = 4
_WORDS = 200


async def run(request: Request, services: Services) -> Reply:
    """The open reports of this place, the oldest first, a page at a time; one is settled first where it is named."""
    settled = await _settle(request, services) if "settle" in request.values else None
    page, editor = page_of(request, _SIZE), services.editors.include(request)
    total, reports = await services.state.open_reports(_where(request, services), page.size, page.offset)
    say = request.say
    judging = [Choice(say("Judge them"), "", "kb review")] if editor and total else []
    return Reply(
        title=say.many("{count} open report", "{count} open reports", total),
        note=settled,
        sections=tuple(_section(request, report) for report in reports),
        choices=(
            *(each for report in reports for each in _ways(request, report)),
            *judging,
            *turns(request, page, total),
        ),
    )


async def _settle(request: Request, services: Services) -> str:
    said = request.values["settle"].lstrip("#")
    number = int(said) if said.isdecimal() and len(said) < 10 else 0  # noqa: PLR2004 - far below what SQLite holds
    now, by = datetime.now(UTC).isoformat(timespec="seconds"), f"{request.platform}:{request.asker}"
    if not await services.state.settle(number, _where(request, services), by, now):
        raise UserError(request.say("There is no open report “{number}” here.", number=said[:20]))
    return request.say("Report {number} is settled.", number=number)


def _where(request: Request, services: Services) -> str | None:
    """The place whose reports may be seen: an admin sees those of their server, an editor all."""
    return None if services.editors.include(request) else request.place


def _section(request: Request, report: Report) -> Section:
    say = request.say
    return Section(
        say("Report {number}, {moment}", number=report.number, moment=moment(report.reported_at, say)),
        (
            clipped(report.words, _WORDS),
            say("shown as: {speaker}", speaker=report.speaker),
            say("in: {headline}", headline=report.headline),
            say("doubt: {note}", note=report.note),
            say("by {reporter}, on excerpt {id}", reporter=report.reporter.rstrip(":"), id=report.excerpt),
        ),
    )


def _ways(request: Request, report: Report) -> tuple[Choice, ...]:
    say = request.say
    return (
        Choice(say("Look at {number}", number=report.number), "", "source", {"id": report.excerpt}),
        Choice(say("Settle {number}", number=report.number), "", "reports", {"settle": str(report.number)}, Way.MEANT),
    )


COMMAND = Command(
    "reports",
    "The attributions that readers doubt, to look at and to settle",
    run,
    options=(Option("settle", "The number of a report that has been dealt with"), PAGE),
    admin=True,
    aside=True,
)
