"""An article as a spaCy pipeline reads it, passage by passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from benchmarks.extraction.means.trees import TreeReport, reports
from benchmarks.extras import needed
from benchmarks.training.marks import straight
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from knowledge.model import Article


class Word(NamedTuple):
    """What the pipeline says of the word that a character belongs to."""

    tag: str
    entity: str


class Pipeline(Protocol):
    """A loaded spaCy pipeline."""

    def pipe(self, texts: Iterable[str]) -> Iterable[Any]:
        """Read texts one after the other."""
        ...


@dataclass(frozen=True, slots=True)
class Parsed:
    """One article's reports, people's names and tags; all places are the body's."""

    body: str
    passages: tuple[Span, ...]
    reports: tuple[TreeReport, ...]
    people: tuple[Span, ...]
    words: dict[int, Word]


def reader(model: Path) -> Callable[[Article], Parsed]:
    """Load a pipeline. Raises ExtraMissingError where spaCy is not installed, OSError where there is no pipeline."""
    nlp: Pipeline = needed("spacy").load(model)
    return lambda article: parsed(nlp, article)


def parsed(nlp: Pipeline, article: Article) -> Parsed:
    """Read one article."""
    found: list[TreeReport] = []
    people: list[Span] = []
    words: dict[int, Word] = {}
    passages = tuple(passage.span for passage in article.passages)
    for passage, doc in zip(passages, nlp.pipe(straight(p.of(article.body)) for p in passages), strict=True):
        found.extend(moved(report, passage.start) for report in reports(doc))
        people.extend(
            Span(name.start_char, name.end_char).moved(passage.start) for name in doc.ents if name.label_ == "PER"
        )
        for token in doc:
            word = Word(token.tag_, token.ent_type_)
            words.update((passage.start + at, word) for at in range(token.idx, token.idx + len(token.text)))
    return Parsed(article.body, passages, tuple(found), tuple(people), words)


def moved(report: TreeReport, by: int) -> TreeReport:
    """The same report, `by` characters further on."""
    contents = tuple(content.moved(by) for content in report.contents)
    source = report.source.moved(by) if report.source is not None else None
    return TreeReport(report.cue.moved(by), report.lemma, contents, source, report.head + by)
