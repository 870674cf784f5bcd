"""What a page says twice: a picture's description and caption, and quotes pulled out of the body for display."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from knowledge.formats.shape import count_words, ends_sentence, has_quotation_marks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TWIN_WORDS = (4, 60)
_CREDIT_WORDS = 10
_PULLED_WORDS = (6, 45)
_REWORDED_WORDS = 8
_REPEATED_WORDS = (5, 80)
_SHARE, _IN_ONE_PIECE = 0.8, 0.5
_MOST_COMPARED = 40
_LONGEST = 1000

_WORD = re.compile(r"\w+")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…;:])[\"”’')\]]*\s+")


def twins(texts: Sequence[str]) -> set[int]:
    """Neighbours that are alike, or alike but for a credit: a picture's description with its caption.

    "Pickets outside the depot." / "Pickets outside the depot. Photo: R. Roe". Quoted words are never taken for one.
    """
    found: set[int] = set()
    for i in range(1, len(texts)):
        above, text = texts[i - 1], texts[i]
        if (
            len(text) > _LONGEST
            or not text.startswith(above)
            or not _TWIN_WORDS[0] <= count_words(above) <= _TWIN_WORDS[1]
        ):
            continue
        if not has_quotation_marks(text) and count_words(text[len(above) :]) <= _CREDIT_WORDS:
            found |= {i - 1, i}
    return found


def pull_quotes(texts: Mapping[int, str]) -> set[int]:
    """Which of the body's blocks only repeat a part of a longer one for display.

    A block that ends like a sentence must stand in the other word for word; a display line without an end may be
    shortened or reworded a little, as editors do.
    """
    words = {i: _WORD.findall(text.lower()) for i, text in texts.items()}
    holders: dict[str, list[int]] = defaultdict(list)
    for i, found in words.items():
        for word in set(found):
            holders[word].append(i)
    return {i for i, text in texts.items() if _may_be_pulled(text, words[i]) and _is_pulled(i, texts, words, holders)}


def _may_be_pulled(text: str, words: Sequence[str]) -> bool:
    fewest, most = _REPEATED_WORDS if ends_sentence(text) or has_quotation_marks(text) else _PULLED_WORDS
    return len(text) <= _LONGEST and fewest <= len(words) <= most and not text.endswith(":")


def _is_pulled(
    i: int, texts: Mapping[int, str], words: Mapping[int, list[str]], holders: Mapping[str, list[int]]
) -> bool:
    """Whether a longer block holds the words of block `i`; only those that hold its rarest word are compared."""
    rare = sorted(set(words[i]), key=lambda word: len(holders[word]))[:2]
    others = dict.fromkeys(j for word in rare for j in holders[word][:_MOST_COMPARED])
    phrase = f" {' '.join(words[i])} "
    for j in others:
        if len(words[j]) <= len(words[i]):
            continue
        if phrase in f" {' '.join(words[j])} ":
            return True
        if not ends_sentence(texts[i]) and len(words[i]) >= _REWORDED_WORDS and _is_reworded(words[i], texts[j]):
            return True
    return False


def _is_reworded(words: Sequence[str], text: str) -> bool:
    """Whether one sentence of `text` has most of the words in their order, and half of them in one piece."""
    wanted = set(words)
    for sentence in _BETWEEN_SENTENCES.split(text):
        found = _WORD.findall(sentence.lower())[: 8 * _PULLED_WORDS[1]]
        if len(wanted.intersection(found)) < _SHARE * len(wanted):
            continue
        pieces = SequenceMatcher(None, words, found, autojunk=False).get_matching_blocks()
        if sum(p.size for p in pieces) >= _SHARE * len(words) and max(p.size for p in pieces) >= _IN_ONE_PIECE * len(
            words
        ):
            return True
    return False
