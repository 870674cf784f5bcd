"""Quotations of one passage, each with the report that makes it one; and the marked words that are nobody's speech."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.extract.lexicon import NAMING, SAYINGS
from knowledge.extract.phrases import NOUNS
from knowledge.extract.reports import find_reports
from knowledge.extract.tokens import QUOTED
from knowledge.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.extract.marks import Region
    from knowledge.extract.report import Report
    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_SMALL = frozenset("a an the of in on at to for and or but with by from as is vs".split())
_MOST_OF = 0.8  # share of the outer words beyond which the inner report is the same one
_BY_PLACE = frozenset({"introduced", "label"})  # frames without a cue of speech
_LEFT_OFF = re.compile(",")
_LABEL = 3  # words in marks that are a label rather than speech where no cue stands beside them
_FEWEST = 2  # words
_TRAILING = " \t\n ,;–—-"
_MOSTLY, _HARDLY = 0.95, 0.05  # shares of marked letters: all but a word or two is direct, next to none is indirect


@dataclass(slots=True)
class Draft:
    """A quotation before its speaker is known. `report` is None where no cue stands beside it.

    `follows` tells that the marked words are sentences of their own, which go on with what was said just before.
    """

    kind: Kind
    spans: list[Span]
    sentence: Sentence
    report: Report | None = None
    follows: bool = False
    open_end: bool = False
    via: Span | None = None


@dataclass(slots=True)
class PassageDrafts:
    """What one passage holds: drafts in reading order, terms, and all reports, with or without content."""

    passage: int
    drafts: list[Draft] = field(default_factory=list)
    terms: list[Span] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)


def draft_quotations(
    body: str, passage: int, sentences: Sequence[Sentence], regions: Sequence[Region]
) -> PassageDrafts:
    """The quotations and terms of one passage; `regions` are its outermost quotation marks."""
    found = PassageDrafts(passage, sentences=list(sentences))
    for sentence in sentences:
        reports = find_reports(sentence)
        kept = _choose(body, reports)
        found.reports.extend(reports)
        covered = [span for report in kept for span in report.contents]
        for report in kept:
            found.drafts.append(_draft(body, sentence, report, regions))
        _leftovers(body, sentence, covered, found)
    found.drafts = sorted((d for d in found.drafts if d.spans), key=lambda d: d.spans[0])
    return found


def words(text: str) -> int:
    """How many words a text has."""
    return sum(1 for _ in _WORD.finditer(text))


# ------------------------------------------------------------------------------------------ reports to quotations


def _choose(body: str, reports: Iterable[Report]) -> list[Report]:
    """The reports whose contents become quotations: of two that overlap, the one that a reader would name."""
    real = [r for r in reports if r.contents and _enough(body, r)]
    kept: list[Report] = []
    nested: list[Report] = []
    for report in sorted(real, key=_rank):
        rivals = [k for k in kept if any(c.overlaps(s) for c in report.contents for s in k.contents)]
        for rival in rivals:
            if report.frame == "according" and any(c.contains(rival.cue) for c in report.contents):
                rival.via = report.subject  # "..., Wang told ministers, according to |a statement|"
        outer = next((k for k in kept if any(c.contains(report.cue) for c in k.contents)), None)
        if outer is not None and _second_hand(body, report, outer):
            report.via, nested = outer.subject, [*nested, report]
        elif not rivals and outer is None:
            kept.append(report)
    return [*kept, *nested]


def _second_hand(body: str, report: Report, outer: Report) -> bool:
    """Whether a report within another passes on somebody's marked words: 'Wilder says |they have said “X”|'.

    Its words follow its own cue: 'If Hale announces taxes, “people will leave”, Stone said' has words of Stone alone.
    """
    if report.frame in _BY_PLACE or _LEFT_OFF.search(
        body, report.cue.end, max(report.cue.end, report.contents[0].start)
    ):
        return False
    inner = sum(len(c) for c in report.contents)
    whole = sum(len(c) for c in outer.contents)
    return (
        report.marked
        and report.subject is not None
        and outer.subject is not None
        and not outer.attitude
        and inner < _MOST_OF * whole
        and sum(words(c.of(body)) for c in report.contents) > _FEWEST
    )


def _enough(body: str, report: Report) -> bool:
    """Without marks, one or two words report nothing: "says |the same|"."""
    return report.marked or any(words(c.of(body)) > _FEWEST for c in report.contents)


def _rank(report: Report) -> tuple[int, int, int]:
    marked = report.marked
    weight = {
        "trailing": 0,
        "quote": 0,
        "colon": 0,
        "that": 0 if not report.attitude else 3,
        "according": 1,
        "noun": 2,
        "question": 1,
        "clause": 1 if not report.attitude else 3,
        "fragment": 1,
        "introduced": 1,
        "label": 1,
        "unsaid": 2,
        "infinitive": 2,
        "preposition": 2,
        "passive": 2,
        "object": 4,
    }.get(report.frame, 5)
    return (
        weight - (marked and report.frame in {"trailing", "quote", "colon", "that", "introduced"}),
        -len(report.contents),
        report.at,
    )


def _draft(body: str, sentence: Sentence, report: Report, regions: Sequence[Region]) -> Draft:
    kind = _kind(body, report.contents, regions)
    if report.against and kind is Kind.DIRECT and not report.before:
        kind = Kind.MIXED  # "denied that “the pier was unsafe”": the marked words are not said, but spoken against
    spans: list[Span] = []
    for content in sorted(report.contents):
        # In a mixed quotation the marks stay, since they tell which of the words were said.
        found = [trim(body, content)] if kind is Kind.MIXED else _bare_spans(body, content, regions)
        spans.extend(s for s in found if not spans or spans[-1].end <= s.start)
    open_end = any(r.open_end and c.overlaps(r.outer) for r in regions for c in report.contents)
    return Draft(kind, spans, sentence, report, open_end=open_end)


def _kind(body: str, contents: Sequence[Span], regions: Sequence[Region]) -> Kind:
    total = marked = 0
    for content in contents:
        inside = [r.outer for r in regions if r.outer.overlaps(content)]
        for i in range(content.start, content.end):
            if body[i].isalnum():
                total += 1
                marked += any(s.start <= i < s.end for s in inside)
    if not total or marked <= _HARDLY * total:
        return Kind.INDIRECT
    return Kind.DIRECT if marked >= _MOSTLY * total else Kind.MIXED


def _bare_spans(body: str, content: Span, regions: Sequence[Region]) -> list[Span]:
    """The content without its outer marks and the comma before the cue; marks that enclose only a part stay."""
    inside = [r for r in regions if r.outer.overlaps(content)]
    parted = any(_WORD.search(body, a.outer.end, b.outer.start) for a, b in pairwise(inside))
    if inside and not parted and _kind(body, [content], inside) is Kind.DIRECT:
        return [trim(body, r.inner) for r in inside]
    return [trim(body, content)]


def trim(body: str, span: Span) -> Span:
    """Without white space, commas and dashes at its ends; a full stop, question or exclamation mark stays."""
    start, end = span.start, span.end
    while end > start and body[end - 1] in _TRAILING:
        end -= 1
    while start < end and body[start] in _TRAILING:
        start += 1
    return Span(start, end)


# ----------------------------------------------------------------------------------------- marks without a report


def _leftovers(body: str, sentence: Sentence, covered: Sequence[Span], found: PassageDrafts) -> None:
    alone = all(t.tag in {QUOTED, "RB", "CC"} or not t.is_word for t in sentence.tokens)
    saying = any(t.lower in SAYINGS for t in sentence.tokens)
    for i, token in enumerate(sentence.tokens):
        region = token.region
        if region is None or any(c.overlaps(token_span(token)) for c in covered):
            continue
        inner = trim(body, region.inner)
        if len(inner) == 0:
            continue
        if alone and not _is_title(body, inner):
            found.drafts.append(Draft(Kind.DIRECT, [inner], sentence, follows=True, open_end=region.open_end))
        elif saying or _is_term(body, sentence.tokens, i, inner):
            found.terms.append(inner)
        else:
            found.drafts.append(Draft(Kind.DIRECT, [inner], sentence, open_end=region.open_end))


def token_span(token: Token) -> Span:
    """Where a token stands."""
    return Span(token.start, token.end)


def _is_term(body: str, tokens: Sequence[Token], i: int, inner: Span) -> bool:
    """Whether marked words beside no cue are a label, a title or scare quotes rather than speech."""
    count = words(inner.of(body))
    if count <= _LABEL or _is_title(body, inner):
        return True
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if before is not None and before.lower in NAMING:
        return True
    modifies = after is not None and after.tag in NOUNS
    return bool(modifies and count <= 4)


def _is_title(body: str, inner: Span) -> bool:
    """ "Gone With the Wind": every word of weight has a capital, and no full stop ends it."""
    text = inner.of(body)
    weighty = [w for w in _WORD.findall(text) if w.lower() not in _SMALL]
    capitals = sum(1 for w in weighty if w[0].isupper() or w[0].isdigit())
    return len(weighty) > 1 and capitals == len(weighty) and text[-1] not in ".?!" and len(weighty) <= 12
