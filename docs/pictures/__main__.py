"""Draw the answers to some questions, asked of the articles that ship, and the pages of the site, as PNG files.

Needs Chromium, and for Chinese names a font that has them (on Debian: chromium, fonts-noto-core, fonts-noto-cjk).
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.app import dispatching
from bot.commands import load
from bot.config import Settings
from bot.dispatch import parse
from bot.orders import Orders
from bot.platforms.discord.draw import EXCERPTS, draw
from bot.platforms.discord.parts import layout
from docs.pictures import site
from docs.pictures.browser import browser
from docs.pictures.message import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Request
    from bot.dispatch import Dispatcher

WIDTHS = {"desktop": 900, "phone": 390}
QUESTIONS = {
    "quote": "/quote strategic rear",
    "one-quote": "/quote hold up half of the sky",
    "context": "/source id:{id} around:1",
    "expert": "/expert Zhao Huasheng",
    "ambiguity": "/expert Yang",
    "miss": "/expert Zao Huashen",
    "no-words": "/quote strategik reer of Amerika",
    "brief": "/brief alliance with Russia",
    "compare": "/compare Zhao Huasheng with:Yan Xuetong",
    "cite": "/cite id:{id}",
    "reports": "/reports",
    "who-said": "/who-said hold up half of the sky",
}
SITE = "site"
_UNFOLDED = {"ambiguity"}
_DOUBTS = ("This was said by a colleague of his, see the third paragraph.", "Wrong speaker?")


@dataclass(frozen=True, slots=True)
class Sent:
    """What was asked, and the components of the message it is answered with."""

    asked: str
    components: list[dict[str, Any]]


def main() -> int:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m docs.pictures", description=__doc__)
    names = f"{', '.join(QUESTIONS)}, or {SITE} for the pages of the site; all where none is named"
    parser.add_argument("names", nargs="*", metavar="NAME", help=names)
    parser.add_argument("--folder", type=Path, default=Path("pictures"), metavar="DIR", help="where to put them")
    args = parser.parse_args()
    if unknown := set(args.names) - {*QUESTIONS, SITE}:
        parser.error(f"there is no {' or '.join(sorted(unknown))}")
    args.folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_drawn(args.names or [*QUESTIONS, SITE], args.folder))
    return 0


async def _drawn(names: Sequence[str], folder: Path) -> None:
    answers = await _answers([name for name in names if name != SITE])
    async with browser() as shown:
        for name, sent in answers.items():
            html = page(sent.asked, sent.components, private=True, unfolded=name in _UNFOLDED)
            for device, width in WIDTHS.items():
                (folder / f"{name}-{device}.png").write_bytes(await shown.shot(html, width))
        if SITE in names:
            with tempfile.TemporaryDirectory() as data:
                settings = Settings(data=Path(data))
                async with dispatching(settings) as dispatcher:
                    await site.draw(shown, dispatcher, settings, folder)


async def _answers(names: Sequence[str]) -> dict[str, Sent]:
    """The answers by their names, from a knowledge base and a state of their own."""
    with tempfile.TemporaryDirectory() as folder:
        async with dispatching(Settings(data=Path(folder))) as dispatcher:
            ids = [match.excerpt.id for match in (await dispatcher.answer(_asked("/quote Russia", limit=2))).matches]
            for number, doubt in zip(ids, _DOUBTS, strict=True):
                await dispatcher.answer(replace(_asked("/report"), values={"id": number, "note": doubt}))
            return {name: await _sent(dispatcher, QUESTIONS[name].format(id=ids[0])) for name in names}


def _asked(line: str, limit: int = EXCERPTS) -> Request:
    """The request as an admin of a server makes it there."""
    here = "discord:2222"
    asked = parse(line, load())
    return replace(asked, platform="discord", asker="4444", place=here, locale="en-GB", limit=limit, admin=True)


async def _sent(dispatcher: Dispatcher, line: str) -> Sent:
    reply = await dispatcher.answer(_asked(line))
    view = layout(draw(reply), Orders(), private=True)
    return Sent(line, view.to_components())  # type: ignore[no-untyped-call] # discord.py's


if __name__ == "__main__":
    sys.exit(main())
