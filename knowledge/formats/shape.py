"""What kind of line a block is, by its shape alone: length, punctuation, letters, capitals. No topic, no outlet."""

from __future__ import annotations

import re
from enum import StrEnum

_CLOSERS = r"[\"”’'»)\]」』†‡*♦■●]"
_SENTENCE_END = re.compile(rf"[.!?…。！？](?:\s?{_CLOSERS}|\[\d{{1,3}}\])*$")
_SENTENCE_BREAK = re.compile(r"\w{2}[.!?…][\"”’')]? +[\"“‘'(]?[^\W\d_]")
_RUN_ON_END = re.compile(r"[:;,—–\-：；，、”\"’»」』]$")
_ABBREVIATION_END = re.compile(r"(?:\b[A-Za-z]\.){2,}$|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|St|Mr|Mrs|Ms|Dr|Prof|vs|etc|Bros)\.$")
_QUOTED = re.compile(r"[“”„«»「」『』\"]|(?:^|\s)[‘'](?=\S)[^’']{1,400}[’'](?=$|[\s.,;:!?])")
_TURN = re.compile(r"[A-Z][\w.’'-]{0,20}(?: [\w.’'-]{1,20}){0,3}: ?\S")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Words that a heading in title case leaves small.
_SMALL = frozenset(
    "a an the and but or nor for so yet of in on at to by as is it its from with into over after amid than that this "
    "vs via de la le les el los der die das du des et y e".split()
)

_PROSE_WORDS = 8
_LONG_WORDS = 14
_CUT_WORDS = 30
_LETTERS = 0.5
_CAPITAL_SHARE = 0.85
_CAPITAL_LETTERS = 4
_SAMPLE = 400
_END = 60


class Shape(StrEnum):
    """The look of a block. A sentence ends like one; what is short and does not may be a heading or furniture."""

    SENTENCES = "sentences"
    SHORT_SENTENCE = "short sentence"
    LONG = "long without an end"
    SHORT = "short"
    SYMBOLS = "symbols"


def shape_of(text: str, words: int) -> Shape:
    """The shape of one block's text, which has so many words."""
    if not _is_worded(text[:_SAMPLE]):
        return Shape.SYMBOLS
    if ends_sentence(text):
        return Shape.SENTENCES if words >= _PROSE_WORDS else Shape.SHORT_SENTENCE
    if words >= _PROSE_WORDS and _RUN_ON_END.search(text[-1:]):
        return Shape.SENTENCES
    if words < _LONG_WORDS:
        return Shape.SHORT
    return Shape.SENTENCES if words >= _CUT_WORDS and _SENTENCE_BREAK.search(text) else Shape.LONG


def count_words(text: str) -> int:
    """Words, where a Chinese, Japanese or Korean character counts as half a word."""
    words = len(text.split())
    if text.isascii():
        return words
    wide = len(_WIDE.findall(text))
    return len(_WIDE.sub(" ", text).split()) + (wide + 1) // 2 if wide else words


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, and not with an abbreviation: "5:44 p.m." is no sentence."""
    end = text[-_END:].rstrip()
    if not _SENTENCE_END.search(end):
        return False
    return len(text) >= _END or not _ABBREVIATION_END.search(end)


def is_turn(text: str) -> bool:
    """Whether the text is labelled with who speaks: "Q: And then?", "THE CHAIR: Thank you."."""
    return bool(_TURN.match(text))


def has_quotation_marks(text: str) -> bool:
    """Whether a double quotation mark, or a pair of single ones, stands in the text; an apostrophe is none."""
    return bool(_QUOTED.search(text))


def is_title_case(text: str) -> bool:
    """Whether its words are capitalised as in a heading: "Can Trust Be Rebuilt?"; one word is too few to tell."""
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if word.lower() not in _SMALL]
    capital = sum(word[0].isupper() for word in words)
    return len(words) > 1 and capital >= _CAPITAL_SHARE * len(words)


def looks_like_heading(text: str) -> bool:
    """Whether the text is written as headings are: capitalised, or in capitals as "THE AFTERMATH"."""
    return is_title_case(text) or (text.isupper() and sum(map(str.isalpha, text)) >= _CAPITAL_LETTERS)


def _is_worded(sample: str) -> bool:
    letters = sum(map(str.isalpha, sample))
    visible = len("".join(sample.split()))
    return letters > 1 and letters >= _LETTERS * visible
