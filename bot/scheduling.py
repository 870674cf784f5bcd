"""From what an admin writes to a schedule, and from a schedule to what an admin reads."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from bot import zones
from bot.choosing import among_people, nobody, said
from bot.command import Completion, Option
from bot.errors import UserError
from bot.recurrence import upcoming
from bot.reply import Choice, Outcome, Reply, Section, Spot, Way
from bot.times import UnreadableError, read_times, read_weekdays, write_times, write_weekdays
from bot.wording import clipped, excerpts, kind_name, local, person_name
from knowledge import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.command import Request, Services
    from bot.language import Language
    from bot.state import Schedule
    from knowledge import Questions

ALWAYS, NEW = "always", "new"
OPTIONS = (
    Option("channel", "Where to post; here, unless you say otherwise", completion=Completion.CHANNEL),
    Option("times", "At what times of day, such as 9:00, 17:30"),
    Option("weekdays", "On which days, such as mon-fri; daily, unless you say otherwise"),
    Option("zone", "By the clocks of which city or time zone", completion=Completion.ZONE),
    Option("topic", "Only what is said on this; “none” takes it away", completion=Completion.PHRASE),
    Option("people", "Only what these people say, their names set apart by commas", completion=Completion.PERSON),
    Option("kinds", "Only words reported in these ways: direct, mixed, indirect"),
    Option("size", "How many excerpts, from 1 to 10", choices=tuple(str(n) for n in range(1, 11))),
    Option("post", "Whether to post when nothing is new", choices=(NEW, ALWAYS)),
    Option("role", "A role to mention in the post; “none” takes it away", completion=Completion.ROLE),
)
Read = TypeVar("Read")
_RUNS = 3  # due moments that are told beforehand
_MOST_PEOPLE = 10
_NOTHING = {"none", "-", "all", "нет", "无"}
_COMMA = re.compile(r"\s*[,;、，]\s*")
_SHOWN = 40
_CHANGES_WHEN = {"times", "weekdays", "zone"}


@dataclass(frozen=True, slots=True)
class _Question(Exception):  # noqa: N818 - it is no failure
    """What must be asked back before the schedule can be made."""

    reply: Reply


async def changed(request: Request, services: Services, schedule: Schedule) -> Schedule | Reply:
    """The schedule with everything that the request says of it, or what must be asked back first.

    Raises UserError, which says what is wrong with a value.
    """
    try:
        people = await _people(request, services.knowledge)
        zone = _zone(request)
    except _Question as question:
        return question.reply
    values, say = request.values, request.say
    made = replace(
        schedule,
        channel=values.get("channel", schedule.channel),
        times=_read(request, "times", read_times, schedule.times),
        weekdays=_read(request, "weekdays", read_weekdays, schedule.weekdays),
        zone=zone or schedule.zone,
        topic=_cleared(values, "topic", schedule.topic),
        people=schedule.people if people is None else people,
        kinds=_kinds(values["kinds"], say) if "kinds" in values else schedule.kinds,
        size=int(values.get("size", schedule.size)),
        always=values["post"] == ALWAYS if "post" in values else schedule.always,
        role=_role(_cleared(values, "role", schedule.role), say),
    )
    return replace(made, since=now()) if _CHANGES_WHEN & values.keys() else made


def described(schedule: Schedule, names: Sequence[str], say: Language, moment: datetime | None = None) -> Section:
    """The schedule as an admin reads it, with its next three runs; `names` are those of its people."""
    when = say(
        "{days} at {times} ({zone})",
        days=write_weekdays(schedule.weekdays, say),
        times=write_times(schedule.times, say),
        zone=schedule.zone,
    )
    runs: tuple[str, ...]
    if schedule.paused is not None:
        runs = (say("paused: {reason}", reason=schedule.paused),)
    else:
        where = ZoneInfo(schedule.zone)
        due = upcoming(schedule, moment or datetime.now(UTC), _RUNS)
        runs = tuple(say("next: {moment}", moment=local(each.astimezone(where), say)) for each in due)
    return Section(
        say("Briefing {number}", number=schedule.number),
        (when, _content(schedule, names, say), *runs),
        spot=Spot(schedule.place, schedule.channel, role=schedule.role or ""),
    )


async def people_of(schedule: Schedule, knowledge: Questions) -> tuple[str, ...]:
    """The names of the people of a schedule; the id of one who is no longer known."""
    found = [(each, await knowledge.profile(each)) for each in schedule.people]
    return tuple(person_name(profile.person) if profile else name for name, profile in found)


def now() -> str:
    """This moment, as the state keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _content(schedule: Schedule, names: Sequence[str], say: Language) -> str:
    return say.listed(
        (
            excerpts(schedule.size, say),
            say("on “{words}”", words=clipped(schedule.topic, 2 * _SHOWN)) if schedule.topic else None,
            say("only by {names}", names=say.listed(names)) if names else None,
            *(kind_name(Kind(kind), say) for kind in schedule.kinds),
            say("posted always") if schedule.always else say("skipped when nothing is new"),
        )
    )


# -------------------------------------------------------------------------------------------------- reading options


def _read(
    request: Request, option: str, read: Callable[[str], tuple[Read, ...]], before: tuple[Read, ...]
) -> tuple[Read, ...]:
    if option not in request.values:
        return before
    say = request.say
    try:
        return read(request.values[option])
    except UnreadableError as error:
        part = clipped(error.said, _SHOWN)
        sentence = (
            say("“{said}” is no time of day; write times like 9:00, 17:30.", said=part)
            if option == "times"
            else say("“{said}” is no day of the week; write days like mon-fri, daily or sat, sun.", said=part)
        )
        raise UserError(sentence) from None


def _zone(request: Request) -> str | None:
    """The zone that is meant; the nearest are offered where none is."""
    if "zone" not in request.values:
        return None
    say, zone = request.say, zones.meant(request.values["zone"])
    if zone is not None:
        return zone
    choices = tuple(
        Choice(each, "", request.command, {**request.values, "zone": each}, Way.MEANT)
        for each in zones.near(request.values["zone"])
    )
    note = say.together(
        say("“{said}” is no time zone that I know.", said=said(request, "zone")),
        say("Did you mean:") if choices else say("Write the largest city near you, or a name like Europe/Berlin."),
    )
    raise _Question(Reply(Outcome.NOT_FOUND, note=note, choices=choices, private=True))


async def _people(request: Request, knowledge: Questions) -> tuple[str, ...] | None:
    """The ids of the people who are named; which one is meant is asked of the first whom several or none fit."""
    told = request.values.get("people")
    if told is None:
        return None
    names: list[str] = [] if told.casefold() in _NOTHING else [name for name in _COMMA.split(told) if name]
    if len(names) > _MOST_PEOPLE:
        raise UserError(request.say("A briefing keeps to ten people at most."))
    ids: list[str] = []
    for place, name in enumerate(names):
        found = await knowledge.people(name, limit=25)
        if len(found.profiles) != 1:
            asked = replace(request, values={**request.values, "people": name})
            several = among_people(asked, "people", found.profiles)
            reply = several if found.profiles else nobody(asked, "people", found.near)
            raise _Question(_among_others(reply, names, place))
        ids.append(found.profiles[0].person.id)
    return tuple(dict.fromkeys(ids))


def _among_others(reply: Reply, names: Sequence[str], place: int) -> Reply:
    """The same choices, each with the other names beside the one that is asked about."""
    choices = tuple(
        replace(
            each,
            values={**each.values, "people": ", ".join((*names[:place], each.values["people"], *names[place + 1 :]))},
        )
        for each in reply.choices
    )
    return replace(reply, choices=choices)


def _kinds(told: str, say: Language) -> tuple[str, ...]:
    if told.casefold() in _NOTHING:
        return ()
    known = {name.casefold(): str(kind) for kind in Kind for name in (kind, kind_name(kind, say))}
    parts = [part for part in _COMMA.split(told.casefold()) if part]
    wrong = next((part for part in parts if part not in known), None)
    if wrong is not None:
        kinds = say.listed(Kind)
        raise UserError(
            say("“{said}” is no kind of quotation; there are {kinds}.", said=clipped(wrong, _SHOWN), kinds=kinds)
        )
    return tuple(kind for kind in Kind if kind in {known[part] for part in parts})


def _role(told: str | None, say: Language) -> str | None:
    if told is None:
        return None
    bare = told.removeprefix("<@&").removesuffix(">")
    if not bare.isalnum():
        raise UserError(say("“{said}” is no role of this server.", said=clipped(told, _SHOWN)))
    return bare


def _cleared(values: Mapping[str, str], option: str, before: str | None) -> str | None:
    """The value given, nothing where it is to be taken away, and what was there before where none is given."""
    told = values.get(option)
    if told is None:
        return before
    return None if told.casefold() in _NOTHING else told
