"""What anyone gets for nothing: marked words, the nearest verb of speech, the name nearest to that verb.

It finds direct quotations alone. An extractor that does not clearly beat it is not worth its trouble.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.extraction.labels import Label
from benchmarks.extraction.marks import marked_regions
from benchmarks.extraction.names import name_words
from benchmarks.extraction.score import trimmed
from knowledge.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

VERB = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|according to|wr(?:ote|ites?|iting)|re(?:called|plied|plies)|"
    r"(?:add|ask|explain|insist|warn|tweet|respond|remark|acknowledg|declar|announc|argu|not|stat|claim|suggest)"
    r"(?:ed|e?s|ing)|admit(?:s|ted)|c(?:alled|ontinued|oncluded))\b"
)
NAME = re.compile(
    r"\b[A-Z][\w'’.-]*[a-z'’][\w'’-]*(?: (?:[A-Z]\.|de|del|van|von|al|bin|bint|[A-Z][\w'’-]+))*(?<!['’]s)"
)
PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b")
NO_NAMES = (
    "The A An But And In On At He She It They We I His Her For As When While After Before If That This Those These So "
    "Yet Still Asked According Then There Not No Yes Or Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
    "January February March April June July August September October November December"
)
NO_NAME = frozenset(NO_NAMES.split())
FEWEST_WORDS = 3
REACH_TO_VERB, REACH_TO_NAME, REACH_TO_PRONOUN = 250, 120, 25


class Named(NamedTuple):
    """A mention near a verb; `name` is None where it is a pronoun."""

    span: Span
    name: str | None


def label(text: str) -> tuple[Label, ...]:
    """Label every marked stretch of three words or more."""
    regions = marked_regions(text)
    full_names = _full_names(text, regions)
    labels: list[Label] = []
    last: str | None = None
    for region in regions:
        span = trimmed(region, text)
        if len(re.findall(r"\w+", span.of(text))) < FEWEST_WORDS:
            continue
        line = _line_around(text, region)
        cue = _nearest(_spans(VERB, text, _near(region, REACH_TO_VERB, line), regions), region)
        found = _mention(text, cue, line, regions) if cue else None
        speaker = _speaker(found, full_names, last) if found or region.start == line.start else None
        labels.append(Label(span, Kind.DIRECT, speaker, found.span if found else None, cue))
        last = speaker or last
    return tuple(labels)


def _full_names(text: str, regions: Sequence[Span]) -> dict[str, str]:
    full: dict[str, str] = {}
    for named in _names(text, Span(0, len(text)), regions):
        words = name_words(named.name or "")
        if len(words) > 1:
            full.setdefault(words[-1], named.name or "")
    return full


def _line_around(text: str, region: Span) -> Span:
    end = text.find("\n", region.end)
    return Span(text.rfind("\n", 0, region.start) + 1, len(text) if end < 0 else end)


def _near(span: Span, reach: int, line: Span) -> Span:
    return Span(max(line.start, span.start - reach), min(line.end, span.end + reach))


def _spans(pattern: re.Pattern[str], text: str, window: Span, regions: Sequence[Span]) -> Iterator[Span]:
    for match in pattern.finditer(text, window.start, window.end):
        span = Span(*match.span())
        if not any(span.overlaps(region) for region in regions):
            yield span


def _names(text: str, window: Span, regions: Sequence[Span]) -> Iterator[Named]:
    for span in _spans(NAME, text, window, regions):
        words = span.of(text).split(" ")
        while words and words[0] in NO_NAME:
            del words[0]
        if words:
            name = " ".join(words)
            yield Named(Span(span.end - len(name), span.end), name)


def _nearest(spans: Iterable[Span], target: Span) -> Span | None:
    return min(spans, key=lambda span: (_distance(span, target), span.start), default=None)


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)


def _mention(text: str, cue: Span, line: Span, regions: Sequence[Span]) -> Named | None:
    near = [*_names(text, _near(cue, REACH_TO_NAME, line), regions)]
    near += [Named(span, None) for span in _spans(PRONOUN, text, _near(cue, REACH_TO_PRONOUN, line), regions)]
    return min(near, key=lambda named: (_distance(named.span, cue), named.span.start), default=None)


def _speaker(found: Named | None, full_names: dict[str, str], last: str | None) -> str | None:
    if found is None or found.name is None:
        return last
    words = name_words(found.name)
    return full_names.get(words[-1], found.name) if len(words) == 1 else found.name
