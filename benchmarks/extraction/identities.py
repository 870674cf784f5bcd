"""Whether the people of our own articles are known for who they are: found, with native name, gender and group."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.extraction.names import same_name
from benchmarks.extraction.score import Share
from knowledge.model import Gender

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.extraction.goldset import Sheet, Somebody
    from knowledge.model import LocalPerson


def identities(sheets: Iterable[Sheet], found: Iterable[Sequence[LocalPerson]]) -> dict[str, Share]:
    """Count over everybody who speaks: found under their fullest name, and then what else is right of them."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for sheet, people in zip(sheets, found, strict=True):
        for somebody in _speakers(sheet):
            person = next((one for one in people if any(same_name(one.name, name) for name in somebody.names)), None)
            of["found under the fullest name"] += 1
            right["found under the fullest name"] += person is not None
            for trait, holds in _traits(somebody, person).items():
                of[trait] += 1
                right[trait] += holds
    return {trait: Share(right[trait], of[trait]) for trait in of}


def _speakers(sheet: Sheet) -> list[Somebody]:
    keys = {key for reported in sheet.quotations for key in reported.speakers}
    return [somebody for key, somebody in sheet.people.items() if key in keys and not somebody.author]


def _traits(somebody: Somebody, person: LocalPerson | None) -> dict[str, bool]:
    traits = {}
    if somebody.native_name:
        traits["native name"] = person is not None and person.native_name == somebody.native_name
    if person is None:
        return traits
    if not somebody.group and somebody.gender is not Gender.UNKNOWN:
        traits["gender known"] = person.gender is not Gender.UNKNOWN
        if person.gender is not Gender.UNKNOWN:
            traits["gender right where known"] = person.gender is somebody.gender
    traits["group or single right"] = person.group is somebody.group
    return traits
