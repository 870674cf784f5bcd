"""Copies of the state: whole or not at all, and named when the state is damaged."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.errors import StateError, UserError
from bot.state import Schedule, State, backup
from bot.state.state import FILE

if TYPE_CHECKING:
    from pathlib import Path

SCHEDULE = Schedule("console:1", "console", "c1", "UTC", ("09:00",), (0,))


async def test_a_copy_of_a_state_in_use_has_all_that_was_written(tmp_path: Path) -> None:
    """And is a state that can be put back."""
    (tmp_path / "back").mkdir()
    async with State(tmp_path) as state:
        for _ in range(50):
            await state.add_schedule(SCHEDULE)
        copying = asyncio.to_thread(backup.copy, tmp_path / FILE, tmp_path / "back" / FILE, replace=False)
        await asyncio.gather(copying, *(state.add_schedule(SCHEDULE) for _ in range(50)))
    async with State(tmp_path / "back") as copied:
        assert len(await copied.schedules(None)) >= 50
    assert [path.name for path in (tmp_path / "back").iterdir() if path.name.startswith(".")] == []


async def test_what_is_there_is_not_replaced_unless_it_is_told_to_be(tmp_path: Path) -> None:
    """Nor is the state itself."""
    async with State(tmp_path):
        pass
    target = tmp_path / "copy.db"
    target.write_text("something else", encoding="utf-8")
    with pytest.raises(UserError, match="--force"):
        backup.copy(tmp_path / FILE, target, replace=False)
    assert target.read_text(encoding="utf-8") == "something else"
    with pytest.raises(UserError, match="the state itself"):
        backup.copy(tmp_path / FILE, tmp_path / FILE, replace=True)
    backup.copy(tmp_path / FILE, target, replace=True)
    assert backup.unsound(target) is None


async def test_a_damaged_state_is_not_copied_over_a_sound_copy(tmp_path: Path) -> None:
    """The copy is looked at before it is put in its place."""
    async with State(tmp_path) as state:
        for _ in range(200):
            await state.add_schedule(SCHEDULE)
    backup.copy(tmp_path / FILE, tmp_path / "copy.db", replace=False)
    whole = (tmp_path / "copy.db").read_bytes()
    (tmp_path / FILE).write_bytes((tmp_path / FILE).read_bytes()[:20000])
    with pytest.raises(StateError, match="could not be copied"):
        backup.copy(tmp_path / FILE, tmp_path / "copy.db", replace=True)
    assert (tmp_path / "copy.db").read_bytes() == whole


def test_nothing_to_copy_is_told(tmp_path: Path) -> None:
    """An empty copy would look like a good one."""
    with pytest.raises(UserError, match="nothing to back up"):
        backup.copy(tmp_path / FILE, tmp_path / "copy.db", replace=False)
    assert list(tmp_path.iterdir()) == []


async def test_the_refusal_of_a_damaged_state_names_the_newest_sound_copy(tmp_path: Path) -> None:
    """Put back as it says, the state is as it was then."""
    async with State(tmp_path) as state:
        await state.add_schedule(SCHEDULE)
    for age, name in ((30, "state-old.db"), (20, "state-2026-01-05-090000.db")):
        backup.copy(tmp_path / FILE, tmp_path / name, replace=False)
        os.utime(tmp_path / name, (1_700_000_000 - age,) * 2)
    (tmp_path / "state-torn.db").write_bytes(b"SQLite format 3\0 torn")
    (tmp_path / FILE).write_bytes(b"damaged " * 500)
    with pytest.raises(StateError, match=r"newest copy beside it is state-2026-01-05-090000\.db: move state\.db away"):
        await State(tmp_path).open()
    (tmp_path / FILE).unlink()
    (tmp_path / "state-2026-01-05-090000.db").rename(tmp_path / FILE)
    async with State(tmp_path) as state:
        assert len(await state.schedules(None)) == 1


async def test_the_copy_from_before_a_step_is_named_too(tmp_path: Path) -> None:
    """It is better than nothing."""
    async with State(tmp_path):
        pass
    backup.copy(tmp_path / FILE, tmp_path / "state-before-2.db", replace=False)
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    (tmp_path / FILE).write_bytes((tmp_path / FILE).read_bytes()[:5000])
    with pytest.raises(StateError, match=r"state-before-2\.db"):
        await State(tmp_path).open()
