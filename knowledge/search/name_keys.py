"""Lists of names in alphabetical order: those that begin in one way, and those that are spelt nearly alike.

However many names there are, a question looks at a short stretch of each list.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_END = "\U0010ffff"
_MANY = 500  # keys that begin alike, of which the heaviest people are known beforehand
_MOST_KNOWN = 100
_LONGEST_KNOWN = 60  # letters; keys of which hundreds share more are looked through at each question
_MOST_LETTERS = 60  # that follow a beginning: an alphabet, but not a syllabary or the Chinese characters
_MOST_ALIKE = 60
_SHORT = 4  # letters of a word that is only like words one letter away
_LONGEST_PIECE, _SHORT_PIECE = 5, 3


class Beginnings:
    """Keys in order, so that all that begin alike lie together; each leads to a person, the heaviest with number 0.

    Or to an article, the first to be shown with number 0.
    """

    def __init__(self, keys: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(keys)
        self._keys = [key for key, _ in ordered]
        self._people = [at for _, at in ordered]
        self._known = dict(self._know())

    def heaviest(self, beginnings: Iterable[str], most: int) -> list[int]:
        """The heaviest people with a key that begins in one of these ways, 100 at most where very many begin so."""
        found: set[int] = set()
        for beginning in beginnings:
            known = self._known.get(beginning)
            found.update(self._beginning(beginning) if known is None else known)
        return nsmallest(most, found)

    def corrected(self, typed: str) -> Iterator[str]:
        """Beginnings of keys of which one slip makes `typed`, its first letter aside; some of them twice.

        A slip is a letter missing, added, changed, or swapped with its neighbour. After a wrong letter few keys go on
        as typed, so that the walk along the keys is short however many there are.
        """
        start, end = self._stretch(typed[:1], 0, len(self._keys))
        for at in range(1, len(typed)):
            if start == end:
                return
            before, after = typed[:at], typed[at:]
            letters = islice(self._letters_after(before, start, end), _MOST_LETTERS)
            swapped = after[1:2] + after[0] + after[2:]
            for rest in (after[1:], swapped, *(other + rest for other in letters for rest in (after, after[1:]))):
                meant = before + rest
                place = bisect_left(self._keys, meant, start, end)
                if place < end and self._keys[place].startswith(meant):
                    yield meant
            start, end = self._stretch(typed[: at + 1], start, end)

    def _letters_after(self, beginning: str, start: int, end: int) -> Iterator[str]:
        """The letters that may follow in the stretch of keys that begin so."""
        start = bisect_right(self._keys, beginning, start, end)
        while start < end:
            letter = self._keys[start][len(beginning)]
            yield letter
            start = bisect_left(self._keys, beginning + letter + _END, start, end)

    def _stretch(self, beginning: str, start: int, end: int) -> tuple[int, int]:
        """The places of the keys that begin so."""
        first = bisect_left(self._keys, beginning, start, end)
        return first, bisect_left(self._keys, beginning + _END, first, end)

    def _know(self) -> Iterator[tuple[str, list[int]]]:
        """The heaviest people of each long stretch, and of the long ones within it."""
        length = 1
        stretches = [*self._long(0, len(self._keys), length)]
        while stretches and length <= _LONGEST_KNOWN:
            for start, end in stretches:
                yield self._keys[start][:length], nsmallest(_MOST_KNOWN, set(self._people[start:end]))
            length += 1
            stretches = [within for start, end in stretches for within in self._long(start, end, length)]

    def _long(self, start: int, end: int, length: int) -> Iterator[tuple[int, int]]:
        """The stretches of many keys between two places that begin alike, with so many letters."""
        while start < end:
            beginning = self._keys[start][:length]
            if len(beginning) < length:
                start = bisect_right(self._keys, beginning, start, end)
                continue
            after = bisect_left(self._keys, beginning + _END, start, end)
            if after - start > _MANY:
                yield start, after
            start = after

    def _beginning(self, beginning: str) -> Sequence[int]:
        start, end = self._stretch(beginning, 0, len(self._keys))
        return self._people[start:end]


class Spellings:
    """Words in order from either end, so that a word with a slip lies beside the right one in one of the two orders.

    One or two slips leave a word's beginning or its end as it was; where both ends are hit, a short beginning mostly
    stays. Words are kept by their length, which a slip changes by one at most.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._forwards: dict[int, list[str]] = defaultdict(list)
        self._backwards: dict[int, list[str]] = defaultdict(list)
        for word in sorted(words):
            self._forwards[len(word)].append(word)
        for length, some in self._forwards.items():
            self._backwards[length] = sorted(word[::-1] for word in some)

    def near(self, typed: str) -> Iterator[str]:
        """The words that one slip parts from the typed one, or two where it is longer; each once."""
        reach = 2 if len(typed) > _SHORT else 1
        piece = max(1, min((len(typed) - 1) // 2, _LONGEST_PIECE))  # two neighbours swapped leave so many at either end
        found = dict.fromkeys(_alike(typed, self._forwards, piece, reach))
        if piece > _SHORT_PIECE:
            found |= dict.fromkeys(_alike(typed, self._forwards, _SHORT_PIECE, reach))
        found |= dict.fromkeys(word[::-1] for word in _alike(typed[::-1], self._backwards, piece, reach))
        yield from found


def _alike(typed: str, ordered: Mapping[int, Sequence[str]], piece: int, reach: int) -> Iterator[str]:
    """The nearest of the words that begin as the typed one does."""
    lengths = range(len(typed) - reach, len(typed) + reach + 1)
    some = [word for length in lengths for word in _between(ordered.get(length, ()), typed[:piece])]
    found = process.extract(typed, some, scorer=OSA.distance, score_cutoff=reach, limit=_MOST_ALIKE)
    return (other for other, _, _ in found)


def _between(ordered: Sequence[str], beginning: str) -> Sequence[str]:
    first = bisect_left(ordered, beginning)
    return ordered[first : bisect_left(ordered, beginning + _END, first)]
