"""One folding of text for everything that is compared: names, phrases, headlines.

Folded text is words parted by single blanks. Gone are case, accents, width, dashes and hyphens, quotation marks and
other punctuation, possessives ("Beijing's" is "beijing"), apostrophes ("don't" is "dont"), the points of "U.S." and
the commas of "10,000", and the difference between traditional and simplified characters. A run of Chinese or
Japanese characters, which has no blanks, is one word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from knowledge.model import Span
from knowledge.search.characters import APOSTROPHE, FoldedCharacters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9\U00020000-\U0002fa1d\U00030000-\U000323af"
_KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
_RUN = _HAN + _KANA
_INITIALS = r"(?<!\w){letter}(?:\.{letter})+(?!\w)"  # "U.S.", "J.R.R."
_SIGNS = r"(?!(?<=')s(?!\w)){sign}+(?:'{sign}+)*(?:(?<=\d)(?<!\d{{4}})(?:,\d{{3}})+(?!\w))?"  # "don't", "10,000"
_WORD = f"{_INITIALS}|{_SIGNS}"
_PIECE = re.compile(_WORD.format(letter=rf"[^\W\d_{_RUN}]", sign=rf"[^\W_{_RUN}]") + f"|[{_RUN}]+")
_PIECE_OF_ASCII = re.compile(_WORD.format(letter="[a-z]", sign="[a-z0-9]"), re.ASCII)  # the same in less time
_STARTS_RUN = re.compile(rf"[{_RUN}]")
_INNER = re.compile(f"[{APOSTROPHE}.,]")
_POSSESSIVE = f"{APOSTROPHE}s"
_FOLD = FoldedCharacters()
_ASCII = "\x7f"  # each character up to here is folded to one


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in the original text."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Folded:
    """A text after folding, and for each of its characters the original range it comes from."""

    text: str
    origins: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the original; an empty range stays empty."""
        if start >= min(end, len(self.text)):
            return Span(0, 0)
        return Span(self.origins[start][0], self.origins[min(end, len(self.text)) - 1][1])


def fold(text: str) -> Folded:
    """Fold `text` so that texts that differ only in their writing become equal; folding again changes nothing."""
    canonical = _canonical(text)
    starts, ends = _origins(text)
    characters: list[str] = []
    origins: list[tuple[int, int]] = []
    for piece in _pattern(canonical).finditer(canonical):
        start, end = _without_possessive(canonical, *piece.span())
        if origins:
            characters.append(" ")
            origins.append((min(origins[-1][1], starts[start]), max(origins[-1][1], starts[start])))
        kept = [at for at in range(start, end) if not _INNER.match(canonical[at])]
        characters += (canonical[at] for at in kept)
        origins += ((starts[at], ends[at]) for at in kept)
    return Folded("".join(characters), tuple(origins))


def plain(text: str) -> str:
    """The same as `fold(text).text`, for where nothing need be found again in the original."""
    canonical = _canonical(text)
    pieces = _pattern(canonical).findall(canonical)
    return " ".join(p if p.isalnum() else _bare(p.removesuffix(_POSSESSIVE)) for p in pieces)


class Words:
    """The folded words of a text in order, those from `first` to before `end`, each with its place in it.

    Each is made when it is asked for: few of them ever are.
    """

    def __init__(self, text: str, first: int = 0, end: int | None = None) -> None:
        self._canonical = _canonical(text)
        self._starts, self._ends = _origins(text)
        pieces = islice(_pattern(self._canonical).finditer(self._canonical), first, end)
        self._pieces = [piece.span() for piece in pieces]

    def __len__(self) -> int:
        return len(self._pieces)

    def __iter__(self) -> Iterator[Word]:
        return (self[at] for at in range(len(self)))

    def __getitem__(self, at: int) -> Word:
        start, end = self._piece(at)
        return Word(_bare(self._canonical[start:end]), self.span(at))

    def span(self, at: int) -> Span:
        """The place of a word alone, which takes a fraction of the time."""
        start, end = self._piece(at)
        return Span(self._starts[start], self._ends[end - 1])

    def _piece(self, at: int) -> tuple[int, int]:
        return _without_possessive(self._canonical, *self._pieces[at])


def is_run(word: str) -> bool:
    """Whether a folded word is a run of Chinese or Japanese characters."""
    return _STARTS_RUN.match(word) is not None


def _canonical(text: str) -> str:
    return text.lower().replace("`", APOSTROPHE) if text.isascii() else text.translate(_FOLD)


def _pattern(canonical: str) -> re.Pattern[str]:
    return _PIECE_OF_ASCII if canonical.isascii() else _PIECE


def _without_possessive(canonical: str, start: int, end: int) -> tuple[int, int]:
    return start, end - len(_POSSESSIVE) if canonical.endswith(_POSSESSIVE, start, end) else end


def _bare(piece: str) -> str:
    return _INNER.sub("", piece)


def _origins(text: str) -> tuple[Sequence[int], Sequence[int]]:
    """Where in `text` each canonical character starts and ends, the accents that follow it included."""
    if text.isascii() or all(len(_FOLD[ord(character)]) == 1 for character in set(text) if character > _ASCII):
        return range(len(text)), range(1, len(text) + 1)
    starts: list[int] = []
    ends: list[int] = []
    for at, character in enumerate(text):
        if ends and unicodedata.category(character)[0] == "M":
            ends[-1] = at + 1
        made = len(_FOLD[ord(character)])
        starts += [at] * made
        ends += [at + 1] * made
    return starts, ends
