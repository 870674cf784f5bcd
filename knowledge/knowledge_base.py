"""Ask questions; reload; hold the current snapshot."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from contextlib import asynccontextmanager, closing
from functools import partial
from typing import TYPE_CHECKING, Self

from knowledge import export, matching, pool, precedence, store
from knowledge.build import Order, build_apart, shipped_pipeline
from knowledge.build_report import BuildReport, SetAside
from knowledge.contents import Contents
from knowledge.errors import BuildError, Unavailable
from knowledge.explain import Explanation, explanation
from knowledge.intake import Intake, with_kept
from knowledge.model import ArticlesFound, Kind, Match, PeopleFound
from knowledge.search.related import find_related
from knowledge.search.texts import Filters, complete_phrase, find_texts
from knowledge.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Sequence
    from pathlib import Path
    from types import TracebackType

    import aiosqlite

    from knowledge.build import Pipeline, Progress
    from knowledge.build_report import Stats
    from knowledge.corrections import Correction
    from knowledge.model import ArticleSummary, Context, Excerpt, Profile

FILE = "knowledge.db"
_MOST_RELATED = 25
_MOST_MEANT = 5
_LAST_READERS_SECONDS = 5.0
_MOST_AROUND = 50
_CLOSED = "The knowledge base is closed."
_log = logging.getLogger(__name__)


class KnowledgeBase:
    """Who said what, exactly, and where. Made by `open`; every question is answered from one snapshot.

    `report` says what the last build did; `intake` takes articles in and out; `contents` is to be leafed through.
    Questions raise Unavailable once the knowledge base is closed.
    """

    def __init__(
        self, folders: Sequence[Path], data: Path, pipeline: Pipeline, corrections: Sequence[Correction]
    ) -> None:
        self.report = BuildReport(applied=False)
        self.intake = Intake(data, data / FILE, pipeline, self.reload)
        self._folders = tuple(folders)
        self._data = data
        self._database = data / FILE
        self._pipeline = pipeline
        self._corrections = tuple(corrections)
        self._snapshot: Snapshot | None = None
        self._reloading = asyncio.Lock()
        self._stop = threading.Event()
        self._retiring: dict[asyncio.Task[None], Snapshot] = {}
        self.contents = Contents(self._reading)

    @classmethod
    async def open(
        cls,
        folders: Sequence[Path],
        data: Path,
        *,
        pipeline: Pipeline | None = None,
        corrections: Sequence[Correction] = (),
    ) -> KnowledgeBase:
        """Bring the base in `data` up to date with the articles in `folders` and those kept, and put it into service.

        Where that fails but the last base is good, it serves, and `report` says why. BuildError if there is none.
        """
        if pipeline is None:
            pipeline = await asyncio.to_thread(shipped_pipeline)
        base = cls(folders, data, pipeline, corrections)
        try:
            base.report = await base._build(base._corrections)
        except BuildError as error:
            base.report = await asyncio.to_thread(base._report_of_old, error)
        try:
            base._snapshot = await Snapshot.open(base._database)
        except sqlite3.Error as error:
            raise BuildError(f"The knowledge base {base._database} cannot be read: {error}.") from error
        return base

    async def reload(self, progress: Progress | None = None, *, allow_removals: bool = False) -> BuildReport:
        """Build anew from what changed and swap snapshots; running questions finish on the old one.

        One reload at a time, others wait. `progress` is told, in another thread, the number of articles read, how many
        there are to read, and the file. BuildError leaves the old snapshot in service; it is Vanished where most
        articles are gone at once, unless `allow_removals`.
        """
        async with self._reloading:
            return await self._swap(self._corrections, progress, allow_removals=allow_removals)

    async def correct(self, corrections: Sequence[Correction]) -> BuildReport:
        """Put this whole set of corrections in force in place of the former one; no unchanged article is read again.

        `unapplied` of the report are those that find nothing. After a BuildError the former set stays in force.
        """
        async with self._reloading:
            report = await self._swap(tuple(corrections))
            self._corrections = tuple(corrections)
            return report

    async def refresh(self) -> bool:
        """Take over what another process has built meanwhile, if it can be read, and say whether there was any."""
        async with self._reloading:
            current = self._current()
            if (newer := await current.successor(self._database)) is not None:
                self._snapshot = newer
                self._retire(current)
            return newer is not None

    @property
    def edition(self) -> str:
        """Which build is in service: the same text for as long as all answers stay the same."""
        return self._current().edition

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of articles: those that were named, and that of the kept ones, once there are any."""
        return with_kept(self._folders, self._data)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The set of corrections in force."""
        return self._corrections

    async def close(self) -> None:
        """Take no more questions, let running ones finish, end a running build, and close every connection."""
        self.intake.close()
        self._stop.set()
        async with self._reloading:
            if self._snapshot is not None:
                snapshot, self._snapshot = self._snapshot, None
                self._retire(snapshot)
            if self._retiring:
                await asyncio.wait(self._retiring, timeout=_LAST_READERS_SECONDS)
            for late in list(self._retiring.values()):
                await late.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    # ------------------------------------------------------------------------------------------------ people

    async def people(self, name: str, limit: int = 10) -> PeopleFound:
        """Those whom a name (or an id) fits best, and others with names like it."""
        async with self._reading() as (snapshot, db):
            best, near = matching.people_meant(snapshot, name, limit)
            profiles = await store.profiles(db, best)
            return PeopleFound(profiles, await store.brief_profiles(db, near) if near else ())

    async def complete_people(self, prefix: str, limit: int = 25) -> tuple[Profile, ...]:
        """People whose names may be meant by what has been typed so far, without articles and affiliations."""
        async with self._reading() as (snapshot, db):
            if prefix.strip():
                people = snapshot.names.complete(prefix, limit)
            else:
                _, people = await store.quoted_most(db, limit, 0)
            return await store.brief_profiles(db, people)

    async def profile(self, person: str) -> Profile | None:
        """All that is known of the person with this id."""
        async with self._reading() as (_, db):
            found = await store.profiles(db, [person])
            return found[0] if found else None

    async def everyone(self, limit: int = 25, offset: int = 0) -> tuple[int, tuple[Profile, ...]]:
        """How many people are quoted, and some of them: most quoted first."""
        async with self._reading() as (_, db):
            total, people = await store.quoted_most(db, limit, offset)
            return total, await store.profiles(db, people)

    # ------------------------------------------------------------------------------------------------- words

    async def said_by(
        self, person: str, topic: str | None = None, limit: int = 10, offset: int = 0
    ) -> tuple[int, tuple[Match, ...]]:
        """How many quotations of a person there are, on a topic if one is given, and some of them.

        With a topic the best match comes first; without, the newest article first, then as the article has them.
        """
        async with self._reading() as (snapshot, db):
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
        async with self._reading() as (snapshot, db):
            speakers = matching.people_meant(snapshot, speaker, _MOST_MEANT)[0] if speaker else (None,)
            articles = snapshot.catalogue.find(article, _MOST_MEANT).best if article else (None,)
            outlets = snapshot.catalogue.outlets(outlet) if outlet else None
            wanted = matching.Wanted(speakers, articles, kind, outlets, since, until)
            return await matching.asked(snapshot, db, phrase, wanted, limit=limit, offset=offset)

    async def views(self, topic: str, speakers: int, each: int) -> tuple[int, tuple[tuple[Match, ...], ...]]:
        """How many quotations match a topic, and the best `each` of its best `speakers`, each speaker's together."""
        async with self._reading() as (snapshot, db):
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
        async with self._reading() as (snapshot, db):
            asked = (
                partial(pool.on_topic, topic=topic, most=matching.MOST_MATCHES) if topic is not None else pool.newest
            )
            return await asked(snapshot, db, people=people, kinds=kinds, besides=besides, limit=limit)

    async def related(self, name: str, limit: int = 10, offset: int = 0) -> tuple[int, tuple[Match, ...]]:
        """How many quotations are about the same as the one with this id, and some of them, the likest first."""
        async with self._reading() as (_, db):
            excerpt = await store.excerpt(db, name)
            hits = await find_related(db, excerpt.text, _MOST_RELATED) if excerpt else ()
            found = await matching.matches(db, hits, await matching.scored(db, hits))
            same = await store.ids_of_same(db, [name])
            others = [m for m in found if excerpt and m.excerpt.text != excerpt.text and m.excerpt.id not in same]
            return len(others), tuple(others[offset : offset + limit])

    async def uncertain(self, limit: int, offset: int = 0) -> tuple[int, tuple[Excerpt, ...]]:
        """How many attributed quotations no editor has judged, and some of them: the least certain first."""
        async with self._reading() as (_, db):
            return await store.uncertain(db, limit, offset)

    async def drawn(self, lot: float) -> Excerpt | None:
        """The quotation that a lot in 0..1 falls on; None where there is none."""
        async with self._reading() as (_, db):
            return await store.drawn(db, lot)

    async def near_quotations(self, phrase: str, limit: int = 3) -> tuple[Match, ...]:
        """Quotations with a part of a phrase that nothing matches, to be offered instead; none where something does."""
        async with self._reading() as (_, db):
            hits = (await find_texts(db, phrase, Filters(said=True), limit)).near
            return await matching.matches(db, hits, await matching.scored(db, hits))

    async def complete_phrases(self, prefix: str, limit: int = 25) -> tuple[str, ...]:
        """Phrases of the corpus that may be meant by what has been typed so far."""
        async with self._reading() as (_, db):
            return await complete_phrase(db, prefix, limit)

    async def excerpt(self, name: str) -> Excerpt | None:
        """The quotation or passage with this id."""
        async with self._reading() as (_, db):
            return await store.excerpt(db, name)

    async def context(self, name: str, around: int = 1) -> Context | None:
        """The quotation or passage with this id, with up to `around` passages on either side."""
        async with self._reading() as (_, db):
            return await store.context(db, name, max(0, min(around, _MOST_AROUND)))

    async def explain(self, name: str) -> Explanation | None:
        """Why the quotation with this id is attributed as it is."""
        async with self._reading() as (_, db):
            found = await store.excerpt(db, name)
            whole = await store.whole(db, found.citation.article) if found else None
            return explanation(whole, name) if whole else None

    # ---------------------------------------------------------------------------------------------- articles

    async def articles(self, name: str | None = None, limit: int = 25) -> ArticlesFound:
        """Articles by words of headline, outlet or author, by file or id; without a name the newest."""
        async with self._reading() as (snapshot, db):
            if name is None:
                return ArticlesFound(await store.summaries(db, snapshot.catalogue.all(limit)))
            found = snapshot.catalogue.find(name, limit)
            return ArticlesFound(await store.summaries(db, found.best), await store.summaries(db, found.near))

    async def complete_articles(self, prefix: str, limit: int = 25) -> tuple[ArticleSummary, ...]:
        """Articles that may be meant by what has been typed so far."""
        async with self._reading() as (snapshot, db):
            return await store.summaries(db, snapshot.catalogue.complete(prefix, limit))

    async def complete_outlets(self, prefix: str, limit: int = 25) -> tuple[str, ...]:
        """Outlets that may be meant by what has been typed so far."""
        async with self._reading() as (snapshot, _):
            return snapshot.catalogue.complete_outlets(prefix, limit)

    async def stats(self) -> Stats:
        """The size and age of what is in service."""
        async with self._reading() as (_, db):
            return await store.stats(db)

    async def export(self) -> AsyncIterator[dict[str, object]]:
        """Everything, one row at a time: each article with its quotations, then the people."""
        async with self._reading() as (_, db):
            gathered = export.Gathered()
            for name in await store.article_ids(db):
                if whole := await store.whole(db, name):
                    gathered.add(whole)
                    yield export.article_row(whole.article)
                    for row in export.quotation_rows(whole):
                        yield row
            for row in gathered.rows(await store.persons(db)):
                yield row

    # ---------------------------------------------------------------------------------------------- service

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[tuple[Snapshot, aiosqlite.Connection]]:
        snapshot = self._current()
        try:
            async with snapshot.reading() as connection:
                yield snapshot, connection
        except (ValueError, sqlite3.ProgrammingError) as error:
            if snapshot.is_closed:
                raise Unavailable(_CLOSED) from error
            raise

    def _current(self) -> Snapshot:
        if self._snapshot is None:
            raise Unavailable(_CLOSED)
        return self._snapshot

    async def _swap(
        self, corrections: Sequence[Correction], progress: Progress | None = None, *, allow_removals: bool = False
    ) -> BuildReport:
        current = self._current()
        report = await self._build(corrections, progress, allow_removals=allow_removals)
        if not current.shows(self._database):
            self._snapshot = await Snapshot.open(self._database)
            self._retire(current)
        self.report = report
        return report

    async def _build(
        self, corrections: Sequence[Correction], progress: Progress | None = None, *, allow_removals: bool = False
    ) -> BuildReport:
        """Build elsewhere; when the asker gives up, the build is stopped before this returns."""
        self._stop = stop = threading.Event()
        order = Order(self.folders, self._database, self._pipeline, tuple(corrections), allow_removals)
        work = asyncio.create_task(asyncio.to_thread(build_apart, order, progress, stop))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            stop.set()
            await asyncio.gather(work, return_exceptions=True)
            raise

    def _report_of_old(self, error: BuildError) -> BuildReport:
        """What to say when the last base serves on; the error where it cannot, or nobody named any articles."""
        named = any(folder.is_dir() for folder in self.folders)
        if not named or store.files_of(self._database, self._pipeline.version) is None:
            raise error
        if not store.is_sound(self._database):
            raise error
        _log.error("the last knowledge base stays in service: %s", error)
        with closing(store.open_for_reading(self._database)) as db:
            stats = store.stats_of(db)
        return BuildReport(applied=False, set_aside=(SetAside(FILE, "not_built", str(error)),), stats=stats)

    def _retire(self, snapshot: Snapshot) -> None:
        """Close a snapshot after its last reader, without keeping anyone waiting."""
        task = asyncio.create_task(snapshot.retire())
        self._retiring[task] = snapshot
        task.add_done_callback(self._retiring.pop)
