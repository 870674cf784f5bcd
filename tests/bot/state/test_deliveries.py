"""Deliveries: claimed by one, finished once, and what a channel has been shown."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.errors import StateError
from bot.state import Delivery, DeliveryState, Schedule, State
from bot.state.deliveries import nonce

if TYPE_CHECKING:
    from pathlib import Path

SCHEDULE = Schedule("discord:1", "discord", "10", "UTC", ("09:00",), (0,))
DUE = "2026-01-05T09:00:00+00:00"


@pytest_asyncio.fixture
async def schedule(state: State) -> Schedule:
    """A schedule that the state has."""
    return replace(SCHEDULE, number=await state.add_schedule(SCHEDULE))


def claimed(schedule: Schedule, due: str = DUE) -> Delivery:
    """A claim, as it is asked for."""
    return Delivery(schedule.number, due, schedule.channel, DeliveryState.CLAIMED, due)


async def test_a_moment_is_claimed_by_one(state: State, schedule: Schedule, tmp_path: Path) -> None:
    """Even if two processes try at once, many times."""
    async with State(tmp_path) as other:
        tries = await asyncio.gather(*(each.claim(claimed(schedule)) for _ in range(20) for each in (state, other)))
    assert sum(each is not None for each in tries) == 1


async def test_what_was_claimed_is_finished_once(state: State, schedule: Schedule) -> None:
    """And comes back with all that became known."""
    found = await state.claim(claimed(schedule))
    assert found is not None
    assert [each for _, each in await state.unfinished()] == [found]
    done = replace(found, state=DeliveryState.POSTED, finished_at=DUE, message="m1", late=True)
    assert await state.finish(done)
    assert not await state.finish(replace(done, state=DeliveryState.FAILED))
    assert await state.deliveries(schedule.number, 5) == (done,)
    assert await state.unfinished() == ()


async def test_no_claim_on_what_is_paused_moved_or_removed(state: State, schedule: Schedule) -> None:
    """It may have happened since somebody looked; an admin may ask for a paused one."""
    assert await state.claim(replace(claimed(schedule), channel="11")) is None
    await state.pause_schedule(schedule, "gone")
    assert await state.claim(claimed(schedule)) is None
    assert await state.claim(replace(claimed(schedule), asked=True)) is not None
    await state.change_schedule(schedule)
    await state.remove_schedule(schedule.number, None)
    assert await state.claim(claimed(schedule)) is None


async def test_what_a_removed_schedule_left_unfinished_is_still_found(state: State, schedule: Schedule) -> None:
    """It may have been posted: that is still to be found out."""
    found = await state.claim(claimed(schedule))
    await state.remove_schedule(schedule.number, None)
    assert await state.unfinished() == ((schedule, found),)


async def test_missed_moments_are_kept_and_taken_back(state: State, schedule: Schedule) -> None:
    """Taken back where the clock says that they are yet to come."""
    dues = [f"2026-01-0{day}T09:00:00+00:00" for day in range(1, 7)]
    await state.claim(claimed(schedule))
    await state.miss(schedule, dues, "2026-01-07", "not running")
    states = [(each.due[9], each.state.value) for each in await state.deliveries(schedule.number, 9)]
    assert states == [("6", "missed"), ("5", "claimed"), *((day, "missed") for day in "4321")]
    await state.forget_missed("2026-01-03T12:00:00+00:00")
    assert [each.due[9] for each in await state.deliveries(schedule.number, 9)] == ["5", "3", "2", "1"]


async def test_a_channel_is_shown_things_until_they_are_forgotten(state: State, schedule: Schedule) -> None:
    """Each channel for itself, and the same excerpt may be told twice."""
    found = await state.claim(claimed(schedule))
    assert found is not None
    await state.add_shown("10", ["q1", "q2"], found.number)
    await state.add_shown("10", ["q2", "q3"], found.number)
    assert await state.shown("10") == {"q1", "q2", "q3"}
    assert await state.shown("11") == frozenset()
    await state.forget_shown("10")
    assert await state.shown("10") == frozenset()


async def test_what_cannot_be_written_is_told(state: State, schedule: Schedule) -> None:
    """Such as what was shown by a delivery that there never was."""
    with pytest.raises(StateError, match="cannot be read or written"):
        await state.add_shown("10", ["q1"], 99)
    assert await state.shown(schedule.channel) == frozenset()


def test_a_nonce_is_its_deliverys_alone() -> None:
    """Short enough for Discord, the same whenever it is made, whatever the row's number."""
    schedule = replace(SCHEDULE, number=3)
    one = claimed(schedule)
    others = (replace(one, due="x"), replace(one, schedule=4), replace(one, channel="11"), replace(one, asked=True))
    made = {nonce(schedule, each) for each in (one, *others)}
    assert len(made) == 5
    assert nonce(schedule, replace(one, number=9, state=DeliveryState.POSTED)) in made
    assert {len(each) for each in made} == {24}
