"""`/kb corrections`: what editors have said, who they were, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command
from bot.editing.changing import without_effect
from bot.editing.correcting import entry_section, redoing, undoing
from bot.paging import PAGE, page_of, turns
from bot.reply import Choice, Reply

if TYPE_CHECKING:
    from bot.command import Request, Services

_SIZE = 4


async def run(request: Request, services: Services) -> Reply:
    """All of them, those undone included, the newest first, a page at a time."""
    page, say = page_of(request, _SIZE), request.say
    total, entries = await services.state.corrections(page.size, page.offset)
    ways = [_way(entry.undone_at is None, entry.correction.number, request) for entry in entries]
    return Reply(
        title=say.many("{count} correction", "{count} corrections", total),
        note=None if total else say("Editors have corrected nothing yet."),
        sections=tuple(entry_section(each, without_effect(services, each.correction.number), say) for each in entries),
        choices=(*ways, *turns(request, page, total)),
    )


def _way(in_force: bool, number: int, request: Request) -> Choice:  # noqa: FBT001 - a truth about the correction
    way = undoing(number, request.say) if in_force else redoing(number, request.say)
    return Choice(f"{way.label} {number}", way.description, way.command, way.values, way.way)


COMMAND = Command(
    "kb corrections",
    "What editors have corrected, when and why",
    run,
    options=(PAGE,),
    examples=("/kb corrections",),
    admin=True,
    editor=True,
    aside=True,
)
