"""To whom and on what occasion something was said, as the sentence words it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from knowledge.extract.lexicon import DAYS, MONTHS
from knowledge.extract.phrases import FINITE
from knowledge.extract.tokens import QUOTED
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.report import Report
    from knowledge.extract.tokens import Token

_OCCASIONS = frozenset(
    """
    interview statement speech conference summit meeting briefing debate rally email e-mail tweet article post
    hearing memo letter message call testimony address lecture forum panel session talks visit dinner event
    appearance ceremony blog column essay paper report book podcast programme program show broadcast television
    radio editorial op-ed trial court remarks comments note text webinar congress parliament press news
    reporters campaign
    """.split()
)
_TIMES = (
    DAYS
    | MONTHS
    | frozenset(
        "year years month week weekend day morning evening night afternoon today yesterday ago earlier last".split()
    )
)
_OPENERS = frozenset("in on at during following after before amid speaking writing".split())
_LONGEST = 24  # words


def hearer(body: str, report: Report) -> str | None:
    """ "told |reporters|": the words for whom it was said to."""
    return _plain(report.hearer.of(body)) if report.hearer is not None else None


def occasion(body: str, report: Report) -> str | None:
    """ "told the paper |in June|", "|In an interview with the Journal|, Vance said": when and where it was said."""
    tokens = report.sentence.tokens
    spans = [s for s in (_leading(tokens, report), _trailing(tokens, report)) if s is not None]
    return ", ".join(_plain(s.of(body)) for s in spans) or None


def _leading(tokens: Sequence[Token], report: Report) -> Span | None:
    if report.before or report.subject is None or report.subject.first < 2:
        return None
    end = report.subject.first
    lead = tokens[:end]
    opens = tokens[0].lower in _OPENERS or any(t.lower in {"earlier", "later", "ago"} for t in lead)
    if not opens or tokens[end - 1].text != "," or any(t.tag in FINITE or t.tag == QUOTED for t in lead):
        return None
    return _kept(lead[:-1])


def _trailing(tokens: Sequence[Token], report: Report) -> Span | None:
    start = report.at + 1
    while start < len(tokens) and report.hearer is not None and tokens[start].start < report.hearer.end:
        start += 1
    if report.subject is not None and report.subject.first > report.at:
        start = max(start, report.subject.last)
    rest = list(takewhile(lambda t: not _ends(t), tokens[start : start + _LONGEST]))
    first = next((i for i, t in enumerate(rest) if t.tag == "IN" or t.lower in _TIMES), None)
    if first is None or first > 1 or any(t.tag in FINITE for t in rest):
        return None
    return _kept(rest[first:])


def _ends(token: Token) -> bool:
    return (
        token.text in {".", ";", ":", ",", "?", "!", "(", ")", "–", "—", "--"}
        or token.tag == QUOTED
        or token.lower in {"that", "while", "when", "as"}
    )


def _kept(tokens: Sequence[Token]) -> Span | None:
    """The stretch, if it names an occasion or a time."""
    known = any(t.lower in _OCCASIONS or t.lower in _TIMES or t.tag == "CD" for t in tokens)
    return Span(tokens[0].start, tokens[-1].end) if tokens and known else None


def _plain(text: str) -> str:
    return " ".join(text.split())
