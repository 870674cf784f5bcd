"""The precious data: kept, never begun anew in silence, and open to two processes at once."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.errors import StateError
from bot.state import Report, State, migrate
from bot.state.state import FILE

if TYPE_CHECKING:
    from pathlib import Path

STEPS = migrate.STEPS
REPORT = Report("discord:1", "discord:7", "q1", "The words.", "Ana Reis", "A Headline", "Not her.", "2026-01-02T03:04")


async def test_what_was_set_outlives_a_restart(tmp_path: Path) -> None:
    """A place that set nothing answers privately."""
    async with State(tmp_path) as state:
        assert not await state.is_public("discord:1")
        await state.set_public("discord:1", public=True)
    async with State(tmp_path) as state:
        assert await state.is_public("discord:1")
        assert not await state.is_public("discord:2")
        await state.set_public("discord:1", public=False)
        assert not await state.is_public("discord:1")


async def test_reports_wait_until_they_are_settled(tmp_path: Path) -> None:
    """Oldest first, those of one place, or of all for the operator."""
    async with State(tmp_path) as state:
        first = await state.report(REPORT)
        other = await state.report(replace(REPORT, place="discord:2"))
        second = await state.report(replace(REPORT, excerpt="q2"))
        assert await state.open_reports("discord:1", 10) == (
            2,
            (replace(REPORT, number=first), replace(REPORT, excerpt="q2", number=second)),
        )
        total, (page,) = await state.open_reports(None, 1, 1)
        assert (total, page.number) == (3, other)
        assert await state.settle(first, "discord:1", "discord:9", "2026-01-03T00:00")
        assert (await state.open_reports("discord:1", 10))[0] == 1


async def test_a_report_is_settled_once_and_only_where_it_belongs(tmp_path: Path) -> None:
    """Another server's admin cannot, and nobody can twice."""
    async with State(tmp_path) as state:
        number = await state.report(REPORT)
        assert not await state.settle(number, "discord:2", "x", "now")
        assert await state.settle(number, "discord:1", "x", "now")
        assert not await state.settle(number, "discord:1", "x", "now")


async def test_the_same_doubt_again_replaces_the_first(tmp_path: Path) -> None:
    """Until it is settled; then it is a new one."""
    async with State(tmp_path) as state:
        number = await state.report(REPORT)
        assert await state.report(replace(REPORT, note="Bruno said it.")) == number
        assert (await state.open_reports(None, 10))[1][0].note == "Bruno said it."
        await state.settle(number, None, "x", "now")
        assert await state.report(REPORT) != number


async def test_two_processes_share_it(tmp_path: Path) -> None:
    """Many writes from two connections at once all land."""
    async with State(tmp_path) as one, State(tmp_path) as two:
        await asyncio.gather(
            *(state.report(replace(REPORT, excerpt=f"q{n}{name}")) for n in range(25) for name, state in _two(one, two))
        )
        assert (await one.open_reports(None, 1))[0] == (await two.open_reports(None, 1))[0] == 50


def _two(one: State, two: State) -> tuple[tuple[str, State], ...]:
    return (("a", one), ("b", two))


async def test_two_first_starts_at_once_make_one_database(tmp_path: Path) -> None:
    """Whoever comes second finds it made."""
    states = [State(tmp_path) for _ in range(4)]
    assert await asyncio.gather(*(state.is_public("x") for state in states)) == [False] * 4
    for state in states:
        await state.close()


@pytest.mark.parametrize(
    "content", [b"no database at all, and longer than its header " * 50, b"SQLite format 3\0 torn"]
)
async def test_a_damaged_database_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    """Never an empty start in its place; the text says what to do."""
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(StateError, match=r"state\.db.*copy"):
        await State(tmp_path).open()
    assert (tmp_path / FILE).read_bytes() == content


async def test_a_truncated_database_is_refused(tmp_path: Path) -> None:
    """A file that lost its end is not read as if it were whole."""
    async with State(tmp_path) as state:
        for n in range(200):
            await state.report(replace(REPORT, excerpt=f"q{n}"))
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StateError):
        await State(tmp_path).open()


async def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """An older Dragoman would not know what it holds."""
    async with State(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StateError, match="newer Dragoman"):
        await State(tmp_path).open()


async def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """As a sentence, not as a trace."""
    with pytest.raises(StateError, match="cannot be used"):
        await State(tmp_path / "missing").open()


async def test_a_step_keeps_a_copy_from_before_and_all_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later version adds its step; the copy is as the older one left it."""
    async with State(tmp_path) as state:
        await state.report(REPORT)
    _later(tmp_path, monkeypatch, "CREATE TABLE later (x TEXT) STRICT;")
    async with State(tmp_path) as state:
        assert (await state.open_reports(None, 1))[0] == 1
    before = len(list(STEPS.glob("*.sql")))
    with closing(sqlite3.connect(tmp_path / f"state-before-{before + 1}.db")) as copy:
        assert copy.execute("SELECT count(*) FROM report").fetchone() == (1,)
        assert copy.execute("PRAGMA user_version").fetchone() == (before,)


async def test_the_first_version_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it holds is still there, and briefings can be scheduled."""
    with monkeypatch.context() as patched:
        steps = tmp_path / "steps"
        steps.mkdir()
        (steps / "0001.sql").write_text((STEPS / "0001.sql").read_text(encoding="utf-8"), encoding="utf-8")
        patched.setattr(migrate, "STEPS", steps)
        async with State(tmp_path) as state:
            await state.report(REPORT)
    async with State(tmp_path) as state:
        assert (await state.open_reports(None, 1))[0] == 1
        assert await state.schedules(None) == ()
    assert (tmp_path / "state-before-2.db").exists()


async def test_a_step_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a step is none: the database is as it was, and the older version opens it."""
    async with State(tmp_path) as state:
        await state.report(REPORT)
    with monkeypatch.context() as patched:
        _later(tmp_path, patched, "CREATE TABLE half (x TEXT) STRICT; CREATE TABLE report (x TEXT);")
        with pytest.raises(StateError, match="cannot be used"):
            await State(tmp_path).open()
    async with State(tmp_path) as state:
        assert (await state.open_reports(None, 1))[0] == 1
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        assert db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)


def _later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    """The steps that there are, and one more."""
    steps = tmp_path / "steps"
    steps.mkdir()
    for step in migrate.STEPS.glob("*.sql"):
        (steps / step.name).write_text(step.read_text(encoding="utf-8"), encoding="utf-8")
    (steps / "9999.sql").write_text(sql, encoding="utf-8")
    monkeypatch.setattr(migrate, "STEPS", steps)
