"""Cues that tell of words withheld: "|refused to say| that", "|has yet to confirm| whether", "|never said|"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.extract.report import is_day
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.report import Report
    from knowledge.extract.tokens import Token

NEGATIONS = frozenset({"not", "n't", "never"})
_REFUSING = frozenset(
    """
    refuse refuses refused refusing decline declines declined declining fail fails failed failing neglect neglects
    neglected omit omitted forgot hesitate hesitates hesitated unable unwilling reluctant loath powerless
    """.split()
)
_AVOIDING = frozenset(
    """
    deny denies denied denying avoid avoids avoided avoiding short refrain refrains refrained resist resisted
    resists
    """.split()
)
_LINKS = frozenset({"to", "of", "from", "having", "ever", "even"})
_REACH = 4  # words between "refused" and its verb: "refused |again on Friday to| say"
# Verbs whose object or clause is somebody else's claim, which the speaker stands against.
AGAINST = frozenset("deny doubt reject dispute refute contradict dismiss rebut".split())


def refusal(tokens: Sequence[Token], group: int, v: int) -> int | None:
    """The word of refusal before a verb's group: "|refused| to say", "|denied| having said"."""
    form = tokens[v].tag
    words = _AVOIDING if form == "VBG" or tokens[group].lower == "having" else _REFUSING
    i = group if tokens[group].lower in _LINKS else group - 1
    if i == group - 1 and form != "VBG":
        return None
    for j in range(i, max(-1, group - _REACH - 1), -1):
        if tokens[j].lower in words:
            return j
        if tokens[j].lower not in _LINKS and tokens[j].tag not in {"RB", "IN"} and not is_day(tokens[j]):
            return None
    return None


def withhold(report: Report, first: int) -> None:
    """Widen a report's cue to begin with the words that turn it, at token `first`."""
    tokens = report.sentence.tokens
    report.cue, report.against = Span(tokens[first].start, tokens[report.at].end), True


def negated(tokens: Sequence[Token], group: int, v: int) -> int | None:
    """Where a verb's group begins if it is negated or still to come: "|did not| say", "|has yet to| confirm"."""
    helpers = [t.lower for t in tokens[group:v]]
    yet = "yet" in helpers and "to" in helpers
    return group if yet or NEGATIONS & set(helpers) else None
