"""From an address to an answer, and no bytes that break it on the way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from knowledge import ArticleError, Feed, IntakeError, KnowledgeBase, Material, Preview
from tests.knowledge.fetch.site import site
from tests.knowledge.laws import FEW_TIMES

if TYPE_CHECKING:
    from pathlib import Path

STORY = "# The harbour stays open\n\n“We have never closed,” said Jan Maas, the harbour master.\n"
SUFFIXES = [".txt", ".md", ".html", ".pdf", ".docx", ".epub"]


async def test_a_story_of_a_feed_can_be_quoted(tmp_path: Path) -> None:
    """Fetched, shown, kept, asked for: with the author and the day that the feed states."""

    async def story(_: web.Request) -> web.StreamResponse:
        return web.Response(text=STORY, content_type="text/markdown")

    async def feed(_: web.Request) -> web.StreamResponse:
        item = "<title>Harbour</title><link>/harbour</link><pubDate>Fri, 17 May 2024 10:00:00 GMT</pubDate>"
        text = f"<rss><channel><title>Gazette</title><item>{item}<author>Ada Writer</author></item></channel></rss>"
        return web.Response(text=text, content_type="application/rss+xml")

    (tmp_path / "articles").mkdir()
    async with (
        site({"/feed": feed, "/harbour": story}) as server,
        await KnowledgeBase.open([tmp_path / "articles"], tmp_path / "data") as base,
    ):
        fetcher = server.fetcher()
        found = await fetcher.fetch(server.url("/feed"))
        assert isinstance(found, Feed)
        preview = await base.intake.preview(await fetcher.entry(found.entries[0]))
        await base.intake.keep(preview.token)
        total, (match,) = await base.quotations("never closed")
        again = await base.intake.preview(await fetcher.entry(found.entries[0]))
    citation = match.excerpt.citation
    assert (total, match.excerpt.speaker and match.excerpt.speaker.name) == (1, "Jan Maas")
    assert (citation.headline, citation.authors, citation.published, citation.url, citation.file) == (
        "Harbour",
        ("Ada Writer",),
        "2024-05-17",
        server.url("/harbour"),
        "harbour.md",
    )
    assert (again.twin, again.same_page) == ("harbour.md", "harbour.md")


async def test_of_two_who_keep_the_same_one_is_told(tmp_path: Path) -> None:
    """Two admins press one button; the article comes in once."""
    (tmp_path / "articles").mkdir()
    async with await KnowledgeBase.open([tmp_path / "articles"], tmp_path / "data") as base:
        preview = await base.intake.preview(Material("harbour.md", STORY.encode()))
        done = await asyncio.gather(*(base.intake.keep(preview.token) for _ in range(2)), return_exceptions=True)
        assert sorted(type(each).__name__ for each in done) == ["BuildReport", "IntakeError"]
        assert (await base.stats()).articles == 1


async def test_who_gives_up_leaves_nothing_half_done(tmp_path: Path) -> None:
    """The files are moved to the end; the next reload knows of them."""
    (tmp_path / "articles").mkdir()
    async with await KnowledgeBase.open([tmp_path / "articles"], tmp_path / "data") as base:
        preview = await base.intake.preview(Material("harbour.md", STORY.encode()))
        keeping = asyncio.create_task(base.intake.keep(preview.token))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        keeping.cancel()
        with pytest.raises(asyncio.CancelledError):
            await keeping
        assert (tmp_path / "data" / "articles" / "harbour.md").read_text() == STORY
        assert (await base.reload()).added == ("harbour.md",)


@FEW_TIMES
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode), st.sampled_from(SUFFIXES), st.text(max_size=40))
async def test_no_bytes_make_a_preview_raise_anything_else(
    tmp_path: Path, content: bytes, suffix: str, name: str
) -> None:
    """Whatever somebody uploads, under whatever name."""
    tmp_path.joinpath("articles").mkdir(exist_ok=True)
    async with await KnowledgeBase.open([tmp_path / "articles"], tmp_path / "data") as base:
        try:
            shown = await base.intake.preview(Material(name + suffix, content, url=name, title=name, authors=(name,)))
        except (ArticleError, IntakeError):
            return
        assert isinstance(shown, Preview)
        assert shown.article.warnings is not None
