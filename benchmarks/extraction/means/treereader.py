"""An extractor on trees alone: reports and marks become labels, names that the pipeline finds become speakers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.extraction.labels import Label
from benchmarks.extraction.marks import NEARLY_NONE, kind_by_marks, marked_regions
from benchmarks.extraction.names import name_words
from benchmarks.extraction.score import trimmed
from benchmarks.extraction.speakers import PRONOUNS
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.extraction.means.parsing import Parsed
    from benchmarks.extraction.means.trees import TreeReport
    from benchmarks.extraction.readers import Found
    from knowledge.model import Article

FEWEST_WORDS = 3
REACH = 250  # characters between marked words and a cue that reports nothing else
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def labels(_: Article, parsed: Parsed) -> Found:
    """Label one article."""
    regions = marked_regions(parsed.body)
    found = sorted(_drafts(parsed, regions), key=lambda draft: draft[0][0])
    speakers = _Speakers(parsed)
    labelled = (
        Label(piece, kind_by_marks(parsed.body, piece, regions), speaker, mention, cue, group=str(number))
        for number, (pieces, report) in enumerate(found)
        for speaker, mention, cue in [speakers.of(report)]
        for piece in pieces
    )
    return tuple(labelled), ()


def _drafts(parsed: Parsed, regions: Sequence[Span]) -> Iterator[tuple[list[Span], TreeReport | None]]:
    """Contents with the marks they touch, the longest first; then marked words that no cue governs."""
    said = [r for r in parsed.reports if not any(region.contains(r.cue) for region in regions)]
    taken: list[Span] = []
    for report in sorted(said, key=lambda report: -sum(map(len, report.contents))):
        pieces = [piece for content in report.contents for piece in _with_marks(parsed.body, content, regions)]
        pieces = [p for p in pieces if len(p) and not any(p.overlaps(other) for other in taken)]
        if sum(_words(piece.of(parsed.body)) for piece in pieces) < FEWEST_WORDS:
            continue
        taken.extend(pieces)
        yield pieces, report
    for region in regions:
        span = trimmed(region, parsed.body)
        if _words(span.of(parsed.body)) < FEWEST_WORDS or any(span.overlaps(other) for other in taken):
            continue
        passage = next((p for p in parsed.passages if p.contains(region)), region)
        near = [r for r in said if passage.contains(r.cue) and _distance(r.cue, region) <= REACH]
        if near or region.start == passage.start:
            yield [span], min(near, key=lambda r: _distance(r.cue, region), default=None)


def _with_marks(body: str, content: Span, regions: Sequence[Span]) -> list[Span]:
    """The content grown over the marks it touches; the marked words alone where hardly a letter stands outside."""
    near = [region for region in regions if region.overlaps(content)]
    if not near:
        return [trimmed(content, body)]
    letters = [at for at in range(content.start, content.end) if body[at].isalnum()]
    outside = sum(not any(region.start <= at < region.end for region in near) for at in letters)
    if outside <= NEARLY_NONE * len(letters):
        return [trimmed(region, body) for region in near]
    hull = Span(min(content.start, near[0].start), max(content.end, near[-1].end))
    return [trimmed(hull, body)]


class _Speakers:
    """Names a source: by the longest form of its name; a pronoun is whoever spoke last; all else is as worded."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._full: dict[str, str] = {}
        for span in parsed.people:
            name = " ".join(span.of(parsed.body).split())
            words = name_words(name)
            if words and len(words) > len(name_words(self._full.get(words[-1], ""))):
                self._full[words[-1]] = name
        self._last: str | None = None

    def of(self, report: TreeReport | None) -> tuple[str | None, Span | None, Span | None]:
        """The speaker's name, the mention and the cue."""
        if report is None or report.source is None:
            return (self._last, None, None) if report is None else (None, None, report.cue)
        name = self._name(report.source)
        self._last = name or self._last
        return name or self._last, report.source, report.cue

    def _name(self, source: Span) -> str | None:
        worded = " ".join(source.of(self._parsed.body).split())
        if all(word.lower() in PRONOUNS for word in worded.split()):
            return None
        named = [span for span in self._parsed.people if source.contains(span)]
        if not named:
            return ARTICLE.sub("", worded)
        words = name_words(named[0].of(self._parsed.body))
        return self._full.get(words[-1], worded) if words else worded


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
