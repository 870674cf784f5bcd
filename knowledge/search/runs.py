"""Runs of Chinese or Japanese characters: how alike they are, and which of their parts stand in one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from knowledge.search.normal import is_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHORTEST_UNLIKE = 3  # characters of a run of which one may be wrong
_LEAST_ALIKE = 0.6
_APART = 0.9  # all parts are there, but not together
_SHORTEST_PART = 2


def likeness_of_run(run: str, words: Sequence[str]) -> list[tuple[int, float]]:
    """Which of a text's words hold the run, whole or nearly, and how surely in 0..1."""
    runs = [(at, word) for at, word in enumerate(words) if is_run(word)]
    whole = [(at, 1.0) for at, word in runs if run in word]
    if whole or len(run) < SHORTEST_UNLIKE:
        return whole
    found = ((at, _likeness(run, word)) for at, word in runs)
    return [(at, likeness) for at, likeness in found if likeness]


def shared_parts(run: str, word: str) -> Iterator[tuple[int, int]]:
    """Where in `word` parts of `run` stand, the longest first from its beginning on, two characters at least."""
    start = 0
    while start + _SHORTEST_PART <= len(run):
        end = len(run)
        while end - start >= _SHORTEST_PART and run[start:end] not in word:
            end -= 1
        if end - start >= _SHORTEST_PART:
            at = word.index(run[start:end])
            yield at, at + end - start
            start = end
        else:
            start += 1


def _likeness(run: str, word: str) -> float:
    covered = sum(end - start for start, end in shared_parts(run, word)) / len(run)
    likeness = max(_APART * covered, _aligned(run, word))
    return likeness if likeness >= _LEAST_ALIKE else 0.0


def _aligned(run: str, word: str) -> float:
    """How many of the run's characters stand in one stretch of the word, in order, in 0..1."""
    best = fuzz.partial_ratio_alignment(run, word) if len(word) >= len(run) else None
    if best is None:
        return 0.0
    stretch = best.dest_end - best.dest_start
    return best.score / 100 * (len(run) + stretch) / 2 / len(run)
