"""Our own extractor with one part exchanged or switched off, the rest as it ships."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import patch

from benchmarks.extraction.means import wordtags
from benchmarks.extraction.means.grafting import on_trees
from benchmarks.extraction.readers import labels_of
from knowledge.extract import coreference, extract, sentences
from knowledge.extract import quotations as drafting
from knowledge.extract.reports import find_reports
from knowledge.extract.tagger import tag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benchmarks.extraction.labels import Label
    from benchmarks.extraction.means.parsing import Parsed, Word
    from knowledge.extract.pronouns import Features
    from knowledge.extract.report import Report
    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token
    from knowledge.model import Article, LocalPerson

    Found = tuple[tuple[Label, ...], tuple[LocalPerson, ...]]
    Finder = Callable[[Sentence], list[Report]]
    Tagger = Callable[[Sequence[Token]], None]

LAST_SPOKE = ("last speaker here", "last speaker before", "recent")


def whole(article: Article) -> Found:
    """As it ships."""
    findings = extract(article)
    return tuple(labels_of(article.body, findings)), findings.people


def without_ranker(article: Article) -> Found:
    """A pronoun is whoever spoke last of those that number and gender allow."""
    with patch.object(coreference, "rank", _last_speaker):
        return whole(article)


def rules_alone(article: Article) -> Found:
    """No ranker, and tags by lists and endings."""
    with patch.object(sentences, "tag", wordtags.tag):
        return without_ranker(article)


def with_tags(article: Article, read: Parsed) -> Found:
    """The rules on the tags of another pipeline."""
    with patch.object(sentences, "tag", _tagger(read.words)):
        return whole(article)


def with_sequences(article: Article, find: Finder) -> Found:
    """Reports found by a field over words; marks, people, pronouns and speakers by the rules."""
    return _with_reports(article, find)


def with_trees(article: Article, read: Parsed) -> Found:
    """Reports found on trees; marks, people, pronouns and speakers by the rules."""
    return _with_reports(article, lambda sentence: on_trees(sentence, read.reports))


def with_both(article: Article, read: Parsed) -> Found:
    """Our reports, and where none of them stands, those found on trees."""
    return _with_reports(article, lambda sentence: _added(find_reports(sentence), on_trees(sentence, read.reports)))


def with_indirect(article: Article, read: Parsed) -> Found:
    """Our reports, and where none of them stands, clauses without marks that a verb governs on the tree."""

    def find(sentence: Sentence) -> list[Report]:
        plain = [report for report in on_trees(sentence, read.reports) if not report.marked]
        return _added(find_reports(sentence), plain)

    return _with_reports(article, find)


def with_subjects(article: Article, read: Parsed) -> Found:
    """Our reports, each with the subject that the tree gives its cue."""

    def find(sentence: Sentence) -> list[Report]:
        by_cue = {report.cue: report for report in on_trees(sentence, read.reports) if report.subject is not None}
        return [
            replace(report, subject=by_cue[report.cue].subject) if report.cue in by_cue else report
            for report in find_reports(sentence)
        ]

    return _with_reports(article, find)


def with_missing_subjects(article: Article, read: Parsed) -> Found:
    """Our reports, with the tree's subject where we see none."""

    def find(sentence: Sentence) -> list[Report]:
        by_cue = {report.cue: report for report in on_trees(sentence, read.reports) if report.subject is not None}
        return [
            replace(report, subject=by_cue[report.cue].subject)
            if report.subject is None and report.cue in by_cue
            else report
            for report in find_reports(sentence)
        ]

    return _with_reports(article, find)


def _with_reports(article: Article, find: Finder) -> Found:
    with patch.object(drafting, "find_reports", find):
        return whole(article)


def _last_speaker(candidates: Mapping[int, Features]) -> list[tuple[int, float]]:
    likely = sorted(candidates, key=lambda one: ([-candidates[one][name] for name in LAST_SPOKE], one))
    return [(likely[0], 1.0), *((one, 0.0) for one in likely[1:])]


def _added(ours: list[Report], others: Sequence[Report]) -> list[Report]:
    contents = [content for report in ours for content in report.contents]
    cues = {report.cue for report in ours if report.contents}
    free = (
        report
        for report in others
        if report.cue not in cues and not any(a.overlaps(b) for a in contents for b in report.contents)
    )
    return [*ours, *free]


def _tagger(words: Mapping[int, Word]) -> Tagger:
    """A tagger that looks up what was said of a token's last letter; the kinds of common nouns stay ours."""

    def look_up(tokens: Sequence[Token]) -> None:
        tag(tokens)
        for token in tokens:
            word = words.get(token.end - 1)
            if word is None:
                continue
            if word.tag.startswith("NNP"):
                token.entity = word.entity or "OTH"
            elif not word.tag.startswith("NN"):
                token.entity = ""
            elif not token.tag.startswith("NN"):
                token.entity = "OTH"
            token.tag = word.tag

    return look_up
