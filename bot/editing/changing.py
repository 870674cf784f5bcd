"""Changes to the knowledge base, one at a time, each written down with who asked for it.

What editors say is written down first and put in force then: after a crash in between, the next start puts it in force.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.editing.noting import noted, now
from bot.editing.progress import under_way
from bot.errors import BotError, UserError
from bot.state import Deed, Entry
from knowledge import BuildError, KnowledgeError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from bot.command import Request, Services
    from knowledge import BuildReport, Correction

FOLLOWING = 20.0  # seconds between looks at what other processes have written down
_DIGITS = 9  # far below what SQLite holds

log = logging.getLogger(__name__)


async def reloaded(request: Request, services: Services, *, removals: bool = False) -> BuildReport:
    """Read the articles anew, with the corrections that are in force by now, whoever made them.

    Raises Vanished where most articles are gone at once, unless their removal is wanted.
    """
    async with _alone(request, services):
        await request.tell(request.say("The articles are being read …"))
        async with under_way(request) as progress:
            report = await services.base.reload(progress, allow_removals=removals)
        if (now_in_force := await followed(services)) is not None:
            report = replace(report, unapplied=now_in_force.unapplied, stats=now_in_force.stats)
    await noted(request, services, Deed.RELOAD, counted(report))
    return report


async def taken(
    request: Request, services: Services, deed: Deed, about: str, change: Callable[[], Awaitable[BuildReport]]
) -> BuildReport:
    """Take an article in or out."""
    async with _alone(request, services):
        await request.tell(request.say("The articles are being read …"))
        report = await change()
    await noted(request, services, deed, about)
    return report


async def corrected(
    request: Request,
    services: Services,
    corrections: Sequence[Correction],
    *,
    reason: str = "",
    report: int | None = None,
    deed: Deed = Deed.FIX,
) -> tuple[int, ...]:
    """Write corrections down and put them in force: their numbers. The report that they settle is settled.

    Raises UserError where they are written down, but could not be put in force.
    """
    entries = [Entry(each, request.by, now(), reason, report) for each in corrections]
    async with _alone(request, services):
        numbers = await services.state.add_corrections(entries)
        await noted(request, services, deed, ", ".join(map(str, numbers)))
        if report is not None:
            await services.state.settle(report, None, request.by, now())
        await _enforced(request, services)
    return numbers


async def undone(request: Request, services: Services, number: int) -> bool:
    """Take a correction out of force; False where there is no such one in force."""
    async with _alone(request, services):
        done = await services.state.undo_correction(number, request.by, now())
        if done:
            await noted(request, services, Deed.UNDO, str(number))
            await _enforced(request, services)
    return done


async def redone(request: Request, services: Services, number: int) -> bool:
    """Put an undone correction into force again; False where there is no such one."""
    async with _alone(request, services):
        done = await services.state.redo_correction(number)
        if done:
            await noted(request, services, Deed.REDO, str(number))
            await _enforced(request, services)
    return done


async def followed(services: Services) -> BuildReport | None:
    """Put in force what the state says is, where that is something else by now; nothing is done where it is not."""
    held = await services.state.corrections_in_force()
    return await services.base.correct(held) if held != services.base.corrections else None


async def follow(services: Services) -> None:
    """Put in force what other processes write down, such as `dragoman kb` on the command line, until cancelled."""
    while True:
        await asyncio.sleep(FOLLOWING)
        try:
            async with services.changing:
                await followed(services)
        except (BotError, KnowledgeError) as error:
            log.error("corrections could not be put in force: %s", error)  # noqa: TRY400 - its text is the whole story


def without_effect(services: Services, number: int) -> str | None:
    """Why a correction has no effect, where it has none."""
    return next((e.reason for e in services.base.report.unapplied if e.correction.number == number), None)


def numbered(said: str) -> int | None:
    """The number that somebody gave for a correction or a report."""
    bare = said.lstrip("#")
    return int(bare) if bare.isdecimal() and len(bare) <= _DIGITS else None


def counted(report: BuildReport) -> str:
    """How many articles came, changed and went, in signs."""
    return f"+{len(report.added)} ~{len(report.changed)} -{len(report.removed)}"


async def _enforced(request: Request, services: Services) -> None:
    try:
        await followed(services)
    except BuildError as error:
        raise UserError(
            request.say(
                "It is written down, but could not be put in force: {reason} /kb reload tries again.", reason=error
            )
        ) from error


@asynccontextmanager
async def _alone(request: Request, services: Services) -> AsyncIterator[None]:
    if services.changing.locked():
        await request.tell(request.say("Another change is under way; this one waits for it."))
    async with services.changing:
        yield
