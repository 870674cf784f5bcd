"""What a text is filed under, and what a question may ask for by name: the tokens of the full-text index.

- a word: the stem of a word, of the text or of what is known about it
- a pair: the stems of two neighbouring words, and of two telling words with only common words between them
  ("sword of Damocles"); pairs stand in for positions, so that a phrase is a meeting of rare tokens
- a piece of a run: each character of Chinese or Japanese, and each two neighbouring ones
- a mark: one fact that answers can be restricted to, such as the speaker

Tokens hold letters and digits, `·` or `§` alone, so none can be mistaken for the index's query language.
"""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.search.normal import is_run
from knowledge.search.stems import COMMON, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARK_BYTES = 8


def tokens(words: Iterable[str], about: Iterable[str], marks: Iterable[str]) -> str:
    """Everything that a text of these folded words is filed under, parted by blanks."""
    found = dict.fromkeys(_of_text(words))
    for word in about:
        found |= dict.fromkeys(pieces(word) if is_run(word) else (stem(word),))
    return " ".join((*found, *marks))


def pair(first: str, second: str) -> str:
    """The token of two neighbouring stems."""
    return f"{first}·{second}"


def pieces(run: str) -> tuple[str, ...]:
    """The tokens of a run that a text holds."""
    return (*run, *(a + b for a, b in pairwise(run)))


def pieces_together(run: str) -> tuple[str, ...]:
    """The tokens of a run that is looked for: what is found holds all of them."""
    return tuple(a + b for a, b in pairwise(run)) or (run,)


def mark(field: str, value: str) -> str:
    """The token of one fact about a text, whatever characters the value is made of."""
    digest = hashlib.blake2b(value.encode("utf-8", "replace"), digest_size=_MARK_BYTES)
    return f"§{field}§{digest.hexdigest()}"


def _of_text(words: Iterable[str]) -> Iterator[str]:
    previous: str | None = None
    telling: str | None = None
    for word in words:
        if is_run(word):
            yield from pieces(word)
            previous = telling = None
            continue
        stemmed = stem(word)
        yield stemmed
        if previous is not None:
            yield pair(previous, stemmed)
        if word not in COMMON:
            if telling is not None and telling != previous:
                yield pair(telling, stemmed)
            telling = stemmed
        previous = stemmed
