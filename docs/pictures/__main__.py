"""Draw the answers to some questions, asked of the articles that ship, as PNG files.

Needs Chromium, and for Chinese names a font that has them (on Debian: chromium, fonts-noto-core, fonts-noto-cjk).
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app import dispatching
from bot.commands import load
from bot.config import Settings
from bot.dispatch import parse
from bot.orders import Orders
from bot.platforms.discord import draw as discord
from bot.platforms.discord.parts import layout
from bot.platforms.slack import draw as slack
from bot.platforms.slack.forms import ask_form
from bot.platforms.slack.home import home
from docs.pictures import blocks, message
from docs.pictures.browser import browser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Request
    from bot.reply import Reply

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
    "about": "/about",
    "form": "/quote",
}
FORMS, HOME = {"/quote": "quote"}, "/about"  # on Slack these are a form, and the Home
_UNFOLDED = {"ambiguity"}
_DOUBTS = ("This was said by a colleague of his, see the third paragraph.", "Wrong speaker?")


def main() -> int:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m docs.pictures", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(QUESTIONS)}; all where none is named")
    parser.add_argument("--on", choices=PLATFORMS, default="discord", help="as which platform shows them")
    parser.add_argument("--folder", type=Path, default=Path("pictures"), metavar="DIR", help="where to put them")
    args = parser.parse_args()
    if unknown := set(args.names) - set(QUESTIONS):
        parser.error(f"there is no {' or '.join(sorted(unknown))}")
    args.folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_drawn(args.names or list(QUESTIONS), args.on, args.folder))
    return 0


async def _drawn(names: Sequence[str], platform: str, folder: Path) -> None:
    pages = await _pages(names, platform)
    async with browser() as shown:
        for name, html in pages.items():
            for device, width in WIDTHS.items():
                (folder / f"{name}-{device}.png").write_bytes(await shown.shot(html, width))


async def _pages(names: Sequence[str], platform: str) -> dict[str, str]:
    """The pages by their names, of answers from a knowledge base and a state of their own."""
    with tempfile.TemporaryDirectory() as folder:
        async with dispatching(Settings(data=Path(folder))) as dispatcher:
            ids = [match.excerpt.id for match in (await dispatcher.answer(_asked("/quote Russia", limit=2))).matches]
            for number, doubt in zip(ids, _DOUBTS, strict=True):
                await dispatcher.answer(replace(_asked("/report"), values={"id": number, "note": doubt}))
            lines = {name: QUESTIONS[name].format(id=ids[0]) for name in names}
            replies = {name: await dispatcher.answer(_asked(line)) for name, line in lines.items()}
    return {name: PLATFORMS[platform](lines[name], reply, name in _UNFOLDED) for name, reply in replies.items()}


def _asked(line: str, limit: int = 1) -> Request:
    """The request as an admin of a server makes it there."""
    here = "discord:2222"
    asked = parse(line, load())
    return replace(asked, platform="discord", asker="4444", place=here, locale="en-GB", limit=limit, admin=True)


def _on_discord(line: str, reply: Reply, unfolded: bool) -> str:  # noqa: FBT001 - as a picture is
    view = layout(discord.draw(reply), Orders(), private=True)
    return message.page(line, view.to_components(), private=True, unfolded=unfolded)  # type: ignore[no-untyped-call]


def _on_slack(line: str, reply: Reply, unfolded: bool) -> str:  # noqa: FBT001 - the same
    if line in FORMS:
        return blocks.view_page(ask_form(load()[FORMS[line]], reply.say, {}))
    if line == HOME:
        return blocks.view_page(home([reply], Orders(), reply.say))
    return blocks.page(slack.draw(reply, Orders(), private=True).blocks, private=True, unfolded=unfolded)


PLATFORMS = {"discord": _on_discord, "slack": _on_slack}

if __name__ == "__main__":
    sys.exit(main())
