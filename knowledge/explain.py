"""Why a quotation has the speaker it has: its cue, the rule that decided, and who else was weighed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.model import Candidate, Kind, Person, Quotation, Span
    from knowledge.store import Whole


@dataclass(frozen=True, slots=True)
class Weighed:
    """Somebody who might have been the speaker: a share of belief (0..1), and what spoke for them."""

    name: str
    share: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a quotation is attributed as it is. `weighed` are the candidates of a pronoun, best first, else empty.

    `rule` names the frame it was found by and how the speaker's words were resolved.
    """

    id: str
    file: str
    text: str
    kind: Kind
    speaker: Person | None
    mention: str | None
    cue: str | None
    passage: str
    via: str | None
    rule: str
    confidence: float
    weighed: tuple[Weighed, ...] = ()


def explanation(whole: Whole, name: str) -> Explanation | None:
    """The explanation of the quotation with this id, if the article has it."""
    if name not in whole.ids:
        return None
    at = whole.ids.index(name)
    quotation, speaker = whole.findings.quotations[at], whole.speakers[at]
    last = quotation.attribution
    return Explanation(
        id=name,
        file=whole.article.file,
        text=quotation.text(whole.article.body),
        kind=quotation.kind,
        speaker=speaker,
        mention=_words(whole, last.mention),
        cue=_words(whole, last.cue),
        passage=_passage(whole, quotation),
        via=last.via,
        rule=last.rule,
        confidence=last.confidence,
        weighed=tuple(_weighed(whole, candidate) for candidate in last.candidates),
    )


def _words(whole: Whole, span: Span | None) -> str | None:
    return span.of(whole.article.body) if span is not None else None


def _passage(whole: Whole, quotation: Quotation) -> str:
    """The passage that the quotation begins in."""
    return whole.article.passages[quotation.passage].span.of(whole.article.body)


def _weighed(whole: Whole, candidate: Candidate) -> Weighed:
    person = whole.findings.people[candidate.person]
    return Weighed(person.name, candidate.score, candidate.reasons)
