"""The clock of the briefings: each due moment posted once, whatever the clock and the admins do."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.delivering import Posted
from bot.recurrence import moment
from bot.state import DeliveryState
from tests.bot.delivering.fakes import World, eventually

if TYPE_CHECKING:
    import pytest

    from bot.state import State


async def test_a_briefing_is_posted_when_it_is_due(world: World) -> None:
    """Not before, and its row knows the message, and the channel what it was shown."""
    schedule = await world.add()
    async with world.running():
        await world.until("2026-01-05T08:59:59")
        assert world.poster.posts == []
        await world.until("2026-01-05T09:00")
        assert world.poster.dues() == ["05T09:00"]
        await world.until("2026-01-07T10:00")
    assert world.poster.dues() == ["05T09:00", "06T09:00", "07T09:00"]
    assert await world.states(schedule) == ["05T09:00 posted", "06T09:00 posted", "07T09:00 posted"]
    row = (await world.state.deliveries(schedule.number, 1))[0]
    assert (row.message, row.late, row.claimed_at) == ("m3", False, "2026-01-07T09:00:00+00:00")
    assert await world.state.shown("c1") == {"q1", "q2", "q3"}


async def test_nothing_new_is_a_row_too(world: World) -> None:
    """With its reason."""
    schedule = await world.add()
    world.poster.trouble["c1"].append(Posted(None, skipped="Nothing new."))
    await world.runs_until("2026-01-05T10:00")
    (row,) = await world.state.deliveries(schedule.number, 9)
    assert (row.state, row.reason, row.message) == (DeliveryState.SKIPPED, "Nothing new.", None)


async def test_each_delivery_is_one_line_of_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """It says which, where, when and what became of it."""
    schedule = await world.add()
    with caplog.at_level("INFO", "bot.delivering"):
        await world.runs_until("2026-01-05T10:00")
    due = "2026-01-05T09:00:00+00:00"
    assert caplog.messages == [f"Briefing {schedule.number} in console:c1 due {due}: posted m1"]


async def test_a_schedule_that_is_added_wakes_the_clock(world: World) -> None:
    """One that was changed elsewhere is seen within a minute."""
    world.fresh(look=60)
    async with world.running():
        await world.until("2026-01-05T08:59:30")
        await world.add()
        world.deliverer.wake()
        await world.until("2026-01-05T09:00")
        assert world.poster.dues() == ["05T09:00"]
        await world.add(channel="c2", times=("09:02",))
        await world.until("2026-01-05T09:02")
    assert world.poster.dues("c2") == ["05T09:02"]


async def test_after_an_absence_the_latest_is_posted_late_and_the_others_are_missed(world: World) -> None:
    """Within six hours; a schedule is caught up with once."""
    schedule = await world.add(times=("06:00", "09:00", "12:00"))
    await world.runs_until("2026-01-05T09:30")
    assert world.poster.posts[-1][1:4:2] == ("05T09:00", False)
    world.clock.time = moment("2026-01-07T10:00")
    await world.runs_until("2026-01-07T10:01")
    assert await world.states(schedule) == [
        *("05T09:00 posted", "05T12:00 missed", "06T06:00 missed", "06T09:00 missed", "06T12:00 missed"),
        *("07T06:00 missed", "07T09:00 posted"),
    ]
    assert world.poster.posts[-1][1:4:2] == ("07T09:00", True)


async def test_after_the_window_nothing_is_posted(world: World) -> None:
    """A morning's briefing helps nobody at night; the next one comes as usual."""
    schedule = await world.add()
    world.clock.time = moment("2026-01-05T15:00:01")
    await world.runs_until("2026-01-06T09:00")
    assert await world.states(schedule) == ["05T09:00 missed", "06T09:00 posted"]


async def test_a_long_absence_is_written_down_as_far_as_it_helps(world: World) -> None:
    """The last fifty of what was missed."""
    schedule = await world.add(times=("03:00", "06:00", "09:00"))
    world.clock.time = moment("2026-07-01T18:00")
    await world.runs_until("2026-07-01T18:01")
    rows = await world.state.deliveries(schedule.number, 100)
    assert {row.state for row in rows} == {DeliveryState.MISSED}
    assert (len(rows), rows[0].due[:16]) == (50, "2026-07-01T09:00")


async def test_a_machine_asleep_over_two_due_moments_posts_the_second(world: World) -> None:
    """It is noticed at the next look: the timers of the program were asleep too."""
    schedule = await world.add(times=("09:00", "10:00"))
    async with world.running():
        await world.quiet()
        world.clock.time = moment("2026-01-05T10:30")
        world.clock.ring()
        await world.until("2026-01-05T10:31")
    assert await world.states(schedule) == ["05T09:00 missed", "05T10:00 posted"]
    assert world.poster.posts[0][3]


async def test_a_clock_that_is_set_back_doubles_nothing_and_loses_nothing(world: World) -> None:
    """What was posted is not posted again; what comes after it comes."""
    schedule = await world.add(times=("09:00", "10:00"))
    async with world.running():
        await world.until("2026-01-05T10:00")
        world.clock.time = moment("2026-01-05T08:00")
        await world.until("2026-01-06T09:30")
    assert await world.states(schedule) == ["05T09:00 posted", "05T10:00 posted", "06T09:00 posted"]
    assert world.poster.dues() == ["05T09:00", "05T10:00", "06T09:00"]


async def test_a_clock_that_was_far_ahead_loses_nothing_once_it_is_right(world: World) -> None:
    """Nor after a restart: what was written down as missed, and is yet to come, comes."""
    schedule = await world.add()
    world.clock.time = moment("2026-01-09T12:00")
    await world.runs_until("2026-01-09T12:01")
    assert await world.states(schedule) == [*(f"0{day}T09:00 missed" for day in range(5, 9)), "09T09:00 posted"]
    world.clock.time = moment("2026-01-06T08:00")
    await world.runs_until("2026-01-10T09:00")
    assert await world.states(schedule) == [
        "05T09:00 missed",
        *(f"{day:02}T09:00 posted" for day in range(6, 11)),
    ]
    assert sorted(world.poster.dues()) == [f"{day:02}T09:00" for day in range(6, 11)]


async def test_a_thousand_in_one_minute_are_all_posted_in_order_of_due(world: World) -> None:
    """Some at a time, whoever was due first first."""
    for n in range(1000):
        await world.add(channel=f"c{n}", times=(f"09:0{n % 2}",))
    world.clock.time = moment("2026-01-05T09:01")
    await world.runs_until("2026-01-05T09:01")
    assert len(world.poster.posts) == len({post[0] for post in world.poster.posts}) == 1000
    order = [due for _, due, _, _ in world.poster.posts]
    # Twenty are under way at once, and of these any may be the first.
    assert (set(order[:480]), set(order[520:])) == ({"05T09:00"}, {"05T09:01"})


async def test_only_so_many_are_posted_at_once(world: World) -> None:
    """The others wait, unclaimed: if the program is killed, they are not in doubt."""
    go_on = asyncio.Event()
    under_way: list[int] = []

    async def slow() -> None:
        under_way.append(1)
        await go_on.wait()

    for n in range(50):
        await world.add(channel=f"c{n}")
        world.poster.trouble[f"c{n}"].append(slow)
    world.clock.time = moment("2026-01-05T09:00")
    async with world.running():
        await eventually(lambda: len(under_way) == 20)
        assert len(await world.state.unfinished()) == 20
        go_on.set()
        await eventually(lambda: len(world.poster.posts) == 50)
        await world.quiet()


async def test_a_schedule_changed_before_its_turn_is_posted_as_it_is_then(world: World) -> None:
    """Moved to another time, it is not posted at the old one; paused or removed, not at all."""
    changed, paused, removed = [await world.add(channel=name) for name in ("a", "b", "c")]
    async with world.running():
        await world.until("2026-01-05T08:59:59")
        await world.state.change_schedule(replace(changed, times=("09:05",)))
        await world.state.pause_schedule(paused, "by an admin")
        await world.state.remove_schedule(removed.number, None)
        await world.until("2026-01-05T09:30")
    assert [post[:2] for post in world.poster.posts] == [("a", "05T09:05")]


async def test_a_schedule_changed_while_it_waits_for_its_turn_is_looked_at_anew(world: World) -> None:
    """What was worked out before does not count any more."""
    world.fresh(at_once=1)
    await world.add()
    waiting = await world.add(channel="c2")

    async def change() -> None:
        await world.state.change_schedule(replace(waiting, times=("09:07",)))

    world.poster.trouble["c1"].append(change)
    async with world.running():
        await world.until("2026-01-05T09:30")
    assert await world.states(waiting) == ["05T09:07 posted"]


async def test_a_post_that_lasts_until_the_next_due_moment_delays_it(world: World) -> None:
    """One after the other, and none is lost."""
    schedule = await world.add(times=("08:31", "08:40"))
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        begun.set()
        await go_on.wait()

    world.poster.trouble["c1"].append(slow)
    async with world.running():
        await eventually(lambda: world.clock.asleep() > 0)
        for time in ("2026-01-05T08:31", "2026-01-05T08:41"):
            world.clock.time = moment(time)
            world.clock.ring()
            await begun.wait()
            await eventually(lambda: world.clock.asleep() > 0)
        assert world.poster.posts == []
        go_on.set()
        await eventually(lambda: len(world.poster.posts) == 2)
        await world.quiet()
    assert await world.states(schedule) == ["05T08:31 posted", "05T08:40 posted"]


async def test_a_schedule_removed_while_it_is_posted_keeps_its_row(world: World) -> None:
    """So does one that was paused or moved: it was posted where it was due."""
    schedules = [await world.add(channel=name) for name in ("a", "b", "c")]

    async def change() -> None:
        await world.state.remove_schedule(schedules[0].number, None)
        await world.state.pause_schedule(schedules[1], "by an admin")
        await world.state.change_schedule(replace(schedules[2], channel="d"))

    world.poster.trouble["c"].append(change)
    await world.runs_until("2026-01-05T09:00")
    for schedule in schedules:
        assert await world.states(schedule) == ["05T09:00 posted"]
    await world.runs_until("2026-01-06T09:00")
    assert [post[0] for post in world.poster.posts[3:]] == ["d"]


async def test_run_now_posts_beside_the_schedule(world: World) -> None:
    """It does not count as the due moment, works for a paused schedule, and is never late."""
    schedule = await world.add()
    async with world.running():
        await world.until("2026-01-05T08:59:40")
        delivery = await world.deliverer.run_now(schedule)
        assert delivery is not None
        assert (delivery.state, delivery.message, delivery.asked) == (DeliveryState.POSTED, "m1", True)
        assert await world.deliverer.run_now(schedule) is None
        await world.until("2026-01-05T09:00")
        assert await world.states(schedule) == ["05T08:59 posted", "05T09:00 posted"]
        await world.state.pause_schedule(schedule, "by an admin")
        assert await world.deliverer.run_now(schedule) is not None
    assert await world.deliverer.run_now(replace(schedule, platform="elsewhere")) is None


async def test_a_platform_that_is_switched_off_is_left_alone(world: World) -> None:
    """Its schedules are not due here, and nothing is written down against them."""
    schedule = await world.add(platform="elsewhere")
    await world.runs_until("2026-01-05T10:00")
    assert await world.states(schedule) == []


async def test_a_schedule_in_a_zone_that_nobody_knows_holds_up_no_other(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told once."""
    await world.add(zone="Europe/Atlantis")
    await world.add(channel="c2")
    await world.runs_until("2026-01-05T10:00")
    assert [post[0] for post in world.poster.posts] == ["c2"]
    assert sum("Atlantis" in line for line in caplog.messages) == 1


async def test_two_deliverers_over_one_state_post_once(world: World, state: State) -> None:
    """As when the old process has not ended yet."""
    schedule = await world.add()
    other = World(state)
    other.poster = world.poster
    other.fresh()
    async with world.running(), other.running():
        await asyncio.gather(world.until("2026-01-05T10:00"), other.until("2026-01-05T10:00"))
    assert world.poster.dues() == ["05T09:00"]
    assert await world.states(schedule) == ["05T09:00 posted"]


async def test_a_post_under_way_may_finish_when_the_program_is_asked_to_end(world: World) -> None:
    """It is not left in doubt."""
    schedule = await world.add()
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        begun.set()
        await go_on.wait()

    world.poster.trouble["c1"].append(slow)
    task = asyncio.ensure_future(world.deliverer.run())
    await eventually(lambda: world.clock.asleep() > 0)
    world.clock.time += dt.timedelta(minutes=30)
    world.clock.ring()
    await begun.wait()
    task.cancel()
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.wait({task})
    assert await world.states(schedule) == ["05T09:00 posted"]
