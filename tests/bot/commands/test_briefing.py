"""`/briefing`: every action answers with what holds now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot import commands
from bot.command import Command, Request, Services
from bot.commands import briefing
from bot.dispatch import Dispatcher
from bot.parse import parse
from bot.reply import Outcome, Way
from bot.state import Delivery, DeliveryState
from bot.times import EVERY_DAY, WORKDAYS

if TYPE_CHECKING:
    from bot.delivering import Deliverer
    from bot.reply import Reply
    from bot.state import Schedule, State
    from knowledge import KnowledgeBase

HERE, ELSEWHERE = "discord:1", "discord:2"


async def ask(dispatcher: Dispatcher, line: str, *, place: str = HERE, admin: bool = True, locale: str = "en") -> Reply:
    """The reply to an admin in a server, in channel 7."""
    read = parse(f"/briefing {line}", dispatcher.commands)
    asked = replace(read, platform="discord", asker="9", place=place, channel="7", admin=admin, locale=locale)
    return await dispatcher.answer(asked)


async def refused(dispatcher: Dispatcher, line: str, place: str = HERE) -> str:
    """The sentence with which something is refused."""
    reply = await ask(dispatcher, line, place=place)
    assert (reply.outcome, reply.private) == (Outcome.ERROR, True), reply
    return reply.note or ""


async def only(state: State) -> Schedule:
    """The one schedule there is."""
    (schedule,) = await state.schedules(None)
    return schedule


def text(reply: Reply) -> str:
    """Every line of the sections."""
    return "\n".join(line for section in reply.sections for line in (section.title, *section.lines))


async def test_a_briefing_is_set_up_where_it_is_asked_for(dispatcher: Dispatcher, state: State) -> None:
    """With what was said, and what is usual for the rest; told back with its next three runs."""
    reply = await ask(dispatcher, "add times:9am, 17.30 zone:berlin")
    made = await only(state)
    assert (made.place, made.platform, made.channel, made.zone) == (HERE, "discord", "7", "Europe/Berlin")
    assert (made.times, made.weekdays, made.size, made.always) == (("09:00", "17:30"), EVERY_DAY, 3, False)
    assert (made.created_by, bool(made.since), made.paused) == ("discord:9", True, None)
    assert reply.note == "Briefing 1 is set up."
    assert "daily at 09:00, 17:30 (Europe/Berlin)" in text(reply)
    assert text(reply).count("next: ") == 3
    assert text(reply).count("(Europe/Berlin)") == 4
    assert reply.sections[0].spot is not None
    assert reply.sections[0].spot.channel == "7"
    assert reply.private


async def test_everything_can_be_said_of_it(dispatcher: Dispatcher, state: State, knowledge: KnowledgeBase) -> None:
    """Channel, days, topic, people by their names, kinds, size, posting always, a role."""
    reply = await ask(
        dispatcher,
        "add times:9 zone:UTC channel:8 weekdays:mon-fri topic:ice people:Bruno Baker, Emil Stone "
        "kinds:direct, partly quoted size:5 post:always role:<@&55>",
    )
    made = await only(state)
    people = [(await knowledge.people(name)).profiles[0].person.id for name in ("Bruno Baker", "Emil Stone")]
    assert (made.channel, made.weekdays, made.topic, made.people) == ("8", WORKDAYS, "ice", tuple(people))
    assert (made.kinds, made.size, made.always, made.role) == (("direct", "mixed"), 5, True, "55")
    for told in ("Mon-Fri at 09:00", "on “ice”", "only by Bruno Baker, Emil Stone", "partly quoted", "posted always"):
        assert told in text(reply)


async def test_an_edit_changes_what_it_names_and_nothing_else(dispatcher: Dispatcher, state: State) -> None:
    """And “none” takes a filter away. Only new times begin to count from now on."""
    await ask(dispatcher, "add times:9 zone:UTC topic:ice people:Bruno Baker role:55")
    before = replace(await only(state), since="2020-01-01T00:00:00+00:00")
    await state.change_schedule(before)
    reply = await ask(dispatcher, "edit number:1 topic:none people:none role:none size:2")
    assert reply.note == "Briefing 1 is changed."
    assert await only(state) == replace(before, topic=None, people=(), role=None, size=2)
    await ask(dispatcher, "edit weekdays:sat")
    changed = await only(state)
    assert (changed.weekdays, changed.since > before.since) == ((5,), True)


async def test_a_pause_ends_without_what_it_missed(dispatcher: Dispatcher, state: State) -> None:
    """Paused it says why, and has no next run; resumed it counts from now on."""
    await ask(dispatcher, "add times:9 zone:UTC")
    await state.change_schedule(replace(await only(state), since="2020-01-01T00:00:00+00:00"))
    paused = await ask(dispatcher, "pause")
    assert "paused: by an admin" in text(paused)
    assert "next:" not in text(paused)
    resume = next(choice for choice in paused.choices if choice.label == "Resume")
    assert (resume.values, resume.way) == ({"action": "resume", "number": "1"}, Way.MEANT)
    resumed = await ask(dispatcher, "resume number:#1")
    assert "next:" in text(resumed)
    assert (await only(state)).since > "2020-01-02"
    again = await only(state)
    await ask(dispatcher, "resume")
    assert await only(state) == again


async def test_a_removed_briefing_is_gone(dispatcher: Dispatcher, state: State) -> None:
    """What is left is listed."""
    await ask(dispatcher, "add times:9 zone:UTC")
    await ask(dispatcher, "add times:10")
    reply = await ask(dispatcher, "remove number:1")
    assert (reply.note, reply.title) == ("Briefing 1 is removed.", "1 briefing")
    assert [each.number for each in await state.schedules(None)] == [2]
    assert "number" in await refused(dispatcher, "remove number:1")


async def test_a_list_shows_a_page_of_them(dispatcher: Dispatcher) -> None:
    """Five at a time; an empty one says how to begin."""
    assert "/briefing add" in ((await ask(dispatcher, "list")).note or "")
    await ask(dispatcher, "add times:9 zone:Tokyo")
    for hour in range(10, 16):
        await ask(dispatcher, f"add times:{hour}")
    first = await ask(dispatcher, "list")
    assert (first.title, len(first.sections), [choice.way for choice in first.choices]) == (
        "7 briefings",
        5,
        [Way.NEXT],
    )
    assert len((await ask(dispatcher, "list page:2")).sections) == 2
    assert "(Asia/Tokyo)" in text(first)


async def test_a_place_has_twenty_five_at_most(dispatcher: Dispatcher, state: State) -> None:
    """The next one is refused; another server has its own."""
    await ask(dispatcher, "add times:9 zone:UTC")
    made = await only(state)
    for _ in range(briefing.MOST - 1):
        await state.add_schedule(made)
    assert "25" in await refused(dispatcher, "add times:9")
    assert (await ask(dispatcher, "add times:9 zone:UTC", place=ELSEWHERE)).outcome is Outcome.FOUND


async def test_another_server_has_nothing_to_do_with_them(dispatcher: Dispatcher, state: State) -> None:
    """It neither sees nor changes them; the operator's console sees all; who is no admin none."""
    await ask(dispatcher, "add times:9 zone:UTC")
    before = await only(state)
    assert (await ask(dispatcher, "list", place=ELSEWHERE)).title == "0 briefings"
    for action in ("edit number:1 size:9", "pause number:1", "remove number:1", "preview number:1", "log number:1"):
        assert "There is no briefing “1” here" in await refused(dispatcher, action, ELSEWHERE)
    assert await only(state) == before
    assert (await dispatcher.answer(Request("briefing", {"action": "list"}, admin=True))).title == "1 briefing"
    assert (await ask(dispatcher, "list", admin=False)).outcome is Outcome.ERROR


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("add zone:UTC", "At what times of day?"),
        ("add times:9", "By which clocks?"),
        ("add times:soon zone:UTC", "“soon” is no time of day"),
        ("add times:9 zone:UTC weekdays:someday", "“someday” is no day of the week"),
        ("add times:9 zone:UTC kinds:shouted", "“shouted” is no kind of quotation"),
        ("add times:9 zone:UTC size:11", "size takes 1, 2"),
        ("add times:9 zone:UTC role:@everyone!", "is no role"),
        ("add times:9 zone:UTC people:a,b,c,d,e,f,g,h,i,j,k", "ten people at most"),
        ("edit", "Which briefing?"),
        ("edit number:12", "There is no briefing “12” here"),
        ("edit number:99999999999999999999", "There is no briefing"),
        ("log number:x", "There is no briefing “x” here"),
        ("dance", "action takes add, list"),
        ("run-now", "Which briefing?"),
    ],
)
async def test_what_cannot_be_is_told_in_a_sentence(dispatcher: Dispatcher, line: str, sentence: str) -> None:
    """And nothing is set up."""
    assert sentence in await refused(dispatcher, line)


async def test_outside_of_a_server_there_is_no_channel(dispatcher: Dispatcher) -> None:
    """A preview works there."""
    assert "channel of a server" in await refused(dispatcher, "add times:9 zone:UTC", "")
    assert (await ask(dispatcher, "preview", place="")).outcome is Outcome.FOUND


async def test_an_unknown_zone_is_a_choice(dispatcher: Dispatcher, state: State) -> None:
    """Taking it sets the briefing up as it was asked for."""
    reply = await ask(dispatcher, "add times:9 zone:Berlim size:4")
    assert reply.outcome is Outcome.NOT_FOUND
    choice = next(each for each in reply.choices if each.label == "Europe/Berlin")
    assert choice.values == {"action": "add", "times": "9", "zone": "Europe/Berlin", "size": "4"}
    assert await state.schedules(None) == ()
    assert (await ask(dispatcher, "add times:9 zone:qqqqqqqqqq")).choices == ()


async def test_an_ambiguous_name_among_others_is_a_choice(dispatcher: Dispatcher, state: State) -> None:
    """Which keeps the other names; a name that nobody has offers the nearest."""
    reply = await ask(dispatcher, "add times:9 zone:UTC people:Baker, Reis, Emil Stone")
    assert reply.outcome is Outcome.AMBIGUOUS
    first, second, third = reply.choices[0].values["people"].split(", ")
    assert (first, third) == ("Baker", "Emil Stone")
    assert second in {profile.person.id for profile in reply.profiles}
    made = replace(
        Request("briefing", reply.choices[0].values), platform="discord", place=HERE, channel="7", admin=True
    )
    assert (await dispatcher.answer(made)).note == "Briefing 1 is set up."
    assert len((await only(state)).people) == 3
    nobody = await ask(dispatcher, "edit people:Emil Stoone, Zebedee Quux")
    assert nobody.outcome is Outcome.NOT_FOUND


async def test_a_preview_counts_for_nothing(dispatcher: Dispatcher, state: State) -> None:
    """It shows what would be posted now: the whole of it, labelled, and changes nothing."""
    await ask(dispatcher, "add times:9 zone:UTC topic:ice size:2")
    one = await ask(dispatcher, "preview number:1")
    assert one.title == "Preview: Briefing on “ice”"
    assert one.next_at is not None
    assert one.matches
    assert (await ask(dispatcher, "preview number:1")).matches == one.matches
    other = await ask(dispatcher, "preview number:1 topic:fog")
    assert other.title == "Preview: Briefing on “fog”"
    assert (await only(state)).topic == "ice"
    assert await state.deliveries(1, 5) == ()
    assert await state.shown("7") == frozenset()


async def test_the_log_tells_what_became_of_each(dispatcher: Dispatcher, state: State) -> None:
    """When it was due by the schedule's clocks, how it ended and why, and where it stands."""
    await ask(dispatcher, "add times:9 zone:Berlin")
    assert (await ask(dispatcher, "log")).note == "Nothing has been delivered yet."
    for day, end, reason, message in ((1, "posted", None, "77"), (2, "failed", "no permission", None)):
        due = f"2026-07-0{day}T07:00:00+00:00"
        claimed = await state.claim(Delivery(1, due, "7", DeliveryState.CLAIMED, due))
        assert claimed is not None
        late = end == "posted"
        ended = replace(claimed, state=DeliveryState(end), finished_at=due, message=message, reason=reason, late=late)
        await state.finish(ended)
    reply = await ask(dispatcher, "log number:1")
    assert reply.sections[0].lines == (
        "Thu, 2 July 2026, 09:00 (Europe/Berlin): failed, no permission",
        "Wed, 1 July 2026, 09:00 (Europe/Berlin): posted, late",
    )
    assert [spot.message for spot in reply.sections[0].spots] == ["", "77"]


class Deliveries:
    """What a command may ask of the deliverer, written down."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def wake(self) -> None:
        """Note it."""
        self.asked.append("wake")

    async def run_now(self, schedule: Schedule) -> Delivery | None:
        """Note it; the second time there is nobody to post it."""
        self.asked.append(f"run {schedule.number}")
        if len(self.asked) > 5:
            return None
        due = "2026-07-01T07:00:00+00:00"
        return Delivery(schedule.number, due, schedule.channel, DeliveryState.POSTED, due, due, "77", asked=True)


async def test_the_deliverer_hears_of_every_change(knowledge: KnowledgeBase, state: State) -> None:
    """At once, so that a new time is not slept over; run-now goes to it, and is refused where there is none."""
    deliveries = Deliveries()
    table: dict[str, Command] = {"briefing": commands.load()["briefing"]}
    deliverer: Deliverer = deliveries  # type: ignore[assignment] # as much of one as a command uses
    dispatcher = Dispatcher(Services(knowledge, table, state, deliverer))
    for line in ("add times:9 zone:UTC", "edit size:1", "pause", "resume", "list", "preview"):
        await ask(dispatcher, line)
    posted = await ask(dispatcher, "run-now")
    assert posted.sections[0].lines == ("Wed, 1 July 2026, 07:00 (UTC): posted",)
    assert "cannot be posted" in await refused(dispatcher, "run-now")
    await ask(dispatcher, "remove")
    assert deliveries.asked == ["wake", "wake", "wake", "wake", "run 1", "run 1", "wake"]
    alone = Dispatcher(Services(knowledge, table, state))
    await ask(alone, "add times:9 zone:UTC")
    assert "previewed" in await refused(alone, "run-now")


async def test_another_language_says_it_in_its_own_words(dispatcher: Dispatcher, state: State) -> None:
    """And the briefing will speak it."""
    reply = await ask(dispatcher, "add times:9 утра zone:Москва weekdays:будни", locale="ru")
    assert "пн-пт" in text(reply)
    made = await only(state)
    assert (made.locale, made.zone, made.weekdays, made.times) == ("ru", "Europe/Moscow", WORKDAYS, ("09:00",))


async def test_zones_are_completed(dispatcher: Dispatcher) -> None:
    """By the beginnings of their cities."""
    found = await dispatcher.complete("briefing", "zone", "berl")
    assert found[0].value == "Europe/Berlin"
    assert await dispatcher.complete("briefing", "channel", "gen") == ()
