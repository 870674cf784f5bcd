"""Near spellings without a scan: words that are alike share a key.

Each word is filed under what is left of its beginning when up to as many letters are taken away as it may have wrong;
a misspelt word, treated alike, meets it under one of these keys. (Symmetric deletion: W. Garbe, SymSpell, 2012.)
The keys only propose; `near` decides.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BEGINNING = 7  # letters that keys are made of
_SHORTEST = 3
_LONGEST = 24
_TWO_EDITS_FROM = 6
_MOST_EDITS = 2
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")  # of a keyboard, each half a key further right than the one above
_SWAP = 0.73  # of an edit: few words have the same letters, so two that changed places are seldom chance
_KEY_BESIDE = 0.9  # of an edit: the key beside struck, or a letter struck twice


def edits_allowed(word: str) -> int:
    """How many letters of a folded word may be wrong: none in short words and in anything but letters."""
    if not (_SHORTEST <= len(word) <= _LONGEST and word.isalpha()):
        return 0
    return 2 if len(word) >= _TWO_EDITS_FROM else 1


def keys(word: str, most: int = _MOST_EDITS) -> set[int]:
    """The numbers under which a word is filed, and looked for with `most` edits; none where no letter may be wrong."""
    most = min(most, edits_allowed(word))
    if not most:
        return set()
    beginning = word[:BEGINNING]
    left = {beginning}
    for count in range(1, most + 1):
        left |= {"".join(kept) for kept in combinations(beginning, len(beginning) - count)}
    return {zlib.crc32(text.encode()) >> 1 for text in left}  # 31 bits: SQLite stores them in four bytes


def near(typed: str, words: Sequence[str], most: int = _MOST_EDITS) -> Iterator[tuple[str, float]]:
    """Those of the words that few edits, at most `most`, part from the typed one, and how many.

    An edit is a letter missing, added, changed, or swapped with its neighbour. One that fingers make easily counts for
    less than a whole one. (A noisy channel: Kernighan, Church and Gale, 1990.)
    """
    if not most:
        return
    least = edits_allowed(typed)
    for word, edits, _ in process.extract(typed, words, scorer=OSA.distance, score_cutoff=most, limit=None):
        if 0 < edits <= max(least, edits_allowed(word)):
            yield word, _slip(typed, word) if edits == 1 else edits


def _slip(typed: str, word: str) -> float:
    """How much of an edit the one is that parts two words."""
    at = next((at for at, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), -1)
    if len(typed) == len(word):
        struck, meant = typed[at], word[at]
        if typed[at + 1 :] != word[at + 1 :]:
            return _SWAP
        return _KEY_BESIDE if struck in _KEYS_BESIDE.get(meant, "") else 1.0
    longer = max(typed, word, key=len)
    return _KEY_BESIDE if at and longer[at] == longer[at - 1] else 1.0


def _keys_beside() -> dict[str, str]:
    beside: dict[str, str] = defaultdict(str)
    pairs = [pair for row in _ROWS for pair in pairwise(row)]
    for upper, lower in pairwise(_ROWS):
        pairs += [*zip(upper, lower, strict=False), *zip(upper[1:], lower, strict=False)]
    for one, other in pairs:
        beside[one] += other
        beside[other] += one
    return beside


_KEYS_BESIDE = _keys_beside()
