"""Replies in which everything is as long as can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.command import Request
from bot.reply import Choice, Group, Reply, Section, Way
from knowledge import (
    ArticleSummary,
    Context,
    Counts,
    Match,
    Original,
    Profile,
    Span,
    StatedAffiliation,
)
from tests.bot.values import ARTICLE, DIRECT, KEEPER

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOW = datetime(2026, 7, 1, 7, tzinfo=UTC)


def full(long: str) -> Iterator[Reply]:
    """Replies with every part, with one excerpt and with several, all of this text."""
    cited = replace(ARTICLE, headline=long, authors=(long,), outlet=long, published=long)
    digest = replace(cited, original=Original(long, (long,), long, long, ARTICLE.url))
    person = replace(KEEPER, name=long, native_name=long, aliases=(long,) * 5)
    excerpt = replace(
        DIRECT, text=long, citation=digest, speaker=person, affiliation=long, hearer=long, occasion=long, via=long
    )
    match = Match(excerpt, 90.0, (Span(10, 2000),))
    profile = Profile(
        person, (StatedAffiliation(long, cited, Span(0, 1)),) * 5, Counts(1, 1, 1), ((cited, Counts(1)),) * 5
    )
    ways = tuple(_choice(long, place, Way.ON) for place in range(30))
    turns = tuple(_choice(long, place, way) for place, way in enumerate([*[Way.JUMP] * 10, Way.NEXT, Way.PREVIOUS]))
    asked = Request("quote", {"phrase": long[:300]}, asker="U0123456", locale="ru")
    one = Reply(title=long, note=long, matches=(match,), total=30, choices=(*ways[:5], *turns), asked=asked)
    yield one
    yield replace(one, matches=(match,) * 3)
    yield replace(
        one,
        until=_NOW,
        next_at=_NOW,
        profiles=(profile,),
        articles=(ArticleSummary(cited, 3, Counts(1, 1, 1), ((person, 3),) * 6, (long,) * 3),),
        context=Context(excerpt, (excerpt,) * 3, 1, (Span(10, 2000),)),
        groups=(Group(long, (match, match), long),),
        sections=(Section(long, (long,) * 9),),
        choices=(*ways, *turns),
    )


def _choice(long: str, place: int, way: Way) -> Choice:
    return Choice(long, long, "quote", {"phrase": long[:300], "page": str(place), "way": way}, way)
