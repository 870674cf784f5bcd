"""`/quote`: who said these words, exactly, and where."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choosing import NEAREST, among_articles, among_people, no_article, nobody, read_as, said
from bot.command import Command, Completion, Option
from bot.errors import UserError
from bot.paging import PAGE, results
from bot.reply import Choice, Outcome, Reply, Way
from bot.wording import clipped, excerpts, person_context, person_name, speaker_line
from knowledge import Kind

if TYPE_CHECKING:
    from bot.command import Request, Services
    from knowledge import Excerpt, Match, Questions

_PEEK = 70
_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")


async def run(request: Request, services: Services) -> Reply:
    """The quotations that fit the phrase, and passages in the author's words where none does."""
    knowledge = services.knowledge
    settled = await _article(await _speaker(request, knowledge), knowledge)
    if isinstance(settled, Reply):
        return settled
    reply = await results(settled, lambda limit, offset: _search(settled, knowledge, limit, offset))
    if not reply.total:
        return await _nothing(settled, knowledge)
    return replace(reply, note=_note(request, reply.matches[0].excerpt))


def _note(request: Request, best: Excerpt) -> str | None:
    """What the asker should know first: whose words these are not, or whom a mistyped speaker was taken for."""
    if best.kind is None:
        return request.say("No quotation fits as well; these words stand in the author’s own text.")
    return read_as(request, "speaker", best.speaker) if "speaker" in request.values and best.speaker else None


async def _speaker(request: Request, knowledge: Questions) -> Request | Reply:
    """The request with the speaker's id in place of the name, or the choice to be made first."""
    if "speaker" not in request.values:
        return request
    found = await knowledge.people(request.values["speaker"], limit=25)
    if len(found.profiles) == 1:
        return replace(request, values={**request.values, "speaker": found.profiles[0].person.id})
    return (
        among_people(request, "speaker", found.profiles) if found.profiles else nobody(request, "speaker", found.near)
    )


async def _article(request: Request | Reply, knowledge: Questions) -> Request | Reply:
    """The request with the article's id in place of its name, or the choice to be made first."""
    if isinstance(request, Reply) or "article" not in request.values:
        return request
    found = await knowledge.articles(request.values["article"], limit=25)
    if len(found.articles) == 1:
        return replace(request, values={**request.values, "article": found.articles[0].citation.article})
    if found.articles:
        return among_articles(request, "article", found.articles)
    return no_article(request, "article", found.near)


async def _nothing(request: Request, knowledge: Questions) -> Reply:
    """Nothing fits: the same words without the filters, phrases like it, or a person of that name."""
    choices = [
        *await _unfiltered(request, knowledge),
        *await _alike(request, knowledge),
        *await _near(request, knowledge),
    ]
    note = request.say("Nothing here fits “{words}”.", words=said(request, "phrase"))
    way_on = request.say("Did you mean:") if choices else request.say("Fewer or other words may help.")
    said_so = request.say.together(note, way_on)
    return Reply(Outcome.NOT_FOUND, note=said_so, choices=tuple(choices[:NEAREST]), private=True)


async def _unfiltered(request: Request, knowledge: Questions) -> tuple[Choice, ...]:
    bare = replace(request, values={"phrase": request.values["phrase"]})
    if bare.values == request.values:
        return ()
    total, _ = await _search(bare, knowledge, limit=1)
    found = request.say("{excerpts}, whoever said it", excerpts=excerpts(total, request.say))
    label = request.say("The same words anywhere")
    return (Choice(label, found, "quote", bare.values, Way.MEANT),) if total else ()


async def _alike(request: Request, knowledge: Questions) -> tuple[Choice, ...]:
    phrase, say = request.values["phrase"], request.say
    phrases = [
        each for each in await knowledge.complete_phrases(phrase, 2 * NEAREST) if each.casefold() != phrase.casefold()
    ]
    alike = [replace(request, values={**request.values, "phrase": each}) for each in phrases]
    telling = [each.values for each in alike if (await _search(each, knowledge, limit=1))[0]]
    people = (await knowledge.people(phrase, limit=1)).profiles
    return (
        *(Choice(values["phrase"], say("words like yours"), "quote", values, Way.MEANT) for values in telling),
        *(
            Choice(person_name(each.person), person_context(each, say), "expert", {"name": each.person.id}, Way.MEANT)
            for each in people
        ),
    )


async def _near(request: Request, knowledge: Questions) -> tuple[Choice, ...]:
    """Quotations with a part of the phrase."""
    near = await knowledge.near_quotations(request.values["phrase"], NEAREST)
    return tuple(
        Choice(
            clipped(match.excerpt.text, _PEEK),
            speaker_line(match.excerpt, request.say),
            "source",
            {"id": match.excerpt.id, "around": "0"},
            Way.MEANT,
        )
        for match in near
    )


async def _search(request: Request, knowledge: Questions, limit: int, offset: int = 0) -> tuple[int, tuple[Match, ...]]:
    values = request.values
    return await knowledge.quotations(
        values["phrase"],
        speaker=values.get("speaker"),
        article=values.get("article"),
        kind=Kind(values["kind"]) if "kind" in values else None,
        outlet=values.get("outlet"),
        since=_date(request, "since"),
        until=_date(request, "until"),
        limit=limit,
        offset=offset,
    )


def _date(request: Request, option: str) -> str | None:
    said = request.values.get(option)
    if said is not None and not _DATE.fullmatch(said):
        raise UserError(
            request.say("“{said}” is no date: write 2023, 2023-05 or 2023-05-30.", said=clipped(said, _PEEK))
        )
    return said


COMMAND = Command(
    "quote",
    "Who said something, exactly, and where",
    run,
    options=(
        Option("phrase", "Words you remember, roughly is enough", required=True, completion=Completion.PHRASE),
        Option("speaker", "Only words of this person", completion=Completion.PERSON),
        Option("article", "Only words from this article", completion=Completion.ARTICLE),
        Option("kind", "Only words reported in this way", choices=tuple(Kind)),
        Option("outlet", "Only from this outlet", completion=Completion.OUTLET),
        Option("since", "Only published on this day, month or year, or later: 2023, 2023-05 or 2023-05-30"),
        Option("until", "Only published on this day, month or year, or earlier"),
        PAGE,
    ),
    examples=("/quote reverse-Nixon", "/quote strategic rear speaker:Zhao Huasheng", "/quote 半边天 kind:direct"),
)
