"""Quotations about the same: those that share the words which tell most about a text."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

from knowledge.search.question import read_question, stems_to_count, weighed
from knowledge.search.texts import Filters, TextHit, find_texts
from knowledge.search.visit import visit
from knowledge.search.vocabulary import count_texts

if TYPE_CHECKING:
    import aiosqlite

_TELLING = 5  # words of a text that are looked for elsewhere, two at a time
_TOGETHER = 10.0  # points for each further pair of them that another text holds
_FULL = 100.0


async def find_related(db: aiosqlite.Connection, text: str, limit: int) -> tuple[TextHit, ...]:
    """Quotations that share at least two telling words with `text`, likest first; itself, if it is one, among them."""
    asked = read_question(text)
    known = await visit(db, partial(count_texts, stems=stems_to_count(asked)))
    words = {word.word: word for word in (weighed(each, known) for each in asked) if not word.common}
    shared = [word for word in words.values() if any(known.texts.get(stem, 0) > 1 for stem in word.readings)]
    telling = sorted(shared, key=lambda word: -word.weight)[:_TELLING]
    found: dict[int, TextHit] = {}
    for first, second in combinations(telling, 2):
        for hit in (await find_texts(db, f"{first.word} {second.word}", Filters(said=True), limit)).best:
            before = found.get(hit.key)
            score = min(before.score + _TOGETHER, _FULL) if before else hit.score / 2
            found[hit.key] = replace(before or hit, score=score)
    return tuple(sorted(found.values(), key=lambda hit: (-hit.score, hit.key))[:limit])
