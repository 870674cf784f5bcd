"""Train the tagger: parts of speech, and for nouns what kind of thing their mention is ("NNP~PER")."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pycrfsuite

from benchmarks.training.gum import Sentence, documents
from knowledge.extract.features import features
from knowledge.extract.tagger import WEIGHTS
from knowledge.extract.tokens import tokenize

if TYPE_CHECKING:
    from pathlib import Path

    Row = tuple[list[list[str]], list[str]]

KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
TEST_EVERY = 8  # documents


def train(gum: Path, iterations: int) -> None:
    """Train without every eighth document, print how it does on those, then train on all and write the weights."""
    rows = [[labelled(s) for s in document] for document in documents(gum)]
    fit([s for i, d in enumerate(rows) if i % TEST_EVERY for s in d], iterations)
    judge([s for i, d in enumerate(rows) if i % TEST_EVERY == 0 for s in d])
    fit([s for d in rows for s in d], iterations)
    print(f"wrote {WEIGHTS.name}, {WEIGHTS.stat().st_size / 1e6:.1f} MB")


def labelled(sentence: Sentence) -> Row:
    """Features and labels of a sentence, on our own tokens; of several words in one token the last decides."""
    tokens = tokenize(sentence.text)
    labels = []
    for token in tokens:
        inside = [i for i, (a, b, _) in enumerate(sentence.words) if a < token.end and token.start < b]
        tag = sentence.words[inside[-1]][2] if inside else "."
        if tag.startswith("NN"):
            tag += "~" + KINDS.get(sentence.kinds[inside[-1]], "OTH")
        labels.append(tag)
    return features(tokens), labels


def fit(rows: list[Row], iterations: int) -> None:
    """Maximum likelihood over a linear chain; the L1 term leaves most features out and keeps the file small."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.05, "c2": 0.01, "max_iterations": iterations, "feature.minfreq": 2})
    for xs, ys in rows:
        if xs:
            trainer.append(xs, ys)
    WEIGHTS.parent.mkdir(exist_ok=True)
    trainer.train(str(WEIGHTS))


def judge(rows: list[Row]) -> None:
    """Print how often tags, and kinds of proper nouns, are right."""
    model = pycrfsuite.Tagger()
    model.open(str(WEIGHTS))
    counts: Counter[str] = Counter()
    for xs, ys in rows:
        for got, want in zip(model.tag(xs), ys, strict=True):
            counts["words"] += 1
            counts["tags"] += got.partition("~")[0] == want.partition("~")[0]
            if want.startswith("NNP"):
                counts["names"] += 1
                counts["kinds"] += got == want
    print(f"tags {counts['tags'] / counts['words']:.4f} of {counts['words']}")
    print(f"proper nouns with their kind {counts['kinds'] / counts['names']:.4f} of {counts['names']}")
