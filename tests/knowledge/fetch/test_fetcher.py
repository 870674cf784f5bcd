"""A page by its address: the bytes as they came, with what was learnt on the way."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Feed, Fetcher, FetchError, Material
from knowledge.fetch import Network
from tests.knowledge.fetch.site import QUICK, Site, site
from tests.knowledge.laws import LAW

TEXT = "The harbour stays open\n\n“We have never closed,” said Jan Maas, the harbour master.\n"
HTML = b"<!DOCTYPE html><html><body><p>Words</p></body></html>"
PDF = b"%PDF-1.7\n..."
ZIP = b"PK\x03\x04..."
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def code_of(server: Site, path: str = "/") -> str:
    """The code of the error that fetching a page ends with."""
    with pytest.raises(FetchError) as raised:
        await server.fetcher().fetch(server.url(path))
    assert str(raised.value).endswith(".")
    return raised.value.code


async def got(body: bytes, kind: str | None, path: str = "/story", **headers: str) -> Material | str:
    """What a page with this body and content type is fetched as, or the code of the error."""

    async def page(_: web.Request) -> web.StreamResponse:
        return web.Response(body=body, headers=({"Content-Type": kind} if kind else {}) | headers)

    async with site({path: page}) as server:
        try:
            found = await server.fetcher().fetch(server.url(path))
        except FetchError as error:
            return error.code
    assert isinstance(found, Material)
    return found


async def test_a_page_comes_with_its_address_and_the_day() -> None:
    """Its name is the last part of the address; the program says who it is."""
    async with site({"/2024/harbour-open.html": TEXT}) as server:
        found = await server.fetcher().fetch(f" {server.url('/2024/harbour-open.html#top')}\n")
    assert isinstance(found, Material)
    assert (found.name, found.content) == ("harbour-open.txt", TEXT.encode())
    assert found.url == server.url("/2024/harbour-open.html")
    assert found.accessed == datetime.now(UTC).date().isoformat()
    assert found.source == "Fetched as text/plain in utf-8."
    assert server.asked[-1].headers["User-Agent"].startswith("Dragoman/1.0 ")


async def test_a_redirect_is_followed_and_its_end_is_the_address() -> None:
    """Five times, and no more."""

    async def moved(_: web.Request) -> web.StreamResponse:
        raise web.HTTPMovedPermanently("/new?page=1")

    async def around(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(request.path)

    async with site({"/old": moved, "/new": TEXT, "/around": around}) as server:
        found = await server.fetcher().fetch(server.url("/old"))
        assert isinstance(found, Material)
        assert found.url == server.url("/new?page=1")
        assert await code_of(server, "/around") == "redirects"
        assert server.paths.count("/around") == 6


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 410, 418, 429, 451, 500, 503, 304])
async def test_a_site_that_refuses_is_quoted(status: int) -> None:
    """With a sentence, whatever the number."""

    async def page(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status, text="" if status == 304 else "No.")

    async with site({"/": page}) as server:
        assert await code_of(server) == "refused"


async def test_an_empty_page_is_told() -> None:
    """It is no article."""
    assert await got(b"", "text/html") == "empty"


@pytest.mark.parametrize(
    ("body", "kind", "ending"),
    [
        (HTML, "text/html; charset=utf-8", ".html"),
        (b"<p>Words", "text/html", ".html"),
        (b"<?xml version='1.0'?>\n" + HTML, "application/xhtml+xml", ".html"),
        (b"<?xml version='1.0'?>\n" + HTML, "text/xml", ".html"),
        (HTML, "application/octet-stream", ".html"),
        (PDF, "application/pdf", ".pdf"),
        (PDF, "application/octet-stream", ".pdf"),
        (PDF, None, ".pdf"),
        (b"Words", "text/plain", ".txt"),
        (b"# Words", "text/markdown", ".md"),
        (ZIP, DOCX, ".docx"),
        (ZIP, "application/epub+zip", ".epub"),
    ],
)
async def test_what_server_and_bytes_agree_on_is_taken(body: bytes, kind: str | None, ending: str) -> None:
    """Where the server does not say, the bytes decide."""
    found = await got(body, kind)
    assert isinstance(found, Material)
    assert (found.name, found.content) == (f"story{ending}", body)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (PDF, "text/html"),
        (HTML, "application/pdf"),
        (HTML, "text/plain"),
        (b"a\0b", "text/plain"),
        (b"<html>\0", "text/html"),
        (HTML, DOCX),
        (ZIP, "text/html"),
        (HTML, "application/rss+xml"),
        (b"<other/>", "application/xml"),
        (ZIP, "application/zip"),
        (ZIP, "application/octet-stream"),
        (b"Words", "application/octet-stream"),
        (b"\x89PNG", "image/png"),
        (b"{}", "application/json"),
        (b"words", "nonsense"),
    ],
)
async def test_what_is_no_article_is_refused(body: bytes, kind: str) -> None:
    """Other kinds, and answers that are not what they say they are."""
    assert await got(body, kind) == "bad_type"


async def test_what_only_the_server_says_of_the_characters_is_not_lost() -> None:
    """The file is saved in an encoding that says so itself; any other page stays as it came."""
    words = "Гавань открыта"
    found = await got(words.encode("cp1251"), "text/plain; charset=windows-1251")
    assert isinstance(found, Material)
    assert found.content == b"\xef\xbb\xbf" + words.encode()
    assert found.source == "Fetched as text/plain in windows-1251, and saved as UTF-8."
    for body, charset in ((words.encode(), "windows-1251"), (b"\xff\xff", "utf-8"), (b"\xff\xff", "nonsense")):
        found = await got(body, f"text/plain; charset={charset}")
        assert isinstance(found, Material)
        assert found.content == body


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/2024/05/harbour-open", "harbour-open"),
        ("/harbour.open.php", "harbour.open"),
        ("/%D0%B3%D0%B0%D0%B2%D0%B0%D0%BD%D1%8C/", "гавань"),
        ("/news/4711", "gazette.example-4711"),
        ("/", "gazette.example"),
    ],
)
async def test_a_page_is_named_by_its_address(path: str, name: str) -> None:
    """By its last part where that has words, else with the host."""
    async with site({path.replace("%D0%B3%D0%B0%D0%B2%D0%B0%D0%BD%D1%8C", "гавань"): "Words"}) as server:
        found = await server.fetcher().fetch(server.url(path))
    assert isinstance(found, Material)
    assert found.name == f"{name}.txt"


# ---------------------------------------------------------------------------------------------------- laws

HOSTS = [
    "127.0.0.1",
    "10.0.0.1",
    "[::1]",
    "[::ffff:10.0.0.1]",
    "gazette.example",
    "127.2.3",
    "a b",
    "",
    "[",
    "例え.jp",
    "%41",
]


async def _inside(_host: str, _port: int) -> list[str]:
    return ["10.0.0.1"]


@LAW
@given(
    st.text()
    | st.builds(
        "{}://{}{}{}{}".format,
        *map(st.sampled_from, (["http", "https", "HTTP", "file"], HOSTS)),
        st.sampled_from(["", ":80", ":0", ":x", "@b", ":443"]),
        st.text(),
        st.text(),
    )
)
def test_no_address_makes_it_raise_anything_else(url: str) -> None:
    """Whatever somebody pastes; and nothing is reached where every name leads inside."""
    with pytest.raises(FetchError):
        asyncio.run(Fetcher("1.0", QUICK, Network(_inside)).fetch(url))


TYPES = [
    None,
    "text/html",
    "text/plain; charset=\xff",
    "application/xml",
    "application/rss+xml",
    ";;;",
    "application/pdf",
    'a/b; charset="',
    DOCX,
]


@LAW
@given(
    st.binary(max_size=200) | st.sampled_from([HTML, PDF, ZIP, b"\x1f\x8b"]),
    st.sampled_from(TYPES),
    st.sampled_from(["", "gzip"]),
)
def test_no_answer_makes_it_raise_anything_else(body: bytes, kind: str | None, packed: str) -> None:
    """Whatever a server says, it is a material, a feed or a sentence."""
    headers = {"Content-Encoding": packed} if packed else {}
    found = asyncio.run(got(body, kind, **headers))
    assert isinstance(found, Material | Feed | str)
