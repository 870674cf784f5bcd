"""What a format makes of a file's text, before anyone has decided which source of a field wins."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, TypedDict

from knowledge.model import Original, Passage, Segment, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Fields(TypedDict, total=False):
    """What one source states about an article. A key that is absent is not stated; None says "there is none"."""

    id: str | None
    headline: str | None
    subtitle: str | None
    authors: tuple[str, ...]
    outlet: str | None
    published: str | None
    url: str | None
    language: str | None
    original: Original | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage to be, in order: ranges of the source text, and the heading it stands under.

    Characters that the source does not have as they are shown (`&rsquo;` is shown as ’) stand among the ranges.
    """

    parts: tuple[Span | str, ...]
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One file, read: `text` is what the running text itself states, `front_matter` what stands in front of it.

    `stated` are further sources of fields with their names, the weakest first: they count more than the text, and less
    than front matter. `source` is the source text, for formats that read bytes; `pages` are the offsets in it at which
    the printed pages begin.
    """

    paragraphs: tuple[Paragraph, ...]
    text: Fields = field(default_factory=Fields)
    front_matter: Fields = field(default_factory=Fields)
    warnings: tuple[str, ...] = ()
    stated: tuple[tuple[str, Fields], ...] = ()
    source: str = ""
    pages: tuple[int, ...] = ()


BETWEEN = "\n\n"


def bodied(text: str, paragraphs: Sequence[Paragraph]) -> tuple[str, tuple[Passage, ...], tuple[Segment, ...]]:
    """Body, passages and segments of `paragraphs`: every segment stands alike in the body and in `text`."""
    parts: list[str] = []
    passages: list[Passage] = []
    segments: list[Segment] = []
    at = 0
    for paragraph in paragraphs:
        start = at
        for part in paragraph.parts:
            if isinstance(part, Span):
                segments.append(Segment(body=at, source=part.start, length=len(part)))
            parts.append(part.of(text) if isinstance(part, Span) else part)
            at += len(part)
        passages.append(Passage(Span(start, at), paragraph.section))
        parts.append(BETWEEN)
        at += len(BETWEEN)
    return "".join(parts[:-1]), tuple(passages), tuple(segments)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters in as few ranges as possible: neighbours that touch become one, empty ones go."""
    found = [span for span in spans if span]
    if not found:
        return ()
    cuts = [0, *(i for i, (a, b) in enumerate(pairwise(found), 1) if a.end != b.start), len(found)]
    return tuple(Span(found[a].start, found[b - 1].end) for a, b in pairwise(cuts))
