"""Words that stand in a document: whose it is, where somebody else reads it out or passes it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.extract.phrases import Phrase, noun_phrase_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.report import Report
    from knowledge.extract.tokens import Token

# Verbs whose subject hands on the words of another: "read aloud a letter from Kim", "received an email from Kim".
_PASSING = frozenset(
    """
    read reads reading quote quotes quoted quoting cite cites cited recite recites recited show shows showed showing
    receive receives received get gets got receiving publish publishes published print printed share shares shared
    relay relays relayed forward forwarded obtain obtained leak leaked open opened find found display displayed
    """.split()
)
# What is written to or for somebody else; a statement or report that is read out may well be the reader's own.
_LETTERS = frozenset("letter letters email emails e-mail message messages note text texts tweet post diary".split())
PAPERS = _LETTERS | frozenset(
    """
    statement report speech book memo essay article paper testimony affidavit declaration communique telegram
    transcript memoir poem cable
    """.split()
)
_ISSUING = frozenset(
    "issue issues issued release releases released write writes wrote post posts posted send sends sent signed".split()
)
_OWNING = frozenset({"from", "by", "of"})


def pass_on(report: Report, content: int) -> None:
    """Give the words to whose document it is, with the reader as `via`; to nobody where a letter has no owner told.

    'Hale read aloud a letter from Stone: “...”' has words of Stone. `content` is the token at which they begin.
    """
    tokens = report.sentence.tokens
    if tokens[report.at].lower not in _PASSING or report.subject is None:
        return
    paper = next((i for i in range(content - 1, report.at, -1) if tokens[i].lower in PAPERS), None)
    if paper is None:
        return
    owner = _owner(tokens, report.at, paper)
    if owner is not None or tokens[paper].lower in _LETTERS:
        report.via, report.subject, report.inherits = report.subject, owner, False


def issued(tokens: Sequence[Token]) -> Token | None:
    """The paper that a sentence's subject brings out: "issued a |statement|"."""
    for i in range(2, len(tokens)):
        if tokens[i].lower not in PAPERS or not any(t.lower in {"a", "an"} for t in tokens[max(0, i - 3) : i]):
            continue
        if any(t.lower in _ISSUING for t in tokens[max(0, i - 4) : i]):
            return tokens[i]
    return None


def _owner(tokens: Sequence[Token], verb: int, paper: int) -> Phrase | None:
    """ "a letter |from Stone|", "|Stone's| letter", "|her| letter"."""
    if paper + 1 < len(tokens) and tokens[paper + 1].lower in _OWNING:
        return noun_phrase_after(tokens, paper + 2)
    i = paper - 1
    while i > verb and tokens[i].tag in {"JJ", "NN", "VBN", "VBG", "JJS", "CD"}:
        i -= 1
    if tokens[i].tag == "PRP$":
        return Phrase(i, i + 1, i + 1)
    if tokens[i].tag != "POS":
        return None
    first = i
    while first - 1 > verb and tokens[first - 1].tag in {"NNP", "NNPS", "NN", "JJ", "DT"}:
        first -= 1
    return Phrase(first, i, i) if first < i else None
