"""Never a silent wrong hit: several fits, or none, become choices that run the same question again, corrected."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.reply import Choice, Outcome, Reply, Way
from bot.wording import article_context, clipped, person_context, person_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Request
    from knowledge import ArticleSummary, Person, Profile

NEAREST = 3
_SHOWN = 60


def among_people(request: Request, option: str, profiles: Sequence[Profile]) -> Reply:
    """Ask which of several people the name in `option` means."""
    note = request.say.many(
        "{count} person fits “{name}”. Which one do you mean?",
        "{count} people fit “{name}”. Which one do you mean?",
        len(profiles),
        name=said(request, option),
    )
    choices = people_choices(request, option, profiles)
    return Reply(Outcome.AMBIGUOUS, note=note, profiles=tuple(profiles), choices=choices)


def nobody(request: Request, option: str, near: Sequence[Profile]) -> Reply:
    """Say that nobody fits the name in `option`, and offer the nearest names there are."""
    note = request.say("Nobody called “{name}” is in these articles.", name=said(request, option))
    return Reply(
        Outcome.NOT_FOUND,
        note=request.say.together(note, request.say("Did you mean:") if near else None),
        choices=people_choices(request, option, near[:NEAREST]),
        private=True,
    )


def among_articles(request: Request, option: str, articles: Sequence[ArticleSummary]) -> Reply:
    """Ask which of several articles the words in `option` mean."""
    note = request.say.many(
        "{count} article fits “{words}”. Which one do you mean?",
        "{count} articles fit “{words}”. Which one do you mean?",
        len(articles),
        words=said(request, option),
    )
    choices = article_choices(request, option, articles)
    return Reply(Outcome.AMBIGUOUS, note=note, articles=tuple(articles), choices=choices)


def no_article(request: Request, option: str, near: Sequence[ArticleSummary]) -> Reply:
    """Say that no article fits the words in `option`, and offer the nearest there are."""
    note = request.say("No article fits “{words}”.", words=said(request, option))
    way_on = request.say("Did you mean:") if near else request.say("Type /articles to see what there is.")
    return Reply(
        Outcome.NOT_FOUND,
        note=request.say.together(note, way_on),
        choices=article_choices(request, option, near[:NEAREST]),
        private=True,
    )


def no_excerpt(request: Request, option: str) -> Reply:
    """Say that no excerpt has the id in `option`."""
    note = request.say(
        "There is no excerpt “{id}”. Every excerpt shows its id; "
        "one whose article was changed or taken away has gone with it.",
        id=said(request, option),
    )
    return Reply(Outcome.NOT_FOUND, note=note, private=True)


def people_choices(request: Request, option: str, profiles: Sequence[Profile]) -> tuple[Choice, ...]:
    """The same question about each of `profiles`, told apart by one line of context."""
    return tuple(
        Choice(
            person_name(profile.person),
            person_context(profile, request.say),
            request.command,
            _with(request, option, profile.person.id),
            Way.MEANT,
        )
        for profile in profiles
    )


def article_choices(request: Request, option: str, articles: Sequence[ArticleSummary]) -> tuple[Choice, ...]:
    """The same question about each of `articles`, told apart by one line of context."""
    return tuple(
        Choice(
            each.citation.headline,
            article_context(each, request.say),
            request.command,
            _with(request, option, each.citation.article),
            Way.MEANT,
        )
        for each in articles
    )


def read_as(request: Request, option: str, person: Person) -> str | None:
    """A sentence that says whom the name in `option` was taken for, unless it is one of theirs or their id."""
    asked = request.values[option]
    if asked == person.id:
        return None
    known = _words(" ".join((person.name, person.native_name or "", *person.aliases)))
    if all(any(word in each for each in known) for word in _words(asked)):
        return None
    return request.say("“{words}” is read as {name}.", words=said(request, option), name=person.name)


def said(request: Request, option: str) -> str:
    """What the asker gave for `option`, short enough for a sentence."""
    return clipped(request.values[option], _SHOWN)


def _words(text: str) -> list[str]:
    """The words of a name without accents and capitals."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.findall(r"\w+", bare.casefold())


def _with(request: Request, option: str, value: str) -> dict[str, str]:
    return {name: text for name, text in {**request.values, option: value}.items() if name != "page"}
