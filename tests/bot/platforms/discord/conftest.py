"""A local Discord for each test, and no way out to the real one."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from bot.platforms.discord import answering
from tests.bot.platforms.discord.server import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.bot.platforms.discord.server import Server


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else address
        assert self.family == socket.AF_UNIX or host in {"127.0.0.1", "::1"}, f"a test reaches out to {address}"
        connect(self, address)  # type: ignore[arg-type] # whatever it was called with

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Announce an answer that is not there at once after a twentieth of a second, so that nobody waits here."""
    monkeypatch.setattr(answering, "PROMPT", 0.05)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """A Discord on loopback; whatever it was sent was right by Discord's own description."""
    async with serving() as started:
        yield started
    assert started.complaints == []
