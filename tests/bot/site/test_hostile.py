"""What others wrote is shown as text and steers nothing: not the page, not the reader, not the layout."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

import aiohttp
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bot.config import SiteText
from bot.dispatch import Dispatcher
from bot.site import texts
from docs.pictures.site import running
from knowledge import KnowledgeBase, Span
from tests.bot.site import hostile
from tests.bot.site.reading import read

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.config import Settings
    from tests.bot.site.reading import Read

STEERING = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f]")


@pytest_asyncio.fixture(params=list(SiteText))
async def client(
    request: object, settings: Settings, dispatcher: Dispatcher, tmp_path: Path
) -> AsyncIterator[aiohttp.ClientSession]:
    """Asks a site over the hostile corpus, showing quotations or whole texts."""
    text: SiteText = request.param  # type: ignore[attr-defined] # pytest's
    async with await KnowledgeBase.open([hostile.write(tmp_path / "articles")], tmp_path) as base:
        services = replace(dispatcher.services, base=base, site="https://x.example")
        async with (
            running(replace(settings, site_text=text), Dispatcher(services)) as found,
            aiohttp.ClientSession(found) as session,
        ):
            yield session


async def test_no_text_becomes_markup_and_no_link_a_script(client: aiohttp.ClientSession) -> None:
    """On any page that can be reached, in any language that it can be asked in."""
    pages = await everything(client)
    assert len(pages) > 20
    for at, page in pages.items():
        assert page.status == 200, at
        assert page.tree.xpath("//script | //img | //b | //@*[starts-with(name(), 'on')]") == [], at
        assert [link for link in page.links() if link.lower().startswith(("javascript", "data"))] == [], at
        assert not STEERING.search(page.source), at
        assert "49" not in page.texts("//blockquote"), at
        assert [out.get("rel") for out in page.tree.xpath("//a[starts-with(@href, 'http')]")] == [
            "noopener nofollow" for _ in page.tree.xpath("//a[starts-with(@href, 'http')]")
        ]


async def test_every_link_has_a_label(client: aiohttp.ClientSession) -> None:
    """Also where a headline has no sign that can be seen."""
    for at, page in (await everything(client)).items():
        empty = [link.get("href") for link in page.tree.xpath("//a") if not texts.visible(link.text_content(), "")]
        assert empty == [], at


async def test_what_is_asked_stands_on_the_page_as_text(client: aiohttp.ClientSession) -> None:
    """In the field and in the answer."""
    asked = hostile.SCRIPT + "\"'><img src=x>"
    for path in ("/search?q=", "/people?name=", "/articles?name=", "/search?q=x&speaker=", "/nosuch/"):
        page = await read(client, path + quote(asked, safe=""))
        assert page.tree.xpath("//script | //img") == [], path
        fields = page.tree.xpath("//input[@type='search' or @name='speaker']/@value")
        assert path == "/nosuch/" or asked in fields


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))), st.none() | st.integers(1, 30))
def test_a_marked_text_shows_exactly_its_signs(text: str, ranges: list[tuple[int, int]], room: int | None) -> None:
    """Less what would steer; cut at both ends where there is no room, and marked just where it should be."""
    spans = [Span(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in ranges]
    drawn = str(texts.marked(text, spans, room))
    shown = re.sub("</?mark>", "", drawn)
    plain = html.fromstring(f"<p>{shown}</p>").text_content() if shown else ""
    inner = plain.removeprefix("…").removesuffix("…") if room is not None and len(text) > room else plain
    assert _blank(inner) in _blank(texts.clean(text))
    if room is None or len(text) <= room:
        assert _blank(plain) == _blank(texts.clean(text))


@given(st.text(), st.integers(1, 60))
def test_a_text_is_cut_between_words_and_within_its_room(text: str, room: int) -> None:
    """What is kept is a beginning, or an end, of it."""
    first, last = texts.beginning(text, room), texts.ending(text, room)
    assert max(len(first), len(last)) <= max(room, min(len(text), room)) + 1
    assert text.startswith(first.removesuffix("…")) or first == text
    assert text.endswith(last.removeprefix("…")) or last == text


async def everything(client: aiohttp.ClientSession) -> dict[str, Read]:
    """Every page that can be reached from the first, but those in other languages."""
    found: dict[str, Read] = {}
    left = ["/"]
    while left:
        at = left.pop()
        page = found[at] = await read(client, at)
        there = [urljoin(at, link).partition("#")[0] for link in page.links() if "lang=" not in link]
        kinds = (".txt", ".md", ".bib", ".json")
        left += [each for each in dict.fromkeys(there) if each.startswith("/") and not each.endswith(kinds)]
        left = [each for each in left if each not in found]
    return found


def _blank(text: str) -> str:
    """Without blanks and line ends, which HTML folds."""
    return re.sub(r"[\s\r]+", "", text)
