"""What a text is known by again in a copy of it: a sketch of the whole, and each quotation's wording as a number.

A sketch is the 256 smallest hashes of the runs of five words in a text (Broder's "min-wise" sketch of its shingles):
of two sketches one sees which share of their words two texts have in common, without reading either.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from knowledge.search.normal import is_run, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_HASHES = 256
_IN_A_SHINGLE = 5
_HASH_BYTES = 4
_WORDING_BYTES = 8
_LONGEST_WORD = 24  # what is longer is a line of a script without blanks, such as Thai


@dataclass(frozen=True, slots=True)
class Wording:
    """Words as a number, equal for texts that differ only in their writing; `words` says how many they are."""

    number: int
    words: int


@dataclass(frozen=True, slots=True)
class Traces:
    """The sketch of an article, which has `shingles` different ones, and the wordings of its quotations in order."""

    shingles: int
    hashes: tuple[int, ...]
    wordings: tuple[Wording, ...]


def traces(body: str, quotations: Iterable[str]) -> Traces:
    """What an article with this body and these quotations is known by."""
    words = list(words_of(plain(body)))
    runs = {" ".join(words[at : at + _IN_A_SHINGLE]) for at in range(len(words) - _IN_A_SHINGLE + 1)}
    hashes = {_number(run, _HASH_BYTES) for run in runs}
    return Traces(len(hashes), tuple(sorted(hashes)[:MOST_HASHES]), tuple(wording(text) for text in quotations))


def wording(text: str) -> Wording:
    """The wording of a text, whatever its marks, cases and dashes."""
    return wording_of(plain(text))


def wording_of(folded: str) -> Wording:
    """The wording of a text that is folded already."""
    return Wording(_number(folded, _WORDING_BYTES, signed=True), sum(1 for _ in words_of(folded)))


def words_of(folded: str) -> Iterator[str]:
    """The words of a folded text, and every character of a script without blanks as a word."""
    for word in folded.split():
        if is_run(word) or len(word) > _LONGEST_WORD:
            yield from word
        else:
            yield word


def _number(text: str, size: int, *, signed: bool = False) -> int:
    digest = blake2b(text.encode("utf-8", "replace"), digest_size=size).digest()
    return int.from_bytes(digest, "big", signed=signed)
