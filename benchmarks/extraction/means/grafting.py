"""Reports found on trees, in the terms of our own extractor: on its sentences, its tokens and its phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.extract.phrases import Phrase
from knowledge.extract.report import Report, report_at
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.extraction.means.trees import TreeReport
    from knowledge.extract.sentences import Sentence


def on_trees(sentence: Sentence, found: Sequence[TreeReport]) -> list[Report]:
    """The reports of one sentence in the terms of our own: on its tokens, marked words being one."""
    at = {token.start: n for n, token in enumerate(sentence.tokens) if token.region is None}
    reports = []
    for other in found:
        if other.cue.start not in at:
            continue
        report = report_at(sentence, at[other.cue.start], other.lemma, "tree")
        report.attitude = False
        for content in other.contents:
            _add(report, content)
        report.subject = _phrase(sentence, other)
        if report.contents:
            reports.append(report)
    return reports


def _add(report: Report, content: Span) -> None:
    first, last = _tokens(report.sentence, content)
    if first < last and not first <= report.at < last:
        report.add(first, last)


def _phrase(sentence: Sentence, other: TreeReport) -> Phrase | None:
    if other.source is None:
        return None
    first, last = _tokens(sentence, other.source)
    _, head = _tokens(sentence, Span(other.source.start, max(other.head, other.source.start)))
    return Phrase(first, last, max(head, first + 1)) if first < last else None


def _tokens(sentence: Sentence, span: Span) -> tuple[int, int]:
    """The first of the tokens that a range touches and the one after the last; the same number twice for none."""
    touched = [n for n, token in enumerate(sentence.tokens) if token.start < span.end and span.start < token.end]
    return (touched[0], touched[-1] + 1) if touched else (0, 0)
