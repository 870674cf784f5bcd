"""`/kb log`: who changed what and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command
from bot.paging import LIST_SIZE, PAGE, page_of, turns
from bot.reply import Reply, Section
from bot.state import Deed
from bot.wording import moment

if TYPE_CHECKING:
    from bot.command import Request, Services
    from bot.language import Language
    from bot.state import Note


async def run(request: Request, services: Services) -> Reply:
    """Everything that was done, the newest first, a page at a time."""
    page, say = page_of(request, LIST_SIZE), request.say
    total, notes = await services.state.notes(page.size, page.offset)
    lines = tuple(_line(note, say) for note in notes)
    return Reply(
        title=say("Who changed what"),
        note=None if notes else say("Nothing has been changed yet."),
        sections=(Section(say("The newest first"), lines),) if lines else (),
        choices=turns(request, page, total),
    )


def _line(note: Note, say: Language) -> str:
    deeds = {
        Deed.RELOAD: say("articles read anew"),
        Deed.ADD: say("article added"),
        Deed.REMOVE: say("article removed"),
        Deed.PUT_BACK: say("article put back"),
        Deed.FIX: say("correction made"),
        Deed.UNDO: say("correction undone"),
        Deed.REDO: say("correction put back"),
        Deed.IMPORT: say("corrections imported"),
        Deed.SETTINGS: say("settings of a server"),
    }
    about = f"{deeds[note.deed]}: {note.about}"
    return say("{moment}, by {asker}: {about}", moment=moment(note.at, say), asker=note.by, about=about)


COMMAND = Command(
    "kb log",
    "Who changed what, and when",
    run,
    options=(PAGE,),
    examples=("/kb log",),
    admin=True,
    editor=True,
    aside=True,
)
