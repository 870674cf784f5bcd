"""What sites ask of programs is done."""

from __future__ import annotations

import time

import pytest
from aiohttp import web

from knowledge import FetchError, Material
from knowledge.fetch import Limits
from tests.knowledge.fetch.site import QUICK, Site, site

FORBIDS = "User-agent: *\nDisallow: /closed\n\nUser-agent: Dragoman\nDisallow: /ours\n"


async def code_of(server: Site, path: str, limits: Limits = QUICK) -> str:
    """The code of the error that fetching a page ends with."""
    with pytest.raises(FetchError) as raised:
        await server.fetcher(limits).fetch(server.url(path))
    assert str(raised.value).endswith(".")
    return raised.value.code


async def test_what_is_forbidden_is_not_asked_for() -> None:
    """To this program by its name; rules for others are for others."""
    async with site({"/ours/page": "Words", "/closed": "Words"}, FORBIDS) as server:
        assert await code_of(server, "/ours/page") == "robots"
        assert server.paths == []
        assert isinstance(await server.fetcher().fetch(server.url("/closed")), Material)


async def test_a_redirect_to_what_is_forbidden_is_not_followed() -> None:
    """Every step is asked about."""

    async def away(_: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/ours/page")

    async with site({"/away": away, "/ours/page": "Words"}, FORBIDS) as server:
        assert await code_of(server, "/away") == "robots"
        assert server.paths == ["/away"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_site_without_rules_allows_everything(status: int) -> None:
    """However it says that it has none."""
    async with site({"/page": "Words"}, status) as server:
        assert isinstance(await server.fetcher().fetch(server.url("/page")), Material)


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_site_whose_rules_cannot_be_read_allows_nothing(status: int) -> None:
    """For now: it is asked again the next time."""
    async with site({"/page": "Words"}, status) as server:
        fetcher = server.fetcher()
        for _ in range(2):
            with pytest.raises(FetchError, match="Try again later"):
                await fetcher.fetch(server.url("/page"))
        assert server.paths == []
        assert len(server.asked) == 2


async def test_the_rules_are_read_once_for_many_pages() -> None:
    """By one fetcher; another site has its own."""
    async with site({"/a": "Words", "/b": "Words"}, "") as server:
        fetcher = server.fetcher()
        for path in ("/a", "/b", "/a"):
            await fetcher.fetch(server.url(path))
        await fetcher.fetch(server.url("/a", host="other.example"))
        robots = [request.headers["Host"] for request in server.asked if request.path == "/robots.txt"]
    assert robots == [f"{host}:{server.port}" for host in ("gazette.example", "other.example")]


async def test_rules_that_are_no_text_allow_everything() -> None:
    """As a page does that a site shows in place of them."""

    async def page(_: web.Request) -> web.StreamResponse:
        return web.Response(body=b"\xff\x00<html>Disallow: /page", content_type="text/html")

    async with site({"/robots.txt": page, "/page": "Words"}) as server:
        assert isinstance(await server.fetcher().fetch(server.url("/page")), Material)


async def test_rules_without_end_are_given_up() -> None:
    """Who writes megabytes of rules does not want to be read."""
    async with site({"/page": "Words"}, "Allow: /\n" * 100_000) as server:
        assert await code_of(server, "/page") == "robots_unreachable"


@pytest.mark.parametrize(("robots", "pause"), [(404, 0.3), ("User-agent: *\nCrawl-delay: 1", 1.0)])
async def test_there_is_a_pause_between_two_requests(robots: str | int, pause: float) -> None:
    """Our own, or the site's where it asks for a longer one."""
    times: list[float] = []

    async def page(_: web.Request) -> web.StreamResponse:
        times.append(time.monotonic())
        return web.Response(text="Words")

    async with site({"/page": page}, robots) as server:
        fetcher = server.fetcher(Limits(pause_seconds=0.3))
        for _ in range(2):
            await fetcher.fetch(server.url("/page"))
    assert times[1] - times[0] >= pause * 0.95


async def test_no_site_makes_anyone_wait_for_hours() -> None:
    """A pause that it asks for is kept up to a limit."""
    limits = Limits(pause_seconds=0, longest_pause_seconds=0.1)
    async with site({"/page": "Words"}, "User-agent: *\nCrawl-delay: 86400") as server:
        fetcher = server.fetcher(limits)
        for _ in range(2):
            await fetcher.fetch(server.url("/page"))
    assert server.paths == ["/page", "/page"]
