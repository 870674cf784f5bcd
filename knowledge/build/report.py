"""What a build has to say, file by file."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from knowledge import store
from knowledge.build_report import BuildReport, Unapplied
from knowledge.corrections import digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from knowledge.build.plan import Key, Plan
    from knowledge.store import FileRecord


def report_of(
    plan: Plan, before: Mapping[Key, FileRecord], after: Mapping[Key, FileRecord], database: Path
) -> BuildReport:
    """The difference between two builds, with what `database` now holds."""
    kept = {key: record for key, record in after.items() if record.kept}
    old = {key: record for key, record in before.items() if record.kept}
    again = {key: record for key, record in kept.items() if key in old}
    with closing(store.open_for_reading(database)) as db:
        stats = store.stats_of(db)
        warnings = tuple(store.all_warnings(db))
        copies = tuple(store.copies(db))
    edited = store.edited_of(database)
    places = edited.unapplied if edited and edited.corrections == digest(plan.corrections) else ()
    return BuildReport(
        added=tuple(record.file for key, record in kept.items() if key not in old),
        changed=tuple(record.file for key, record in again.items() if record.hash != old[key].hash),
        removed=tuple(record.file for key, record in old.items() if key not in after),
        unchanged=tuple(record.file for key, record in again.items() if record.hash == old[key].hash),
        duplicates=tuple((record.file, record.twin) for record in after.values() if record.twin),
        copies=copies,
        set_aside=(
            *plan.aside,
            *plan.people.aside,
            *(record.set_aside for record in after.values() if record.set_aside),
        ),
        warnings=(*plan.people.warnings, *warnings),
        unapplied=tuple(Unapplied(plan.corrections[place], why) for place, why in places),
        stats=stats,
    )
