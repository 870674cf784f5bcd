"""What a base was built from: one record for each file that was looked at."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.build_report import SetAside
from knowledge.store.connect import made_by, open_for_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a build saw of one file: kept as `article`, left out for its `twin`, or set aside.

    An empty `stamp` or `hash` never equals a real one, so the file is looked at again.
    """

    folder: str
    file: str
    stamp: str
    hash: str
    article: str | None = None
    body_hash: str | None = None
    kept: bool = False
    twin: str | None = None
    set_aside: SetAside | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """Which corrections are in force and who is known, as digests; of the former the unapplied, by place, and why."""

    corrections: str
    people: str
    unapplied: tuple[tuple[int, str], ...] = ()


def files_of(database: Path, pipeline: str) -> dict[tuple[str, str], FileRecord] | None:
    """The records of a base, by folder and file; None if it is missing, broken or another pipeline's."""
    try:
        with closing(open_for_reading(database)) as db:
            if made_by(db) != pipeline:
                return None
            return {(record.folder, record.file): record for record in _records(db)}
    except sqlite3.Error:
        return None


def put_files(db: sqlite3.Connection, records: Iterable[FileRecord]) -> None:
    """What this build saw, in place of what the last one saw."""
    db.execute("DELETE FROM files")
    db.executemany("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, records))


def put_meta(db: sqlite3.Connection, pipeline: str, extractor: str, built_at: str, edited: Edited) -> None:
    """What made this base, when (ISO 8601, UTC), and which corrections are in force."""
    row = (
        pipeline,
        extractor,
        built_at,
        edited.corrections,
        edited.people,
        json.dumps(edited.unapplied, ensure_ascii=False),
    )
    db.execute("INSERT OR REPLACE INTO meta VALUES (1, ?, ?, ?, ?, ?, ?)", row)


def edited_of(database: Path) -> Edited | None:
    """The corrections in force in a base; None if it is missing or broken."""
    try:
        with closing(open_for_reading(database)) as db:
            row = db.execute("SELECT corrections, people, unapplied FROM meta").fetchone()
    except sqlite3.Error:
        return None
    return (
        None if row is None else Edited(row[0], row[1], tuple((place, reason) for place, reason in json.loads(row[2])))
    )


def _records(db: sqlite3.Connection) -> Iterator[FileRecord]:
    for row in db.execute("SELECT * FROM files"):
        folder, file, stamp, content, article, body, kept, twin, code, reason, line = row
        aside = SetAside(file, code, reason, line) if code else None
        yield FileRecord(folder, file, stamp, content, article, body, bool(kept), twin, aside)


def _row(record: FileRecord) -> tuple[object, ...]:
    aside = record.set_aside
    seen = (record.folder, record.file, record.stamp, record.hash, record.article, record.body_hash)
    return (*seen, record.kept, record.twin, *((aside.code, aside.reason, aside.line) if aside else (None,) * 3))
