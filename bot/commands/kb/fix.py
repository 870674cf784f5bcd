"""`/kb fix`: say who said something, or that it is not to be shown, or nobody's speech."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choosing import no_excerpt
from bot.command import Command, Completion, Option
from bot.editing.changing import corrected, numbered
from bot.editing.correcting import described, name_of, undoing, words_of
from bot.editing.judging import Case, card, outcome, stands
from bot.editing.whom import NEW, meant
from bot.errors import UserError
from bot.reply import Choice, Reply, Way
from knowledge import Correction, Fix, Match, Name

if TYPE_CHECKING:
    from bot.command import Request, Services
    from knowledge import Excerpt

RIGHT, SPEAKER, NOBODY, HIDE, TERM = "right", "speaker", "nobody", "hide", "term"
_WITHOUT = {HIDE: Fix.HIDE, TERM: Fix.TERM}


async def run(request: Request, services: Services) -> Reply:
    """The quotation as it stands after the correction; where nothing is said of it, what may be said."""
    excerpt = await services.knowledge.excerpt(request.values["quotation"])
    if excerpt is None or excerpt.kind is None:
        return no_excerpt(request, "quotation")
    if not {"what", "person"} & request.values.keys():
        number = numbered(request.values.get("report", ""))
        return await card(request, services, Case(excerpt, number, then=request.values.get("then", "")))
    correction = await _said(request, services, excerpt)
    if isinstance(correction, Reply):
        return correction
    report, why = numbered(request.values.get("report", "")), request.values.get("why", "")
    (number,) = await corrected(request, services, [correction], reason=why, report=report)
    return await _shown(request, services, excerpt, replace(correction, number=number))


async def _said(request: Request, services: Services, excerpt: Excerpt) -> Correction | Reply:
    what, words = request.values.get("what", SPEAKER), words_of(excerpt)
    if what in _WITHOUT:
        return Correction(0, _WITHOUT[what], words=words)
    if what == SPEAKER:
        if "person" not in request.values:
            raise UserError(request.say("Who said it? Name them with person:"))
        person = await meant(request, services, "person")
        return person if isinstance(person, Reply) else Correction(0, Fix.SPEAKER, words=words, person=person)
    right = what == RIGHT and excerpt.speaker is not None
    kept: Name | None = name_of(excerpt.speaker) if right and excerpt.speaker else None
    return Correction(0, Fix.SPEAKER, words=words, person=kept)


async def _shown(request: Request, services: Services, before: Excerpt, made: Correction) -> Reply:
    say, after = request.say, await services.knowledge.excerpt(before.id)
    then, done = request.values.get("then"), outcome(request, services, made.number)
    return Reply(
        note=say.together(done, stands(request, after) if after else described(made, say)),
        matches=(Match(after, 100.0),) if after else (),
        total=1 if after else 0,
        choices=(
            undoing(made.number, say),
            *([Choice(say("Next one"), "", "kb review", {"page": then}, Way.MEANT)] if then else []),
        ),
    )


COMMAND = Command(
    "kb fix",
    "Say who said something, or that it is not to be shown, or is nobody’s speech",
    run,
    options=(
        Option("quotation", "The id that stands beside the excerpt", required=True),
        Option("person", "Who said it", completion=Completion.PERSON),
        Option("what", "What is said of it, unless who said it", choices=(RIGHT, SPEAKER, NOBODY, HIDE, TERM)),
        Option("why", "Why, for those who read the list of corrections"),
        NEW,
        Option("report", "The number of the report that this settles"),
        Option("then", "The page of the queue to go on with", by_button=True),
    ),
    admin=True,
    editor=True,
    aside=True,
)
