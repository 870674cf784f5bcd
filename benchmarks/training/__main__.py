"""Train the tagger that ships: python -m benchmarks.training GUM_FOLDER [--test-every 8]

GUM_FOLDER holds the corpus' CoNLL-U files, one a genre. Only genres whose texts are CC BY or in the public domain are
used. Each word's label is its Penn Treebank tag; a noun's also says what kind of thing its mention is: "NNP~PER".
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite

from knowledge.extract.features import features
from knowledge.extract.tagger import WEIGHTS
from knowledge.extract.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

GENRES = ("academic", "conversation", "court", "interview", "news", "speech", "textbook", "vlog")
KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}


@dataclass(slots=True)
class Sentence:
    """One sentence of the corpus: words as (start, end, tag), and a kind of thing for words that head a mention."""

    text: str
    words: list[tuple[int, int, str]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


def main() -> None:
    """Train, test on every n-th document, then train on everything and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gum", type=Path)
    parser.add_argument("--test-every", type=int, default=8)
    parser.add_argument("--iterations", type=int, default=150)
    args = parser.parse_args()
    documents = [d for genre in GENRES for d in read(args.gum / f"{genre}.conllu")]
    rows = [[labelled(s) for s in d] for d in documents]
    train = [s for i, d in enumerate(rows) if i % args.test_every for s in d]
    test = [s for i, d in enumerate(rows) if i % args.test_every == 0 for s in d]
    fit(train, args.iterations)
    judge(test)
    fit([s for d in rows for s in d], args.iterations)
    print(f"wrote {WEIGHTS.name}, {WEIGHTS.stat().st_size / 1e6:.1f} MB")


def read(path: Path) -> Iterator[list[Sentence]]:
    """The documents of one CoNLL-U file."""
    document: list[Sentence] = []
    open_mentions: list[tuple[str, str]] = []
    place = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc") and document:
            yield document
            document, open_mentions = [], []
        elif line.startswith("# text = "):
            document.append(Sentence(line.removeprefix("# text = ")))
            place = 0
        elif line and line[0].isdigit() and line.split("\t", 1)[0].isdigit():
            columns = line.split("\t")
            sentence = document[-1]
            start = sentence.text.index(columns[1], place)
            place = start + len(columns[1])
            sentence.words.append((start, place, columns[4]))
            sentence.kinds.append(kind_of(columns[9], open_mentions))
    yield document


def kind_of(misc: str, open_mentions: list[tuple[str, str]]) -> str:
    """What the innermost mention around this word is, in the corpus' bracket notation; updates the open ones."""
    found = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
    brackets = re.findall(r"\(([^()]+)(\))?|([^()]+)\)", found[1]) if found else []
    for opened, closed, _ in brackets:
        if opened and not closed:
            number, etype = opened.split("-")[:2]
            open_mentions.append((number, etype))
    single = [o.split("-")[1] for o, closed, _ in brackets if o and closed]
    kind = single[-1] if single else open_mentions[-1][1] if open_mentions else ""
    for opened, _, ended in brackets:
        if not opened and ended:
            for at in range(len(open_mentions) - 1, -1, -1):
                if open_mentions[at][0] == ended:
                    del open_mentions[at]
                    break
    return kind


def labelled(sentence: Sentence) -> tuple[list[list[str]], list[str]]:
    """Features and labels of a sentence, on our own tokens."""
    tokens = tokenize(sentence.text)
    labels = []
    for token in tokens:
        inside = [i for i, (a, b, _) in enumerate(sentence.words) if a < token.end and token.start < b]
        last = inside[-1] if inside else 0
        tag = sentence.words[last][2] if inside else "."
        if tag.startswith("NN"):
            tag += "~" + KINDS.get(sentence.kinds[last], "OTH")
        labels.append(tag)
    return features(tokens), labels


def fit(rows: list[tuple[list[list[str]], list[str]]], iterations: int) -> None:
    """Maximum likelihood over a linear chain; the L1 term leaves most features out and keeps the file small."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.05, "c2": 0.01, "max_iterations": iterations, "feature.minfreq": 2})
    for xs, ys in rows:
        if xs:
            trainer.append(xs, ys)
    WEIGHTS.parent.mkdir(exist_ok=True)
    trainer.train(str(WEIGHTS))


def judge(rows: list[tuple[list[list[str]], list[str]]]) -> None:
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


if __name__ == "__main__":
    main()
