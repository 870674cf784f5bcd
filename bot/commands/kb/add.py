"""`/kb add`: read an article from a file or an address, and show it before it comes in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.command import Command, Completion, Option
from bot.editing.built import report_reply
from bot.editing.changing import taken
from bot.editing.incoming import feed_reply, preview_reply
from bot.errors import UserError
from bot.state import Deed
from knowledge import Feed, Fetcher, Material

if TYPE_CHECKING:
    from bot.command import Request, Services
    from bot.reply import Reply
    from knowledge import Preview

_WEB = ("https://", "http://")


async def run(request: Request, services: Services) -> Reply:
    """What was read of it, with the ways to keep it and to drop it; once that is said, what it changed."""
    found = await _found(request, services)
    if isinstance(found, Feed):
        return feed_reply(request, found)
    await request.tell(request.say("The article is being read …"))
    preview = await services.base.intake.preview(found)
    return await _kept(request, services, preview) if "sure" in request.values else preview_reply(request, preview)


async def _found(request: Request, services: Services) -> Material | Feed:
    upload, typed = request.uploads.get("file"), request.values.get("file", "")
    url = request.values.get("url") or (typed if upload is None and typed.startswith(_WEB) else "")
    if url:
        return await _fetched(request, _fetcher(request, services), url)
    if upload is None:
        raise UserError(request.say("Which article? Hand over a file, or give its address with url:"))
    if PurePath(upload.name).suffix.lower() in Fetcher.LISTS:
        return await _fetcher(request, services).listed(Material(upload.name, await upload.read()))
    services.base.intake.check(upload.name, upload.size)
    return Material(upload.name, await upload.read(), accessed=f"{datetime.now(UTC):%Y-%m-%d}")


async def _fetched(request: Request, fetcher: Fetcher, url: str) -> Material | Feed:
    """What stands at an address; what the feed says of it comes along, where it was taken from one."""
    await request.tell(request.say("The page is being fetched …"))
    if "feed" in request.values:
        feed = await fetcher.fetch(request.values["feed"])
        entries = feed.entries if isinstance(feed, Feed) else ()
        if entry := next((each for each in entries if each.url == url), None):
            return await fetcher.entry(entry)
    return await fetcher.fetch(url)


def _fetcher(request: Request, services: Services) -> Fetcher:
    if services.fetcher is None:
        raise UserError(
            request.say("Nothing is fetched from the web here. Whoever runs this bot can allow it: DRAGOMAN_FETCH=1")
        )
    return services.fetcher


async def _kept(request: Request, services: Services, preview: Preview) -> Reply:
    keeping = services.base.intake.keep
    report = await taken(request, services, Deed.ADD, preview.file, lambda: keeping(preview.token))
    return report_reply(report, services.base.corrections, request.say)


COMMAND = Command(
    "kb add",
    "Read an article from a file or an address, and show it before it comes in",
    run,
    options=(
        Option("file", "The article", completion=Completion.FILE, longest=2000),
        Option("url", "The address of an article or of a feed", longest=2000),
        Option("sure", "Without being asked", choices=("yes",)),
        Option("feed", "The feed that announces it", longest=2000, by_button=True),
    ),
    admin=True,
    editor=True,
    aside=True,
)
