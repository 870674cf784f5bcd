"""`/kb import`: take over a file of corrections, all of it or nothing."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.command import Command, Completion, Option
from bot.editing.changing import corrected, without_effect
from bot.editing.correcting import described
from bot.errors import UserError
from bot.reply import Choice, Reply, Section, Way
from bot.state import Deed
from knowledge import corrections_toml

if TYPE_CHECKING:
    from bot.command import Request, Services
    from knowledge import Correction

_LISTED = 20
_WAITING = 20  # files; the oldest goes


async def run(request: Request, services: Services) -> Reply:
    """What the file would change; once that is wanted, what it changed."""
    if "token" in request.values:
        text = services.imports.pop(request.values["token"], None)
        if text is None:
            raise UserError(request.say("That file is no longer here. Please hand it over again."))
        return await _taken(request, services, _new(services, text))
    text = await _text(request)
    new = _new(services, text)
    if not new or "sure" in request.values:
        return await _taken(request, services, new)
    return _asked(request, services, new, text)


async def _text(request: Request) -> str:
    say, upload = request.say, request.uploads.get("file")
    if upload is None:
        raise UserError(say("Hand over the file that /kb export gave."))
    if upload.size > corrections_toml.LIMIT_BYTES:
        raise UserError(say("The file is too large."))
    return (await upload.read()).decode("utf-8", "surrogateescape")


def _new(services: Services, text: str) -> list[Correction]:
    """What the file has and is not in force yet; nothing is taken out of force by a file."""
    held = {_bare(each) for each in services.base.corrections}
    found = {_bare(each): each for each in corrections_toml.loads(text)}
    return [correction for bare, correction in found.items() if bare not in held]


def _bare(correction: Correction) -> Correction:
    return replace(correction, number=0)


def _asked(request: Request, services: Services, new: list[Correction], text: str) -> Reply:
    say, token = request.say, hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
    services.imports[token] = text
    while len(services.imports) > _WAITING:
        del services.imports[next(iter(services.imports))]
    label = say("Take them over")
    return Reply(
        title=say.many("{count} correction would be new", "{count} corrections would be new", len(new)),
        sections=(_listed(request, new),),
        choices=(Choice(label, "", request.command, {"token": token}, Way.MEANT),),
    )


async def _taken(request: Request, services: Services, new: list[Correction]) -> Reply:
    say = request.say
    if not new:
        return Reply(note=say("All of these corrections are in force already."))
    numbers = await corrected(request, services, new, reason=say("imported"), deed=Deed.IMPORT)
    idle = [(number, reason) for number in numbers if (reason := without_effect(services, number))]
    lines = tuple(say("{number}: {reason}", number=number, reason=reason) for number, reason in idle)
    return Reply(
        note=say.many("{count} correction is taken over.", "{count} corrections are taken over.", len(numbers)),
        sections=(Section(say("Without effect now"), lines[:_LISTED]),) if lines else (),
        choices=(Choice(say("Look at all corrections"), "", "kb corrections"),),
    )


def _listed(request: Request, corrections: list[Correction]) -> Section:
    say, left = request.say, len(corrections) - _LISTED
    lines = [described(each, say) for each in corrections[:_LISTED]]
    rest = [say.many("… and {count} more", "… and {count} more", left)] if left > 0 else []
    return Section(say("What it says"), (*lines, *rest))


COMMAND = Command(
    "kb import",
    "Take over a file of corrections, all of it or nothing",
    run,
    options=(
        Option("file", "A file as /kb export gives it", completion=Completion.FILE, longest=2000),
        Option("sure", "Without being asked", choices=("yes",)),
        Option("token", "The file that was shown", by_button=True),
    ),
    admin=True,
    editor=True,
    aside=True,
)
