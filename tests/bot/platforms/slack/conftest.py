"""A local Slack for each test, and no way out to the real one."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from tests.bot.platforms.slack.server import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.bot.platforms.slack.server import Server


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else address
        assert self.family == socket.AF_UNIX or host in {"127.0.0.1", "::1"}, f"a test reaches out to {address}"
        connect(self, address)  # type: ignore[arg-type] # whatever it was called with

    monkeypatch.setattr(socket.socket, "connect", guarded)
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """A Slack on loopback; whatever it was sent was within its limits."""
    async with serving() as started:
        yield started
    assert (started.complaints, started.api.complaints) == ([], [])
