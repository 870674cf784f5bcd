"""What a build has to do: which files are as the last build saw them, and which must be read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from knowledge.build.people import KnownPeople
from knowledge.build_report import SetAside
from knowledge.store import FileRecord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.build.scan import Found
    from knowledge.corrections import Correction

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Job:
    """One file with its record, which is as the last build left it unless the file is `to_read`."""

    found: Found
    record: FileRecord
    to_read: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file in order, what cannot be looked at, and the records of the last build (None: build anew).

    `corrections` are those to be in force, in order, `people` those known beforehand; `is_edited` tells that either
    are not those of the last build.
    """

    jobs: tuple[Job, ...]
    aside: tuple[SetAside, ...]
    known: Mapping[Key, FileRecord] | None
    corrections: tuple[Correction, ...] = ()
    people: KnownPeople = field(default_factory=KnownPeople)
    is_edited: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether the last build saw exactly these files with exactly this content, under the same corrections."""
        if self.known is None or self.is_edited or any(job.to_read for job in self.jobs):
            return False
        return same_content(self.known, {(job.found.folder, job.found.file): job.record for job in self.jobs})

    @property
    def from_nothing(self) -> Plan:
        """The plan for the same files when the last build is of no use."""
        return replace(self, jobs=tuple(_job(job.found, None) for job in self.jobs), known=None)

    @property
    def to_read(self) -> tuple[Found, ...]:
        """The files that must be read, in order."""
        return tuple(job.found for job in self.jobs if job.to_read)


def planned(found: Sequence[Found], aside: Sequence[SetAside], known: Mapping[Key, FileRecord] | None) -> Plan:
    """Compare the files with the records of the last build: by size and time first, then by content."""
    records = known or {}
    return Plan(tuple(_job(each, records.get((each.folder, each.file))) for each in found), tuple(aside), known)


def same_content(one: Mapping[Key, FileRecord], other: Mapping[Key, FileRecord]) -> bool:
    """Whether two builds saw the same, however often files were touched in between."""
    return one.keys() == other.keys() and all(_content(one[key]) == _content(other[key]) for key in one)


def _content(record: FileRecord) -> tuple[object, ...]:
    return (record.hash, record.article, record.body_hash, record.kept, record.twin, record.set_aside)


def _job(found: Found, record: FileRecord | None) -> Job:
    if record and record.hash and found.stamp and record.stamp == found.stamp:
        return Job(found, record, to_read=False)
    try:
        content = found.content_hash()
    except OSError as error:
        reason = f"The file cannot be read: {error.strerror or error}."
        aside = SetAside(found.file, "unreadable", reason)
        return Job(found, FileRecord(found.folder, found.file, "", "", set_aside=aside), to_read=False)
    if record and record.hash == content:
        return Job(found, replace(record, stamp=found.stamp), to_read=False)
    return Job(found, FileRecord(found.folder, found.file, found.stamp, content), to_read=True)
