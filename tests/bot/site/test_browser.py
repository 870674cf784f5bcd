"""The site in a real browser: keyboard, phone, light and dark, and what a screen reader goes by.

Skipped where no Chromium is installed.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.dispatch import Dispatcher
from docs.pictures.browser import browser, installed
from docs.pictures.site import running
from knowledge import KnowledgeBase
from tests.bot.site import hostile
from tests.bot.site.test_pages import WALL, article, person, quotation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.config import Settings
    from docs.pictures.browser import Browser

pytestmark = pytest.mark.skipif(installed() is None, reason="no Chromium is installed")

PHONE, DESKTOP = 360, 1200
FOCUSED = """(() => {
  const at = document.activeElement, look = getComputedStyle(at);
  return [at.tagName.toLowerCase(), at.name || at.innerText.trim(), look.outlineStyle, parseFloat(look.outlineWidth)];
})()"""
WIDER = """[...document.querySelectorAll('body, body *')].filter(each =>
  each.getBoundingClientRect().right > document.documentElement.clientWidth + 1
  && getComputedStyle(each).position !== 'absolute').map(each => each.outerHTML.slice(0, 80))"""
LEVELS = "[...document.querySelectorAll('h1, h2, h3, h4')].map(each => Number(each.tagName[1]))"
UNNAMED = """[...document.querySelectorAll('a, button, input, select, nav, summary')].filter(each => {
  if (each.type === 'hidden') return false;
  const named = each.getAttribute('aria-label') || (each.labels && each.labels.length && each.labels[0].textContent)
    || each.textContent;
  return !named || !named.trim();
}).map(each => each.outerHTML.slice(0, 80))"""
SMALL = """[...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')].filter(each => {
  const box = each.getBoundingClientRect(), inText = getComputedStyle(each).display === 'inline';
  return box.width && !inText && !each.classList.contains('skip') && (box.height < 24 || box.width < 24);
}).map(each => each.outerHTML.slice(0, 80))"""
TWICE = """(() => {
  const all = [...document.querySelectorAll('[id]')].map(each => each.id);
  return all.filter((each, at) => all.indexOf(each) !== at);
})()"""
# The least ratio of contrast between each text and what lies behind it, after WCAG 2.2; large text is let off with 3.
PALE = """(() => {
  const parts = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = each => {
    for (let at = each; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const pale = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, each = text.parentElement, look = getComputedStyle(each);
    if (!text.textContent.trim() || !each.getClientRects().length) continue;
    const [a, b] = [light(parts(look.color)), light(behind(each))].sort((x, y) => y - x);
    const size = parseFloat(look.fontSize), large = size >= 24 || (size >= 18.66 && look.fontWeight >= 700);
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) pale.push([text.textContent.trim().slice(0, 40), look.color]);
  }
  return pale;
})()"""
EDGES = """(() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = light(parts(getComputedStyle(document.body).backgroundColor));
  return [...document.querySelectorAll('input:not([type=hidden]), select')].map(each => {
    const [a, b] = [light(parts(getComputedStyle(each).borderTopColor)), ground].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  });
})()"""


@pytest_asyncio.fixture
async def page() -> AsyncIterator[Browser]:
    """A browser's page."""
    async with browser() as opened:
        yield opened


@pytest_asyncio.fixture
async def paths(knowledge: KnowledgeBase) -> list[str]:
    """One page of each kind."""
    return [
        "/",
        "/people",
        "/articles",
        "/search?q=ice&speaker=Carla",
        "/search?q=lighthouse+keeper+strike",
        f"/people/{await person(knowledge, 'Ana Reis')}",
        f"/articles/{await article(knowledge, 'harbour.md')}",
        f"/quotations/{await quotation(knowledge, WALL)}",
        "/nosuch",
    ]


async def test_a_keyboard_is_enough(page: Browser, address: str) -> None:
    """Tab comes to the search first after the head; what has the focus shows it; Enter goes on to the results."""
    await page.visit(f"{address}/", DESKTOP)
    reached = []
    for _ in range(7):
        await page.press("Tab")
        reached.append(await page.read(FOCUSED))
    assert [name for _, name, *_ in reached] == [
        "Skip to the content",
        "Dragoman",
        "Search",
        "People",
        "Articles",
        "q",
        "Search",
    ]
    assert [each for each in reached if each[2] == "none" or each[3] < 2] == []
    await page.read("document.querySelector('#q').focus()")
    for letter in "second wall":
        await page.press(letter)
    await page.press("Enter")
    await page.arrived("/search")
    assert await page.read("document.querySelector('mark').innerText") == "second wall"
    await page.read("document.querySelector('main').focus()")
    followed = []
    for _ in range(7):
        await page.press("Tab")
        followed.append((await page.read(FOCUSED))[1])
    assert followed[:3] == ["q", "Search", "Narrow down"]
    assert any(name.startswith("Ana Reis") for name in followed)
    assert any(name.startswith("Read in context") for name in followed)


async def test_the_first_tab_skips_the_head(page: Browser, address: str) -> None:
    """To the content, from where Tab goes on."""
    await page.visit(f"{address}/people", DESKTOP)
    await page.press("Tab")
    await page.press("Enter")
    assert await page.read("document.activeElement.id") == "main"
    await page.press("Tab")
    assert (await page.read(FOCUSED))[1] == "name"


@pytest.mark.parametrize("width", [320, PHONE, DESKTOP])
async def test_nothing_is_wider_than_the_window(page: Browser, address: str, paths: list[str], width: int) -> None:
    """No reading by scrolling sideways."""
    for path in paths:
        await page.visit(address + path, width)
        assert await page.read(WIDER) == [], path
        assert await page.read("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_every_text_can_be_told_from_what_is_behind_it(
    page: Browser, address: str, paths: list[str], *, dark: bool
) -> None:
    """At least AA in both schemes; the edges of fields too."""
    grounds = set()
    for path in paths:
        await page.visit(address + path, PHONE, dark=dark)
        await page.read("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert await page.read(PALE) == [], path
        assert [ratio for ratio in await page.read(EDGES) if ratio < 3] == [], path
        grounds.add(await page.read("getComputedStyle(document.body).backgroundColor"))
    assert grounds == {"rgb(21, 23, 26)" if dark else "rgb(252, 251, 248)"}


async def test_a_screen_reader_finds_its_way(page: Browser, address: str, paths: list[str]) -> None:
    """One main heading, none skipped; landmarks; everything that can be operated has a name, and no id stands twice."""
    for path in paths:
        await page.visit(address + path, PHONE)
        levels = await page.read(LEVELS)
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert [after for before, after in pairwise(levels) if after > before + 1] == [], path
        for landmark in ("header", "main", "footer", "nav"):
            assert await page.read(f"document.querySelectorAll('{landmark}').length") >= 1, (path, landmark)
        assert await page.read("document.querySelectorAll('main').length") == 1
        assert await page.read(UNNAMED) == [], path
        assert await page.read(TWICE) == [], path
        assert await page.read("document.title.endsWith('· Dragoman') && document.title.length > 14"), path


async def test_what_is_pressed_is_large_enough_for_a_finger(page: Browser, address: str, paths: list[str]) -> None:
    """At least 24 by 24 pixels, but for links inside of text."""
    for path in paths:
        await page.visit(address + path, PHONE)
        assert await page.read(SMALL) == [], path


async def test_a_hostile_text_leaves_the_layout_as_it_is(
    page: Browser, settings: Settings, dispatcher: Dispatcher, tmp_path: Path
) -> None:
    """Endless words break; nothing runs, whatever it looks like, and nothing is asked of another server."""
    async with await KnowledgeBase.open([hostile.write(tmp_path / "articles")], tmp_path) as base:
        services = replace(dispatcher.services, base=base)
        async with running(settings, Dispatcher(services)) as address:
            for path in await _everywhere(base):
                await page.visit(address + path, PHONE)
                assert await page.read("document.documentElement.scrollWidth") <= PHONE, path
                assert await page.read(WIDER) == [], path
                loaded: Any = await page.read("performance.getEntriesByType('resource').map(each => each.name)")
                assert [each for each in loaded if not each.startswith(address)] == [], path


async def test_the_policy_lets_no_script_run(page: Browser, address: str) -> None:
    """Neither one that is put into a page nor the handler of an event."""
    await page.visit(f"{address}/", DESKTOP)
    tried = """(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = true">');
      return window.ran === undefined;
    })()"""
    assert await page.read(tried)


async def _everywhere(base: KnowledgeBase) -> list[str]:
    found = (await base.articles()).articles
    excerpts = [each for one in found for each in (await base.contents.said_in(one.citation.article, 50))[1]]
    _, people = await base.everyone()
    return [
        "/",
        "/people",
        "/articles",
        "/search?q=a+word",
        *(f"/articles/{each.citation.article}" for each in found),
        *(f"/quotations/{each.id}" for each in excerpts),
        *(f"/people/{each.person.id}" for each in people),
    ]
