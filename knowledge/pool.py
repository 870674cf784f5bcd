"""What a briefing draws from, and who says what on a topic: many quotations at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge import matching, precedence, store, views
from knowledge.model import Excerpt, Match
from knowledge.search.texts import Filters, TextHit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import aiosqlite

    from knowledge.model import Kind
    from knowledge.snapshot import Snapshot

_FIRST_STRETCH = 50  # articles


async def newest(
    snapshot: Snapshot,
    db: aiosqlite.Connection,
    *,
    people: Sequence[str],
    kinds: Sequence[Kind],
    besides: Collection[str],
    limit: int,
) -> tuple[Match, ...]:
    """Quotations with a speaker, the newest article first, then as the article has them."""
    excerpts: list[Excerpt] = []
    for articles in [()] if people else _stretches(snapshot.catalogue.all()):
        excerpts += await store.attributed(
            db, articles=articles, people=people, kinds=kinds, besides=besides, limit=limit - len(excerpts)
        )
        if len(excerpts) >= limit:
            break
    return tuple(Match(excerpt, 100.0) for excerpt in excerpts)


async def on_topic(
    snapshot: Snapshot,
    db: aiosqlite.Connection,
    topic: str,
    *,
    people: Sequence[str],
    kinds: Sequence[Kind],
    besides: Collection[str],
    limit: int,
    most: int,
) -> tuple[Match, ...]:
    """Quotations with a speaker that match a topic, the best first; of each person's, `most` are looked at."""
    hits: list[TextHit] = []
    for person in people or (None,):
        hits += await matching.found(snapshot, db, topic, Filters(speaker=person, said=True), most)
    found = await matching.matches(db, hits, precedence.by_kind(await matching.scored(db, hits)))
    gone = await store.ids_of_same(db, besides)
    fitting = [
        match
        for match in found
        if (said := match.excerpt).speaker and said.id not in gone and (not kinds or said.kind in kinds)
    ]
    return tuple(fitting[:limit])


async def by_speaker(
    snapshot: Snapshot, db: aiosqlite.Connection, topic: str, *, speakers: int, each: int, most: int
) -> tuple[int, tuple[tuple[Match, ...], ...]]:
    """How many of the `most` likely quotations match a topic, and the best `each` of its best `speakers`."""
    hits = await matching.found(snapshot, db, topic, Filters(said=True), most)
    scored = precedence.by_kind(await matching.scored(db, hits))
    excerpts = await store.excerpts(db, [one.key for one in scored]) if scored else {}
    marks = {excerpts[hit.key].id: hit for hit in hits}
    groups = views.by_speaker((Match(excerpts[one.key], one.score) for one in scored), speakers, each)
    return len(scored), tuple(
        tuple(replace(match, marked=marks[match.excerpt.id].marked) for match in group) for group in groups
    )


def _stretches(articles: Sequence[str]) -> Iterator[Sequence[str]]:
    """The articles a stretch at a time, ever longer: mostly the newest have all that is asked for."""
    start, size = 0, _FIRST_STRETCH
    while start < len(articles):
        yield articles[start : start + size]
        start, size = start + size, 4 * size
