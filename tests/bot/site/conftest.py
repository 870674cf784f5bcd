"""The site over the small corpus, running on a port of this machine, and a client that asks it like a browser."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import aiohttp
import pytest
import pytest_asyncio

from bot.config import Address, Settings, SiteText
from docs.pictures.site import running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.dispatch import Dispatcher


@pytest.fixture
def settings(data: Path) -> Settings:
    """A site that this machine alone can reach."""
    return Settings(data, site=Address("127.0.0.1", 1))


@pytest_asyncio.fixture
async def address(settings: Settings, dispatcher: Dispatcher) -> AsyncIterator[str]:
    """Where the site runs."""
    async with running(settings, dispatcher) as found:
        yield found


@pytest_asyncio.fixture
async def client(address: str) -> AsyncIterator[aiohttp.ClientSession]:
    """Asks the site; paths are enough."""
    async with aiohttp.ClientSession(address) as session:
        yield session


@pytest_asyncio.fixture
async def open_client(settings: Settings, dispatcher: Dispatcher) -> AsyncIterator[aiohttp.ClientSession]:
    """Asks a site that shows whole texts."""
    async with (
        running(replace(settings, site_text=SiteText.FULL), dispatcher) as found,
        aiohttp.ClientSession(found) as session,
    ):
        yield session
