"""Where gold comes from: our own articles, or a corpus that the user holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.extraction import goldset, polnear
from benchmarks.extraction.labels import read_jsonl
from benchmarks.extraction.readers import article_of

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.extraction.labels import LabelledText
    from knowledge.model import Article

BOTH = "both"


def own(part: str) -> list[goldset.Sheet]:
    """Our own articles: those of one part, or of both."""
    return goldset.sheets(None if part == BOTH else part)


def corpus(path: Path, pronouns: Path | None = None) -> list[LabelledText]:
    """The development articles of a PolNeAR checkout, or what was saved of them."""
    return read_jsonl(path) if path.suffix == ".jsonl" else list(polnear.texts(path, pronouns))


def own_or_corpus(path: Path | None, pronouns: Path | None, part: str) -> tuple[list[LabelledText], list[Article]]:
    """Gold and the articles to read: the corpus at `path`, or a part of our own set where there is none."""
    if path is None:
        sheets = own(part)
        return [goldset.labelled(sheet) for sheet in sheets], [sheet.article for sheet in sheets]
    gold = corpus(path, pronouns)
    return gold, [article_of(text.id, text.text) for text in gold]
