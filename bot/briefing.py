"""Compose a briefing: what is new, a few excerpts, who else speaks on the same, and when the next one comes.

A briefing asks nothing but the knowledge base, and the same questions give the same briefing. What it has shown is told
as marks, which come back in `shown`: an excerpt's id, or `id#2` when it was shown for the second time; and the ids of
the articles that it announced.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.language import language_of
from bot.reply import Group, Reply, Section
from bot.request import Request
from bot.wording import (
    also_line,
    article_line,
    citation_line,
    citation_link,
    digest_line,
    excerpts,
    person_name,
    reading_link,
    speaker_line,
)
from knowledge import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.language import Language
    from bot.state import Schedule
    from knowledge import ArticleSummary, Excerpt, KnowledgeBase, Match, Person, Questions

ROOM = 2800  # characters of one reply; the strictest platform shows 4,000 with all its escapes
_MOST_EXCERPTS = 5  # of one reply
_FRAME = 90  # characters that an excerpt needs beside its words and attribution
_NEWEST = 200  # articles that are looked at for news
_LISTED = 5  # articles or people that are named one by one
_OTHERS = 2  # excerpts of others on the same
_NEAR = 25
_BARE, _LONG = 40, 1200  # characters: shorter or longer words are chosen last
_AGAIN = "#"


@dataclass(frozen=True, slots=True)
class Briefing:
    """The first reply is for the channel, the others for a thread of it; `shown` are the marks to be kept.

    Where there are excerpts, the last section of the last reply names their sources.

    `anew` says that the pool was exhausted, and the excerpts have been shown before.
    """

    replies: tuple[Reply, ...]
    shown: tuple[str, ...]
    anew: bool = False


async def compose(
    knowledge: KnowledgeBase,
    schedule: Schedule,
    shown: frozenset[str],
    since: str | None,
    upcoming: datetime | None,
    *,
    preview: bool = False,
    late: bool = False,
    site: str | None = None,
) -> Briefing | None:
    """The briefing that `schedule` asks for; None where nothing is new there and it is not to be posted always.

    `shown` are the marks of earlier briefings in the channel, `since` is when its last one was posted, `upcoming`
    when the next will be, `site` where excerpts can be read in context. New is an article that was not announced
    there, or an excerpt that was not shown.
    """
    say, times = language_of(schedule.locale), _times(shown)
    async with knowledge.as_of_now() as questions:
        news = await _news(questions, schedule, shown, first=since is None)
        chosen = await _chosen(questions, schedule, times)
    fresh = bool(news.articles) or (bool(chosen.picks) and not chosen.anew)
    if not fresh and not (schedule.always or preview):
        return None
    replies = _packed(
        replace(_opening(schedule, news, chosen, say), note=_note(news, chosen, say, fresh=fresh, late=late)),
        [_Piece(_size(each.excerpt, say, site), match=each) for each in chosen.picks],
        [_Piece(_size(each.excerpt, say, site), match=each, title=chosen.title) for each in chosen.others],
        _sources((*chosen.picks, *chosen.others), say),
    )
    if upcoming is not None:
        replies[0] = replace(replies[0], next_at=upcoming.astimezone(ZoneInfo(schedule.zone)))
    title = replies[0].title or ""
    replies[0] = replace(replies[0], title=_labelled(title, say, preview=preview, late=late))
    named = [each.excerpt.id for each in (*chosen.picks, *chosen.others)]
    marks = (*(_mark(each, times[each]) for each in named), *news.marks)
    shown_on = tuple(replace(each, site=site) for each in replies)
    return Briefing(shown_on, () if preview else marks, chosen.anew)


def mark_of(mark: str) -> str:
    """The id of what a mark tells that it was shown."""
    return mark.partition(_AGAIN)[0]


# ------------------------------------------------------------------------------------------------------ what is new


@dataclass(frozen=True, slots=True)
class _News:
    """The articles not announced yet, the people whom only those quote, and the marks of all that count as announced.

    The first briefing has no earlier one to compare with.
    """

    articles: tuple[ArticleSummary, ...]
    people: tuple[Person, ...]
    marks: tuple[str, ...]
    first: bool


async def _news(questions: Questions, schedule: Schedule, shown: frozenset[str], *, first: bool) -> _News:
    newest = (await questions.articles(None, _NEWEST)).articles
    relevant = await _relevant(questions, schedule, newest)
    known = [place for place, each in enumerate(relevant) if each.citation.article in shown]
    if len(newest) == _NEWEST:  # older ones, which once were among the newest, come back when others go
        relevant = relevant[: known[-1] if known else None]
    fresh = tuple(each for each in relevant if each.citation.article not in shown)
    marks = tuple(each.citation.article for each in fresh)
    return _News(fresh, () if first else await _newly_quoted(questions, fresh), marks, first)


async def _relevant(
    questions: Questions, schedule: Schedule, newest: Sequence[ArticleSummary]
) -> Sequence[ArticleSummary]:
    """The articles in which somebody speaks as the schedule wants."""
    if not (schedule.topic or schedule.people):
        return newest
    pool = await questions.pool(schedule.topic, people=schedule.people, kinds=_kinds(schedule))
    speaking = {each.excerpt.citation.article for each in pool}
    return [each for each in newest if each.citation.article in speaking]


async def _newly_quoted(questions: Questions, fresh: Sequence[ArticleSummary]) -> tuple[Person, ...]:
    new = {each.citation.article for each in fresh}
    speakers = {person.id: person for each in fresh for person, _ in each.speakers}
    profiles = [await questions.profile(each) for each in list(speakers)[:_NEAR]]
    return tuple(
        profile.person
        for profile in profiles
        if profile and all(where.article in new for where, counts in profile.per_article if counts.total)
    )


# -------------------------------------------------------------------------------------------------- which excerpts


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The excerpts, and under a title what others say on the same."""

    picks: tuple[Match, ...]
    others: tuple[Match, ...]
    title: str
    anew: bool


async def _chosen(questions: Questions, schedule: Schedule, times: Counter[str]) -> _Chosen:
    """Those that were shown least often in the channel; all of one round before any of the next."""
    pool: tuple[Match, ...] = ()
    spent: set[str] = set()
    for round_ in range(1, max(times.values(), default=0) + 2):
        spent = {each for each, many in times.items() if many >= round_}
        pool = await questions.pool(schedule.topic, people=schedule.people, kinds=_kinds(schedule), besides=spent)
        if pool:
            break
    picks = _diverse(pool, schedule.size)
    if not picks:
        return _Chosen((), (), "", anew=False)
    say, first = language_of(schedule.locale), picks[0].excerpt
    if schedule.topic:
        near, title = pool, say("Who else speaks on “{words}”", words=schedule.topic)
    else:
        _, near = await questions.related(first.id, _NEAR)
        title = say("Others on what {name} speaks of", name=first.speaker.name if first.speaker else "")
    return _Chosen(picks, _others(near, picks, spent, schedule), title, anew=times[first.id] > 0)


def _diverse(pool: Sequence[Match], size: int) -> tuple[Match, ...]:
    """The first of the pool, and then each time the first of those whose speaker and article were heard least."""
    speakers, sources, texts = Counter[str](), Counter[str](), set[str]()
    left = list(enumerate(pool))
    picks: list[Match] = []
    while left and len(picks) < size:
        place, match = min(
            left,
            key=lambda each: (
                speakers[_speaker(each[1])],
                sources[each[1].excerpt.citation.article],
                not _BARE <= len(each[1].excerpt.text) <= _LONG,
                each[0],
            ),
        )
        left.remove((place, match))
        if match.excerpt.text.casefold() in texts:
            continue
        picks.append(match)
        texts.add(match.excerpt.text.casefold())
        speakers[_speaker(match)] += 1
        sources[match.excerpt.citation.article] += 1
    return tuple(picks)


def _others(near: Iterable[Match], picks: Sequence[Match], spent: set[str], schedule: Schedule) -> tuple[Match, ...]:
    """One excerpt of each of a few people who are not among the picks."""
    heard = {_speaker(each) for each in picks}
    found: list[Match] = []
    for match in near:
        said = match.excerpt
        wanted = (not schedule.people or _speaker(match) in schedule.people) and (
            not schedule.kinds or said.kind in schedule.kinds
        )
        if said.speaker and wanted and said.id not in spent and _speaker(match) not in heard:
            heard.add(_speaker(match))
            found.append(replace(match, marked=()) if not schedule.topic else match)
    return tuple(found[:_OTHERS])


def _speaker(match: Match) -> str:
    return match.excerpt.speaker.id if match.excerpt.speaker else ""


def _kinds(schedule: Schedule) -> tuple[Kind, ...]:
    return tuple(Kind(each) for each in schedule.kinds)


def _times(shown: Iterable[str]) -> Counter[str]:
    """How often each excerpt was shown."""
    return Counter(mark_of(mark) for mark in shown)


def _mark(name: str, times: int) -> str:
    return f"{name}{_AGAIN}{times + 1}" if times else name


# ---------------------------------------------------------------------------------------------------- into replies


@dataclass(frozen=True, slots=True)
class _Piece:
    """An excerpt with the room it needs; those with a title stand under it."""

    size: int
    match: Match
    title: str | None = None


def _opening(schedule: Schedule, news: _News, chosen: _Chosen, say: Language) -> Reply:
    title = say("Briefing on “{topic}”", topic=schedule.topic) if schedule.topic else say("Briefing")
    lines = [article_line(each.citation, say) for each in news.articles[:_LISTED]]
    left = len(news.articles) - len(lines)
    more = [say.many("… and {count} more", "… and {count} more", left)] if left else []
    names = say.listed(person_name(each) for each in news.people[:_LISTED])
    heading = say("The newest articles") if news.first else say("New since the last briefing")
    sections = (
        *([Section(heading, (*lines, *more))] if lines else []),
        *([Section(say("Quoted for the first time"), (names,))] if names else []),
    )
    asked = Request("briefing", platform=schedule.platform, place=schedule.place, locale=schedule.locale)
    return Reply(title=title, sections=sections, total=len(chosen.picks), asked=asked)


def _labelled(title: str, say: Language, *, preview: bool, late: bool) -> str:
    if preview:
        return say("Preview: {title}", title=title)
    return say("{title} (late)", title=title) if late else title


def _note(news: _News, chosen: _Chosen, say: Language, *, fresh: bool, late: bool) -> str:
    """What it holds, in a sentence or two."""
    shown = len(chosen.picks) + len(chosen.others)
    new = len(news.articles) if not news.first else 0
    held = say.listed(
        (
            say.many("{count} new article", "{count} new articles", new) if new else None,
            say.many("{count} person newly quoted", "{count} people newly quoted", len(news.people))
            if news.people
            else None,
            excerpts(shown, say) if shown else None,
        )
    )
    return say.together(
        say("It comes late: the bot was away when it was due.") if late else None,
        say("{parts}.", parts=held) if held else say("There is nothing to show."),
        None if fresh else say("Nothing is new since the last briefing."),
        say("Everything that fits has been shown here; the excerpts begin anew.") if chosen.anew else None,
    )


def _packed(opening: Reply, picks: Sequence[_Piece], others: Sequence[_Piece], sources: Section | None) -> list[Reply]:
    """The pieces in their order, a new reply begun wherever the next would not fit."""
    replies, sizes, count = [opening], [_opening_size(opening)], 0
    blank = Reply(asked=opening.asked, total=opening.total)
    for place, piece in enumerate((*picks, *others)):
        if count == _MOST_EXCERPTS or (sizes[-1] and sizes[-1] + piece.size > ROOM):
            replies.append(replace(blank, before=place if piece.title is None else 0))
            sizes.append(0)
            count = 0
        replies[-1] = _with(replies[-1], piece)
        sizes[-1] += piece.size
        count += 1
    if sources:
        size = sum(map(len, sources.lines))
        if sizes[-1] + size > ROOM:
            replies.append(blank)
        replies[-1] = replace(replies[-1], sections=(*replies[-1].sections, sources))
    return replies


def _with(reply: Reply, piece: _Piece) -> Reply:
    if piece.title is None:
        return replace(reply, matches=(*reply.matches, piece.match))
    *before, last = reply.groups or (Group(piece.title),)
    return replace(reply, groups=(*before, replace(last, matches=(*last.matches, piece.match))))


def _opening_size(opening: Reply) -> int:
    lines = [opening.title or "", *(line for each in opening.sections for line in (each.title, *each.lines))]
    return sum(map(len, lines)) + 2 * _FRAME


def _size(excerpt: Excerpt, say: Language, site: str | None) -> int:
    citation = excerpt.citation
    links = (citation_link(citation) or "", reading_link(excerpt, site) or "")
    told = (citation_line(citation, say), digest_line(citation, say) or "", also_line(excerpt, say))
    around = (*told, *links)
    return len(excerpt.text) + len(speaker_line(excerpt, say)) + sum(map(len, around)) + _FRAME


def _sources(matches: Sequence[Match], say: Language) -> Section | None:
    lines = dict.fromkeys(_source(each.excerpt, say) for each in matches)
    return Section(say("Sources"), tuple(lines)) if lines else None


def _source(excerpt: Excerpt, say: Language) -> str:
    link = citation_link(excerpt.citation)
    line = citation_line(excerpt.citation, say)
    return f"{line} · {link}" if link else line
