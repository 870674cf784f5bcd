"""Whom a sentence speaks of: the subject of its main clause, however much stands between it and its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.extract.phrases import FINITE, Phrase, is_name, noun_phrase_after, subject_before
from knowledge.extract.tokens import QUOTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.tokens import Token

_LEADING = frozenset({"IN", "RB", "VBG", "VBN", "TO", "JJ"})
_APART = frozenset({",", "(", "–", "—", "--"})
_RELATIVES = frozenset({"who", "whose", "whom"})


def main_subject(tokens: Sequence[Token]) -> Phrase | None:
    """The subject of a sentence: who is set apart at its head, else what stands before its first finite verb.

    "Ana Reis, |who has run the port|, left": the first verb is not the sentence's.
    """
    opened = _set_apart(tokens, _past_circumstances(tokens))
    if opened is not None:
        return opened
    first = next((i for i, t in enumerate(tokens) if t.tag in FINITE), None)
    return subject_before(tokens, first) if first is not None else None


def _past_circumstances(tokens: Sequence[Token]) -> int:
    """Where the main clause may begin: after "But", and after "Standing beside Lee," or "On Monday,"."""
    start = 0
    while start < len(tokens) and (tokens[start].tag == "CC" or tokens[start].text == ","):
        start += 1
    if start == len(tokens) or tokens[start].tag not in _LEADING:
        return start
    for i in range(start, len(tokens)):
        if tokens[i].text == ",":
            return i + 1
        if tokens[i].tag in FINITE or tokens[i].tag == QUOTED:
            break
    return start


def _set_apart(tokens: Sequence[Token], start: int) -> Phrase | None:
    """A name with what is said of it ("Ana Reis, a nurse who knows Lee,"), or after it ("Lee's nurse, Ana Reis,")."""
    phrase = noun_phrase_after(tokens, start)
    if phrase is None or phrase.last >= len(tokens):
        return None
    mark = tokens[phrase.last]
    if is_name(tokens, phrase.first, phrase.head):
        described = mark.text in _APART and _describes(tokens, phrase.last + 1)
        return phrase if described or mark.lower in _RELATIVES else None
    if mark.text != "," or tokens[phrase.head - 1].tag != "NN":
        return None
    named = noun_phrase_after(tokens, phrase.last + 1)
    if named is None or named.last != named.head or not is_name(tokens, named.first, named.last):
        return None
    closed = named.last + 1 < len(tokens) and tokens[named.last].text == "," and tokens[named.last + 1].tag != "CC"
    return Phrase(named.first, named.last, named.last) if closed else None


def _describes(tokens: Sequence[Token], i: int) -> bool:
    """Whether what follows a name's comma, dash or bracket describes it: a role, an age, a relative clause.

    Not "Reis, Lee and Orde left", where the names are a list.
    """
    if i >= len(tokens):
        return False
    lead = tokens[i]
    if lead.lower in _RELATIVES or lead.tag in {"DT", "PRP$", "CD", "NN", "JJ", "VBN", "VBG"}:
        return True
    end = i
    while end < len(tokens) and tokens[end].tag == "NNP":
        end += 1
    owned = end < len(tokens) and tokens[end].tag in {"POS", "NN", "IN"}
    return lead.tag == "NNP" and owned
