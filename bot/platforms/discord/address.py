"""Where Discord is: the real one, or an address that the operator names (a proxy, or a stand-in for tests)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    import discord


@contextmanager
def pointed_at(api_url: str | None) -> Iterator[None]:
    """Send the REST requests of discord.py to `api_url` meanwhile; None leaves them as they are.

    discord.py takes no address as a parameter. It reads this class attribute for every request, and sets it itself
    when its version of the API is changed.
    """
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    if api_url is not None:
        Route.BASE = api_url.rstrip("/")
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


async def follow_gateway(client: discord.Client) -> None:
    """Let new sessions go to the gateway that the named address tells of.

    discord.py asks for it at the first connection only; later ones, after a lost session, go to a fixed address.
    """
    _, gateway, _ = await client.http.get_bot_gateway()
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
