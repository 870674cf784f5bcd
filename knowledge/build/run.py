"""One build, from the scan to the finished file."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from knowledge import store
from knowledge.build.apply import Applied, apply, index
from knowledge.build.lock import locked
from knowledge.build.people import known_people
from knowledge.build.pipeline import shipped_pipeline
from knowledge.build.plan import Plan, planned
from knowledge.build.report import report_of
from knowledge.build.scan import scan
from knowledge.build.vanished import check_removals
from knowledge.build.watch import Watch
from knowledge.corrections import digest, in_order
from knowledge.errors import BuildError
from knowledge.search.texts import create_index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from threading import Event

    from knowledge.build.pipeline import Pipeline
    from knowledge.build_report import BuildReport
    from knowledge.corrections import Correction

_log = logging.getLogger(__name__)


def build(
    folders: Sequence[Path],
    database: Path,
    *,
    pipeline: Pipeline | None = None,
    corrections: Sequence[Correction] = (),
    progress: Callable[[int, int, str], None] | None = None,
    stop: Event | None = None,
    allow_removals: bool = False,
) -> BuildReport:
    """Bring `database` up to date with the articles in `folders`; what did not change is not extracted again.

    `corrections` are put in force in place of the last build's. `progress` is told the number of articles read, how
    many there are to read, and the file. Setting `stop` ends the build soon. Raises BuildError, and then the database
    is as it was: Vanished if more than half of the articles are gone at once, unless `allow_removals`. Blocks: run it
    in a thread.
    """
    pipeline = pipeline or shipped_pipeline()

    watch = Watch(progress, stop)
    try:
        plan = _plan(folders, database, pipeline, corrections)
        _look_twice(plan, folders, allow_removals=allow_removals)
        if plan.is_settled and store.is_sound(database):
            return _nothing_new(plan, database)
        database.parent.mkdir(parents=True, exist_ok=True)
        before = _identity(database)
        with locked(database, watch.check):
            if _identity(database) != before:  # another builder was faster
                plan = _plan(folders, database, pipeline, corrections)
                _look_twice(plan, folders, allow_removals=allow_removals)
            if plan.is_settled and store.is_sound(database):
                return _nothing_new(plan, database)
            return _build(plan, database, pipeline, watch)
    except (sqlite3.Error, OSError) as error:
        raise BuildError(f"The knowledge base {database} could not be written: {_reason(error)}.") from error


class _UnsoundError(BuildError):
    """What was built must not go into service."""


def _plan(folders: Sequence[Path], database: Path, pipeline: Pipeline, corrections: Sequence[Correction]) -> Plan:
    found, aside = scan(folders, pipeline.suffixes)
    plan = planned(found, aside, store.files_of(database, pipeline.version))
    people = known_people(folders)
    edited = store.edited_of(database) if plan.known is not None else None
    is_edited = edited is not None and (edited.corrections, edited.people) != (digest(corrections), people.digest)
    return replace(plan, corrections=in_order(corrections), people=people, is_edited=is_edited)


def _look_twice(plan: Plan, folders: Sequence[Path], *, allow_removals: bool) -> None:
    """Stop where a folder is rather missing than emptied; say so where the last build was made from other folders."""
    named = {str(folder.absolute()) for folder in folders}
    others = {record.folder for record in (plan.known or {}).values()} - named
    if others:
        _log.warning(
            "the knowledge base was last built from other folders too (%s): give each process with folders of its own"
            " a data folder of its own, or they will build it in turns",
            ", ".join(sorted(others)),
        )
    if not allow_removals:
        check_removals(plan, named)


def _identity(database: Path) -> tuple[int, int] | None:
    try:
        state = database.stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns


def _nothing_new(plan: Plan, database: Path) -> BuildReport:
    known = plan.known or {}
    return report_of(plan, known, known, database)


def _build(plan: Plan, database: Path, pipeline: Pipeline, watch: Watch) -> BuildReport:
    """Build on the last base if there is one, and from nothing if that turns out to be damaged."""
    if plan.known is None or plan.is_settled:  # settled, and yet here: it is not sound
        return _build_beside(plan.from_nothing, database, pipeline, watch)
    try:
        return _build_beside(plan, database, pipeline, watch)
    except (_UnsoundError, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.DatabaseError) and error.sqlite_errorcode & 0xFF not in _DAMAGED:
            raise
        _log.warning("the last knowledge base is damaged (%s); everything is read again", error)
        return _build_beside(plan.from_nothing, database, pipeline, watch)


def _build_beside(plan: Plan, database: Path, pipeline: Pipeline, watch: Watch) -> BuildReport:
    """Work on a copy, and put it in the old one's place if anything in it is new."""
    beside = database.with_name(f"{database.name}-new")
    try:
        applied = _make(plan, database, beside, pipeline, watch)
        if applied.is_new:
            _replace(beside, database)
        return report_of(plan, plan.known or {}, applied.records, database)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _make(plan: Plan, database: Path, beside: Path, pipeline: Pipeline, watch: Watch) -> Applied:
    beside.unlink(missing_ok=True)
    extractor = pipeline.extractor()
    if plan.known is not None:
        shutil.copyfile(database, beside)
    with closing(store.open_for_writing(beside)) as db:
        if plan.known is None:
            store.create(db)
            create_index(db)
        db.execute("BEGIN")
        applied = apply(db, plan, pipeline, watch)
        if not applied.is_new:
            return applied
        unapplied = index(db, applied, plan, pipeline, watch)
        store.put_files(db, applied.records.values())
        edited = store.Edited(digest(plan.corrections), plan.people.digest, unapplied)
        store.put_meta(db, pipeline.version, extractor, datetime.now(UTC).isoformat(timespec="seconds"), edited)
        db.execute("COMMIT")
        if problem := store.fault(db):
            raise _UnsoundError(f"The new knowledge base is not sound ({problem}); the old one stays.")
    return applied


def _replace(beside: Path, database: Path) -> None:
    """From one moment to the next, and on the disk before anyone relies on it."""
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    beside.replace(database)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(database.parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _reason(error: sqlite3.Error | OSError) -> str:
    if isinstance(error, OSError):
        return _SAID.get(error.errno or 0, error.strerror or str(error))
    return _SAID_BY_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, str(error))


_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_FULL = "there is no room left on the disk"
_READ_ONLY = "its folder may not be written to"
_SAID = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
}
_SAID_BY_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
}
