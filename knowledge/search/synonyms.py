"""Words of one meaning: "urge" and "press", "main" and "primary"; and "think" for whoever asks for "consider".

Adjectives are among them with their comparatives and superlatives: "good", "better" and "best".
The list is WordNet's (see NOTICE), made by `python -m benchmarks.search.synonyms`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from knowledge.search.stems import stem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet


def synonyms(stemmed: str) -> AbstractSet[str]:
    """The stems of words by which a text's word of this stem may be asked for: they share a sense it often has."""
    return _by_stem().get(stemmed, frozenset())


@cache
def _by_stem() -> Mapping[str, AbstractSet[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    lines = files("knowledge.search").joinpath("synonyms.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        asked, one_way, held = line.partition(" > ")
        stems = {stem(word) for word in asked.split()}
        for each in {stem(word) for word in held.split()} if one_way else stems:
            found[each] |= stems - {each}
    return dict(found)
