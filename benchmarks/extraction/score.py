"""How well one set of labels agrees with the gold: spans, mentions, speakers, and all of it end to end.

Spans are trimmed to word characters first, so that marks and stops at an edge never matter. Two spans match when
their intersection is at least 0.8 of their union (Jaccard, in characters); matching is one to one, best pairs first.
A prediction without a partner that lies at least half in an ignored span leaves the count.

With `kinds` given, gold of other kinds can neither be found nor missed, and only predictions that claim one of the
kinds can be wrong. A speaker is right when `names.same_person` says so, or when gold and prediction both name nobody.
End to end a prediction is right when span and speaker are; gold whose speaker nobody knows is left out on both sides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from benchmarks.extraction.names import same_name, same_person
from knowledge.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.extraction.labels import Label, LabelledText

ALIKE = 0.8
ALL_KINDS = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and F1 from three counts."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of predictions that are right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 where there is nothing to share."""
        return self.hits / self.of if self.of else 0.0


@dataclass(slots=True)
class Report:
    """The sums over all texts. `speakers` counts by "all", "named", "pronoun", "hand" and so on."""

    counts: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)

    @property
    def overlap(self) -> Rate:
        """Spans that match."""
        return Rate(self.counts["matched"], self.counts["predicted"], self.counts["gold"])

    @property
    def exact(self) -> Rate:
        """Spans that are equal after trimming."""
        return Rate(self.counts["exact"], self.counts["predicted"], self.counts["gold"])

    @property
    def end_to_end(self) -> Rate:
        """Spans that match and have the right speaker."""
        return Rate(self.counts["right"], self.counts["predicted"] - self.counts["unknown"], self.counts["knowable"])

    @property
    def mention(self) -> Share:
        """Over matched spans whose gold has a mention: the predicted mention overlaps it."""
        return self.speaker("mention")

    def speaker(self, of: str = "all") -> Share:
        """Over matched spans of that sort whose speaker is known: the right one was named."""
        return Share(self.hits[of], self.known[of])


@dataclass(frozen=True, slots=True)
class Comparison:
    """One text's labels beside the gold: index pairs that match, and the predictions that count."""

    gold: tuple[Label, ...]
    predicted: tuple[Label, ...]
    pairs: tuple[tuple[int, int], ...]
    kept: tuple[int, ...]


def score(
    gold: Iterable[LabelledText], predicted: Iterable[LabelledText], kinds: frozenset[Kind] = ALL_KINDS
) -> Report:
    """Add up all texts; a gold text that nobody predicted for counts as predicted empty.

    Raises ValueError where two predictions are for the same text.
    """
    found: dict[str, LabelledText] = {}
    for text in predicted:
        if text.id in found:
            raise ValueError(f"predicted twice: {text.id}")
        found[text.id] = text
    report = Report()
    for text in gold:
        labels = found[text.id].labels if text.id in found else ()
        _add(report, compare(text, labels, kinds), kinds)
    return report


def compare(text: LabelledText, labels: Iterable[Label], kinds: frozenset[Kind] = ALL_KINDS) -> Comparison:
    """Match `labels` with the text's own, and drop the predictions that lie in ignored ground."""
    gold, predicted = _trimmed(text.labels, text.text), _trimmed(labels, text.text)
    everywhere = _match(gold, predicted)
    pairs = tuple((g, p) for g, p in everywhere if gold[g].kind in kinds)
    matched = {p for _, p in pairs}
    out_of_scope = {p for g, p in everywhere if gold[g].kind not in kinds}
    ground = _merged([*text.ignored, *(label.span for label in gold if label.kind not in kinds)])
    kept = tuple(
        index
        for index, label in enumerate(predicted)
        if index in matched
        or (index not in out_of_scope and label.kind in kinds and _covered(label.span, ground) < 1 / 2)
    )
    return Comparison(gold, predicted, pairs, kept)


def speaker_is_right(gold: Label, predicted: Label) -> bool:
    """Whether both name nobody, or one person and no other person of the text."""
    if gold.speaker is None or not predicted.speaker:
        return gold.speaker is None and not predicted.speaker
    names = (gold.speaker, *gold.aliases)
    if any(same_name(predicted.speaker, name) for name in names):
        return True
    fits = any(same_person(predicted.speaker, name) for name in names)
    return fits and not any(same_person(predicted.speaker, other) for other in gold.others)


def mention_is_right(gold: Label, predicted: Label) -> bool:
    """Whether the predicted mention overlaps the gold's."""
    return bool(gold.mention and predicted.mention and gold.mention.overlaps(predicted.mention))


def speaker_is_knowable(gold: Label) -> bool:
    """Whether a reader can say who speaks, be it nobody."""
    return gold.speaker is not None or gold.sort == "none"


def trimmed(span: Span, text: str) -> Span:
    """The span without what is no word at its edges; currency, hash, at and per-cent signs belong to words."""
    start, end = span.start, min(span.end, len(text))
    while start < end and not (text[start].isalnum() or text[start] in "$#@%"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "$%"):
        end -= 1
    return Span(start, end) if start <= end else Span(end, end)


def jaccard(one: Span, other: Span) -> float:
    """Intersection over union, in characters."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0


def _trimmed(labels: Iterable[Label], text: str) -> tuple[Label, ...]:
    by_span: dict[Span, Label] = {}
    for label in labels:
        span = trimmed(label.span, text)
        if len(span):
            by_span.setdefault(span, replace(label, span=span))
    return tuple(by_span.values())


def _match(gold: Sequence[Label], predicted: Sequence[Label]) -> list[tuple[int, int]]:
    likely = sorted(
        (-alike, g, p)
        for g, one in enumerate(gold)
        for p, other in enumerate(predicted)
        if (alike := jaccard(one.span, other.span)) >= ALIKE
    )
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    pairs = []
    for _, g, p in likely:
        if g in free_gold and p in free_predicted:
            free_gold.remove(g)
            free_predicted.remove(p)
            pairs.append((g, p))
    return pairs


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _covered(span: Span, ground: Iterable[Span]) -> float:
    shared = sum(max(0, min(span.end, part.end) - max(span.start, part.start)) for part in ground)
    return shared / len(span)


def _add(report: Report, found: Comparison, kinds: frozenset[Kind]) -> None:
    gold = [label for label in found.gold if label.kind in kinds]
    spans = {label.span for label in gold}
    report.counts.update(
        gold=len(gold),
        predicted=len(found.kept),
        matched=len(found.pairs),
        exact=sum(found.predicted[index].span in spans for index in found.kept),
        knowable=sum(speaker_is_knowable(label) for label in gold),
    )
    for g, p in found.pairs:
        _add_speaker(report, found.gold[g], found.predicted[p])


def _add_speaker(report: Report, gold: Label, predicted: Label) -> None:
    if gold.mention:
        report.known["mention"] += 1
        report.hits["mention"] += mention_is_right(gold, predicted)
    if gold.cue:
        report.known["cue"] += 1
        report.hits["cue"] += bool(predicted.cue and predicted.cue.overlaps(gold.cue))
    if gold.via:
        report.known["via"] += 1
        report.hits["via"] += bool(predicted.via and same_person(predicted.via, gold.via))
    if not speaker_is_knowable(gold):
        report.counts["unknown"] += 1
        return
    right = speaker_is_right(gold, predicted)
    report.counts["right"] += right
    if gold.speaker is None:
        return
    for sort in ("all", gold.sort, *([gold.origin] if gold.origin and gold.origin != "mention" else [])):
        report.known[sort] += 1
        report.hits[sort] += right
