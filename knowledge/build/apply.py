"""The differences between what a base holds and what the folders hold, written into the base."""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from knowledge import store
from knowledge.build.copies import find_families, find_repeats, in_copies
from knowledge.build.pipeline import Read
from knowledge.build.plan import same_content
from knowledge.build.workers import outcomes
from knowledge.build_report import SetAside
from knowledge.errors import BuildError
from knowledge.search.texts import TextEntry, add_texts, remove_texts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from knowledge.build.pipeline import Outcome, Pipeline
    from knowledge.build.plan import Job, Key, Plan
    from knowledge.build.watch import Watch
    from knowledge.extract import Identity
    from knowledge.model import Findings
    from knowledge.store import FileRecord, StoredText

_BATCH = 50
_log = logging.getLogger(__name__)
_T = TypeVar("_T")
_DEPENDS_ON_LOAD = ("timeout", "unreadable", "no_process")


@dataclass(slots=True)
class Applied:
    """What became of every file: `fresh` articles are to be indexed, `gone` keys to leave the index."""

    records: dict[Key, FileRecord] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    read: int = 0
    is_new: bool = True


def apply(db: sqlite3.Connection, plan: Plan, pipeline: Pipeline, watch: Watch) -> Applied:
    """Read what must be read and store it; forget what is gone. Of equal articles or ids, the first stays."""
    settling = _Settling(db, pipeline, watch)
    applied = settling.applied
    total = len(plan.to_read)
    with closing(outcomes(pipeline, plan.to_read, watch)) as reading:
        for job in plan.jobs:
            outcome = next(reading) if job.to_read else None
            if outcome is not None:
                applied.read += 1
                watch.tell(applied.read, total, job.found.file)
            settling.settle(job, outcome)
    kept = {record.article for record in applied.records.values() if record.kept}
    for article in sorted(store.articles_in(db) - kept):
        applied.gone += store.remove_article(db, article)
    applied.is_new = plan.known is None or plan.is_edited or not same_content(plan.known, applied.records)
    return applied


def index(
    db: sqlite3.Connection, applied: Applied, plan: Plan, pipeline: Pipeline, watch: Watch
) -> tuple[tuple[int, str], ...]:
    """Decide anew who everybody is, what editors say and what is said twice, and bring the text index up to date.

    Returns the places of the corrections that find nothing, in their order, and why.
    """
    from knowledge.correct import enforce, settle  # noqa: PLC0415 - slow to import, not needed where nothing changed

    edited, withheld = store.edited_keys(db)
    shown = {text.key: text for text in store.texts_of_keys(db, edited)}
    store.revert(db)
    find_families(db, applied.fresh, watch)
    settled = settle(db, plan.corrections, plan.people.entries, partial(_unify, pipeline))
    stated = {who: [(a.text, a.since, a.until) for a in known] for who, known in settled.stated.items()}
    renamed = store.set_people(db, settled.people.values(), settled.members, stated)
    settled = replace(settled, verdicts=in_copies(db, settled.verdicts))
    enforce(db, settled)
    repeated = find_repeats(db, applied.fresh)
    store.count_quoted(db)
    _index(db, applied, list(dict.fromkeys([*renamed, *shown, *withheld, *settled.verdicts, *repeated])), shown, watch)
    return tuple(sorted(settled.unapplied.items()))


def _unify(pipeline: Pipeline, articles: Mapping[str, Findings]) -> tuple[Identity, ...]:
    try:
        identities = pipeline.unify(articles)
    except Exception as error:
        _log.exception("who the people of the articles are could not be told")
        reason = "Who the people of the articles are could not be told; nothing was changed. The log has the details."
        raise BuildError(reason) from error
    if len({identity.person.id for identity in identities}) < len(identities):
        raise BuildError("Two people have been given one id; the old knowledge base stays.")
    return identities


def _index(
    db: sqlite3.Connection, applied: Applied, touched: Sequence[int], shown: Mapping[int, StoredText], watch: Watch
) -> None:
    """Index fresh articles, and what of the `touched` excerpts is no longer as it was `shown`."""
    fresh = set(applied.fresh)
    texts = {text.key: text for keys in _batched(touched) for text in store.texts_of_keys(db, keys)}
    outdated = [key for key in touched if key not in texts or texts[key] != shown.get(key)]
    remove_texts(db, [*applied.gone, *outdated])
    add_texts(db, (_entry(texts[key]) for key in outdated if key in texts and texts[key].article not in fresh))
    for articles in _batched(applied.fresh):
        watch.check()
        add_texts(db, map(_entry, store.texts_of_articles(db, articles)))


class _Judge:
    """Who stays, when files are met in order: the first with a body, the first with an id."""

    def __init__(self) -> None:
        self.bodies: dict[str | None, str] = {}
        self.ids: dict[str, str] = {}

    def verdict(self, record: FileRecord) -> FileRecord:
        """The record as it is to be stored."""
        if record.article is None:
            return record
        plain = replace(record, kept=False, twin=None, set_aside=None)
        if twin := self.bodies.get(record.body_hash):
            return replace(plain, twin=twin)
        if other := self.ids.get(record.article):
            reason = f"It has the id, address or file name of {other}. If it is another article, give it an 'id'."
            return replace(plain, set_aside=SetAside(record.file, "same_id", reason))
        return replace(plain, kept=True)

    def remember(self, record: FileRecord) -> None:
        """Hold later files against this one."""
        if record.kept and record.article:
            self.bodies[record.body_hash] = record.file
            self.ids[record.article] = record.file


class _Settling:
    """Decides about one file after the other, and stores those that stay."""

    def __init__(self, db: sqlite3.Connection, pipeline: Pipeline, watch: Watch) -> None:
        self.db = db
        self.pipeline = pipeline
        self.watch = watch
        self.judge = _Judge()
        self.applied = Applied()

    def settle(self, job: Job, outcome: Outcome | None) -> None:
        """Take down what becomes of the file; `outcome` is None where it was not read again."""
        before = job.record
        after = self.judge.verdict(_recorded(before, outcome))
        if after.kept and outcome is None and not before.kept:  # the file that it gave way to is gone
            (outcome,) = outcomes(self.pipeline, [job.found], self.watch)
            after = self.judge.verdict(_recorded(before, outcome))
        self.judge.remember(after)
        self.applied.records[after.folder, after.file] = after
        if after.kept and isinstance(outcome, Read):
            self._store(outcome)

    def _store(self, read: Read) -> None:
        article, traces = read.prepared.article, read.traces
        self.applied.gone += store.remove_article(self.db, article)
        store.add_article(self.db, read.prepared)
        wordings = ((wording.number, wording.words) for wording in traces.wordings)
        store.add_traces(self.db, article, traces.shingles, traces.hashes, wordings)
        self.applied.fresh.append(article)


def _recorded(record: FileRecord, outcome: Outcome | None) -> FileRecord:
    """The record with what came of reading; where that may come out otherwise next time, it is tried again then."""
    if isinstance(outcome, Read):
        return replace(record, article=outcome.prepared.article, body_hash=outcome.body_hash)
    if isinstance(outcome, SetAside):
        again = outcome.code in _DEPENDS_ON_LOAD
        return replace(record, article=None, body_hash=None, set_aside=outcome, hash="" if again else record.hash)
    return record


def _batched(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


def _entry(text: StoredText) -> TextEntry:
    return TextEntry(
        key=text.key,
        text=text.text,
        said=text.kind is not None,
        speaker=text.speaker,
        article=text.article,
        kind=text.kind,
        about=" ".join(text.known),
        outlets=text.outlets,
        year=(text.published or "")[:4] or None,
        copies=tuple((article, published[:4] or None) for article, published in text.copies),
    )
