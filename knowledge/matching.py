"""From a phrase to matches: hits of the index, their places, and the excerpts that are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from knowledge import precedence, store
from knowledge.model import Match
from knowledge.search.texts import Filters, TextHit, find_texts
from knowledge.search.visit import visit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import aiosqlite

    from knowledge.catalogue import Catalogue
    from knowledge.model import Excerpt, Kind
    from knowledge.snapshot import Snapshot

MOST_MATCHES = 60
_MOST_PASSAGES = 10
_PERSON_ID = re.compile(r"p[a-z2-7]{10}")
_EARLIEST, _LATEST = "1900", "2099"  # a year that nobody named
_MOST_YEARS = 250


async def people_meant(
    snapshot: Snapshot, db: aiosqlite.Connection, name: str, limit: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of people whom a name fits best, and of others like it; an id means that person."""
    if _PERSON_ID.fullmatch(name.strip()):
        return (name.strip(),), ()
    known = await visit(db, lambda _: snapshot.names.find(name, limit))  # of many people it takes some milliseconds
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What quotations and passages are restricted to.

    Any of the speakers and articles will do (None: whichever), by id, and of the outlets, by folded name; the days are
    those from `since` to `until`, themselves included.
    """

    speakers: tuple[str | None, ...] = (None,)
    articles: tuple[str | None, ...] = (None,)
    kind: Kind | None = None
    outlets: tuple[str, ...] | None = None
    since: str | None = None
    until: str | None = None

    def fits(self, catalogue: Catalogue, article: str) -> bool:
        """Whether an article is one of those that are wanted."""
        in_print = self.outlets is None or catalogue.is_in(article, self.outlets)
        named = None in self.articles or article in self.articles
        return named and in_print and catalogue.is_of(article, self.since, self.until)


async def asked(
    snapshot: Snapshot, db: aiosqlite.Connection, phrase: str, wanted: Wanted, *, limit: int, offset: int
) -> tuple[int, tuple[Match, ...]]:
    """How many quotations and passages match a phrase, and some of them; with a speaker or a kind no passages."""
    within = Filters(kind=wanted.kind, outlets=wanted.outlets, years=years(wanted.since, wanted.until))
    if within.outlets == () or within.years == ():
        return 0, ()
    said: list[TextHit] = []
    passages: list[TextHit] = []
    for article in wanted.articles:
        for speaker in wanted.speakers:
            filters = replace(within, speaker=speaker, article=article, said=True)
            said += await found(snapshot, db, phrase, filters, MOST_MATCHES)
        enough = any(hit.score > precedence.ENOUGH for hit in said)
        if wanted.speakers == (None,) and wanted.kind is None and not enough:
            passages += await found(snapshot, db, phrase, replace(within, article=article, said=False), _MOST_PASSAGES)
    shown = precedence.arranged(await scored(db, said), await scored(db, passages))
    fitting = tuple(precedence.of_articles(shown, partial(wanted.fits, snapshot.catalogue)))
    return len(fitting), await matches(db, (*said, *passages), fitting[offset : offset + limit])


async def scored(db: aiosqlite.Connection, hits: Sequence[TextHit]) -> list[precedence.Scored]:
    """The hits with what their order depends on."""
    places = await store.places(db, [hit.key for hit in hits]) if hits else {}
    return [_placed(hit.score, place) for hit in hits if (place := places.get(hit.key))]


async def matches(
    db: aiosqlite.Connection, hits: Sequence[TextHit], shown: Sequence[precedence.Scored]
) -> tuple[Match, ...]:
    """Those of the hits that are shown, in the order of `shown`."""
    of_key = {hit.key: hit for hit in hits}
    excerpts = await store.excerpts(db, [each.instead or each.key for each in shown]) if shown else {}
    return tuple(_match(excerpts[each.instead or each.key], each, of_key[each.key]) for each in shown)


def years(since: str | None, until: str | None) -> tuple[str, ...] | None:
    """The years that two dates hold between them, where there are not too many to name; the days are told later."""
    if since is None and until is None:
        return None
    first, last = int((since or _EARLIEST)[:4]), int((until or _LATEST)[:4])
    return tuple(f"{year:04}" for year in range(first, last + 1)) if last - first < _MOST_YEARS else None


def _placed(score: float, place: store.Place) -> precedence.Scored:
    copies = tuple(_placed(score, copy) for copy in place.copies)
    return precedence.Scored(place.key, score, place.kind, place.article, place.extent, copies)


def _match(excerpt: Excerpt, scored: precedence.Scored, hit: TextHit) -> Match:
    marked = hit.marked_in(excerpt.text) if scored.instead else hit.marked
    return Match(excerpt, scored.score, marked, hit.reworded)
