"""Which wordings of a family's articles are one: the same words, or nearly the same after an editor was at them."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from knowledge.build.traces import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_NEARLY = 90.0  # likeness of 100
_LEAST_WORDS = 5  # shorter texts are the same or another
_MOST = 400  # texts of a family that are compared with one another
_AGAINST = frozenset(
    "no not never none nobody nothing neither nor without cannot cant dont wont didnt doesnt isnt arent wasnt werent"
    " hasnt havent hadnt wouldnt couldnt shouldnt 不 没 未 无 非".split()
)


def aligned(texts: Mapping[int, str], holders: Mapping[int, Collection[str]]) -> dict[int, int]:
    """For each number the smallest number whose text is nearly the same; `texts` are folded.

    Texts that one article has both are two; so are texts that differ in a number or a negation.
    """
    first = {number: number for number in texts}
    longer = sorted(number for number, text in texts.items() if _has(text, _LEAST_WORDS))
    for at, one in enumerate(longer[:_MOST]):
        for other in longer[at + 1 : _MOST]:
            if _top(first, one) != _top(first, other) and _are_one(one, other, texts, holders):
                low, high = sorted((_top(first, one), _top(first, other)))
                first[high] = low
    return {number: _top(first, number) for number in texts}


def _has(text: str, words: int) -> bool:
    return next(islice(words_of(text), words - 1, None), None) is not None


def _are_one(one: int, other: int, texts: Mapping[int, str], holders: Mapping[int, Collection[str]]) -> bool:
    if not fuzz.ratio(texts[one], texts[other], score_cutoff=_NEARLY):
        return False
    if not set(holders[one]).isdisjoint(holders[other]):
        return False
    words, others = Counter(words_of(texts[one])), Counter(words_of(texts[other]))
    return not any(word in _AGAINST or any(map(str.isdigit, word)) for word in (words - others) + (others - words))


def _top(first: dict[int, int], number: int) -> int:
    while first[number] != number:
        number = first[number]
    return number
