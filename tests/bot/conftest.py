"""A real knowledge base over a small corpus, and the real dispatcher on it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot import commands
from bot.command import Services
from bot.dispatch import Dispatcher
from bot.state import State
from knowledge import KnowledgeBase
from tests.bot import corpus

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small corpus."""
    return corpus.write(tmp_path_factory.mktemp("corpus") / "articles")


@pytest.fixture(scope="session")
def data(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which that corpus is built already."""
    folder = tmp_path_factory.mktemp("data")

    async def build() -> None:
        async with await KnowledgeBase.open([articles], folder):
            pass

    asyncio.run(build())
    return folder


@pytest_asyncio.fixture
async def knowledge(articles: Path, data: Path) -> AsyncIterator[KnowledgeBase]:
    """The knowledge base of the small corpus."""
    async with await KnowledgeBase.open([articles], data) as opened:
        yield opened


@pytest_asyncio.fixture
async def state(tmp_path: Path) -> AsyncIterator[State]:
    """A state of its own, in a file."""
    async with State(tmp_path) as opened:
        yield opened


@pytest.fixture
def dispatcher(knowledge: KnowledgeBase, state: State) -> Dispatcher:
    """The dispatcher with every command."""
    return Dispatcher(Services(knowledge, commands.load(), state))
