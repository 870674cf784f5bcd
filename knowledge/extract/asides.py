"""What stands between a speaker and their verb without telling anything of either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.extract.tokens import QUOTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.tokens import Token

_LONGEST = 16  # tokens in brackets
_NOUNS = frozenset({"NNP", "NNPS", "POS", "NN", "NNS"})
_CLAUSE = frozenset({"VBD", "VBZ", "VBP", "MD", QUOTED})
_CONNECTIVES = frozenset(
    {
        "for example", "for instance", "however", "meanwhile", "too", "though", "of course", "in turn", "therefore",
        "indeed", "moreover", "nevertheless", "by contrast", "in contrast", "on the other hand", "in fact", "for one",
        "for his part", "for her part", "for their part", "in particular", "then", "among others", "as well", "also",
    }
)  # fmt: skip


def without_asides(tokens: Sequence[Token]) -> list[Token]:
    """The tokens less what may be dropped.

    That is short brackets after a name ("Kim (D-Ohio) said", "Zhao Huasheng (赵华胜), ..."), ages ("Kim, 69, said") and
    connecting phrases between commas ("Kim, for example, said").
    """
    kept: list[Token] = []
    i = 0
    while i < len(tokens):
        past = _end(tokens, i) if kept else i
        if past == i:
            kept.append(tokens[i])
            i += 1
        else:
            i = past
    return kept


def _end(tokens: Sequence[Token], i: int) -> int:
    """Where the aside that begins at `i` ends; `i` itself where none does."""
    if tokens[i].text in {"(", "["} and tokens[i - 1].tag in _NOUNS:
        return _bracket_end(tokens, i)
    if tokens[i].text != "," or i + 2 >= len(tokens):
        return i
    if tokens[i + 1].text.isdigit() and tokens[i + 2].text in {",", "."}:
        return i + 3 if tokens[i + 2].text == "," and _verb_follows(tokens, i + 3) else i + 2
    return _connective_end(tokens, i)


def _bracket_end(tokens: Sequence[Token], i: int) -> int:
    for j in range(i + 1, min(i + _LONGEST, len(tokens))):
        if tokens[j].tag in _CLAUSE:
            return i
        if tokens[j].text in {")", "]"}:
            return j + 1
    return i


def _connective_end(tokens: Sequence[Token], i: int) -> int:
    """After "Kim, for one," a verb follows its subject at once; before "Kim, for one, who ..." a comma stays."""
    for end in range(i + 2, min(i + 5, len(tokens))):
        if tokens[end].text == ",":
            if " ".join(t.lower for t in tokens[i + 1 : end]) not in _CONNECTIVES:
                return i
            return end + 1 if _verb_follows(tokens, end + 1) else end
    return i


def _verb_follows(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].tag[:2] in {"VB", "MD", "RB"}
