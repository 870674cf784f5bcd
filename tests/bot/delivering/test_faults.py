"""What goes wrong on the way: a platform that refuses, does not answer or is slow, and a state that fails."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.delivering import UNKNOWN, Refused, Unreachable
from bot.errors import StateError
from bot.recurrence import moment
from bot.state import Delivery, DeliveryState, State
from bot.state.state import FILE
from tests.bot.delivering.fakes import AnswerLostError, World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.state import Schedule


async def reason(world: World, schedule: Schedule) -> tuple[str, str | None]:
    """What became of the schedule's last due moment, and why."""
    (row,) = await world.state.deliveries(schedule.number, 1)
    return row.state.value, row.reason


# ------------------------------------------------------------------------------------------- the platform


@pytest.mark.parametrize("why", ["The channel is gone.", "The bot may not write here."])
async def test_a_refusal_pauses_the_schedule_and_tells_an_admin_once(world: World, why: str) -> None:
    """The others go on; whoever mends it resumes it."""
    schedule, other = await world.add(locale="ru"), await world.add(channel="c2")
    world.poster.trouble["c1"].extend([Refused(why)] * 3)
    await world.runs_until("2026-01-07T10:00")
    assert await world.states(schedule) == ["05T09:00 failed"]
    assert await reason(world, schedule) == ("failed", why)
    assert world.poster.told == [(schedule.number, f"Сводка {schedule.number} приостановлена: {why}")]
    paused = await world.state.schedule(schedule.number, None)
    assert paused == replace(schedule, paused=why)
    assert len(await world.states(other)) == 3


async def test_a_schedule_that_was_moved_meanwhile_is_not_paused(world: World) -> None:
    """The refusal was about the channel that it has left."""
    schedule = await world.add()

    async def moved_and_refused() -> None:
        await world.state.change_schedule(replace(schedule, channel="c2"))
        raise Refused("The channel is gone.")

    world.poster.trouble["c1"].append(moved_and_refused)
    await world.runs_until("2026-01-06T10:00")
    assert world.poster.told == []
    assert world.poster.dues("c2") == ["06T09:00"]


async def test_an_admin_who_cannot_be_told_stops_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason stands with the schedule too."""
    schedule = await world.add()

    async def tell(_schedule: Schedule, _text: str) -> None:
        raise Refused("Messages from this server are switched off.")

    monkeypatch.setattr(world.poster, "tell", tell)
    world.poster.trouble["c1"].append(Refused("The channel is gone."))
    await world.runs_until("2026-01-05T10:00")
    assert await reason(world, schedule) == ("failed", "The channel is gone.")


async def test_minutes_of_429_are_waited_out(world: World) -> None:
    """As long as the platform asks, and nothing is looked for: it said itself that it took nothing."""
    schedule = await world.add()
    world.poster.trouble["c1"].extend([Unreachable("Too many requests.", 90.0)] * 3)
    async with world.running():
        await world.until("2026-01-05T09:04:29")
        assert (world.poster.posts, await world.states(schedule)) == ([], ["05T09:00 claimed"])
        await world.until("2026-01-05T09:04:30")
    assert (world.poster.dues(), world.poster.sought) == (["05T09:00"], [])


async def test_minutes_of_5xx_are_waited_out_in_growing_pauses(world: World) -> None:
    """Each time it is looked first whether the post arrived after all; late is marked late."""
    schedule = await world.add()
    world.poster.trouble["c1"].extend([Unreachable("Service unavailable.")] * 7)
    async with world.running():
        await world.until("2026-01-05T09:10:34")
        assert world.poster.posts == []
        await world.until("2026-01-05T09:10:35")
    assert [post[1:4:2] for post in world.poster.posts] == [("05T09:00", True)]
    assert len(world.poster.sought) == 7
    (row,) = await world.state.deliveries(schedule.number, 9)
    assert (row.state, row.late) == (DeliveryState.POSTED, True)


async def test_what_stays_unreachable_is_given_up_at_the_end_of_the_window(world: World) -> None:
    """With the platform's reason, and the next one is tried afresh."""
    schedule = await world.add()
    world.poster.trouble["c1"].extend([Unreachable("Service unavailable.", 1.0)] * 60)
    async with world.running():
        await world.until("2026-01-05T14:45")
        assert await world.states(schedule) == ["05T09:00 claimed"]
        await world.until("2026-01-05T15:01")
        assert await reason(world, schedule) == ("failed", "Service unavailable.")
        world.poster.trouble.clear()
        await world.until("2026-01-06T09:00")
    assert world.poster.dues() == ["06T09:00"]


async def test_the_next_due_moment_ends_what_still_tries(world: World) -> None:
    """One schedule has one in hand: two late ones would not be better than one."""
    schedule = await world.add(times=("09:00", "09:30"))
    world.poster.trouble["c1"].extend([Unreachable("Too many requests.", 700.0)] * 3)
    await world.runs_until("2026-01-05T10:00")
    assert await world.states(schedule) == ["05T09:00 failed", "05T09:30 posted"]


async def test_a_post_whose_answer_was_lost_is_not_doubled(world: World) -> None:
    """It is found by its nonce, with what it showed."""
    schedule = await world.add()
    world.poster.trouble["c1"].append(AnswerLostError("The connection broke."))
    await world.runs_until("2026-01-05T10:00")
    assert world.poster.dues() == ["05T09:00"]
    assert await world.states(schedule) == ["05T09:00 posted"]
    assert await world.state.shown("c1") == {"q1"}


@pytest.mark.parametrize("error", [ConnectionResetError("reset by peer"), TimeoutError()])
async def test_a_broken_connection_is_tried_again(world: World, error: Exception) -> None:
    """Whatever a platform forgets to put into words of its own."""
    schedule = await world.add()
    world.poster.trouble["c1"].append(error)
    await world.runs_until("2026-01-05T10:00")
    assert (await world.states(schedule), len(world.poster.sought)) == (["05T09:00 posted"], 1)


async def test_a_post_that_cannot_be_looked_for_is_not_doubled(world: World) -> None:
    """Nobody knows whether it arrived: the row says so."""
    schedule = await world.add()
    world.poster.trouble["c1"].append(AnswerLostError("The connection broke."))
    world.poster.unfindable = UNKNOWN
    await world.runs_until("2026-01-05T10:00")
    assert world.poster.dues() == ["05T09:00"]
    assert await reason(world, schedule) == ("unsure", "The connection broke.")


async def test_a_post_that_cannot_be_looked_for_now_is_looked_for_again(world: World) -> None:
    """Until the window ends; then it is left in doubt."""
    schedule, other = await world.add(), await world.add(channel="c2")
    for channel in ("c1", "c2"):
        world.poster.trouble[channel].append(AnswerLostError("The connection broke."))
    world.poster.unfindable = Unreachable("Service unavailable.")
    async with world.running():
        await world.until("2026-01-05T09:30")
        assert await world.states(schedule) == ["05T09:00 claimed"]
        await world.until("2026-01-05T15:10")
    assert await reason(world, schedule) == ("unsure", "Service unavailable.")
    assert await reason(world, other) == ("unsure", "Service unavailable.")
    assert len(world.poster.posts) == 2


async def test_a_platform_that_breaks_is_a_failure_of_its_own(world: World) -> None:
    """Such as a fault in composing: it is in the log, and the next day is another."""
    schedule = await world.add()
    world.poster.trouble["c1"].append(RuntimeError("no such article"))
    await world.runs_until("2026-01-06T10:00")
    assert await world.states(schedule) == ["05T09:00 failed", "06T09:00 posted"]


async def test_a_channel_that_hangs_holds_up_no_other(world: World) -> None:
    """Not even while twenty posts of others come and go; and it does not hang for ever."""
    world.fresh(slowest=0.5)
    schedule = await world.add()
    for n in range(40):
        await world.add(channel=f"d{n}")

    async def hang() -> None:
        await asyncio.Event().wait()

    world.poster.trouble["c1"].append(hang)
    async with world.running():
        await world.until("2026-01-05T09:30")
    assert len(world.poster.posts) == 41
    assert world.poster.posts[-1][0] == "c1"
    assert await world.states(schedule) == ["05T09:00 posted"]


@pytest.mark.parametrize(
    ("changes", "ended"),
    [({"paused": "by an admin"}, "skipped"), ({"channel": "c2"}, "failed"), ({}, "posted")],
    ids=["paused", "moved", "as it was"],
)
async def test_what_is_tried_again_is_posted_only_if_it_is_still_wanted(
    world: World, changes: dict[str, str], ended: str
) -> None:
    """And never in another channel than the one that was looked into."""
    schedule = await world.add()
    world.poster.trouble["c1"].append(Unreachable("Service unavailable."))
    async with world.running():
        await world.until("2026-01-05T09:00")
        await world.state.change_schedule(replace(schedule, topic="ice", **changes))  # type: ignore[arg-type] # all are text
        await world.until("2026-01-05T10:00")
    assert await world.states(schedule) == [f"05T09:00 {ended}"]


# ------------------------------------------------------------------------------------ after the program's end


async def test_what_was_broken_off_is_found_or_posted_with_the_same_nonce(world: World) -> None:
    """Once, and the schedule goes on."""
    schedule = await world.add()
    for _ in range(3):
        claim = Delivery(schedule.number, "2026-01-05T09:00:00+00:00", "c1", DeliveryState.CLAIMED, "x")
        await world.state.claim(claim)
    world.clock.time = moment("2026-01-05T09:01")
    await world.runs_until("2026-01-05T09:02")
    assert [post[2] for post in world.poster.posts] == world.poster.sought
    await world.runs_until("2026-01-06T09:02")
    assert await world.states(schedule) == ["05T09:00 posted", "06T09:00 posted"]


async def test_what_was_broken_off_long_ago_is_not_posted_now(world: World) -> None:
    """But it is looked for, for as long as a platform may need to start."""
    schedule = await world.add()
    await world.state.claim(Delivery(schedule.number, "2026-01-05T09:00:00+00:00", "c1", DeliveryState.CLAIMED, "x"))
    world.clock.time = moment("2026-01-06T08:00")
    world.poster.unfindable = Unreachable("Not connected yet.")
    world.fresh()
    async with world.running():
        await world.until("2026-01-06T08:10")
        assert await world.states(schedule) == ["05T09:00 claimed"]
        world.poster.unfindable = None
        await world.until("2026-01-06T08:30")
    assert await reason(world, schedule) == ("failed", "The program ended while it was being posted.")


async def test_what_an_admin_asked_for_is_not_posted_after_a_restart(world: World) -> None:
    """ "Now" is over."""
    schedule = await world.add()
    row = Delivery(schedule.number, "2026-01-05T08:29:00+00:00", "c1", DeliveryState.CLAIMED, "x", asked=True)
    await world.state.claim(row)
    await world.runs_until("2026-01-05T08:31")
    assert await world.states(schedule) == ["05T08:29 failed"]


async def test_a_state_put_back_from_a_copy_does_not_double_what_it_forgot(world: World) -> None:
    """What was due before the start is looked for first."""
    schedule = await world.add()
    await world.runs_until("2026-01-05T09:01")
    with closing(sqlite3.connect(world.state._path or "")) as db:
        db.execute("DELETE FROM shown")
        db.execute("DELETE FROM delivery")
        db.commit()
    await world.runs_until("2026-01-05T09:20")
    assert world.poster.dues() == ["05T09:00"]
    assert await world.states(schedule) == ["05T09:00 posted"]


# ------------------------------------------------------------------------------------------------- the state


async def test_a_locked_state_posts_nothing_until_it_can_be_written(tmp_path: Path) -> None:
    """Unclaimed is unposted; and what was posted is written down once it can be."""
    async with State(tmp_path, patience=0.05) as state:
        world = World(state)
        schedule = await world.add()
        with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
            async with world.running():
                await world.until("2026-01-05T08:59")
                other.execute("BEGIN IMMEDIATE")
                await world.until("2026-01-05T09:10")
                assert world.poster.posts == []
                other.execute("COMMIT")

                async def lock() -> None:
                    other.execute("BEGIN IMMEDIATE")

                world.poster.trouble["c1"].append(lock)
                await world.until("2026-01-05T09:30")
                assert world.poster.dues() == ["05T09:00"]
                other.execute("COMMIT")
                await world.until("2026-01-05T10:30")
        assert world.poster.dues() == ["05T09:00"]
        assert await world.states(schedule) == ["05T09:00 posted"]


async def test_a_full_disk_posts_nothing_until_there_is_room(world: World) -> None:
    """Unclaimed is unposted; nothing of the state is lost."""
    schedule = await world.add()
    async with world.running():
        await world.until("2026-01-05T08:59")
        with full_disk():
            await world.until("2026-01-05T09:30")
            assert (world.poster.posts, await world.states(schedule)) == ([], [])
        await world.until("2026-01-05T09:40")
    assert await world.states(schedule) == ["05T09:00 posted"]


async def test_a_disk_that_is_full_after_the_post_doubles_nothing(world: World) -> None:
    """Not even after a restart: the claim is there, and the post is found."""
    schedule = await world.add()
    with ExitStack() as full:

        async def fill() -> None:
            full.enter_context(full_disk())

        world.poster.trouble["c1"].append(fill)
        async with world.running():
            await world.until("2026-01-05T09:30")
            assert await world.states(schedule) == ["05T09:00 claimed"]
    await world.runs_until("2026-01-05T10:00")
    assert world.poster.dues() == ["05T09:00"]
    assert await world.states(schedule) == ["05T09:00 posted"]


@contextmanager
def full_disk() -> Iterator[None]:
    """No file can be written, from its first byte on."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_the_clock_survives_a_state_that_cannot_be_read_at_first(world: World) -> None:
    """It is tried again at the next look."""
    schedule = await world.add()
    db = await world.state._opened()
    await db.execute("ALTER TABLE delivery RENAME TO hidden")
    async with world.running():
        await world.until("2026-01-05T08:50")
        await db.execute("ALTER TABLE hidden RENAME TO delivery")
        await world.until("2026-01-05T09:10")
    assert await world.states(schedule) == ["05T09:00 posted"]


async def test_what_an_admin_asks_for_while_the_state_cannot_be_written_is_refused(world: World) -> None:
    """At once, and as a sentence: the admin is there to read it."""
    schedule = await world.add()
    assert await world.deliverer.run_now(schedule) is not None
    world.clock.time = moment("2026-01-05T08:31")
    with full_disk(), pytest.raises(StateError, match="cannot be read or written"):
        await world.deliverer.run_now(schedule)
    assert len(world.poster.posts) == 1


async def test_an_absence_that_cannot_be_written_down_is_looked_at_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is caught up with: the order of the rows is the memory."""
    schedule = await world.add(times=("09:00", "10:00"))
    world.clock.time = moment("2026-01-05T10:30")
    tries = 0
    real = world.state.miss

    async def miss(*told: object) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise StateError("The disk is full.")
        await real(*told)  # type: ignore[arg-type] # passed on as it came

    monkeypatch.setattr(world.state, "miss", miss)
    async with world.running():
        await world.quiet()
        assert world.poster.posts == []
        await world.until("2026-01-05T10:40")
    assert await world.states(schedule) == ["05T09:00 missed", "05T10:00 posted"]


async def test_what_was_broken_off_in_a_zone_that_is_gone_is_still_recovered(world: World) -> None:
    """Its moment is known; only the next one is not."""
    schedule = await world.add(zone="Europe/Atlantis")
    await world.state.claim(Delivery(schedule.number, "2026-01-05T08:00:00+00:00", "c1", DeliveryState.CLAIMED, "x"))
    await world.runs_until("2026-01-05T08:40")
    assert await world.states(schedule) == ["05T08:00 posted"]
