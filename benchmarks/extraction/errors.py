"""What went wrong, one by one: each error with its cause, its cue and the words around it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from benchmarks.extraction.score import (
    compare,
    jaccard,
    mention_is_right,
    speaker_is_knowable,
    speaker_is_right,
)
from knowledge.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from benchmarks.extraction.labels import Label, LabelledText

AROUND = 90
HELPING = (
    "a again also am an are as be been being can could did do does even for had has have in is just later may might "
    "must never not of often on once should the then to was were will would"
)
HELPERS = frozenset(HELPING.split())
ONE_WORD = {"said": "say", "says": "say", "saying": "say", "told": "tell", "tells": "tell", "telling": "tell"}
ONE_WORD |= {"wrote": "write", "writes": "write", "writing": "write", "written": "write"}


class Cause(StrEnum):
    """In what way a prediction and the gold disagree."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    BOUNDARY = "wrong boundary"
    MENTION = "wrong mention"
    PERSON = "wrong person"
    NOBODY = "no person"
    SOMEBODY = "person where there is none"


@dataclass(frozen=True, slots=True)
class Error:
    """One disagreement in one text; what one side lacks is None."""

    cause: Cause
    kind: Kind
    text: LabelledText
    gold: Label | None
    predicted: Label | None

    @property
    def cue(self) -> str:
        """The word that reports, in a form that brings like cues together; "-" where there is none."""
        side = self.gold or self.predicted
        return cue_word(side.cue.of(self.text.text)) if side and side.cue else "-"


def errors(gold: Iterable[LabelledText], predicted: Iterable[LabelledText]) -> Iterator[Error]:
    """All errors, text by text. Raises KeyError where a text has no prediction."""
    found = {text.id: text for text in predicted}
    for text in gold:
        yield from _errors_in(text, found[text.id].labels)


def listing(found: Iterable[Error], limit: int) -> Iterator[str]:
    """Lines for a terminal: causes by kind, cues by frequency, at most `limit` examples for each cue."""
    groups: dict[tuple[Kind, Cause], list[Error]] = defaultdict(list)
    for error in found:
        groups[error.kind, error.cause].append(error)
    for (kind, cause), members in sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]))):
        yield f"\n=== {kind}: {cause}: {len(members)}"
        cues = Counter(error.cue for error in members)
        for cue, count in cues.most_common():
            yield f"--- {cue}: {count}"
            yield from (_described(error) for error in [e for e in members if e.cue == cue][:limit])


def cue_word(cue: str) -> str:
    """The first word of a cue that is no auxiliary, adverb or article, with common verbs in their base form."""
    words: list[str] = re.findall(r"[^\W\d_]+", cue.lower())
    telling = [word for word in words if word not in HELPERS and not word.endswith("ly")] or words or ["-"]
    return ONE_WORD.get(telling[0], telling[0])


def _errors_in(text: LabelledText, labels: Iterable[Label]) -> Iterator[Error]:
    found = compare(text, labels)
    for g, p in found.pairs:
        gold, predicted = found.gold[g], found.predicted[p]
        for cause in _disagreements(gold, predicted):
            yield Error(cause, gold.kind, text, gold, predicted)
    matched_gold, matched = {g for g, _ in found.pairs}, {p for _, p in found.pairs}
    loose = [found.predicted[index] for index in found.kept if index not in matched]
    for index, gold in enumerate(found.gold):
        if index in matched_gold:
            continue
        near = max((label for label in loose if label.span.overlaps(gold.span)), key=_likeness(gold.span), default=None)
        yield Error(Cause.BOUNDARY if near else Cause.MISSED, gold.kind, text, gold, near)
        if near:
            loose.remove(near)
    for label in loose:
        yield Error(Cause.SPURIOUS, label.kind, text, None, label)


def _likeness(span: Span) -> Callable[[Label], float]:
    return lambda label: jaccard(label.span, span)


def _disagreements(gold: Label, predicted: Label) -> Iterator[Cause]:
    if gold.mention and not mention_is_right(gold, predicted):
        yield Cause.MENTION
    if not speaker_is_knowable(gold) or speaker_is_right(gold, predicted):
        return
    if gold.speaker is None:
        yield Cause.SOMEBODY
    else:
        yield Cause.PERSON if predicted.speaker else Cause.NOBODY


def _described(error: Error) -> str:
    text = error.text.text
    spans = [side.span for side in (error.gold, error.predicted) if side]
    lines = [f"  {error.text.id}"]
    if error.gold:
        lines.append(f"    gold  {_in_context(text, error.gold.span, _hull(spans))}")
        lines.append(f"          by {error.gold.speaker or '-'} {_quoted(text, error.gold.mention)}")
    if error.predicted:
        lines.append(f"    found {_in_context(text, error.predicted.span, _hull(spans))}")
        lines.append(f"          by {error.predicted.speaker or '-'} {_quoted(text, error.predicted.mention)}")
    return "\n".join(lines)


def _hull(spans: Iterable[Span]) -> Span:
    every = list(spans)
    return Span(min(span.start for span in every), max(span.end for span in every))


def _in_context(text: str, span: Span, shown: Span) -> str:
    start, end = max(0, shown.start - AROUND), min(len(text), shown.end + AROUND)
    marked = f"{text[start : span.start]}[[{span.of(text)}]]{text[span.end : end]}"
    return marked.replace("\n", "¶")


def _quoted(text: str, span: Span | None) -> str:
    return f"({span.of(text)})" if span else "(no mention)"
