"""One build, from the scan to the finished file."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from knowledge import store
from knowledge.build.apply import Applied, apply, index
from knowledge.build.lock import locked
from knowledge.build.pipeline import shipped_pipeline
from knowledge.build.plan import Plan, planned
from knowledge.build.report import report_of
from knowledge.build.scan import scan
from knowledge.build.watch import Watch
from knowledge.errors import BuildError
from knowledge.search.texts import create_index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from threading import Event

    from knowledge.build.pipeline import Pipeline
    from knowledge.model import BuildReport


def build(
    folders: Sequence[Path],
    database: Path,
    *,
    pipeline: Pipeline | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    stop: Event | None = None,
) -> BuildReport:
    """Bring `database` up to date with the articles in `folders`; what did not change is not extracted again.

    `progress` is told the number of articles read, how many there are to read, and the file. Setting `stop` ends the
    build soon. Raises BuildError, and then the database is as it was. Blocks: run it in a thread.
    """
    pipeline = pipeline or shipped_pipeline()

    watch = Watch(progress, stop)
    try:
        plan = _plan(folders, database, pipeline)
        if plan.is_settled:
            return report_of(plan, plan.known or {}, plan.known or {}, database)
        database.parent.mkdir(parents=True, exist_ok=True)
        with locked(database, watch.check):
            plan = _plan(folders, database, pipeline)
            return _build(plan, database, pipeline, watch)
    except (sqlite3.Error, OSError) as error:
        raise BuildError(f"The knowledge base {database} could not be written: {_reason(error)}.") from error


def _plan(folders: Sequence[Path], database: Path, pipeline: Pipeline) -> Plan:
    found, aside = scan(folders, pipeline.suffixes)
    known = store.files_of(database, pipeline.version)
    return planned(found, aside, known if known is not None and store.is_sound(database) else None)


def _build(plan: Plan, database: Path, pipeline: Pipeline, watch: Watch) -> BuildReport:
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
        index(db, applied, pipeline, watch)
        store.put_files(db, applied.records.values())
        store.put_meta(db, pipeline.version, extractor, datetime.now(UTC).isoformat(timespec="seconds"))
        db.execute("COMMIT")
        if problem := store.fault(db):
            raise BuildError(f"The new knowledge base is not sound ({problem}); the old one stays.")
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
