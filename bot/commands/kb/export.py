"""`/kb export`: the corrections in force, as a file that people can read and keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command
from bot.reply import Attachment, Reply
from bot.wording import moment
from knowledge import corrections_toml

if TYPE_CHECKING:
    from bot.command import Request, Services
    from bot.state import Entry

FILE = "corrections.toml"
_MOST = 1_000_000


async def run(request: Request, services: Services) -> Reply:
    """The file, with who made each correction, when and why as comments."""
    say = request.say
    _, entries = await services.state.corrections(_MOST)
    held = [entry for entry in entries if entry.undone_at is None]
    comments = {entry.correction.number: _comment(entry) for entry in held}
    text = corrections_toml.dumps([entry.correction for entry in held], comments)
    note = say.many("{count} correction in force", "{count} corrections in force", len(held))
    return Reply(note=note, attached=Attachment(FILE, text))


def _comment(entry: Entry) -> str:
    made = f"{moment(entry.made_at)}, {entry.made_by}"
    return f"{made}: {entry.reason}" if entry.reason else made


COMMAND = Command(
    "kb export",
    "The corrections in force, as a file",
    run,
    examples=("/kb export",),
    admin=True,
    editor=True,
    aside=True,
)
