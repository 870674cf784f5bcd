"""What confidence is stated: how often an attribution of its kind was right on our own development articles.

The figures are from `python -m benchmarks.extraction calibration`. They change no attribution: who is named is decided
before, by the belief that the rules have.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.model import Attribution

# A share of belief is among the candidates that were seen, and a pronoun may mean somebody who was not.
PRONOUN_AT_MOST = 0.88
# Speakers kept as worded: wrong only where somebody of a name is meant, or the words are another's.
AS_WORDED = 0.86


def stated(attribution: Attribution) -> Attribution:
    """The attribution with the confidence that its kind has earned."""
    if attribution.speaker is None:
        return attribution
    rule = attribution.rule.rpartition(", ")[2]
    if rule == "pronoun":
        return replace(attribution, confidence=min(attribution.confidence, PRONOUN_AT_MOST))
    if rule == "unnamed":
        return replace(attribution, confidence=AS_WORDED)
    return attribution
