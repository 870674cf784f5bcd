"""`/kb review`: what readers doubt, then what the extractor is least certain of, one at a time, to be judged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.command import Command
from bot.editing.judging import Case, card
from bot.paging import PAGE, page_of, turns
from bot.reply import Choice, Reply, Section, Way
from bot.wording import clipped

if TYPE_CHECKING:
    from bot.command import Request, Services
    from bot.state import Report

_WORDS = 300


async def run(request: Request, services: Services) -> Reply:
    """The doubt or the quotation at this place of the queue; what is judged leaves it."""
    page, say = page_of(request, 1), request.say
    doubts, reports = await services.state.open_reports(None, 1, page.offset)
    uncertain, excerpts = await services.knowledge.uncertain(1, max(page.offset - doubts, 0))
    total = doubts + uncertain
    if not total:
        return Reply(note=say("Nothing waits to be judged."))
    around = turns(request, page, total)
    report = reports[0] if reports else None
    excerpt = await services.knowledge.excerpt(report.excerpt) if report else excerpts[0]
    title = say("{number} of {last}", number=say.number(page.number), last=say.number(total))
    if excerpt is None or excerpt.kind is None:
        return replace(_gone(request, report), title=title, choices=(*_settling(request, report), *around))
    found = await card(request, services, Case(excerpt, report.number if report else None, report, str(page.number)))
    return replace(found, title=title, choices=(*found.choices, *_settling(request, report), *around))


def _gone(request: Request, report: Report | None) -> Reply:
    """A doubt about words that are no longer there, as they were shown."""
    if report is None:
        return Reply()
    say = request.say
    lines = (
        clipped(report.words, _WORDS),
        say("shown as: {speaker}", speaker=report.speaker),
        say("in: {headline}", headline=report.headline),
        say("doubt: {note}", note=report.note),
    )
    note = say("These words are no longer shown: their article was changed or taken away, or an editor saw to it.")
    return Reply(note=note, sections=(Section(say("Doubted"), lines),))


def _settling(request: Request, report: Report | None) -> tuple[Choice, ...]:
    """The way to have done with a doubt without a correction."""
    if report is None:
        return ()
    number = str(report.number)
    label = request.say("Settle {number}", number=number)
    return (Choice(label, "", "reports", {"settle": number}, Way.MEANT),)


COMMAND = Command(
    "kb review",
    "Judge what readers doubt, and what is least certain, one at a time",
    run,
    options=(PAGE,),
    examples=("/kb review",),
    admin=True,
    editor=True,
    aside=True,
)
