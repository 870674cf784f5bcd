"""Schedules: kept as they were given, and each the business of its own place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.state import Delivery, DeliveryState, Schedule

if TYPE_CHECKING:
    from bot.state import State

PLAIN = Schedule("discord:1", "discord", "10", "Europe/Lisbon", ("09:00",), (0, 4))
FULL = replace(
    PLAIN,
    times=("07:30", "18:00"),
    topic="ice",
    people=("p1", "p2"),
    kinds=("direct",),
    size=5,
    always=True,
    role="77",
    locale="ru",
    created_by="discord:7",
    since="2026-01-01T00:00:00+00:00",
    paused="by an admin",
)


async def test_a_schedule_comes_back_as_it_was_given(state: State) -> None:
    """With a number."""
    for schedule in (PLAIN, FULL):
        number = await state.add_schedule(schedule)
        assert await state.schedule(number, "discord:1") == replace(schedule, number=number)


async def test_a_place_sees_and_removes_its_own(state: State) -> None:
    """The operator, who names no place, all of them."""
    one = await state.add_schedule(PLAIN)
    two = await state.add_schedule(replace(PLAIN, place="discord:2"))
    assert [each.number for each in await state.schedules("discord:1")] == [one]
    assert [each.number for each in await state.schedules(None)] == [one, two]
    assert await state.schedule(two, "discord:1") is None
    assert not await state.remove_schedule(two, "discord:1")
    assert await state.remove_schedule(two, "discord:2")
    assert not await state.remove_schedule(two, None)
    assert await state.schedule(two, None) is None
    assert [each.number for each in await state.schedules(None)] == [one]


async def test_a_number_is_never_given_twice(state: State) -> None:
    """What a removed schedule delivered is not taken for another's."""
    one = await state.add_schedule(PLAIN)
    await state.remove_schedule(one, None)
    assert await state.add_schedule(PLAIN) > one


async def test_a_change_replaces_what_stood_there(state: State) -> None:
    """Unless it was removed."""
    number = await state.add_schedule(PLAIN)
    changed = replace(FULL, number=number, place="discord:1")
    assert await state.change_schedule(changed)
    assert await state.schedule(number, None) == changed
    await state.remove_schedule(number, None)
    assert not await state.change_schedule(changed)


async def test_a_schedule_is_paused_once(state: State) -> None:
    """So that an admin is told once; one that was moved elsewhere meanwhile is left alone."""
    number = await state.add_schedule(PLAIN)
    schedule = replace(PLAIN, number=number)
    assert not await state.pause_schedule(replace(schedule, channel="11"), "gone")
    assert await state.pause_schedule(schedule, "gone")
    assert not await state.pause_schedule(schedule, "gone again")
    assert await state.schedule(number, None) == replace(schedule, paused="gone")
    assert await state.running("2026") == ()


async def test_what_is_running_says_how_far_it_is_known(state: State) -> None:
    """Up to now: what was claimed while the clock was ahead does not hide what comes before it."""
    number = await state.add_schedule(PLAIN)
    for due, asked in (("2026-01-01", False), ("2026-01-05", False), ("2026-01-03", True)):
        await state.claim(Delivery(number, due, "10", DeliveryState.CLAIMED, due, asked=asked))
    assert [known for _, known in await state.running("2026-01-04")] == ["2026-01-01"]
    assert [known for _, known in await state.running("2026-01-06")] == ["2026-01-05"]
    assert [known for _, known in await state.running("2025")] == [None]
