"""What intake shows: a preview of what waits, and what was removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.model import ArticleSummary, Excerpt


@dataclass(frozen=True, slots=True)
class Preview:
    """An article as it would come in: nothing of it is in the base yet.

    `file` is the name it will get. `twin` is the file in the base that has the same text already, `same_page` the one
    that has the same address or id: with that one in place the article cannot be kept. `excerpts` are its first
    quotations; their people's ids hold for this preview alone.
    """

    token: str
    file: str
    article: ArticleSummary
    excerpts: tuple[Excerpt, ...] = ()
    twin: str | None = None
    same_page: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that was removed and can be put back; `at` is ISO 8601 in UTC."""

    file: str
    headline: str
    at: str
