"""A web site on this machine: real servers on loopback ports, and a network that knows them by name."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from knowledge.fetch import Fetcher, Limits, Network

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

HOST = "gazette.example"
QUICK = Limits(pause_seconds=0, seconds=20, read_seconds=10)


class Site:
    """What was asked of the server, and how to reach it."""

    def __init__(self, port: int, asked: list[web.Request]) -> None:
        self.port = port
        self.asked = asked
        self.looked_up: list[str] = []
        self.answers: dict[str, list[str]] = {}

    @property
    def paths(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [request.path_qs for request in self.asked if request.path != "/robots.txt"]

    def url(self, path: str = "/", host: str = HOST) -> str:
        """The address of a page of this site."""
        return f"http://{host}:{self.port}{path}"

    async def resolve(self, host: str, _: int) -> list[str]:
        """Every name leads to this machine, unless `answers` has another answer for it: one for each time."""
        self.looked_up.append(host)
        turns = self.answers.get(host, [])
        return [turns.pop(0)] if turns else ["127.0.0.1"]

    def fetcher(self, limits: Limits = QUICK) -> Fetcher:
        """A fetcher that may reach this server, and beside it nothing that is not public."""
        network = Network(self.resolve, frozenset({("127.0.0.1", self.port)}))
        return Fetcher("1.0", limits, network)


@asynccontextmanager
async def site(pages: Mapping[str, Answer | str], robots: str | int = 404) -> AsyncIterator[Site]:
    """A server with these pages: text is a page of plain text. `robots` is the file, or the status in its place."""
    asked: list[web.Request] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        asked.append(request)
        if request.path == "/robots.txt" and request.path not in pages:
            return web.Response(status=robots) if isinstance(robots, int) else web.Response(text=robots)
        page = pages.get(request.path)
        if page is None:
            raise web.HTTPNotFound
        return web.Response(text=page) if isinstance(page, str) else await page(request)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        listening = web.TCPSite(runner, "127.0.0.1", 0)
        await listening.start()
        yield Site(runner.addresses[0][1], asked)
    finally:
        await runner.cleanup()
