"""Corrections: an editor's word against the extractor, which outlasts every rebuild; its keeper numbers them.

What is corrected is named as it was then, by its id and by its words, so that it is found again after a rebuild, under
another extractor, and after a small edit of the article.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Fix(StrEnum):
    """What a correction does."""

    SPEAKER = "speaker"
    HIDE = "hide"
    TERM = "term"
    MERGE = "merge"
    SPLIT = "split"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation as it stood when it was corrected; `id` and `article` are ids, `file` is the article's."""

    id: str
    text: str
    article: str
    file: str


@dataclass(frozen=True, slots=True)
class Name:
    """A person as known when the correction was made; `id` is empty for somebody who was not in the base."""

    name: str
    native_name: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction; which fields are filled follows from `fix`.

    speaker: `words` are `person`'s, or nobody's that is known (None). hide: `words` are no longer shown. term: `words`
    are nobody's speech. merge: `other` is the same as `person`, whose name stays. split: whom the article with the id
    `article` names as `person` is somebody else, `other`. alias: `person` is also called `alias`.
    """

    number: int
    fix: Fix
    words: Words | None = None
    person: Name | None = None
    other: Name | None = None
    article: str | None = None
    alias: str | None = None


def in_order(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """A set of corrections by their numbers, each once."""
    return tuple(sorted(dict.fromkeys(corrections), key=lambda each: (each.number, _written(each))))


def digest(corrections: Iterable[Correction]) -> str:
    """The same for equal sets alone, in whatever order they come."""
    written = "\n".join(map(_written, in_order(corrections)))
    return hashlib.blake2b(written.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _written(correction: Correction) -> str:
    return json.dumps(asdict(correction), sort_keys=True)
