"""Who says what: matches grouped by speaker, and nothing said twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.model import Match

_SAME = 88.0  # the likeness of two texts, of 100, from which the second tells nothing new


def by_speaker(matches: Iterable[Match], speakers: int, each: int) -> tuple[tuple[Match, ...], ...]:
    """The best `each` quotations of the best `speakers`, each speaker's together, in the order of `matches`.

    A text that is nearly one taken before is left out. Quotations without a speaker are one group, the last;
    the author's own words are nobody's view.
    """
    groups: dict[str, list[Match]] = {}
    taken: list[str] = []
    for match in matches:
        excerpt = match.excerpt
        group = groups.get(name := excerpt.speaker.id if excerpt.speaker else "", [])
        full = len(group) == each or (not group and sum(map(bool, groups)) >= speakers)
        if excerpt.kind is None or full or _repeats(excerpt.text, taken):
            continue
        groups.setdefault(name, group).append(match)
        taken.append(excerpt.text)
    unnamed = groups.pop("", None)
    return tuple(tuple(group) for group in (*groups.values(), *([unnamed] if unnamed else [])))


def _repeats(text: str, taken: Iterable[str]) -> bool:
    return any(fuzz.token_set_ratio(text, other, score_cutoff=_SAME) for other in taken)
