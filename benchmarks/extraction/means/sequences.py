"""Reports found by a conditional random field over the words of a sentence: which are content, which source, which cue.

Trained on the development part of our own articles, in a second or two, whenever the comparison runs. Words in marks
are one word, as the rules see them, so that what is learnt is where reported clauses begin and end and who says them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pycrfsuite

from benchmarks.extraction import goldset
from knowledge.extract.cues import verbs
from knowledge.extract.phrases import Phrase
from knowledge.extract.pipeline import read_people
from knowledge.extract.report import Report, report_at
from knowledge.extract.tokens import QUOTED
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token
    from knowledge.model import Article

CONTENT, SOURCE, CUE, NOTHING = "content", "source", "cue", "-"
AROUND = (-2, -1, 1, 2)
FARTHEST = 6  # words from a cue beyond which all are equally far
SETTINGS = {"c1": 0.1, "c2": 0.05, "max_iterations": 120, "feature.minfreq": 1}


def train(weights: Path) -> None:
    """Train on the development part of our own articles and write the weights."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(SETTINGS)
    for sheet in goldset.sheets(goldset.DEVELOP):
        for passage in read_people(sheet.article).parts:
            for sentence in passage:
                trainer.append(features(sentence.tokens), list(_labels(sheet, sentence.tokens)))
    trainer.train(str(weights))


def reader(weights: Path) -> Callable[[Article], Callable[[Sentence], list[Report]]]:
    """What finds the reports of an article's sentences with those weights."""
    model = pycrfsuite.Tagger()
    model.open(str(weights))

    def find(sentence: Sentence) -> list[Report]:
        return list(_reports(sentence, model.tag(features(sentence.tokens))))

    return lambda _: find


def features(tokens: Sequence[Token]) -> list[list[str]]:
    """What the field sees of each word: itself, its neighbours, and how far the cues beside it are."""
    own = [_own(token) for token in tokens]
    cues = [n for n, token in enumerate(tokens) if token.lower in verbs() and token.tag.startswith("VB")]
    rows = []
    for n, mine in enumerate(own):
        before = [cue for cue in cues if cue < n]
        after = [cue for cue in cues if cue >= n]
        row = [*mine, f"before={min(n - before[-1], FARTHEST) if before else '-'}"]
        row.append(f"after={min(after[0] - n, FARTHEST) if after else '-'}")
        row.append(f"that={any(token.lower == 'that' for token in tokens[before[-1] : n + 1]) if before else '-'}")
        row.append(f"comma={any(token.text == ',' for token in tokens[before[-1] : n]) if before else '-'}")
        row.append(f"marks={any(token.tag == QUOTED for token in tokens)}")
        row.extend(f"{at}:{one}" for at in AROUND if 0 <= n + at < len(own) for one in own[n + at])
        rows.append(row)
    return rows


def _own(token: Token) -> tuple[str, ...]:
    verb = verbs().get(token.lower)
    frames = verb.frames if verb is not None else ""
    return (f"word={token.lower}", f"tag={token.tag}", f"kind={token.entity}", f"frames={frames}")


def _labels(sheet: goldset.Sheet, tokens: Sequence[Token]) -> Iterator[str]:
    contents = [span for one in sheet.quotations for span in one.spans]
    sources = [one.mention for one in sheet.quotations if one.mention is not None]
    cues = [one.cue for one in sheet.quotations if one.cue is not None]
    for token in tokens:
        span = Span(token.start, token.end)
        named = ((CONTENT, contents), (SOURCE, sources), (CUE, cues))
        yield next((name for name, spans in named if any(span.overlaps(other) for other in spans)), NOTHING)


def _reports(sentence: Sentence, labels: Sequence[str]) -> Iterator[Report]:
    """One report for each cue that has content; content belongs to the nearest cue, and so does a source."""
    runs = [(name, [n for n, _ in run]) for name, run in groupby(enumerate(labels), key=lambda one: one[1])]
    contents = [run for name, run in runs if name == CONTENT]
    sources = [run for name, run in runs if name == SOURCE]
    cues = [run for name, run in runs if name == CUE]
    by_cue = {run[0]: _report(sentence, run[0], sources) for run in cues}
    for content in contents:
        if by_cue:
            by_cue[min(by_cue, key=lambda cue: _apart(cue, content))].add(content[0], content[-1] + 1)
    yield from (report for report in by_cue.values() if report.contents)


def _report(sentence: Sentence, cue: int, sources: Iterable[Sequence[int]]) -> Report:
    token = sentence.tokens[cue]
    verb = verbs().get(token.lower)
    report = report_at(sentence, cue, verb.lemma if verb is not None else token.lower, "sequence")
    source = min(sources, key=lambda run: _apart(cue, run), default=None)
    if source is not None:
        report.subject = Phrase(source[0], source[-1] + 1, source[-1] + 1)
    return report


def _apart(cue: int, run: Sequence[int]) -> int:
    return max(run[0] - cue, cue - run[-1])
