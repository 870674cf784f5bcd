"""Draw the pages of the site, over the articles that ship, as PNG files: light on a desktop, dark on a phone."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from bot.app import dispatching
from bot.config import Settings
from bot.site.app import application
from docs.pictures.browser import browser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.dispatch import Dispatcher
    from docs.pictures.browser import Browser

SHOWN = {
    "home": "/",
    "search": "/search?q=strategic%20rear",
    "miss": "/search?q=strategik%20reer%20of%20Amerika",
    "quotation": "/quotations/{quotation}",
    "person": "/people/{person}",
    "people": "/people",
    "article": "/articles/{article}",
    "missing": "/quotations/qnosuch",
    "chinese": "/search?q=%E5%8D%8A%E8%BE%B9%E5%A4%A9&lang=zh-CN",
    "russian": "/people/{person}?lang=ru",
}
_WAYS = {"desktop": (900, False), "phone": (390, True)}
_HIGHEST = 2400


def main() -> int:
    """Draw every page."""
    parser = argparse.ArgumentParser(prog="python -m docs.pictures.site", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("pictures"), metavar="DIR", help="where to put them")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_drawn(folder))
    return 0


async def _drawn(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data))
        async with dispatching(settings) as dispatcher, browser() as shown:
            await _draw(shown, dispatcher, settings, folder)


async def _draw(browser: Browser, dispatcher: Dispatcher, settings: Settings, folder: Path) -> None:
    knowledge = dispatcher.services.knowledge
    _, (match, *_) = await knowledge.quotations("half of the sky")
    excerpt = match.excerpt
    names = {
        "quotation": excerpt.id,
        "person": excerpt.speaker.id if excerpt.speaker else "",
        "article": excerpt.citation.article,
    }
    async with running(settings, dispatcher) as address:
        for name, path in SHOWN.items():
            for device, (width, dark) in _WAYS.items():
                await browser.visit(address + path.format(**names), width, dark=dark)
                (folder / f"site-{name}-{device}.png").write_bytes(await browser.picture(_HIGHEST))


@asynccontextmanager
async def running(settings: Settings, dispatcher: Dispatcher) -> AsyncIterator[str]:
    """The site on a free port of this machine; gives its address."""
    runner = web.AppRunner(application(settings, dispatcher))
    await runner.setup()
    try:
        listening = web.TCPSite(runner, "127.0.0.1", 0)
        await listening.start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    sys.exit(main())
