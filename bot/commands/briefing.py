"""`/briefing`: the briefings that come by themselves, for admins to set up, look at and stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.briefing import compose
from bot.command import Command, Option
from bot.errors import UserError
from bot.paging import PAGE, page_of, turns
from bot.recurrence import upcoming
from bot.reply import Choice, Outcome, Reply, Section, Spot, Way
from bot.scheduling import OPTIONS, changed, described, now, people_of
from bot.state import DeliveryState, Schedule
from bot.times import EVERY_DAY
from bot.wording import local

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.command import Request, Services
    from bot.state import Delivery

MOST = 25  # schedules of one place
_PAGE = 5
_LOGGED = 10


async def run(request: Request, services: Services) -> Reply:
    """What holds after the action that was asked for."""
    return await _ACTIONS[request.values["action"]](request, services)


async def _add(request: Request, services: Services) -> Reply:
    say = request.say
    if not request.place:
        raise UserError(
            say("A briefing is posted in a channel of a server; set it up there. Here it can be previewed.")
        )
    there = await services.state.schedules(request.place)
    if len(there) >= MOST:
        raise UserError(say("There are {count} briefings here already, and that is the most.", count=MOST))
    if "times" not in request.values:
        raise UserError(say("At what times of day? For example times: 9:00, 17:30"))
    if "zone" not in request.values and not there:
        raise UserError(say("By which clocks? Name a city or time zone, for example zone: Europe/Berlin"))
    made = await changed(request, services, _blank(request, there[-1].zone if there else "UTC"))
    if isinstance(made, Reply):
        return made
    if not made.channel:
        raise UserError(say("In which channel? Name one with channel:"))
    made = replace(made, number=await services.state.add_schedule(made))
    _wake(services)
    return await _one(request, services, made, say("Briefing {number} is set up.", number=made.number))


async def _list(request: Request, services: Services) -> Reply:
    page = page_of(request, _PAGE)
    there, say = await services.state.schedules(_where(request)), request.say
    shown = there[page.offset : page.offset + page.size]
    sections = [described(each, await people_of(each, services.knowledge), say) for each in shown]
    note = None if there else say("No briefings are set up here. /briefing add sets one up.")
    title = say.many("{count} briefing", "{count} briefings", len(there))
    return Reply(title=title, note=note, sections=tuple(sections), choices=turns(request, page, len(there)))


async def _edit(request: Request, services: Services) -> Reply:
    made = await changed(request, services, await _meant(request, services))
    if isinstance(made, Reply):
        return made
    note = request.say("Briefing {number} is changed.", number=made.number)
    return await _keep(request, services, made, note)


async def _pause(request: Request, services: Services) -> Reply:
    schedule, say = await _meant(request, services), request.say
    paused = replace(schedule, paused=schedule.paused or say("by an admin"))
    return await _keep(request, services, paused, say("Briefing {number} is paused.", number=schedule.number))


async def _resume(request: Request, services: Services) -> Reply:
    schedule = await _meant(request, services)
    note = request.say("Briefing {number} runs.", number=schedule.number)
    resumed = replace(schedule, paused=None, since=now()) if schedule.paused is not None else schedule
    return await _keep(request, services, resumed, note)


async def _remove(request: Request, services: Services) -> Reply:
    schedule, say = await _meant(request, services), request.say
    await services.state.remove_schedule(schedule.number, _where(request))
    _wake(services)
    left = replace(request, values={"action": "list"})
    note = say("Briefing {number} is removed.", number=schedule.number)
    return replace(await _list(left, services), note=note, asked=left)


async def _preview(request: Request, services: Services) -> Reply:
    """What a briefing would be now: of a schedule, with what is said beside it, or of what is said alone."""
    base = await _meant(request, services) if "number" in request.values else _blank(request, "UTC")
    made = await changed(request, services, base)
    if isinstance(made, Reply):
        return made
    state = services.state
    last = await _last_post(made, services)
    due = upcoming(made, datetime.now(UTC), 1)[0] if made.number and made.paused is None else None
    shown = await state.shown(made.channel) if made.channel else frozenset()
    found = await compose(services.base, made, shown, last, due, preview=True)
    if found is None:  # a preview is always composed
        return Reply(Outcome.NOT_FOUND, note=request.say("There is nothing to show."), private=True)
    many = len(found.replies)
    parts = request.say.many("It is posted as {count} message.", "It is posted as {count} messages.", many)
    first = found.replies[0]
    return replace(
        first,
        note=request.say.together(first.note, parts if many > 1 else None),
        matches=tuple(match for reply in found.replies for match in reply.matches),
        groups=tuple(group for reply in found.replies for group in reply.groups),
        sections=tuple(section for reply in found.replies for section in reply.sections),
    )


async def _run_now(request: Request, services: Services) -> Reply:
    schedule, say = await _meant(request, services), request.say
    if services.deliverer is None:
        raise UserError(say("Briefings are delivered while the bot runs on its platforms; here they can be previewed."))
    made = await services.deliverer.run_now(schedule)
    if made is None:
        raise UserError(say("It cannot be posted from here just now."))
    return _logged(request, schedule, (made,))


async def _log(request: Request, services: Services) -> Reply:
    schedule = await _meant(request, services)
    return _logged(request, schedule, await services.state.deliveries(schedule.number, _LOGGED))


_ACTIONS: dict[str, Callable[[Request, Services], Awaitable[Reply]]] = {
    "add": _add,
    "list": _list,
    "edit": _edit,
    "pause": _pause,
    "resume": _resume,
    "remove": _remove,
    "preview": _preview,
    "run-now": _run_now,
    "log": _log,
}


# ------------------------------------------------------------------------------------------------------- what holds


async def _keep(request: Request, services: Services, schedule: Schedule, note: str) -> Reply:
    if not await services.state.change_schedule(schedule):
        raise UserError(_unknown(request, str(schedule.number)))
    _wake(services)
    return await _one(request, services, schedule, note)


async def _one(request: Request, services: Services, schedule: Schedule, note: str) -> Reply:
    """One schedule, and what an admin will want to do with it."""
    say, number = request.say, str(schedule.number)
    stops = schedule.paused is None
    choices = (
        Choice(say("Preview"), "", request.command, {"action": "preview", "number": number}),
        Choice(say("Pause"), "", request.command, {"action": "pause", "number": number}, Way.MEANT)
        if stops
        else Choice(say("Resume"), "", request.command, {"action": "resume", "number": number}, Way.MEANT),
        Choice(say("Log"), "", request.command, {"action": "log", "number": number}),
    )
    section = described(schedule, await people_of(schedule, services.knowledge), say)
    return Reply(note=note, sections=(section,), choices=choices)


def _logged(request: Request, schedule: Schedule, deliveries: Sequence[Delivery]) -> Reply:
    say = request.say
    spots = tuple(Spot(schedule.place, each.channel, each.message or "") for each in deliveries)
    return Reply(
        title=say("Deliveries of briefing {number}", number=schedule.number),
        note=None if deliveries else say("Nothing has been delivered yet."),
        sections=(
            Section(say("The last ones"), tuple(_line(request, schedule, each) for each in deliveries), spots=spots),
        )
        if deliveries
        else (),
    )


def _line(request: Request, schedule: Schedule, delivery: Delivery) -> str:
    say = request.say
    due = local(datetime.fromisoformat(delivery.due).astimezone(ZoneInfo(schedule.zone)), say)
    about = say.listed((_state(delivery, request), say("late") if delivery.late else None, delivery.reason))
    return say("{moment}: {state}", moment=due, state=about)


def _state(delivery: Delivery, request: Request) -> str:
    say = request.say
    known = {
        DeliveryState.CLAIMED: say("under way"),
        DeliveryState.POSTED: say("posted"),
        DeliveryState.SKIPPED: say("skipped"),
        DeliveryState.FAILED: say("failed"),
        DeliveryState.MISSED: say("missed"),
        DeliveryState.UNSURE: say("perhaps posted"),
    }
    return known[delivery.state]


# ------------------------------------------------------------------------------------------------- which is meant


def _where(request: Request) -> str | None:
    """The place whose schedules may be seen: an admin sees those of their server, the operator at the console all."""
    return None if request.platform == "console" else request.place


async def _meant(request: Request, services: Services) -> Schedule:
    """The schedule with the number given; without one, the only one there is."""
    told = request.values.get("number")
    if told is None:
        there = await services.state.schedules(_where(request))
        if len(there) == 1:
            return there[0]
        raise UserError(request.say("Which briefing? /briefing list tells their numbers."))
    bare = told.lstrip("#")
    number = int(bare) if bare.isdecimal() and len(bare) < 10 else 0  # noqa: PLR2004 - far below what SQLite holds
    schedule = await services.state.schedule(number, _where(request))
    if schedule is None:
        raise UserError(_unknown(request, told))
    return schedule


def _unknown(request: Request, told: str) -> str:
    return request.say("There is no briefing “{number}” here. /briefing list tells their numbers.", number=told[:20])


async def _last_post(schedule: Schedule, services: Services) -> str | None:
    if not schedule.number:
        return None
    deliveries = await services.state.deliveries(schedule.number, _LOGGED)
    return next((each.finished_at for each in deliveries if each.message), None)


def _blank(request: Request, zone: str) -> Schedule:
    return Schedule(
        place=request.place,
        platform=request.platform,
        channel=request.channel,
        zone=zone,
        times=("09:00",),
        weekdays=EVERY_DAY,
        locale=request.say.tag,
        created_by=f"{request.platform}:{request.asker}",
        since=now(),
    )


def _wake(services: Services) -> None:
    if services.deliverer is not None:
        services.deliverer.wake()


COMMAND = Command(
    "briefing",
    "Briefings that come by themselves: set them up, look at them, stop them",
    run,
    options=(
        Option("action", "What to do", required=True, choices=tuple(_ACTIONS)),
        Option("number", "Which briefing, by the number that list tells"),
        *OPTIONS,
        PAGE,
    ),
    examples=("/briefing preview topic:alliance", "/briefing list"),
    admin=True,
    aside=True,
)
