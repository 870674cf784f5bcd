"""What the tagger sees of a word: the same for training and for use."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from knowledge.extract.cues import verbs
from knowledge.extract.lexicon import FEMALE_NAMES, MALE_NAMES, ORGANISATION_WORDS, PERSON_NOUNS, TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.tokens import Token

_CLASSES = (
    ("given", FEMALE_NAMES | MALE_NAMES),
    ("title", TITLES),
    ("person", PERSON_NOUNS),
    ("organisation", ORGANISATION_WORDS),
    ("cue", frozenset(verbs())),
)
_OPENING = frozenset("<s> “ ‘ \" ' `` '' ( [ : • - – —".split())
_DIGITS = re.compile(r"\d")


def features(tokens: Sequence[Token]) -> list[list[str]]:
    """One list of features a token: its word, ending, shape, and the words around it."""
    lowers = ["<s>", "<s>", *(_DIGITS.sub("0", t.lower) for t in tokens), "</s>", "</s>"]
    shapes = ["", "", *(shape(t.text) for t in tokens), "", ""]
    classes = [_classes(lower) for lower in lowers]
    rows = []
    for i in range(2, len(tokens) + 2):
        word, form = lowers[i], shapes[i]
        rows.append(
            [
                "w=" + word,
                "f=" + form,
                "s1=" + word[-1:],
                "s2=" + word[-2:],
                "s3=" + word[-3:],
                "s4=" + word[-4:],
                "p2=" + word[:2],
                "p3=" + word[:3],
                "-1=" + lowers[i - 1],
                "+1=" + lowers[i + 1],
                "-2=" + lowers[i - 2],
                "+2=" + lowers[i + 2],
                "-1w=" + lowers[i - 1] + "|" + word,
                "w+1=" + word + "|" + lowers[i + 1],
                "-1s=" + lowers[i - 1][-3:] + "|" + shapes[i - 1],
                "+1s=" + lowers[i + 1][-3:] + "|" + shapes[i + 1],
                "fff=" + shapes[i - 1] + "|" + form + "|" + shapes[i + 1],
                "first=" + form if lowers[i - 1] in _OPENING else "within=" + form,
                "c=" + classes[i],
                "-1c=" + classes[i - 1] + "|" + form,
                "+1c=" + classes[i + 1] + "|" + form,
            ]
        )
    return rows


@lru_cache(maxsize=20_000)
def _classes(word: str) -> str:
    """The word lists that a word is on."""
    return "+".join(name for name, members in _CLASSES if word in members)


def shape(word: str) -> str:
    """The word's outline: "Trump" is Xx, "U.S." is X.X., "2016" is d, "F-16" is X-d."""
    kinds = ("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word[:24])
    return "".join(key for key, _ in groupby(kinds))
