"""What may be asked of a knowledge base: people, words, articles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from knowledge import export, matching, pool, precedence, store
from knowledge.contents import Contents
from knowledge.explain import Explanation, explanation
from knowledge.model import ArticlesFound, Kind, Match, PeopleFound
from knowledge.search.related import find_related
from knowledge.search.texts import Filters, complete_phrase, find_texts
from knowledge.search.visit import visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Sequence

    from knowledge.build_report import Stats
    from knowledge.contents import Reading
    from knowledge.model import ArticleSummary, Context, Excerpt, Profile

_MOST_RELATED = 25
_MOST_MEANT = 5
_MOST_AROUND = 50


class Questions:
    """Each question is answered from one snapshot; `contents` is to be leafed through.

    Questions raise Unavailable once the knowledge base is closed.
    """

    def __init__(self, reading: Reading) -> None:
        self._ask = reading
        self.contents = Contents(reading)

    # ------------------------------------------------------------------------------------------------ people

    async def people(self, name: str, limit: int = 10) -> PeopleFound:
        """Those whom a name (or an id) fits best, and others with names like it."""
        async with self._ask() as (snapshot, db):
            best, near = await matching.people_meant(snapshot, db, name, limit)
            profiles = await store.profiles(db, best)
            return PeopleFound(profiles, await store.brief_profiles(db, near) if near else ())

    async def complete_people(self, prefix: str, limit: int = 25) -> tuple[Profile, ...]:
        """People whose names may be meant by what has been typed so far, without articles and affiliations."""
        async with self._ask() as (snapshot, db):
            if prefix.strip():
                people = await visit(db, lambda _: snapshot.names.complete(prefix, limit))
            else:
                _, people = await store.quoted_most(db, limit, 0)
            return await store.brief_profiles(db, people)

    async def profile(self, person: str) -> Profile | None:
        """All that is known of the person with this id."""
        async with self._ask() as (_, db):
            found = await store.profiles(db, [person])
            return found[0] if found else None

    async def everyone(self, limit: int = 25, offset: int = 0) -> tuple[int, tuple[Profile, ...]]:
        """How many people are quoted, and some of them: most quoted first."""
        async with self._ask() as (_, db):
            total, people = await store.quoted_most(db, limit, offset)
            return total, await store.profiles(db, people)

    # ------------------------------------------------------------------------------------------------- words

    async def said_by(
        self, person: str, topic: str | None = None, limit: int = 10, offset: int = 0
    ) -> tuple[int, tuple[Match, ...]]:
        """How many quotations of a person there are, on a topic if one is given, and some of them.

        With a topic the best match comes first; without, the newest article first, then as the article has them.
        """
        async with self._ask() as (snapshot, db):
            if topic is None:
                total, excerpts = await store.said_by(db, person, limit, offset)
                return total, tuple(Match(excerpt, 100.0) for excerpt in excerpts)
            hits = await matching.found(snapshot, db, topic, Filters(speaker=person, said=True), matching.MOST_MATCHES)
            scored = precedence.by_kind(await matching.scored(db, hits))
            return len(scored), await matching.matches(db, hits, scored[offset : offset + limit])

    async def quotations(
        self,
        phrase: str,
        *,
        speaker: str | None = None,
        article: str | None = None,
        kind: Kind | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 10,
        offset: int = 0,
    ) -> tuple[int, tuple[Match, ...]]:
        """How many quotations and passages match a phrase, and some of them, in the order of `precedence`.

        `speaker` and `article` are ids or names, `outlet` is a name or part of one; `since` and `until` are days,
        months or years in ISO 8601, themselves included. With a speaker or a kind there are no passages.
        """
        async with self._ask() as (snapshot, db):
            meant = await matching.people_meant(snapshot, db, speaker, _MOST_MEANT) if speaker else None
            speakers = meant[0] if meant else (None,)
            articles: tuple[str | None, ...] = (None,)
            if article:
                articles = (await visit(db, lambda _: snapshot.catalogue.find(article, _MOST_MEANT))).best
            outlets = snapshot.catalogue.outlets(outlet) if outlet else None
            wanted = matching.Wanted(speakers, articles, kind, outlets, since, until)
            return await matching.asked(snapshot, db, phrase, wanted, limit=limit, offset=offset)

    async def views(self, topic: str, speakers: int, each: int) -> tuple[int, tuple[tuple[Match, ...], ...]]:
        """How many quotations match a topic, and the best `each` of its best `speakers`, each speaker's together."""
        async with self._ask() as (snapshot, db):
            return await pool.by_speaker(snapshot, db, topic, speakers=speakers, each=each, most=matching.MOST_MATCHES)

    async def pool(
        self,
        topic: str | None = None,
        *,
        people: Sequence[str] = (),
        kinds: Sequence[Kind] = (),
        besides: Collection[str] = (),
        limit: int = 200,
    ) -> tuple[Match, ...]:
        """Quotations with a speaker, but those with the ids `besides`; `people` are ids, and nothing given is all.

        With a topic the best match comes first; without, the newest article first, then as the article has them.
        """
        async with self._ask() as (snapshot, db):
            most = matching.MOST_MATCHES
            asked = partial(pool.on_topic, topic=topic, most=most) if topic is not None else pool.newest
            return await asked(snapshot, db, people=people, kinds=kinds, besides=besides, limit=limit)

    async def related(self, name: str, limit: int = 10, offset: int = 0) -> tuple[int, tuple[Match, ...]]:
        """How many quotations are about the same as the one with this id, and some of them, the likest first."""
        async with self._ask() as (_, db):
            excerpt = await store.excerpt(db, name)
            hits = await find_related(db, excerpt.text, _MOST_RELATED) if excerpt else ()
            found = await matching.matches(db, hits, await matching.scored(db, hits))
            same = await store.ids_of_same(db, [name])
            others = [m for m in found if excerpt and m.excerpt.text != excerpt.text and m.excerpt.id not in same]
            return len(others), tuple(others[offset : offset + limit])

    async def uncertain(self, limit: int, offset: int = 0) -> tuple[int, tuple[Excerpt, ...]]:
        """How many attributed quotations no editor has judged, and some of them: the least certain first."""
        async with self._ask() as (_, db):
            return await store.uncertain(db, limit, offset)

    async def drawn(self, lot: float) -> Excerpt | None:
        """The quotation that a lot in 0..1 falls on; None where there is none."""
        async with self._ask() as (_, db):
            return await store.drawn(db, lot)

    async def near_quotations(self, phrase: str, limit: int = 3) -> tuple[Match, ...]:
        """Quotations with a part of a phrase that nothing matches, to be offered instead; none where something does."""
        async with self._ask() as (_, db):
            hits = (await find_texts(db, phrase, Filters(said=True), limit)).near
            return await matching.matches(db, hits, await matching.scored(db, hits))

    async def complete_phrases(self, prefix: str, limit: int = 25) -> tuple[str, ...]:
        """Phrases of the corpus that may be meant by what has been typed so far."""
        async with self._ask() as (_, db):
            return await complete_phrase(db, prefix, limit)

    async def excerpt(self, name: str) -> Excerpt | None:
        """The quotation or passage with this id."""
        async with self._ask() as (_, db):
            return await store.excerpt(db, name)

    async def context(self, name: str, around: int = 1) -> Context | None:
        """The quotation or passage with this id, with up to `around` passages on either side."""
        async with self._ask() as (_, db):
            return await store.context(db, name, max(0, min(around, _MOST_AROUND)))

    async def explain(self, name: str) -> Explanation | None:
        """Why the quotation with this id is attributed as it is."""
        async with self._ask() as (_, db):
            found = await store.excerpt(db, name)
            whole = await store.whole(db, found.citation.article) if found else None
            return explanation(whole, name) if whole else None

    # ---------------------------------------------------------------------------------------------- articles

    async def articles(self, name: str | None = None, limit: int = 25) -> ArticlesFound:
        """Articles by words of headline, outlet or author, by file or id; without a name the newest."""
        async with self._ask() as (snapshot, db):
            if name is None:
                return ArticlesFound(await store.summaries(db, snapshot.catalogue.all(limit)))
            found = await visit(db, lambda _: snapshot.catalogue.find(name, limit))
            return ArticlesFound(await store.summaries(db, found.best), await store.summaries(db, found.near))

    async def complete_articles(self, prefix: str, limit: int = 25) -> tuple[ArticleSummary, ...]:
        """Articles that may be meant by what has been typed so far."""
        async with self._ask() as (snapshot, db):
            found = await visit(db, lambda _: snapshot.catalogue.complete(prefix, limit))
            return await store.summaries(db, found)

    async def complete_outlets(self, prefix: str, limit: int = 25) -> tuple[str, ...]:
        """Outlets that may be meant by what has been typed so far."""
        async with self._ask() as (snapshot, _):
            return snapshot.catalogue.complete_outlets(prefix, limit)

    async def stats(self) -> Stats:
        """The size and age of what is in service."""
        async with self._ask() as (_, db):
            return await store.stats(db)

    async def export(self) -> AsyncIterator[dict[str, object]]:
        """Everything, one row at a time: each article with its quotations, then the people."""
        async with self._ask() as (_, db):
            gathered = export.Gathered()
            for name in await store.article_ids(db):
                if whole := await store.whole(db, name):
                    gathered.add(whole)
                    yield export.article_row(whole.article)
                    for row in export.quotation_rows(whole):
                        yield row
            for row in gathered.rows(await store.persons(db)):
                yield row
