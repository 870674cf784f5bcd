"""One quotation before an editor: where it stands, whom the extractor weighed, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.editing.changing import without_effect
from bot.reply import Choice, Reply, Section, Way
from bot.wording import clipped, moment, person_name, quotations, speaker_line

if TYPE_CHECKING:
    from bot.command import Request, Services
    from bot.state import Report
    from knowledge import Excerpt, Explanation, Person

MOST_CANDIDATES = 12
_REASONS = 120


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation to be judged, the doubt that brought it up, and the page of the queue to go on with.

    `number` is that of a report that is settled with it.
    """

    excerpt: Excerpt
    number: int | None = None
    report: Report | None = None
    then: str = ""


async def card(request: Request, services: Services, case: Case) -> Reply:
    """The quotation in its place, with everything that may be said of it as a choice."""
    say, excerpt = request.say, case.excerpt
    context = await services.knowledge.context(excerpt.id, 1)
    explained = await services.knowledge.explain(excerpt.id)
    lists = (
        (say("Doubted"), _doubt(request, case.report)),
        (say("Why it is shown so"), _why(request, explained)),
    )
    return Reply(
        context=context,
        sections=tuple(Section(title, lines) for title, lines in lists if lines),
        choices=(*_verdicts(request, case), *await _candidates(request, services, case, explained)),
        question=say("It was said by …"),
        private=True,
    )


def values_of(case: Case, **more: str) -> dict[str, str]:
    """What `kb fix` is asked about this case."""
    number = {"report": str(case.number)} if case.number is not None else {}
    then = {"then": case.then} if case.then else {}
    return {"quotation": case.excerpt.id, **more, **number, **then}


def _doubt(request: Request, report: Report | None) -> tuple[str, ...]:
    if report is None:
        return ()
    when = moment(report.reported_at, request.say)
    return (report.note, request.say("report {number}, {moment}", number=report.number, moment=when))


def _why(request: Request, explained: Explanation | None) -> tuple[str, ...]:
    say = request.say
    if explained is None:
        return ()
    cue = say("cue: “{words}”", words=explained.cue) if explained.cue else None
    certain = say("certain to {share} %", share=say.number(round(100 * explained.confidence)))
    weighed = (f"{each.name}: {round(100 * each.share)} %" for each in explained.weighed)
    reasons = (clipped(f"{each.name}: {', '.join(each.reasons)}", _REASONS) for each in explained.weighed[:2])
    return tuple(line for line in (say.listed((certain, cue)), say.listed(weighed), *reasons) if line)


def _verdicts(request: Request, case: Case) -> tuple[Choice, ...]:
    say = request.say

    def verdict(label: str, what: str) -> Choice:
        return Choice(label, "", "kb fix", values_of(case, what=what), Way.MEANT)

    nobody = [verdict(say("Nobody named"), "nobody")] if case.excerpt.speaker else []
    return (
        verdict(say("Right as it is"), "right"),
        Choice(say("Somebody else …"), "", "kb fix", values_of(case), Way.MEANT, asks="person"),
        *nobody,
        verdict(say("Hide"), "hide"),
        verdict(say("Nobody’s speech"), "term"),
    )


async def _candidates(request: Request, services: Services, case: Case, explained: Explanation | None) -> list[Choice]:
    """Whom it may have been: those who were weighed, then the others who speak in the article."""
    found: dict[str, tuple[Person, str]] = {}
    for weighed in explained.weighed if explained else ():
        best = (await services.knowledge.people(weighed.name)).profiles
        if len(best) == 1:
            found.setdefault(best[0].person.id, (best[0].person, f"{round(100 * weighed.share)} %"))
    for summary in (await services.knowledge.articles(case.excerpt.citation.article)).articles[:1]:
        for person, many in summary.speakers:
            found.setdefault(person.id, (person, quotations(many, request.say)))
    if case.excerpt.speaker:
        found.pop(case.excerpt.speaker.id, None)
    return [
        Choice(person_name(person), context, "kb fix", values_of(case, person=person.id), Way.PICK)
        for person, context in list(found.values())[:MOST_CANDIDATES]
    ]


def outcome(request: Request, services: Services, number: int) -> str:
    """Whether a correction that was made has an effect, in a sentence."""
    reason = without_effect(services, number)
    if reason is None:
        return request.say("Correction {number} is in force.", number=number)
    return request.say("Correction {number} is kept, but has no effect: {reason}", number=number, reason=reason)


def stands(request: Request, excerpt: Excerpt) -> str:
    """How a quotation stands now, in a line."""
    return request.say("It stands as: {speaker}", speaker=speaker_line(excerpt, request.say))
