"""The trees that come with PolNeAR, as CoreNLP made them: what a parser trained on far more text would give.

They favour whoever uses them: the names of gold's speakers come from the same analysis, and its time is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.extraction.checkout import open_checkout
from benchmarks.extraction.corenlp import parse_of
from benchmarks.extraction.means.parsing import Parsed, Word
from benchmarks.extraction.means.trees import reports
from benchmarks.extraction.polnear import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.extraction.checkout import Checkout
    from benchmarks.extraction.corenlp import Parse
    from knowledge.model import Article

RENAMED = {"dobj": "obj", "nsubjpass": "nsubj:pass", "auxpass": "aux:pass", "mwe": "fixed"}
KINDS = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC"}


@dataclass(eq=False, slots=True)
class TreeWord:
    """One word of a tree, as `nodes.Node` asks for it."""

    i: int
    idx: int
    text: str
    tag_: str
    dep_: str
    head: TreeWord = field(init=False, repr=False)
    children: list[TreeWord] = field(default_factory=list, repr=False)

    @property
    def subtree(self) -> list[TreeWord]:
        """It and all that hangs on it, in order."""
        found, open_words = {self.i: self}, [self]
        while open_words:
            below = [word for word in open_words.pop().children if word.i not in found]
            found |= {word.i: word for word in below}
            open_words.extend(below)
        return [found[i] for i in sorted(found)]


def reader(checkout: Path) -> Callable[[Article], Parsed]:
    """Look up articles of a PolNeAR checkout; one whose analysis is not there is read as if it had no trees."""
    opened = open_checkout(checkout)
    names = {name.rsplit("/", 1)[-1]: name for part in PARTS for name in opened.names(f"data/{part}/corenlp")}
    return partial(_parsed, opened, names)


def words_of(text: str, parse: Parse) -> list[TreeWord]:
    """The words of a parse, linked, with the relations' names of today."""
    words = [
        TreeWord(i, token.span.start, token.span.of(text), token.tag, RENAMED.get(token.relation, token.relation))
        for i, token in enumerate(parse.tokens)
    ]
    for word, token in zip(words, parse.tokens, strict=True):
        word.head = word if token.head is None else words[token.head]
        if word.head is not word:
            word.head.children.append(word)
    for word in words:
        if word.dep_ == "nmod" and word.head.tag_.startswith("VB"):
            by = any(child.dep_ == "case" and child.text.lower() == "by" for child in word.children)
            passive = any(child.dep_ == "nsubj:pass" for child in word.head.children)
            word.dep_ = "obl:agent" if by and passive else "obl"
    return words


def _parsed(checkout: Checkout, names: dict[str, str], article: Article) -> Parsed:
    passages = tuple(passage.span for passage in article.passages)
    try:
        xml = checkout.read(names[f"{article.id.rsplit('/', 1)[-1]}.txt.xml"])
    except KeyError:
        return Parsed(article.body, passages, (), (), {})
    parse = parse_of(xml)
    people = tuple(parse.span_of(entity) for entity in parse.entities if entity.sort == "PERSON")
    tags = {
        at: Word(token.tag, KINDS.get(token.entity, ""))
        for token in parse.tokens
        for at in range(token.span.start, token.span.end)
    }
    return Parsed(article.body, passages, tuple(reports(words_of(article.body, parse))), people, tags)
