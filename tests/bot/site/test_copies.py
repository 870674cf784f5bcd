"""What two articles carry alike stands on the site once, with both of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp

from bot import commands
from bot.command import Services
from bot.dispatch import Dispatcher
from bot.state import State
from docs.pictures.site import running
from knowledge import KnowledgeBase
from tests.bot.corpus import HARBOUR, write
from tests.bot.site.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config import Settings

_COPY = HARBOUR.replace("The Example Gazette", "The Coast Courier").replace("gazette.example", "courier.example")


async def test_a_quotation_names_every_article_that_carries_it(settings: Settings, tmp_path: Path) -> None:
    """A list says where else it stands; its page leads there."""
    folder = write(tmp_path / "articles")
    (folder / "syndicated.md").write_text(_COPY, encoding="utf-8")
    async with await KnowledgeBase.open([folder], tmp_path / "data") as base:
        _, (match, *others) = await base.quotations("The breakwater is our second wall")
        async with (
            running(settings, Dispatcher(Services(base, commands.load(), State()))) as address,
            aiohttp.ClientSession(address) as client,
        ):
            listed = await read(client, "/search?q=breakwater+second+wall")
            page = await read(client, f"/quotations/{match.excerpt.id}")
            (link,) = page.tree.xpath("//dt[.='Also in']/../dd/a")
            led = await read(client, link.get("href"))
    (other,) = match.excerpt.also
    assert others == []
    assert f"also in {other.outlet}" in listed.text("//figcaption/p[@class='source']")
    assert led.text("//h1") == other.headline
    assert {match.excerpt.citation.outlet, other.outlet} == {"The Example Gazette", "The Coast Courier"}
