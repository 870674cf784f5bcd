"""The comparison of means: each reads the same articles in a process of its own and is scored by the same rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.extraction.labels import with_labels
from benchmarks.extraction.readers import FLOOR, read, read_apart
from benchmarks.extraction.table import HEAD, cells, markdown, measured
from benchmarks.extras import needed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.extraction.labels import LabelledText
    from benchmarks.extraction.readers import Labeller, Reading
    from knowledge.model import Article

TAGGER = Path(__file__).parents[3] / "knowledge" / "extract" / "weights" / "tagger.crfsuite"
COLUMNS = (*HEAD, "cold start s", "weights MB")


@dataclass(frozen=True, slots=True)
class Means:
    """One way to label: a function of `variants` or of `treereader`, and what reads the article for it first."""

    name: str
    function: str
    tagger: bool = True
    reader: str = ""


OURS = (
    Means("rules alone: tags by word lists, pronouns by who spoke last", "rules_alone", tagger=False),
    Means("rules and tagger, pronouns by who spoke last", "without_ranker"),
    Means("rules, tagger and ranker (knowledge.extract)", "whole"),
)
LEARNT = Means("reports by a CRF over words, all else ours", "with_sequences", reader="sequences")
PARSED = (
    Means("spaCy: its trees and names, our cues", "labels", tagger=False, reader="parsing"),
    Means("spaCy's trees, our marks, people and speakers", "with_trees", reader="parsing"),
    Means("ours on spaCy's tags", "with_tags", reader="parsing"),
    Means("ours, and spaCy's reports where we have none", "with_both", reader="parsing"),
    Means("ours, and spaCy's reports without marks where we have none", "with_indirect", reader="parsing"),
    Means("ours, subjects by spaCy", "with_subjects", reader="parsing"),
    Means("ours, subjects by spaCy where we have none", "with_missing_subjects", reader="parsing"),
)


def compared(
    gold: Sequence[LabelledText], articles: Sequence[Article], pronouns: str, model: Path | None, checkout: Path | None
) -> Iterator[str]:
    """Lines of the table, with trees by the pipeline `model` and with those of a `checkout`, where given.

    Raises ExtraMissingError where there is a model and no spaCy.
    """
    if model is not None:
        needed("spacy")
    with TemporaryDirectory() as folder:
        weights = Path(folder) / "sequences.crfsuite"
        import_module("benchmarks.extraction.means.sequences").train(weights)
        tried = [(means, None) for means in OURS] + [(LEARNT, weights)]
        tried += [(means, model) for means in PARSED if model is not None]
        tried += [(on_corpus(means), checkout) for means in PARSED if checkout is not None]
        yield from markdown(COLUMNS, _rows(gold, articles, tried, pronouns))


def _rows(
    gold: Sequence[LabelledText], articles: Sequence[Article], tried: Iterable[tuple[Means, Path | None]], pronouns: str
) -> Iterator[tuple[str, ...]]:
    yield _row(FLOOR, 0, gold, read(FLOOR, articles), pronouns)
    for means, weights in tried:
        size = size_of(TAGGER if means.tagger else None) + size_of(weights if means.reader != "corpus" else None)
        yield _row(means.name, size, gold, read_apart(partial(labeller, means, weights), articles), pronouns)


def _row(name: str, size: int, gold: Sequence[LabelledText], reading: Reading, pronouns: str) -> tuple[str, ...]:
    row = measured(gold, list(with_labels(gold, reading.labels)), pronouns)
    return (name, *cells(row, reading), f"{reading.cold:.1f}", f"{size / 1e6:.1f}")


def on_corpus(means: Means) -> Means:
    """The same way on the trees that come with the corpus."""
    return replace(means, name=means.name.replace("spaCy", "CoreNLP"), reader="corpus")


def labeller(means: Means, weights: Path | None) -> Labeller:
    """Load what a way needs, and nothing else, so that its start and memory are its own."""
    module = "treereader" if means.function == "labels" else "variants"
    label = getattr(import_module(f"benchmarks.extraction.means.{module}"), means.function)
    if weights is None:
        plain: Labeller = label
        return plain
    read_for_it = import_module(f"benchmarks.extraction.means.{means.reader}").reader(weights)
    return lambda article: label(article, read_for_it(article))


def size_of(path: Path | None) -> int:
    """Bytes of a file, or of all files in a folder; 0 for None."""
    if path is None:
        return 0
    return sum(file.stat().st_size for file in (path, *path.rglob("*")) if file.is_file())
