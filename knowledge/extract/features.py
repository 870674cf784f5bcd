"""What the tagger sees of a word: the same for training and for use."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.tokens import Token

_DIGITS = re.compile(r"\d")


def features(tokens: Sequence[Token]) -> list[list[str]]:
    """One list of features a token: its word, ending, shape, and the words around it."""
    lowers = ["<s>", "<s>", *(_DIGITS.sub("0", t.lower) for t in tokens), "</s>", "</s>"]
    shapes = ["", "", *(shape(t.text) for t in tokens), "", ""]
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
            ]
        )
    return rows


def shape(word: str) -> str:
    """The word's outline: "Trump" is Xx, "U.S." is X.X., "2016" is d, "F-16" is X-d."""
    kinds = ("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word[:24])
    return "".join(key for key, _ in groupby(kinds))
