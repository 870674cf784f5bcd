"""`/kb undo`: take a correction out of force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command, Option
from bot.editing.changing import numbered, undone
from bot.editing.correcting import described, redoing
from bot.editing.judging import stands
from bot.errors import UserError
from bot.reply import Reply

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """What was undone, and how its quotation stands now."""
    say, told = request.say, request.values.get("number")
    number = numbered(told) if told is not None else None
    entry = await services.state.correction(number) if told is None or number is not None else None
    if entry is None or not await undone(request, services, entry.correction.number):
        if told is None:
            raise UserError(say("No correction is in force."))
        raise UserError(say("No correction “{number}” is in force.", number=told[:20]))
    made, words = entry.correction, entry.correction.words
    after = await services.knowledge.excerpt(words.id) if words else None
    note = say("Correction {number} is undone: {what}", number=made.number, what=described(made, say))
    return Reply(
        note=say.together(note, stands(request, after) if after else None), choices=(redoing(made.number, say),)
    )


COMMAND = Command(
    "kb undo",
    "Undo a correction, the last one unless you say which",
    run,
    options=(Option("number", "The number of the correction"),),
    admin=True,
    editor=True,
    aside=True,
)
