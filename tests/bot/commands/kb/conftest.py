"""A small corpus of one's own, which a test may change, and the dispatcher on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot import commands
from bot.command import Services
from bot.cooldown import Cooldown
from bot.dispatch import Dispatcher
from bot.editors import Editors
from knowledge import KnowledgeBase
from tests.bot import corpus
from tests.bot.commands.kb.desk import EDITOR, Desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.state import State


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of articles, which may be changed."""
    return corpus.write(tmp_path / "articles")


@pytest_asyncio.fixture
async def desk(folder: Path, tmp_path: Path, state: State) -> AsyncIterator[Desk]:
    """An editor and everybody else, over a knowledge base of their own."""
    async with await KnowledgeBase.open([folder], tmp_path) as knowledge:
        editors = Editors(frozenset({f"discord:{EDITOR}"}))
        services = Services(knowledge, commands.load(), state, editors=editors)
        yield Desk(Dispatcher(services, Cooldown(most=1000)))
