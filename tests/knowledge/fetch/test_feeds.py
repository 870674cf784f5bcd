"""A feed becomes entries to choose from, whatever its dialect and whatever it tries."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Entry, Feed, Fetcher, FetchError, Material
from knowledge.fetch import Limits
from tests.knowledge.fetch.site import QUICK, Site, site
from tests.knowledge.laws import FEW_TIMES

if TYPE_CHECKING:
    from tests.knowledge.fetch.site import Answer

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The  Gazette &amp; Post</title>
<item><title>Harbour open</title><link>/harbour?utm_source=rss</link><dc:creator>Ada Writer</dc:creator>
  <pubDate>Fri, 17 May 2024 23:30:00 -0500</pubDate>
  <content:encoded>&lt;p&gt;Never closed.&lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;</content:encoded></item>
<item><title>Undated</title><link>https://other.example/undated</link><pubDate>soon</pubDate>
  <description>A summary.</description></item>
<item><title>Without a page</title></item>
<item><title>A script</title><link>javascript:alert(1)</link></item>
<item><title>The same again</title><link>/harbour?utm_source=rss</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://base.example/"><title>Atom</title>
<entry><title type="html">&lt;b&gt;One&lt;/b&gt;</title><link href="one"/>
<published>2024-05-17T01:00:00+09:00</published>
<author><name>Ada Writer</name></author><author><name>Bo Writer</name></author></entry></feed>"""
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "bomb">'
    + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 20}">' for n in range(12))
    + "]><rss><channel><title>&a12;</title><item><title>&a12;</title><link>http://x.example/</link></item></channel></rss>"
)
SECRET = (
    '<!DOCTYPE x [<!ENTITY s SYSTEM "file://{}">]><rss><channel><title>&s;</title><item><title>&s;</title>'
    "<link>http://x.example/</link></item></channel></rss>"
)


def served(text: str, kind: str = "application/rss+xml") -> Answer:
    """A page that is this feed."""

    async def page(_: web.Request) -> web.StreamResponse:
        return web.Response(body=text.encode(), headers={"Content-Type": kind})

    return page


async def feed_at(server: Site, path: str = "/feed", limits: Limits = QUICK) -> Feed:
    """The feed that stands there."""
    found = await server.fetcher(limits).fetch(server.url(path))
    assert isinstance(found, Feed)
    return found


async def test_a_feed_gives_its_entries_with_what_it_states() -> None:
    """Links are whole, the day is that of the writer's clock, and what leads to no page is left out."""
    async with site({"/feed": served(RSS)}) as server:
        feed = await feed_at(server)
    assert (feed.title, feed.url, feed.left_out) == ("The Gazette & Post", server.url("/feed"), 0)
    assert feed.entries == (
        Entry(
            title="Harbour open",
            url=server.url("/harbour?utm_source=rss"),
            published="2024-05-17",
            authors=("Ada Writer",),
            html="<p>Never closed.</p>",
            feed=server.url("/feed"),
        ),
        Entry("Undated", "https://other.example/undated", feed=server.url("/feed")),
    )


@pytest.mark.parametrize("kind", ["application/atom+xml", "application/xml", "text/xml", "text/html", None])
async def test_atom_is_read_too(kind: str | None) -> None:
    """Whatever it is served as; links go by the base that it states."""
    async with site({"/feed": served(ATOM, kind or "application/octet-stream")}) as server:
        feed = await feed_at(server)
    (entry,) = feed.entries
    assert (entry.url, entry.published) == ("http://base.example/one", "2024-05-17")
    assert entry.authors == ("Ada Writer", "Bo Writer")


async def test_a_long_feed_is_cut_and_says_so() -> None:
    """Ten thousand entries are more than anybody chooses from."""
    items = "".join(f"<item><title>{n}</title><link>/{n}</link></item>" for n in range(10_000))
    async with site({"/feed": served(f"<rss><channel><title>Long</title>{items}</channel></rss>")}) as server:
        feed = await feed_at(server)
    assert (len(feed.entries), feed.entries[0].title, feed.left_out) == (200, "0", 9_800)


async def test_a_broken_feed_gives_what_can_be_read() -> None:
    """Many are: here an ampersand stands alone, and the end is missing."""
    text = "<rss><channel><title>A & B</title><item><title>C & D</title><link>/c</link></item><item><title>E"
    async with site({"/feed": served(text)}) as server:
        feed = await feed_at(server)
    assert [(entry.title, entry.url) for entry in feed.entries] == [("C & D", server.url("/c"))]


async def test_entities_neither_grow_nor_read_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A bomb stays as small as it came, and no file of this machine comes out."""
    secret = tmp_path_factory.mktemp("secret") / "secret"
    secret.write_text("the secret")
    async with site({"/bomb": served(BOMB), "/secret": served(SECRET.format(secret))}) as server:
        for path in ("/bomb", "/secret"):
            feed = await feed_at(server, path)
            assert len(feed.title) <= 500
            assert "the secret" not in repr(feed)


@pytest.mark.parametrize("text", ["<rss></rss>", "<rss><channel><title>x</title></channel></rss>", "<feed>" * 5000])
async def test_a_feed_without_entries_is_told(text: str) -> None:
    """Nobody can choose from it."""
    async with site({"/feed": served(text)}) as server:
        with pytest.raises(FetchError) as raised:
            await server.fetcher().fetch(server.url("/feed"))
    assert raised.value.code == "bad_feed"


async def test_a_feed_of_many_megabytes_is_refused() -> None:
    """Before it is parsed."""
    async with site({"/feed": served(RSS + " " * 2000)}) as server:
        with pytest.raises(FetchError) as raised:
            await server.fetcher(Limits(feed_bytes=2000, pause_seconds=0)).fetch(server.url("/feed"))
    assert raised.value.code == "too_large"


# -------------------------------------------------------------------------------------------------- its entries


async def test_the_article_of_an_entry_has_what_the_feed_states() -> None:
    """And says where that comes from."""
    entry = Entry("Harbour open", "", "2024-05-17", ("Ada Writer",), feed="http://gazette.example/feed")
    async with site({"/harbour": "Words"}) as server:
        entry = Entry(entry.title, server.url("/harbour"), entry.published, entry.authors, "<p>Feed.</p>", entry.feed)
        found = await server.fetcher().entry(entry)
    assert (found.content, found.title, found.authors, found.published) == (
        b"Words",
        "Harbour open",
        ("Ada Writer",),
        "2024-05-17",
    )
    assert found.source == "Fetched as text/plain in utf-8. Announced by http://gazette.example/feed."


async def test_a_page_that_cannot_be_had_is_taken_from_the_feed() -> None:
    """Where the feed has the whole text, and says so; never against what the site asks of programs."""
    async with site({"/closed": "Words"}, "User-agent: *\nDisallow: /closed") as server:
        gone = Entry("Harbour <open>", server.url("/gone"), "2024-05-17", ("Ada Writer",), "<p>Feed.</p>", "the feed")
        found = await server.fetcher().entry(gone)
        assert isinstance(found, Material)
        assert (found.name, found.url) == ("gone.html", gone.url)
        assert b"<title>Harbour &lt;open&gt;</title>" in found.content
        assert b"<p>Feed.</p>" in found.content
        assert found.source == "Taken from the feed the feed, because the page could not be fetched."
        for entry in (Entry("x", gone.url), Entry("x", server.url("/closed"), html="<p>Feed.</p>")):
            with pytest.raises(FetchError):
                await server.fetcher().entry(entry)


async def test_an_entry_that_leads_to_a_feed_is_refused() -> None:
    """Nobody is sent from feed to feed."""
    async with site({"/feed": served(RSS)}) as server:
        with pytest.raises(FetchError, match="another feed"):
            await server.fetcher().entry(Entry("x", server.url("/feed")))


# ------------------------------------------------------------------------------------------- files of addresses


@pytest.mark.parametrize(
    ("name", "text", "urls"),
    [
        ("Story.URL", "[InternetShortcut]\r\nURL=https://x.example/a\r\nIconIndex=0\r\n", ["https://x.example/a"]),
        (
            "feeds.toml",
            'feeds = ["https://x.example/f", 3]\nurls = "https://x.example/a"',
            ["https://x.example/f", "https://x.example/a"],
        ),
        ("saved.rss", ATOM, ["http://base.example/one"]),
    ],
)
async def test_a_file_of_addresses_is_listed(name: str, text: str, urls: list[str]) -> None:
    """A shortcut, a list, a saved feed."""
    feed = await Fetcher("1.0").listed(Material(name, text.encode()))
    assert [entry.url for entry in feed.entries] == urls


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.url", b"\xff\xfe"), ("a.toml", b"= 1"), ("a.toml", b"[" * 10_000), ("a.toml", b"a = 1"), ("a.xml", b"<x>")],
)
async def test_a_file_without_addresses_is_told(name: str, content: bytes) -> None:
    """With a sentence."""
    with pytest.raises(FetchError) as raised:
        await Fetcher("1.0").listed(Material(name, content))
    assert raised.value.code in {"bad_list", "bad_feed"}


async def test_a_file_of_many_megabytes_is_refused() -> None:
    """Nobody lists so many."""
    with pytest.raises(FetchError, match=r"more than 10\.0 MB"):
        await Fetcher("1.0").listed(Material("a.url", b"x" * (10 * 1024 * 1024 + 1)))


@FEW_TIMES
@given(st.binary(max_size=300).map(lambda raw: b"<rss><channel><item>" + raw))
async def test_no_bytes_make_a_feed_raise_anything_else(content: bytes) -> None:
    """Whatever stands there."""
    with suppress(FetchError):
        assert isinstance(await Fetcher("1.0").listed(Material("feed.xml", content)), Feed)
