"""A document that is one article from its first line to its last: its headline, byline, sections and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.errors import ArticleError
from knowledge.formats import bylines, furniture
from knowledge.formats.draft import BETWEEN, Draft, Fields, Paragraph
from knowledge.formats.shape import count_words, ends_sentence
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.formats.web.outline import Part

MOST_CHARACTERS = 5_000_000

_HEADLINE_WORDS = 30
_PROSE_WORDS = 12
_SUBTITLE = re.compile(r"\bsub-?title\b", re.IGNORECASE)
_CAPTION = re.compile(r"\b(?:fig)?caption\b", re.IGNORECASE)


@dataclass(slots=True)
class _Head:
    """What stands above the text; `start` is the index of the first part of the text."""

    fields: Fields = field(default_factory=Fields)
    start: int = 0
    warnings: tuple[str, ...] = ()


def manuscript(parts: Iterable[Part], title: str = "") -> Draft:
    """The draft of a document; a heading that repeats its `title` is no section.

    Its source is the text of all parts with blank lines between. Raises ArticleError: decompression_limit.
    """
    kept: list[Part] = []
    characters = 0
    for part in parts:
        characters += len(part.text) + len(BETWEEN)
        if characters > MOST_CHARACTERS:
            raise ArticleError("decompression_limit", "The document holds more than five million characters.")
        kept.append(part)
    head = _head(kept, title)
    return Draft(
        _paragraphs(kept, head, title),
        head.fields,
        warnings=head.warnings,
        source=BETWEEN.join(part.text for part in kept),
    )


def _head(parts: Sequence[Part], title: str) -> _Head:
    head = _Head()
    days: set[str] = set()
    for i, part in enumerate(parts):
        known = "headline" in head.fields
        if part.level and known and part.text != title:
            break
        if not _take(head.fields, part, days) and (known or _is_prose(part) or not _may_be_headline(part)):
            break
        if "headline" not in head.fields and _may_be_headline(part) and not _is_credit(part.text):
            head.fields["headline"] = part.text
        head.start = i + 1
    if len(days) == 1:
        head.fields["published"] = days.pop()
    elif days:
        head.warnings = (f"the text states several dates ({', '.join(sorted(days))}): none is taken",)
    return head


def _take(fields: Fields, part: Part, days: set[str]) -> bool:
    """Read a byline, a date or a subtitle; whether the part is one."""
    if _SUBTITLE.search(part.label):
        fields["subtitle"] = part.text
        return True
    if not _is_credit(part.text):
        return False
    if names := bylines.byline_of(part.text):
        fields.setdefault("authors", names)
    days |= {day for day, _ in bylines.dates_in(part.text)}
    return True


def _is_credit(text: str) -> bool:
    return bylines.byline_of(text) is not None or bylines.is_dateline(text)


def _is_prose(part: Part) -> bool:
    return not part.level and ends_sentence(part.text) and count_words(part.text) >= _PROSE_WORDS


def _may_be_headline(part: Part) -> bool:
    words = count_words(part.text)
    return words <= _HEADLINE_WORDS and (part.level > 0 or not part.text.endswith((".", ":", "”", '"')))


def _paragraphs(parts: Sequence[Part], head: _Head, title: str) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    section = None
    at = 0
    for i, part in enumerate(parts):
        span = Span(at, at + len(part.text))
        at += len(part.text) + len(BETWEEN)
        if part.level:
            section = part.text if i >= head.start and part.text != title else section
        elif i >= head.start and not _CAPTION.search(part.label) and not furniture.is_caption(part.text):
            found.append(Paragraph((span,), section))
    return tuple(found)
