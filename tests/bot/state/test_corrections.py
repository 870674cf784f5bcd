"""Corrections and who changed what: kept, numbered once, undone and put back."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StateError
from bot.state import Deed, Entry, Note, State, migrate
from bot.state.corrections import read, written
from knowledge import Correction, Fix, Name, Words
from tests.bot.state.test_state import REPORT

if TYPE_CHECKING:
    from pathlib import Path

WORDS = Words("q1", "The words.", "a1", "file.md")
SPEAKER = Correction(0, Fix.SPEAKER, words=WORDS, person=Name("Ana Reis", "罗安娜", "p1"))
MADE = Entry(SPEAKER, "discord:7", "2026-01-02T03:04:05+00:00", "She told me.")

_TEXT = st.text(min_size=1)
_NAME = st.builds(Name, st.text(), st.none() | _TEXT, st.text())
_CORRECTION = st.builds(
    Correction,
    st.just(0),
    st.sampled_from(Fix),
    words=st.none() | st.builds(Words, st.text(), st.text(), st.text(), st.text()),
    person=st.none() | _NAME,
    other=st.none() | _NAME,
    article=st.none() | st.text(),
    alias=st.none() | st.text(),
)


@given(_CORRECTION)
def test_a_correction_that_is_written_reads_back(correction: Correction) -> None:
    """Every field, whatever the text; through JSON as well."""
    assert read(json.loads(json.dumps(written(correction)))) == correction


async def test_corrections_are_kept_in_order(tmp_path: Path) -> None:
    """They outlive a restart; the newest is listed first."""
    nobody = Entry(Correction(0, Fix.SPEAKER, words=WORDS), "console", "2026-01-03T00:00:00+00:00")
    async with State(tmp_path) as state:
        assert await state.add_corrections([MADE]) == (1,)
        assert await state.add_corrections([nobody, MADE]) == (2, 3)
    async with State(tmp_path) as state:
        assert await state.corrections_in_force() == tuple(
            replace(each.correction, number=number) for number, each in enumerate((MADE, nobody, MADE), 1)
        )
        total, (newest, second) = await state.corrections(2)
        assert (total, newest.correction.number, second.made_by) == (3, 3, "console")
        assert (newest.reason, newest.undone_at) == ("She told me.", None)


async def test_what_is_undone_is_out_of_force_and_can_be_put_back(tmp_path: Path) -> None:
    """Once each way, with who did it; the last one in force is the one before."""
    async with State(tmp_path) as state:
        await state.add_corrections([MADE, MADE])
        assert await state.undo_correction(2, "discord:9", "2026-01-04")
        assert not await state.undo_correction(2, "discord:9", "2026-01-04")
        assert [each.number for each in await state.corrections_in_force()] == [1]
        last, undone = await state.correction(None), await state.correction(2)
        assert (last and last.correction.number, undone and undone.undone_by) == (1, "discord:9")
        assert await state.redo_correction(2)
        assert not await state.redo_correction(2)
        assert len(await state.corrections_in_force()) == 2
        assert await state.correction(9) is None


async def test_all_or_none_are_kept(tmp_path: Path) -> None:
    """One that names a report that is not there keeps the others out too."""
    async with State(tmp_path) as state:
        with pytest.raises(StateError):
            await state.add_corrections([MADE, replace(MADE, report=77)])
        assert await state.corrections_in_force() == ()
        assert await state.add_corrections([]) == ()


async def test_two_processes_number_them_apart(tmp_path: Path) -> None:
    """Nothing is lost where both write at once."""
    async with State(tmp_path) as one, State(tmp_path) as two:
        await asyncio.gather(*(state.add_corrections([MADE]) for _ in range(20) for state in (one, two)))
        assert [each.number for each in await one.corrections_in_force()] == list(range(1, 41))


async def test_deeds_are_written_down(tmp_path: Path) -> None:
    """The newest first, and the last of a kind."""
    reload = Note("2026-01-02T03:04:05+00:00", "discord:7", "discord:1", Deed.RELOAD, "+1 ~0 -0")
    async with State(tmp_path) as state:
        assert await state.last_note(Deed.RELOAD) is None
        for note in (reload, replace(reload, deed=Deed.FIX, about="3"), replace(reload, deed=Deed.UNDO, about="3")):
            await state.note(note)
        total, (newest,) = await state.notes(1)
        assert (total, newest.deed, newest.about) == (3, Deed.UNDO, "3")
        assert await state.last_note(Deed.RELOAD) == reload


async def test_the_second_version_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it holds is still there, and corrections can be made from its reports; a copy is kept."""
    with monkeypatch.context() as patched:
        steps = tmp_path / "steps"
        steps.mkdir()
        for name in ("0001.sql", "0002.sql"):
            (steps / name).write_text((migrate.STEPS / name).read_text(encoding="utf-8"), encoding="utf-8")
        patched.setattr(migrate, "STEPS", steps)
        async with State(tmp_path) as state:
            number = await state.report(REPORT)
    async with State(tmp_path) as state:
        assert await state.corrections_in_force() == ()
        await state.add_corrections([replace(MADE, report=number)])
        assert (await state.corrections(1))[1][0].report == number
        assert (await state.open_reports(None, 1))[0] == 1
    assert (tmp_path / "state-before-3.db").exists()
