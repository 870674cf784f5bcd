"""GUM's paragraphs as spaCy learns from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.extras import needed
from benchmarks.training.marks import STRAIGHT
from benchmarks.training.tagger import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.training.gum import Sentence


def paragraphs_of(document: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Cut a document where its paragraphs begin."""
    paragraph: list[Sentence] = []
    for sentence in document:
        if sentence.opens_paragraph and paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    yield paragraph


def example(nlp: Any, paragraph: Sequence[Sentence]) -> Any:  # noqa: ANN401 - spaCy is no dependency
    """A paragraph to learn from: its plain text beside its words, tags, trees and names, in spaCy's own terms."""
    spacy = needed("spacy")
    gold = spacy.tokens.Doc(nlp.vocab, **columns(paragraph))
    return spacy.training.Example(nlp.make_doc(gold.text), gold)


def columns(paragraph: Sequence[Sentence]) -> dict[str, list[Any]]:
    """What spaCy's `Doc` asks for, by the names of its arguments; heads count from the paragraph's first word."""
    names = ("words", "spaces", "tags", "heads", "deps", "sent_starts", "ents")
    found: dict[str, list[Any]] = {name: [] for name in names}
    for sentence in paragraph:
        first = len(found["words"])
        following = [start for start, _, _ in sentence.words[1:]] + [len(sentence.text) + 1]
        for number, ((start, end, tag), after) in enumerate(zip(sentence.words, following, strict=True)):
            head, relation = sentence.links[number]
            found["words"].append(sentence.text[start:end].translate(STRAIGHT))
            found["spaces"].append(after > end)
            found["tags"].append(tag)
            found["heads"].append(first + head)
            found["deps"].append("ROOT" if relation == "root" else relation)
            found["sent_starts"].append(number == 0)
        found["ents"].extend(_names(sentence))
    return found


def _names(sentence: Sentence) -> Iterator[str]:
    """Proper nouns that stand together and are of one kind, as one name."""
    last = "O"
    for (_, _, tag), kind in zip(sentence.words, sentence.kinds, strict=True):
        label = KINDS.get(kind, "O") if tag.startswith("NNP") else "O"
        yield label if label == "O" else f"{'I' if label == last else 'B'}-{label}"
        last = label
