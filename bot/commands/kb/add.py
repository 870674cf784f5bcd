"""`/kb add`: read an article from a file or an address, and show it before it comes in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.built import report_reply
from bot.changing import taken
from bot.command import Command, Completion, Option
from bot.errors import UserError
from bot.incoming import preview_reply
from bot.state import Deed
from knowledge import Material

if TYPE_CHECKING:
    from bot.command import Request, Services
    from bot.reply import Reply
    from knowledge import Preview


async def run(request: Request, services: Services) -> Reply:
    """What was read of it, with the ways to keep it and to drop it; once that is said, what it changed."""
    material = await _handed_over(request, services)
    await request.tell(request.say("The article is being read …"))
    preview = await services.knowledge.intake.preview(material)
    if "sure" not in request.values:
        return preview_reply(request, preview)
    return await _kept(request, services, preview)


async def _handed_over(request: Request, services: Services) -> Material:
    upload = request.uploads.get("file")
    if upload is None:
        raise UserError(request.say("Which article? Hand over a file."))
    services.knowledge.intake.check(upload.name, upload.size)
    return Material(upload.name, await upload.read(), accessed=f"{datetime.now(UTC):%Y-%m-%d}")


async def _kept(request: Request, services: Services, preview: Preview) -> Reply:
    keeping = services.knowledge.intake.keep
    report = await taken(request, services, Deed.ADD, preview.file, lambda: keeping(preview.token))
    return report_reply(report, request.say)


COMMAND = Command(
    "kb add",
    "Read an article from a file, and show it before it comes in",
    run,
    options=(
        Option("file", "The article", completion=Completion.FILE, longest=2000),
        Option("sure", "Without being asked", choices=("yes",)),
    ),
    admin=True,
    editor=True,
    aside=True,
)
