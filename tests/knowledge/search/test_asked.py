"""What people ask of two real articles is answered rightly nearly always."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from knowledge import KnowledgeBase
from tests.knowledge.search.asked import PEOPLE, WORDS
from tests.places import ARTICLES, needs_articles

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from knowledge import Match

RIGHT = 0.98
pytestmark = [needs_articles, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def base(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[KnowledgeBase]:
    """The two articles, read once."""
    async with await KnowledgeBase.open([ARTICLES], tmp_path_factory.mktemp("asked")) as opened:
        yield opened


async def test_the_right_person_is_meant(base: KnowledgeBase) -> None:
    """All whom the question may mean and nobody else; nobody where it means somebody who is not there."""
    wrong = []
    for typed, right in PEOPLE:
        best = {profile.person.name for profile in (await base.people(typed)).profiles}
        if best != set(right):
            wrong.append(f"{typed!r}: {sorted(best)}, not {sorted(right)}")
    assert len(wrong) <= (1 - RIGHT) * len(PEOPLE), "\n".join(wrong)


async def test_the_right_words_come_first(base: KnowledgeBase) -> None:
    """The first answer holds what was meant, as a quotation or in the author's words; nothing where nothing is."""
    wrong = []
    for typed, right in WORDS:
        _, matches = await base.quotations(typed, limit=3)
        if not (_holds(matches[0], right) if matches and right else not matches and not right):
            first = matches[0].excerpt.text[:90] if matches else "nothing"
            wrong.append(f"{typed!r}: {first!r}, not {right!r}")
    assert len(wrong) <= (1 - RIGHT) * len(WORDS), "\n".join(wrong)


def _holds(match: Match, right: str) -> bool:
    return right in match.excerpt.text
