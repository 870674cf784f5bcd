"""Trees by hand, in the form that a parser gives them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False)
class Word:
    """One word of a tree drawn by hand; its subtree and children are in the order of the text."""

    i: int
    idx: int
    text: str
    tag_: str
    dep_: str
    _words: list[Word] = field(repr=False)
    _head: int

    @property
    def head(self) -> Word:
        """The word it depends on."""
        return self._words[self._head]

    @property
    def children(self) -> list[Word]:
        """The words that depend on it."""
        return [word for word in self._words if word.head is self and word is not self]

    @property
    def subtree(self) -> list[Word]:
        """It and all that hangs on it."""
        below = [word for child in self.children for word in child.subtree]
        return sorted([self, *below], key=lambda word: word.i)


def tree(drawn: str) -> list[Word]:
    """Read "word/tag/relation/head" for each word, heads counted from 0, words one blank apart."""
    words: list[Word] = []
    at = 0
    for number, entry in enumerate(drawn.split()):
        text, tag, relation, head = entry.rsplit("/", 3)
        words.append(Word(number, at, text, tag, relation, words, int(head)))
        at += len(text) + 1
    return words
