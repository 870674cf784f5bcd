"""No server can cost more time or memory than one fetch may."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from knowledge import FetchError, Material
from knowledge.fetch import Fetcher, Limits, Network
from tests.knowledge.fetch.site import QUICK, Site, site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

MEGABYTE = 1024 * 1024
SMALL = Limits(bytes=MEGABYTE, pause_seconds=0)
HASTY = Limits(seconds=0.5, read_seconds=0.3, pause_seconds=0)


async def code_of(server: Site, limits: Limits, path: str = "/") -> str:
    """The code of the error that fetching a page ends with."""
    with pytest.raises(FetchError) as raised:
        await server.fetcher(limits).fetch(server.url(path))
    assert str(raised.value).endswith(".")
    return raised.value.code


async def hasty(server: Site) -> str:
    """The same for one who has little time, once the rules of the site are known, however slow the machine is."""
    fetcher = server.fetcher(HASTY)
    while not server.paths:
        with suppress(FetchError):
            await fetcher.fetch(server.url("/quick"))
    with pytest.raises(FetchError) as raised:
        await fetcher.fetch(server.url())
    return raised.value.code


async def test_a_page_that_never_ends_is_given_up() -> None:
    """At the limit of its size, counted as it comes, whatever length it states."""

    async def endless(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/plain"})
        await answer.prepare(request)
        while True:
            await answer.write(b"Words and words. " * 1000)

    async with site({"/": endless}) as server:
        assert await code_of(server, SMALL) == "too_large"


async def test_a_page_of_just_the_size_is_taken() -> None:
    """And one of a byte more is not."""
    async with site({"/fits": "x" * MEGABYTE, "/more": "x" * (MEGABYTE + 1)}) as server:
        found = await server.fetcher(SMALL).fetch(server.url("/fits"))
        assert isinstance(found, Material)
        assert len(found.content) == MEGABYTE
        assert await code_of(server, SMALL, "/more") == "too_large"


async def test_a_packed_page_counts_unpacked() -> None:
    """A bomb of ten gigabytes ends at the limit, not in memory."""
    member = gzip.compress(bytes(64 * MEGABYTE))
    plain = gzip.compress(b"Words. " * 1000)

    async def bomb(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/plain", "Content-Encoding": "gzip"})
        await answer.prepare(request)
        for _ in range(160):
            await answer.write(member)
        return answer

    async def packed(_: web.Request) -> web.StreamResponse:
        two = plain + gzip.compress(b"More.")
        return web.Response(body=two, headers={"Content-Type": "text/plain", "Content-Encoding": "gzip"})

    async with site({"/bomb": bomb, "/packed": packed}) as server:
        tracemalloc.start()
        try:
            assert await code_of(server, SMALL, "/bomb") == "too_large"
            assert tracemalloc.get_traced_memory()[1] < 8 * MEGABYTE
        finally:
            tracemalloc.stop()
        found = await server.fetcher(SMALL).fetch(server.url("/packed"))
        assert isinstance(found, Material)
        assert found.content == b"Words. " * 1000 + b"More."


@pytest.mark.parametrize("encoding", ["br", "deflate", "zstd", "nonsense"])
async def test_a_packing_that_was_not_asked_for_is_refused(encoding: str) -> None:
    """Only gzip was."""

    async def packed(_: web.Request) -> web.StreamResponse:
        return web.Response(body=b"x", headers={"Content-Type": "text/plain", "Content-Encoding": encoding})

    async with site({"/": packed}) as server:
        assert await code_of(server, QUICK) == "bad_type"


async def test_a_drip_is_given_up() -> None:
    """Though something comes all the time."""

    async def drip(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/plain"})
        await answer.prepare(request)
        while True:
            await answer.write(b"x")
            await asyncio.sleep(0.02)

    async with site({"/": drip, "/quick": "Words"}) as server:
        assert await hasty(server) == "timeout"


async def test_silence_is_given_up() -> None:
    """Of a server that takes the connection and says nothing."""

    async def silent(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(3600)
        raise AssertionError

    async with site({"/": silent, "/quick": "Words"}) as server:
        assert await hasty(server) == "timeout"


async def test_redirects_share_one_limit_of_time() -> None:
    """A site that takes its time at each of them is given up too."""

    async def slow(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.2)
        raise web.HTTPFound("/")

    async with site({"/": slow, "/quick": "Words"}) as server:
        assert await hasty(server) == "timeout"


@asynccontextmanager
async def raw(parts: Iterable[bytes]) -> AsyncIterator[str]:
    """A server that answers with these bytes, whatever is asked, except that it has no robots.txt."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            asked = await reader.readuntil(b"\r\n\r\n")
            if b"/robots.txt" in asked:
                writer.write(b"HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n")
            else:
                for part in parts:
                    writer.write(part)
                    await writer.drain()
            writer.close()
        except OSError:
            pass  # the other end went away, as it should

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


@pytest.mark.parametrize(
    "parts",
    [
        [b"this is no answer at all\r\n\r\n"],
        [b""],
        [OK],
        [OK, b"X: " + b"y" * MEGABYTE + b"\r\n\r\n"],
        [OK, *(b"X%d: y\r\n" % n for n in range(100_000)), b"\r\n"],
        [OK, b"Content-Length: 100\r\n\r\nshort"],
        [OK, b"Content-Length: -1\r\n\r\nshort"],
        [OK, b"Transfer-Encoding: chunked\r\n\r\nnonsense"],
        [OK, b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain"],
        [b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\n\r\n"],
        [b"HTTP/1.1 302 Found\r\nLocation: \r\nContent-Length: 0\r\n\r\n"],
    ],
)
async def test_an_answer_that_breaks_the_rules_is_an_error_like_others(parts: list[bytes]) -> None:
    """Not HTTP, cut off, headers without end, lengths that lie."""
    async with raw(parts) as url:
        network = Network(None, frozenset({("127.0.0.1", int(url.split(":")[2].strip("/")))}))
        with pytest.raises(FetchError) as raised:
            await Fetcher("1.0", QUICK, network).fetch(url)
    assert raised.value.code in {"unreachable", "bad_url", "redirects"}
