"""What a reader of trees asks of a word, in the names that spaCy gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


class Node(Protocol):
    """One word of a tree; a root is its own head."""

    @property
    def i(self) -> int:
        """The number of the word in its text."""
        ...

    @property
    def idx(self) -> int:
        """Where it starts in its text."""
        ...

    @property
    def text(self) -> str:
        """The word as it stands there."""
        ...

    @property
    def tag_(self) -> str:
        """Its tag, of the Penn Treebank's."""
        ...

    @property
    def dep_(self) -> str:
        """What it is to its head."""
        ...

    @property
    def head(self) -> Node:
        """The word it depends on."""
        ...

    @property
    def children(self) -> Iterable[Node]:
        """The words that depend on it."""
        ...

    @property
    def subtree(self) -> Iterable[Node]:
        """It and all that hangs on it, in order."""
        ...
