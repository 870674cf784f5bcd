"""In which order quotations and passages that match a phrase are shown, and which passages not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from knowledge.model import Span

EQUAL = 1.0
"""Scores this near to each other are the same: then words as said come before words retold."""

WELL = 80.0
"""From this score on a quotation answers the question, and the author's words about it are not needed."""

CLEARLY = 12.0
"""A passage this much better than a quotation is what was meant."""

FULL = 100.0
ENOUGH = max(WELL, FULL - CLEARLY)
"""Beside a quotation with a score above this no passage is ever shown, so none need be looked for."""

_RANK = {Kind.DIRECT: 0, Kind.MIXED: 1, Kind.INDIRECT: 2, None: 3}


@dataclass(frozen=True, slots=True)
class Scored:
    """A quotation or passage (no kind) that matches, and where it stands in the body of its article.

    `copies` are those of other articles that it is shown for; `instead` is the one of them to show, by key.
    """

    key: int
    score: float
    kind: Kind | None
    article: str
    extent: Span
    copies: tuple[Scored, ...] = ()
    instead: int | None = None


def arranged(quotations: Iterable[Scored], passages: Iterable[Scored]) -> tuple[Scored, ...]:
    """What to show, best first.

    Quotations come first. A passage is shown where no quotation fits well or the passage is clearly better, and only
    if it does not merely contain a quotation that is shown.
    """
    said = sorted(quotations, key=lambda each: -each.score)
    best = said[0].score if said else 0.0
    wanted = [p for p in passages if best < WELL or p.score >= best + CLEARLY]
    alone = [p for p in wanted if not any(_within(q, p) and p.score < q.score + CLEARLY for q in said)]
    said = [q for q in said if not any(_within(q, p) for p in alone)]
    best = said[0].score if said else 0.0
    alone.sort(key=lambda each: -each.score)
    ahead = [p for p in alone if p.score >= best + CLEARLY]
    return (*ahead, *by_kind(said), *alone[len(ahead) :])


def of_articles(scored: Iterable[Scored], fits: Callable[[str], bool]) -> Iterator[Scored]:
    """Those of articles that fit, or that such an article carries too: then the one that stands there."""
    for each in scored:
        if fits(each.article):
            yield each
        elif other := next((copy for copy in each.copies if fits(copy.article)), None):
            yield replace(each, instead=other.key)


def by_kind(scored: Sequence[Scored]) -> list[Scored]:
    """`scored`, best first, with direct before mixed before indirect among those that match equally."""
    ordered: list[Scored] = []
    rest = sorted(scored, key=lambda each: -each.score)
    while rest:
        equal = [each for each in rest if each.score >= rest[0].score - EQUAL]
        ordered += sorted(equal, key=lambda each: (_RANK[each.kind], -each.score))
        rest = rest[len(equal) :]
    return ordered


def _within(quotation: Scored, passage: Scored) -> bool:
    """Whether the quotation stands, at least in part, in the passage, be it in a copy."""
    return any(
        one.article == other.article and one.extent.overlaps(other.extent)
        for one in (quotation, *quotation.copies)
        for other in (passage, *passage.copies)
    )
