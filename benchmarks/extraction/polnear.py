"""PolNeAR, a corpus of attributions in US news, as gold for quotations.

Its annotators marked attributions of every sort. What counts here is reported speech: content with quotation marks
in it, or content whose cue has a word of communication; beliefs, plans and attitudes are ignored ground, and so is
content of fewer than three words. The corpus breaks spans at line ends; pieces with no word between them are joined.
Where several annotators read an article, the first one's labels count.

A speaker is known where the source span carries a name. For pronouns and descriptions the corpus has no gold: the
coreference that ships with it gives a silver label, and a file of hand labels, where given, overrides that.

The corpus states no licence for its texts: they measure, and stay out of this repository.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.extraction.checkout import open_checkout
from benchmarks.extraction.corenlp import parse_of
from benchmarks.extraction.labels import Label, LabelledText
from benchmarks.extraction.marks import kind_by_marks, marked_regions
from benchmarks.extraction.score import trimmed
from benchmarks.extraction.speakers import NOBODY, Speaker, Speakers, speaker_by_capitals
from benchmarks.extraction.speech import reports_speech
from knowledge.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.extraction.checkout import Checkout

PARTS = ("train", "dev", "test")
DEVELOPMENT_PERCENT = 40
FEWEST_WORDS = 3

Hand = dict[tuple[str, int, int], str | None]


@dataclass(slots=True)
class Attribution:
    """One annotated attribution: the pieces of its three parts, in order."""

    id: str
    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)


def texts(path: Path, pronouns: Path | None = None) -> Iterator[LabelledText]:
    """Yield the development articles: those that a hash of their id puts in the first 40 of 100.

    The rest is kept back for acceptance and is not read. Raises FileNotFoundError where there is no checkout.
    """
    checkout = open_checkout(path)
    hand = _hand_labels(pronouns) if pronouns else {}
    for part in PARTS:
        annotations = _first_annotations(checkout, part)
        for name in checkout.names(f"data/{part}/text"):
            base = name.rsplit("/", 1)[-1].removesuffix(".txt")
            if base in annotations and is_development(f"polnear/{base}"):
                yield _labelled(checkout, part, base, annotations[base], hand)


def is_development(id_: str) -> bool:
    """Whether an article may be looked at while rules are written."""
    return int(hashlib.sha256(id_.encode()).hexdigest()[:8], 16) % 100 < DEVELOPMENT_PERCENT


def attributions(annotation: str, length: int) -> list[Attribution]:
    """Read brat's standoff format: text-bound lines (T) and the events (E) that tie them together."""
    spans: dict[str, list[Span]] = {}
    found = []
    for line in annotation.split("\n"):
        if re.match(r"T\d+\t", line):
            key, description, *_ = line.split("\t")
            spans[key] = list(_brat_spans(description.split(" ", 1)[1], length))
    for line in annotation.split("\n"):
        if re.match(r"E\d+\t", line):
            key, roles = line.split("\t", 1)
            found.append(_attribution(key, roles, spans))
    return found


def _first_annotations(checkout: Checkout, part: str) -> dict[str, str]:
    by_article: dict[str, list[str]] = defaultdict(list)
    for name in checkout.names(f"data/{part}/attributions"):
        if name.endswith(".ann"):
            article_and_annotator = name.rsplit("/", 1)[-1]
            by_article[article_and_annotator[: -len("_xxxx.ann")]].append(name)
    return {article: min(names) for article, names in by_article.items()}


def _hand_labels(file: Path) -> Hand:
    labels: Hand = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            article, start, end, name, *_ = line.split("\t")
            labels[article, int(start), int(end)] = None if name == "-" else name
    return labels


def _labelled(checkout: Checkout, part: str, base: str, annotation: str, hand: Hand) -> LabelledText:
    text = checkout.read(f"data/{part}/text/{base}.txt").decode("utf-8")
    speaker_of = _speaker_by(checkout, part, base, text)
    regions = marked_regions(text)
    labels: list[Label] = []
    ignored: list[Span] = []
    for attribution in attributions(checkout.read(annotation).decode("utf-8"), len(text)):
        speaker, mention = _source(attribution, speaker_of, f"polnear/{base}", hand)
        cue = " ".join(span.of(text) for span in attribution.cue)
        for span in _content(attribution, text):
            kind = kind_by_marks(text, span, regions)
            if not _is_quotation(span.of(text), kind, cue):
                ignored.append(span)
                continue
            labels.append(
                Label(
                    span=span,
                    kind=kind,
                    speaker=speaker.name,
                    mention=mention,
                    cue=_hull(attribution.cue),
                    sort=speaker.sort,
                    origin=speaker.origin,
                    group=attribution.id,
                )
            )
    return LabelledText(f"polnear/{base}", text, _each_span_once(labels), tuple(ignored))


def _speaker_by(checkout: Checkout, part: str, base: str, text: str) -> Callable[[Sequence[Span]], Speaker]:
    try:
        xml = checkout.read(f"data/{part}/corenlp/{base}.txt.xml")
    except KeyError:  # a snapshot of the corpus may lack its largest files
        return lambda mention: speaker_by_capitals(" ".join(span.of(text) for span in mention).strip())
    return Speakers.of(text, parse_of(xml)).speaker


def _source(
    attribution: Attribution, speaker_of: Callable[[Sequence[Span]], Speaker], id_: str, hand: Hand
) -> tuple[Speaker, Span | None]:
    mention = _hull(attribution.source)
    if mention is None:
        return NOBODY, None
    speaker = speaker_of(attribution.source)
    key = (id_, mention.start, mention.end)
    return (Speaker(speaker.sort, hand[key], "hand") if key in hand else speaker), mention


def _content(attribution: Attribution, text: str) -> Iterator[Span]:
    joined: list[Span] = []
    for span in attribution.content:
        if joined and not re.search(r"\w", text[joined[-1].end : span.start]):
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    for span in joined:
        words = trimmed(span, text)
        if len(words):
            yield words


def _is_quotation(content: str, kind: Kind, cue: str) -> bool:
    long_enough = len(re.findall(r"\w+", content)) >= FEWEST_WORDS
    return long_enough and (kind is not Kind.INDIRECT or reports_speech(cue))


def _each_span_once(labels: Iterable[Label]) -> tuple[Label, ...]:
    by_span: dict[Span, Label] = {}
    for label in sorted(labels, key=lambda label: label.span):
        by_span.setdefault(label.span, label)
    return tuple(by_span.values())


def _brat_spans(offsets: str, length: int) -> Iterator[Span]:
    for pair in offsets.split(";"):
        start, end = (int(number) for number in pair.split())
        if start < length:
            yield Span(start, min(end, length))


def _attribution(key: str, roles: str, spans: dict[str, list[Span]]) -> Attribution:
    attribution = Attribution(key)
    parts = {"Source": attribution.source, "Cue": attribution.cue, "Content": attribution.content}
    for token in roles.split():
        role, reference = token.split(":", 1)
        part = parts.get(role.rstrip("0123456789"))
        if part is not None:
            part.extend(spans.get(reference, []))
            part.sort()
    return attribution


def _hull(spans: Sequence[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None
