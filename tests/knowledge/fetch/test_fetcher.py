"""A page by its address: the bytes as they came, with what was learnt on the way."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from aiohttp import web

from knowledge import FetchError, Material
from tests.knowledge.fetch.site import Site, site

TEXT = "The harbour stays open\n\n“We have never closed,” said Jan Maas, the harbour master.\n"


async def code_of(server: Site, path: str = "/") -> str:
    """The code of the error that fetching a page ends with."""
    with pytest.raises(FetchError) as raised:
        await server.fetcher().fetch(server.url(path))
    assert str(raised.value).endswith(".")
    return raised.value.code


async def test_a_page_comes_with_its_address_and_the_day() -> None:
    """Its name is the last part of the address; the program says who it is."""
    async with site({"/2024/harbour-open.html": TEXT}) as server:
        found = await server.fetcher().fetch(server.url("/2024/harbour-open.html#top"))
    assert isinstance(found, Material)
    assert (found.name, found.content) == ("harbour-open.txt", TEXT.encode())
    assert found.url == server.url("/2024/harbour-open.html")
    assert found.accessed == datetime.now(UTC).date().isoformat()
    assert server.asked[-1].headers["User-Agent"].startswith("Dragoman/1.0 ")


async def test_a_redirect_is_followed_and_its_end_is_the_address() -> None:
    """Five times, and not to what is not public."""

    async def moved(_: web.Request) -> web.StreamResponse:
        raise web.HTTPMovedPermanently("/new?page=1")

    async def around(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(request.path)

    async def inside(_: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("http://10.0.0.1/")

    async with site({"/old": moved, "/new": TEXT, "/around": around, "/inside": inside}) as server:
        found = await server.fetcher().fetch(server.url("/old"))
        assert isinstance(found, Material)
        assert found.url == server.url("/new?page=1")
        assert await code_of(server, "/around") == "redirects"
        assert server.paths.count("/around") == 6
        assert await code_of(server, "/inside") == "not_public"
