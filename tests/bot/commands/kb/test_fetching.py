"""From the address of a page, or from a feed, to an answer of `/quote`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from bot.cooldown import Cooldown
from bot.dispatch import Dispatcher
from bot.reply import Outcome
from tests.bot.commands.kb.desk import Desk, lines
from tests.knowledge.fetch.site import Site, site

if TYPE_CHECKING:
    from knowledge import Citation

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The harbour stays open</title>
<meta property="og:site_name" content="The Gazette"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>The harbour stays open</h1>
<p>The harbour will stay open for the whole of the winter. “We have never closed, and we shall not begin with it now,”
said Jan Maas, the harbour master, on Friday in the old town hall, where the fishermen had asked him to come.</p>
<p>They disagree with him on nearly everything else. “The ice alone decides what happens here,” said Ann Lee, who has
fished the bay for forty years and has lost two boats to it, as her father had before her.</p></article>
<footer>All rights reserved.</footer></body></html>"""
FEED = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Gazette</title>
<item><title>Harbour</title><link>/harbour?utm_source=rss</link><dc:creator>Ada Writer</dc:creator>
<pubDate>Fri, 17 May 2024 23:30:00 -0500</pubDate></item></channel></rss>"""


async def page(_: web.Request) -> web.StreamResponse:
    """The article."""
    return web.Response(text=PAGE, content_type="text/html")


async def feed(_: web.Request) -> web.StreamResponse:
    """The feed that announces it."""
    return web.Response(text=FEED, content_type="application/rss+xml")


def fetching(desk: Desk, server: Site) -> Desk:
    """The same bot, where the operator allows fetching."""
    services = replace(desk.services, fetcher=server.fetcher())
    return Desk(Dispatcher(services, Cooldown(most=1000)))


async def cited(desk: Desk) -> Citation:
    """The source of the harbour master's words, as anybody is answered."""
    excerpt = await desk.excerpt("never closed, and we shall not begin")
    assert excerpt.speaker is not None
    assert (excerpt.speaker.name, excerpt.affiliation) == ("Jan Maas", "the harbour master")
    return excerpt.citation


async def test_a_page_can_be_quoted_once_it_is_kept(desk: Desk) -> None:
    """With its address and its outlet; the same page is not taken twice."""
    async with site({"/2024/harbour": page}) as server:
        bot = fetching(desk, server)
        shown = await bot.ask(f"/kb add url:{server.url('/2024/harbour')}")
        assert "Headline: The harbour stays open" in lines(shown)
        await bot.take(shown, "Keep")
        citation = await cited(bot)
        again = await bot.ask(f"/kb add url:{server.url('/2024/harbour?utm_source=chat#top')}")
    assert (citation.headline, citation.outlet) == ("The harbour stays open", "The Gazette")
    assert (citation.url, citation.published, citation.file) == (server.url("/2024/harbour"), None, "harbour.html")
    assert "harbour.html" in lines(again)


async def test_a_story_is_chosen_from_a_feed(desk: Desk) -> None:
    """What the feed states is known where the page does not say it."""
    async with site({"/feed": feed, "/harbour": page}) as server:
        bot = fetching(desk, server)
        listed = await bot.ask(f"/kb add {server.url('/feed')}")
        shown = await bot.take(listed, listed.choices[0].label)
        await bot.take(shown, "Keep")
        citation = await cited(bot)
    assert (citation.authors, citation.published) == (("Ada Writer",), "2024-05-17")


@pytest.mark.parametrize("address", ["http://169.254.169.254/latest", "http://127.0.0.1:22/", "https://u:p@x.example/"])
async def test_what_leads_inside_is_refused_in_a_sentence(desk: Desk, address: str) -> None:
    """Nobody learns what stands there."""
    async with site({}) as server:
        reply = await fetching(desk, server).ask(f"/kb add url:{address}")
    assert (reply.outcome, reply.choices) == (Outcome.ERROR, ())
    assert (reply.note or "").endswith("fetched.") or "80 and 443" in (reply.note or "")
