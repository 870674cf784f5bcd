"""Corrections: an editor's word against the extractor, which outlasts every rebuild; its keeper numbers them.

What is corrected is named as it was then, by its id and by its words, so that it is found again after a rebuild, under
another extractor, and after a small edit of the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
