"""Articles that are gone in such number that their folder is rather not there than meant to be empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.errors import Vanished

if TYPE_CHECKING:
    from collections.abc import Collection

    from knowledge.build.plan import Plan

_FEW = 10
_ADVICE = (
    "{gone} of {known} articles are gone at once{where}, and nothing was changed. If a folder is not mounted, mount it."
    " If they are to go, build with removals allowed."
)


def check_removals(plan: Plan, folders: Collection[str]) -> None:
    """Raise Vanished if more than half of the articles, and at least ten, are gone from `folders`.

    What lies elsewhere by now has moved; what lay in a folder that is no longer named was meant to go.
    """
    known = {key: record for key, record in (plan.known or {}).items() if record.kept and record.folder in folders}
    there = {(job.found.folder, job.found.file) for job in plan.jobs}
    moved = {job.record.hash for job in plan.jobs if job.to_read}
    gone = [record for key, record in known.items() if key not in there and record.hash not in moved]
    if len(gone) < _FEW or 2 * len(gone) <= len(known):
        return
    places = sorted({record.folder for record in gone})
    where = f" from {places[0]}" if len(places) == 1 else ""
    raise Vanished(_ADVICE.format(gone=len(gone), known=len(known), where=where))
