"""From a phrase to matches: hits of the index, their places, and the excerpts that are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge import precedence, store
from knowledge.model import Match
from knowledge.search.texts import Filters, TextHit, find_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import aiosqlite

    from knowledge.snapshot import Snapshot

_PERSON_ID = re.compile(r"p[a-z2-7]{10}")
_EARLIEST, _LATEST = "1900", "2099"  # a year that nobody named
_MOST_YEARS = 250


def people_meant(snapshot: Snapshot, name: str, limit: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of people whom a name fits best, and of others like it; an id means that person."""
    if _PERSON_ID.fullmatch(name.strip()):
        return (name.strip(),), ()
    known = snapshot.names.find(name, limit)
    return known.best, known.near


async def found(
    snapshot: Snapshot, db: aiosqlite.Connection, phrase: str, filters: Filters, limit: int
) -> tuple[TextHit, ...]:
    """What fits a phrase; asked again, as turning pages does, it is remembered: a snapshot never changes."""
    asked = (phrase, filters, limit)
    if (known := snapshot.answers.get(asked)) is None:
        known = (await find_texts(db, phrase, filters, limit)).best
        snapshot.answers.put(asked, known)
    return known


async def scored(db: aiosqlite.Connection, hits: Sequence[TextHit]) -> list[precedence.Scored]:
    """The hits with what their order depends on."""
    places = await store.places(db, [hit.key for hit in hits]) if hits else {}
    return [
        precedence.Scored(hit.key, hit.score, place.kind, place.article, place.extent)
        for hit in hits
        if (place := places.get(hit.key))
    ]


async def matches(
    db: aiosqlite.Connection, hits: Sequence[TextHit], shown: Sequence[precedence.Scored]
) -> tuple[Match, ...]:
    """Those of the hits that are shown, in the order of `shown`."""
    of_key = {hit.key: hit for hit in hits}
    excerpts = await store.excerpts(db, [each.key for each in shown]) if shown else {}
    return tuple(Match(excerpts[each.key], each.score, of_key[each.key].marked) for each in shown)


def years(since: str | None, until: str | None) -> tuple[str, ...] | None:
    """The years that two dates hold between them, where there are not too many to name; the days are told later."""
    if since is None and until is None:
        return None
    first, last = int((since or _EARLIEST)[:4]), int((until or _LATEST)[:4])
    return tuple(f"{year:04}" for year in range(first, last + 1)) if last - first < _MOST_YEARS else None
