"""What the site takes and gives: only bounded reads; every answer with its headers; every failure a page."""

from __future__ import annotations

import asyncio
import gzip
import json
from dataclasses import replace
from shutil import copytree
from typing import TYPE_CHECKING

import aiohttp
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from lxml import etree
from yarl import URL

from bot.config import Address, Settings
from bot.dispatch import Dispatcher
from bot.health import Health
from bot.language import language_of
from bot.site import answering
from bot.site.guard import HEADERS, Gate, RefusedError
from docs.pictures.site import running
from knowledge import KnowledgeBase, Questions
from tests.bot.site.reading import read
from tests.bot.site.test_pages import WALL, article, person, quotation

if TYPE_CHECKING:
    from pathlib import Path

KINDS = [
    "/",
    "/people",
    "/articles",
    "/search?q=ice",
    "/healthz",
    "/robots.txt",
    "/look/site.css",
    "/nosuch",
    "/search?q=%ff",
]
SLOW = limits(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@pytest.mark.parametrize("path", KINDS)
async def test_every_answer_has_its_headers(client: aiohttp.ClientSession, path: str) -> None:
    """No script, no frame, no guessing of types; and nothing of what the server is made of."""
    page = await read(client, path)
    assert {name: page.headers[name] for name in HEADERS} == HEADERS
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert "aiohttp" not in json.dumps(dict(page.headers))


@pytest.mark.parametrize("path", ["/", "/people", "/articles", "/search?q=ice", "/nosuch"])
async def test_no_page_has_a_script_or_a_style_of_its_own(client: aiohttp.ClientSession, path: str) -> None:
    """So that the policy can forbid them; nothing is loaded from elsewhere."""
    page = await read(client, path)
    assert page.tree.xpath("//script | //style | //@style | //@*[starts-with(name(), 'on')]") == []
    assert [each for each in page.tree.xpath("//link/@href | //img/@src") if "//" in each] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nosuch", 404),
        ("/people/paaaaaaaaaa", 404),
        ("/people/" + "x" * 300, 404),
        ("/articles/aaaaaaaaaaa", 404),
        ("/articles/harbour.md", 404),
        ("/quotations/qaaaaaaaaaa", 404),
        ("/quotations/qaaaaaaaaaa.bib", 404),
        ("/quotations/%00", 404),
        ("/quotations/..%2f..%2fetc%2fpasswd", 404),
        ("/look/..%2fapp.py", 404),
        ("/look/nosuch.css", 404),
        ("/search.xml", 404),
        ("/people?page=99", 404),
        ("/articles?page=99", 404),
        ("/people?page=0", 400),
        ("/people?page=%D9%A1", 400),
        ("/people?page=" + "9" * 50, 400),
        ("/people?name=" + "n" * 301, 400),
        ("/search?q=ice&page=x", 400),
        ("/search?q=ice&page=9", 400),
        ("/search?q=ice&kind=loud", 400),
        ("/search?q=ice&since=yesterday", 400),
        ("/search?q=" + "w" * 301, 400),
        ("/search?q=%ff%fe", 400),
        ("/%ff", 400),
        ("/search?q=" + "w" * 5000, 414),
        ("/search?q=" + "%E5%8D%8A" * 300, 200),
        ("/search?q=", 200),
        ("/search?q=%20%00%0a", 200),
        ("/search?lang=xx", 200),
    ],
)
async def test_what_cannot_be_shown_is_a_page_that_says_why(
    client: aiohttp.ClientSession, path: str, status: int
) -> None:
    """With the way back, and never a trace."""
    page = await read(client, path)
    assert page.status == status
    assert "Traceback" not in page.source
    if status >= 400:
        assert page.text("//*[@role='alert']")
        assert page.tree.xpath("//form[@role='search']")
        assert "ETag" not in page.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
async def test_nothing_can_be_sent(client: aiohttp.ClientSession, method: str) -> None:
    """Whatever the method: it is refused, with those that are taken."""
    async with client.request(method, "/search", data=b"x" * 100_000) as answer:
        assert answer.status == 405
        assert answer.headers["Allow"] == "GET, HEAD"
        assert "only for reading" in await answer.text()


async def test_a_read_with_a_body_is_refused(client: aiohttp.ClientSession) -> None:
    """It would have to be read to be thrown away."""
    async with client.get("/", data=b"words") as answer:
        assert answer.status == 400


@pytest.mark.parametrize("path", KINDS)
async def test_a_head_is_a_get_without_its_body(client: aiohttp.ClientSession, path: str) -> None:
    """The same status and headers."""
    async with client.get(URL(path, encoded=True)) as whole, client.head(URL(path, encoded=True)) as bare:
        assert await bare.read() == b""
        assert bare.status == whole.status
        for name in ("Content-Type", "ETag", "Cache-Control", "Vary"):
            assert bare.headers.get(name) == whole.headers.get(name)


async def test_a_page_that_was_read_before_costs_one_short_answer(client: aiohttp.ClientSession) -> None:
    """By its tag or its time; in another language it is another page."""
    first = await read(client, "/people")
    tag, built = first.headers["ETag"], first.headers["Last-Modified"]
    again = await read(client, "/people", **{"If-None-Match": tag})
    assert (again.status, again.source, again.headers["ETag"]) == (304, "", tag)
    assert (await read(client, "/people", **{"If-Modified-Since": built})).status == 304
    assert (await read(client, "/people", **{"If-None-Match": tag, "Accept-Language": "ru"})).status == 200
    assert (await read(client, "/people", **{"If-None-Match": 'W/"other"', "If-Modified-Since": built})).status == 200


async def test_a_new_build_is_a_new_edition(
    settings: Settings, dispatcher: Dispatcher, articles: Path, tmp_path: Path
) -> None:
    """What another process builds is shown, under another tag."""
    folder = copytree(articles, tmp_path / "articles")
    async with await KnowledgeBase.open([folder], tmp_path) as base:
        services = replace(dispatcher.services, base=base)
        async with running(settings, Dispatcher(services)) as found, aiohttp.ClientSession(found) as asking:
            before = await read(asking, "/articles")
            assert not await base.refresh()
            (folder / "new.md").write_text(
                "---\ntitle: Newer Than All\ndate: 2026-01-01\n---\n\nAna Reis said: “Yes.”\n"
            )
            async with await KnowledgeBase.open([folder], tmp_path):
                pass
            assert await base.refresh()
            after = await read(asking, "/articles", **{"If-None-Match": before.headers["ETag"]})
    assert after.status == 200
    assert after.texts("//p[@class='who']")[0] == "Newer Than All"
    assert after.headers["ETag"] != before.headers["ETag"]


async def test_long_answers_are_compressed_for_who_takes_it(address: str) -> None:
    """And come out the same."""
    async with aiohttp.ClientSession(address, auto_decompress=False) as asking:
        async with asking.get("/people", headers={"Accept-Encoding": "gzip"}) as answer:
            packed = await answer.read()
            assert answer.headers["Content-Encoding"] == "gzip"
        async with asking.get("/people", headers={"Accept-Encoding": "identity"}) as answer:
            assert "Content-Encoding" not in answer.headers
            assert gzip.decompress(packed) == await answer.read()
    assert len(packed) < 4000


async def test_another_name_is_refused_where_this_machine_alone_is_meant(
    client: aiohttp.ClientSession, settings: Settings, dispatcher: Dispatcher
) -> None:
    """A page from elsewhere that has its name lead here reads nothing; a public name that is told is known."""
    for host, status in (("evil.example", 421), ("localhost:1", 200), ("[::1]", 200), ("[", 421), ("", 421)):
        async with client.get("/", headers={"Host": host}) as answer:
            assert answer.status in {status, 400 if host in {"[", ""} else status}, host
    public = replace(settings, site_url="https://quotes.example.org/here")
    async with running(public, dispatcher) as found, aiohttp.ClientSession(found) as asking:
        assert (await read(asking, "/", Host="quotes.example.org")).status == 200
    everywhere = replace(settings, site=Address("0.0.0.0", 1))  # noqa: S104 - a setting, not a socket
    async with running(everywhere, dispatcher) as found, aiohttp.ClientSession(found) as asking:
        assert (await read(asking, "/", Host="whatever.example")).status == 200


async def test_health_is_for_monitors(client: aiohttp.ClientSession, dispatcher: Dispatcher) -> None:
    """Size and age, and what runs beside; not ready once the base is closed."""
    dispatcher.services.running.update(discord=True, slack=False)
    dispatcher.services.health.update(discord=Health(connections=1), slack=Health())
    async with client.get("/healthz") as answer:
        told = await answer.json()
        assert (answer.status, told["ok"], told["articles"]) == (200, True, 3)
        assert told["age_seconds"] >= 0
        assert told["running"] == {"discord": "running", "slack": "stopped"}
        assert told["connected"] == {"discord": True, "slack": False}
    await dispatcher.services.base.close()
    async with client.get("/healthz") as answer:
        assert (answer.status, (await answer.json())["ok"]) == (503, False)
    page = await read(client, "/people")
    assert page.status == 503
    assert page.headers["Retry-After"]


async def test_a_page_that_takes_too_long_is_given_up(
    client: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a word on when to come back."""

    async def forever(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(answering, "_PATIENCE", 0.01)
    monkeypatch.setattr(Questions, "profile", forever)
    page = await read(client, "/people/paaaaaaaaaa")
    assert (page.status, page.headers["Retry-After"]) == (503, "5")
    assert "took too long" in page.text("//*[@role='alert']")


async def test_browsers_and_robots_find_their_files(
    client: aiohttp.ClientSession, open_client: aiohttp.ClientSession, settings: Settings, dispatcher: Dispatcher
) -> None:
    """What robots may read, the sign, the looks, which are kept, and a way to search where the address is known."""
    assert (await read(client, "/robots.txt")).source == "User-agent: *\nDisallow: /\n"
    assert (await read(open_client, "/robots.txt")).source == "User-agent: *\nDisallow: /search\n"
    home = await read(client, "/")
    for path in (*home.links("//link"), "favicon.ico"):
        async with client.get(f"/{path}") as answer:
            assert answer.status == 200
            assert answer.content_type in {"text/css", "image/svg+xml"}
            assert "max-age" in answer.headers["Cache-Control"]
            tag = answer.headers["ETag"]
        async with client.get(f"/{path}", headers={"If-None-Match": tag}) as again:
            assert again.status == 304
    public = Dispatcher(replace(dispatcher.services, site="https://quotes.example.org/a&b"))
    async with running(settings, public) as found, aiohttp.ClientSession(found) as asking:
        (link,) = (await read(asking, "/")).links("//link[@rel='search']")
        async with asking.get(f"/{link}") as answer:
            told = etree.fromstring(await answer.read())
    (template,) = told.xpath("//*[local-name()='Url']/@template")
    assert template == "https://quotes.example.org/a&b/search?q={searchTerms}"


async def test_who_comes_when_it_is_full_is_told_to_come_back() -> None:
    """And whoever leaves makes room."""
    gate, say = Gate(inside=1, waiting=1), language_of("en")
    out = asyncio.Event()

    async def stays() -> None:
        async with gate.entered(say):
            await out.wait()

    staying = [asyncio.create_task(stays()) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(RefusedError, match="try again soon"):
        async with gate.entered(say):
            pass
    out.set()
    await asyncio.gather(*staying)
    async with gate.entered(say):
        pass


async def test_many_at_once_are_all_answered(client: aiohttp.ClientSession) -> None:
    """In turn."""
    pages = await asyncio.gather(*(read(client, f"/search?q=ice+{n}") for n in range(40)))
    assert {page.status for page in pages} == {200}


async def test_a_fault_is_a_page_with_a_reference(
    client: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Which the log has too; nothing of the fault itself is shown, neither here nor where the chat's answer failed."""

    async def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret of the house")

    monkeypatch.setattr(Questions, "profile", fails)
    monkeypatch.setattr(Questions, "quotations", fails)
    for path in ("/people/paaaaaaaaaa", "/search?q=ice"):
        page = await read(client, path)
        assert page.status == 500
        reference = page.text("//*[@role='alert']").removesuffix(".").rpartition(" ")[2]
        assert f"reference {reference}" in caplog.text
        assert "secret" not in page.source


@SLOW
@given(
    st.text(max_size=60),
    st.sampled_from(["q", "speaker", "outlet", "since", "until", "kind", "page", "lang"]),
    st.text(max_size=40),
)
async def test_no_question_breaks_it(client: aiohttp.ClientSession, words: str, name: str, value: str) -> None:
    """Whatever is asked, the answer is a page, and what was asked stands in it as text."""
    try:
        async with client.get("/search", params={"q": words, name: value}) as answer:
            assert answer.status in {200, 400}
            assert "</html>" in await answer.text()
    except UnicodeEncodeError:  # lone surrogates cannot be sent
        pass


@SLOW
@given(st.sampled_from(["people", "articles", "quotations", "look", "x"]), st.binary(max_size=40))
async def test_no_address_breaks_it(client: aiohttp.ClientSession, room: str, name: bytes) -> None:
    """Any bytes as a name: not there, or no text."""
    path = f"/{room}/" + "".join(f"%{byte:02x}" for byte in name)
    assert (await read(client, path)).status in {200, 400, 404}


async def test_what_is_no_http_is_refused(address: str) -> None:
    """Without a trace, and without words of the server."""
    host, _, port = address.removeprefix("http://").partition(":")
    for sent in (
        b"\x16\x03\x01nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ):
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(sent)
        said = await reader.read()
        writer.close()
        await writer.wait_closed()
        assert b" 400 " in said.partition(b"\r\n")[0]
        assert b"Traceback" not in said


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.0\r\n\r\n", b"200"),  # no browser: those send a name
        (b"GET //[ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"404"),
        (b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"404"),
        (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
            b"400",
        ),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: no tag\r\nConnection: close\r\n\r\n", b"200"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Language: \xff\r\nConnection: close\r\n\r\n", b"200"),
    ],
)
async def test_odd_requests_are_answered_like_any(address: str, sent: bytes, status: bytes) -> None:
    """With a page, and with the headers that every page has."""
    host, _, port = address.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(sent)
    said = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert said.split()[1] == status
    assert b"Content-Security-Policy: default-src 'none'" in said


@pytest.mark.parametrize("tag", ["en", "ru", "zh-CN"])
async def test_pages_speak_the_readers_language(
    client: aiohttp.ClientSession, knowledge: KnowledgeBase, tag: str
) -> None:
    """By the browser's wish or by the address, which links then keep; every page says which language it is in."""
    paths = [
        "/",
        "/people",
        "/articles",
        "/search?q=ice",
        f"/people/{await person(knowledge, 'Ana Reis')}",
        f"/articles/{await article(knowledge, 'harbour.md')}",
        f"/quotations/{await quotation(knowledge, WALL)}",
        "/nosuch",
    ]
    for path in paths:
        wished = await read(client, path, **{"Accept-Language": f"fr;q=0.9, {tag}, *;q=0.1"})
        chosen = await read(client, f"{path}{'&' if '?' in path else '?'}lang={tag}", **{"Accept-Language": "de"})
        assert wished.tree.get("lang") == chosen.tree.get("lang") == tag
        assert wished.text("//h1") == chosen.text("//h1")
        own = [link for link in chosen.links() if not link.startswith(("http", "#")) and "hreflang" not in link]
        assert [link for link in own if "lang=" not in link] == []
