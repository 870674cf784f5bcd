"""The connection goes to the addresses that were checked, whatever names, redirects and the environment say."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from knowledge import Fetcher, FetchError, Material
from knowledge.fetch import Network
from tests.knowledge.fetch.site import HOST, QUICK, site


async def code_of(fetcher: Fetcher, url: str) -> str:
    """The code of the error that fetching an address ends with."""
    with pytest.raises(FetchError) as raised:
        await fetcher.fetch(url)
    assert str(raised.value).endswith(".")
    return raised.value.code


async def test_each_request_looks_its_host_up_once() -> None:
    """An answer that changes between the check and the connection is never asked for."""
    async with site({"/": "Words"}) as server:
        server.answers[HOST] = ["127.0.0.1", "127.0.0.1", "10.0.0.1"]
        found = await server.fetcher().fetch(server.url())
        assert isinstance(found, Material)
        assert server.looked_up == [HOST, HOST]  # for robots.txt and for the page


async def test_a_name_that_comes_to_lead_inside_is_refused() -> None:
    """The lookup of every request is checked anew."""
    async with site({"/": "Words"}) as server:
        server.answers[HOST] = ["127.0.0.1", "169.254.169.254"]
        assert await code_of(server.fetcher(), server.url()) == "not_public"
        assert server.paths == []


async def test_names_are_those_of_the_operating_system() -> None:
    """As without any test's network: this machine knows itself, and is not fetched from."""
    assert await code_of(Fetcher("1.0", QUICK), "http://localhost/") == "not_public"


async def test_every_address_of_a_name_must_be_public() -> None:
    """One that is not spoils the others: it might be the one that is connected to."""

    async def resolve(_host: str, _port: int) -> list[str]:
        return ["93.184.216.34", "10.0.0.1"]

    assert await code_of(Fetcher("1.0", QUICK, Network(resolve)), "http://gazette.example/") == "not_public"


@pytest.mark.parametrize(
    "target",
    [
        *("http://127.0.0.1/", "http://10.1.2.3/", "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/"),
        *("http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/"),
        *(
            "http://[fe80::1]/",
            "http://192.168.1.1/",
            "http://100.64.0.1/",
            "http://224.0.0.1/",
            "http://１２７.0.0.1/",
        ),
        *("http://gazette.example:22/", "https://gazette.example:8443/"),
    ],
)
async def test_no_redirect_leads_inside(target: str) -> None:
    """Nor does the address itself."""

    async def away(_: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": target})

    async with site({"/away": away}) as server:
        assert await code_of(server.fetcher(), server.url("/away")) == "not_public"
        assert await code_of(server.fetcher(), target) == "not_public"


@pytest.mark.parametrize(
    "target",
    [
        *(
            "file:///etc/passwd",
            "ftp://gazette.example/",
            "gopher://gazette.example/",
            "javascript:alert(1)",
            "data:,x",
        ),
        *("http://", "http:///x", "gazette.example", "", "http://user@gazette.example/", "http://:pw@gazette.example/"),
        *("http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://gazette.example:99999/", "http://[::1"),
        *("http://a b.example/", "http://gazette.example\\@other.example/", "http://" + "a" * 2000 + ".example/"),
    ],
)
async def test_what_is_no_plain_web_address_is_refused(target: str) -> None:
    """By itself; no host is looked up for it."""
    async with site({}) as server:
        assert await code_of(server.fetcher(), target) == "bad_url"
        assert server.looked_up == []


async def test_a_redirect_without_a_web_address_is_refused() -> None:
    """A page that leads to a file, or to a name with a password."""

    async def away(request: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": request.query["to"]})

    async with site({"/away": away}) as server:
        for target in ("file:///etc/passwd", "http://user:word@gazette.example/", "http://[::1"):
            assert await code_of(server.fetcher(), server.url(f"/away?to={target}")) == "bad_url"


async def test_the_environment_names_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would look names up by itself."""
    asked: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        writer.close()

    trap = await asyncio.start_server(proxy, "127.0.0.1", 0)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{trap.sockets[0].getsockname()[1]}")
    async with trap, site({"/": "Words"}) as server:
        assert isinstance(await server.fetcher().fetch(server.url()), Material)
    assert asked == []


async def test_no_cookie_is_kept() -> None:
    """Neither from page to page nor along redirects."""

    async def gives(_: web.Request) -> web.StreamResponse:
        answer = web.Response(status=302, headers={"Location": "/end"})
        answer.set_cookie("who", "you")
        return answer

    async with site({"/give": gives, "/end": "Words"}) as server:
        fetcher = server.fetcher()
        await fetcher.fetch(server.url("/give"))
        await fetcher.fetch(server.url("/end"))
        assert [dict(request.cookies) for request in server.asked if request.cookies] == []


async def test_nothing_answers() -> None:
    """A name that nobody knows, and a port that nobody listens at."""

    async def nobody(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    async with site({"/": "Words"}) as server:
        url, fetcher = server.url(), server.fetcher()
    assert await code_of(fetcher, url) == "robots_unreachable"
    assert await code_of(Fetcher("1.0", QUICK, Network(nobody)), "http://gazette.example/") == "robots_unreachable"
