"""Where the tagger is wrong in ways that its neighbours show."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.extract.lexicon import DOCUMENTS, PARTICLES, PERSON_NOUNS, PLACES
from knowledge.extract.scripts import is_native_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token

TITLES_WITH_STOP = frozenset("mr. mrs. ms. dr. sen. rep. gov. gen. st. prof. vs. lt. col. sgt. rev. hon.".split())
_TITLES_WITHOUT = frozenset({"Mr", "Mrs", "Ms", "Dr", "Prof"})
_ONLY_IN_NAMES = frozenset({"van", "von", "der", "den", "bin", "bint", "ibn", "ter"})
_OPENERS = frozenset({":", ",", "“", '"', "‘", "'", "``", "''", "«", "„"})
_CLAIMS = frozenset("claims reports charges calls demands fears hopes promises doubts questions suggestions".split())
_NAMES = frozenset({"NNP", "NNPS"})
_UNLIKE_SURNAMES = frozenset({"NNS", "NNPS", "VBZ", "VBG", "VB"})
_UNLIKE_NAMES = frozenset({"NN", "JJ", "IN", "VB", "RB", "UH", "FW", "NNS"})


def mend(words: Sequence[Token]) -> None:
    """Correct the tags of one stretch of tagged words, in place."""
    for token in words:
        if token.lower in PLACES and token.text[0].isupper() and not token.tag.startswith(("NN", "PRP")):
            token.tag, token.entity = "NNP", "LOC"  # "Beijing says" looks like a participle
    for before, token in pairwise(words):
        if token.lower in PERSON_NOUNS and token.tag in {"VB", "VBP", "IN", "RB"} and _may_precede_noun(before):
            token.tag, token.entity = "NN", "PER"  # "Virginia |delegate| Beau Correll"
    for i in range(1, len(words) - 1):
        _mend_verb(words, i)
    for i in range(len(words) - 2, -1, -1):
        _mend_particle(words, i)
    for i in range(1, len(words)):
        _mend_name(words, i)
    for i, token in enumerate(words[:-1]):
        if token.text in {"(", "["} and is_native_name(words[i + 1].text):
            _name_before(words, i)


def _mend_verb(words: Sequence[Token], i: int) -> None:
    """ "Her tweet |read|: ..." is a verb, and "dismissed |claims| that" none: two finite verbs never stand together."""
    before, token, after = words[i - 1], words[i], words[i + 1]
    if token.lower in {"read", "reads"} and before.lower in DOCUMENTS and after.text in _OPENERS:
        before.tag, token.tag, token.entity = "NN", "VBD", ""
    elif token.tag == "VBZ" and token.lower in _CLAIMS and before.tag in {"VBD", "VBZ", "VBP", "VBN", "VBG"}:
        token.tag = "NNS"


def agree_on_names(sentences: Iterable[Sentence]) -> None:
    """Read a word as a name everywhere in the article where it is capitalised, if some place leaves no doubt.

    "Ding" looks like a verb to the tagger; "Ding Xiaoxing (丁晓星)" settles it for the whole article. "Lopes argued"
    looks like a plural; "Ana Lopes" makes a name of it.
    """
    everything = list(sentences)
    certain: set[str] = set()
    likely: set[str] = set()
    for sentence in everything:
        for i, (token, after) in enumerate(pairwise(sentence.words)):
            if token.tag != "NNP":
                continue
            if after.text in {"(", "["} and i + 2 < len(sentence.words) and is_native_name(sentence.words[i + 2].text):
                certain |= {t.text for t in sentence.words[max(0, i - 1) : i + 1] if t.tag == "NNP"}
            if token.entity == "PER" and after.tag == "NNP" and after.entity == "PER":
                likely.add(after.text)
    for sentence in everything:
        for token in sentence.words:
            if token.text in certain or (token.text in likely and _may_be_surname(token)):
                token.tag, token.entity = "NNP", "PER"


def _may_be_surname(token: Token) -> bool:
    """Whether a word that is a surname elsewhere in the article may be one here: "Lopes argued", "that Tang is"."""
    if token.tag == "NNP":
        return token.entity in {"ORG", "OTH", ""} and token.lower not in PLACES
    return token.tag in _UNLIKE_SURNAMES | _UNLIKE_NAMES


def _may_precede_noun(token: Token) -> bool:
    return token.tag in {"DT", "JJ", "NNP", "PRP$", "CD"}


def _mend_particle(words: Sequence[Token], i: int) -> None:
    """ "Ann |van der| Lee", "Omar |al| Rashid": small words before part of a name belong to it."""
    token, after = words[i], words[i + 1]
    if token.lower not in PARTICLES or token.text[0].isupper() or after.tag != "NNP" or after.entity == "LOC":
        return
    if token.lower in _ONLY_IN_NAMES or (i and words[i - 1].tag == "NNP" and words[i - 1].entity == "PER"):
        token.tag, token.entity = "NNP", "PER"


def _mend_name(words: Sequence[Token], i: int) -> None:
    """A capitalised word after a title or beside part of a name is part of the name, however the tagger took it."""
    before, token = words[i - 1], words[i]
    if not token.text[0].isupper() or token.tag in _NAMES or not token.is_word or len(token.text) < 2:
        return
    named = before.tag == "NNP" and before.entity == "PER" and token.tag in _UNLIKE_NAMES
    if before.lower in TITLES_WITH_STOP or before.text in _TITLES_WITHOUT or named:
        token.tag, token.entity = "NNP", "PER"
    elif (
        token.tag.startswith("VB") and i + 1 < len(words) and words[i + 1].tag == "NNP" and not before.text[0].isupper()
    ):
        token.tag, token.entity = "NNP", "ORG"  # “...,” |Fed| Chair Janet Yellen said


def _name_before(words: Sequence[Token], bracket: int) -> None:
    """ "Ding Xiaoxing (丁晓星)": the two capitalised words before a name in another script are that name."""
    last = bracket - 1
    if last >= 0 and words[last].tag == "POS":
        last -= 1
    if last < 1 or not all(words[i].text[0].isupper() and words[i].is_word for i in (last - 1, last)):
        return
    for token in words[last - 1 : last + 1]:
        token.tag, token.entity = "NNP", "PER"
