"""A knowledge base over a small corpus, read and extracted by the fakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from knowledge import KnowledgeBase
from tests.knowledge.fakes import FAKE, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Four articles: two people named Lee, one quoted thrice, one paragraph without speech."""
    folder = tmp_path / "corpus"
    write(
        folder,
        "harbour.txt",
        "Ann Lee (李安), the harbour master, said: “The breakwater holds … for another winter”. "
        "Ann Lee noted: “no ship was lost”.\n\n"
        "Nobody had counted the gulls on the north mole since the great storm of that year.\n\n"
        "Bo Lee, a pilot, hinted: “the radar may fail”.",
        headline="The harbour stays open",
        date="2024-05-17",
        outlet="The Post",
    )
    write(
        folder,
        "market.txt",
        "Ann Lee, chair of the exchange, said: “Fish costs twice what it did”.\n\n"
        "Somebody said: “The ice decides everything”.",
        headline="Fish prices double",
        date="2024-06",
        outlet="The Post",
    )
    write(folder, "undated.txt", "Cy Ode hinted: “the breakwater holds”. Cy Ode said: “the breakwater holds”.")
    write(folder, "quiet.txt", "Plain words about the lighthouse.", headline="Quiet", date="2023")
    return folder


@pytest_asyncio.fixture
async def base(corpus: Path, tmp_path: Path) -> AsyncIterator[KnowledgeBase]:
    """That corpus in service."""
    async with await KnowledgeBase.open([corpus], tmp_path / "data", pipeline=FAKE) as opened:
        yield opened
