"""Train a spaCy pipeline on GUM: `python -m benchmarks.training.parser GUM_FOLDER MODEL_FOLDER`.

It is measured beside what ships (`python -m benchmarks.extraction means`) and does not ship itself. It has tags, trees
and names on one small convolutional network, without word vectors, since none are to be had under a licence that fits.
Every eighth document is kept apart to judge it by; with `--everything` those are trained on as well.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.extras import needed
from benchmarks.training.examples import example, paragraphs_of
from benchmarks.training.gum import Sentence, documents
from benchmarks.training.tagger import TEST_EVERY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PIPES = ("tok2vec", "tagger", "parser", "ner")
BATCH_WORDS, GROWTH, LARGEST = 300.0, 1.002, 1500.0
SEED = 1


def main() -> None:
    """Train and write the pipeline, and print how it does on the documents kept apart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gum", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--everything", action="store_true", help="train on the held-out documents too")
    given = parser.parse_args()
    paragraphs = [list(paragraphs_of(document)) for document in documents(given.gum)]
    learnt = [p for n, d in enumerate(paragraphs) if given.everything or n % TEST_EVERY for p in d]
    kept = [p for n, d in enumerate(paragraphs) if not n % TEST_EVERY for p in d]
    nlp = train(learnt, given.epochs)
    if not given.everything:
        for line in judged(nlp, kept):
            print(line)
    nlp.to_disk(given.model)
    size = sum(file.stat().st_size for file in given.model.rglob("*") if file.is_file())
    print(f"wrote {given.model.name}, {size / 1e6:.1f} MB")


def train(paragraphs: Sequence[Sequence[Sentence]], epochs: int) -> Any:  # noqa: ANN401 - spaCy is no dependency
    """A pipeline trained on paragraphs of sentences; the same paragraphs give the same weights."""
    spacy = needed("spacy")
    spacy.util.fix_random_seed(SEED)
    nlp = spacy.blank("en")
    width = nlp.add_pipe("tok2vec").model.get_dim("nO")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "*"}
    for name in PIPES[1:]:
        nlp.add_pipe(name, config={"model": {"tok2vec": listener}})
    examples = [example(nlp, paragraph) for paragraph in paragraphs]
    steps = {"learn_rate": 0.001, "L2": 0.01, "L2_is_weight_decay": True, "grad_clip": 1.0, "use_averages": True}
    optimizer = nlp.initialize(lambda: examples, sgd=needed("thinc.api").Adam(**steps))
    order, size = random.Random(SEED), BATCH_WORDS  # noqa: S311 - an order of training, no secret
    for epoch in range(epochs):
        losses: dict[str, float] = {}
        order.shuffle(examples)
        for batch in spacy.training.batchers.minibatch_by_words(examples, size=int(size), tolerance=0.2):
            nlp.update(batch, sgd=optimizer, losses=losses, drop=0.1)
            size = min(size * GROWTH, LARGEST)
        print(f"round {epoch + 1}:", ", ".join(f"{name} {loss:.0f}" for name, loss in losses.items()), flush=True)
    _settle(nlp, optimizer.averages)
    return nlp


def judged(nlp: Any, paragraphs: Sequence[Sequence[Sentence]]) -> Iterator[str]:  # noqa: ANN401
    """Lines with the scores on paragraphs that were not trained on, read from their plain text."""
    scores = nlp.evaluate([example(nlp, paragraph) for paragraph in paragraphs])
    for what, name in (
        ("tags", "tag_acc"),
        ("heads (UAS)", "dep_uas"),
        ("heads and relations (LAS)", "dep_las"),
        ("sentences F1", "sents_f"),
        ("names F1", "ents_f"),
    ):
        yield f"{what} {scores[name]:.4f}"


def _settle(nlp: Any, averages: dict[tuple[int, str], Any]) -> None:  # noqa: ANN401
    """Take the weights' averages over all steps for good: they do better on unseen text than the last step's."""
    for _, pipe in nlp.pipeline:
        for layer in pipe.model.walk():
            for name in layer.param_names:
                if (layer.id, name) in averages:
                    layer.set_param(name, averages[layer.id, name])


if __name__ == "__main__":
    main()
