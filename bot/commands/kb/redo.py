"""`/kb redo`: put an undone correction into force again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command, Option
from bot.editing.changing import numbered, redone
from bot.editing.correcting import described, undoing
from bot.editing.judging import stands
from bot.errors import UserError
from bot.reply import Reply

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """What was put back, and how its quotation stands now."""
    say, told = request.say, request.values["number"]
    number = numbered(told)
    entry = await services.state.correction(number) if number is not None else None
    if entry is None or not await redone(request, services, entry.correction.number):
        raise UserError(say("No correction “{number}” is undone.", number=told[:20]))
    made, words = entry.correction, entry.correction.words
    after = await services.knowledge.excerpt(words.id) if words else None
    note = say("Correction {number} is in force again: {what}", number=made.number, what=described(made, say))
    return Reply(
        note=say.together(note, stands(request, after) if after else None), choices=(undoing(made.number, say),)
    )


COMMAND = Command(
    "kb redo",
    "Put an undone correction into force again",
    run,
    options=(Option("number", "The number of the correction", required=True),),
    admin=True,
    editor=True,
    aside=True,
)
