"""Tags without training: closed classes and verbs of reporting by lists, the rest by capitals and endings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.extract.cues import verbs
from knowledge.extract.lexicon import FEMALE_NAMES, MALE_NAMES, ORGANISATION_WORDS, PERSON_NOUNS, PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.extract.tokens import Token

CLOSED = {
    "DT": "the a an this these those some any no every each all both another either neither",
    "IN": (
        "of in on at by for with from about against between during before after since until under over into through "
        "because although though while if unless whether as than that like among despite near toward towards within"
    ),
    "TO": "to",
    "CC": "and or but nor",
    "PRP": "i you he she it we they me him her us them himself herself itself themselves myself yourself",
    "PRP$": "my your his its our their",
    "MD": "will would can could may might must shall should 'll 'd",
    "WP": "who whom what",
    "WDT": "which",
    "WRB": "when where why how",
    "EX": "there",
    "POS": "'s '",
    "VBZ": "is has does 's",
    "VBP": "are have do am 're 've 'm",
    "VBD": "was were had did went came made took got gave saw knew left kept let began became won lost",
    "VB": "be get make take go come",
    "VBN": "been",
    "VBG": "being",
    "RB": "not n't never also now then here again still just only very too so even already often yet however soon",
}
TAG = {word: tag for tag, words in reversed(CLOSED.items()) for word in words.split()}
REPORTING = {"base": "VBP", "s": "VBZ", "past": "VBD", "ing": "VBG"}
ENDINGS = (
    ("ly", "RB"),
    ("ing", "VBG"),
    ("ed", "VBD"),
    *((ending, "JJ") for ending in ("ous", "ful", "ive", "able", "ible", "ical", "ish", "less", "ic", "al")),
    ("s", "NNS"),
)


def tag(tokens: Sequence[Token]) -> None:
    """Set `tag` and `entity` of every token of one sentence."""
    before = None
    for token, name in zip(tokens, _tags(tokens), strict=True):
        token.tag = "VBN" if name == "VBD" and before is not None and before.tag in {"VBZ", "VBP"} else name
        token.entity = _kind(token, before) if token.tag.startswith("NN") else ""
        before = token


def _tags(tokens: Sequence[Token]) -> Iterator[str]:
    for n, token in enumerate(tokens):
        verb = verbs().get(token.lower)
        if not token.is_word:
            yield "CD" if token.text[0].isdigit() else token.text
        elif token.lower in TAG:
            yield TAG[token.lower]
        elif token.text[0].isupper() and (n or token.lower in FEMALE_NAMES | MALE_NAMES or verb is None):
            yield "NNP"
        elif verb is not None:
            yield REPORTING[verb.form]
        else:
            yield next((name for ending, name in ENDINGS if token.lower.endswith(ending)), "NN")


def _kind(token: Token, before: Token | None) -> str:
    if token.lower in PLACES:
        return "LOC"
    if token.lower in ORGANISATION_WORDS:
        return "ORG"
    if token.lower in PERSON_NOUNS | FEMALE_NAMES | MALE_NAMES:
        return "PER"
    beside = before is not None and before.tag == "NNP" and before.entity == "PER"
    return "PER" if token.tag == "NNP" and beside else "OTH"
