"""Words of one meaning: "urge" and "press", "main" and "primary".

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
    """The stems of words that share a frequent sense with one of this stem."""
    return _by_stem().get(stemmed, frozenset())


@cache
def _by_stem() -> Mapping[str, AbstractSet[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    lines = files("knowledge.search").joinpath("synonyms.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        stems = {stem(word) for word in line.split()}
        for each in stems:
            found[each] |= stems - {each}
    return dict(found)
