"""A folder that is not mounted does not empty the base."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from knowledge import KnowledgeBase, Vanished
from knowledge.build import build
from tests.knowledge.fakes import FAKE, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """Two folders: twelve articles in one, three in the other."""
    for n in range(15):
        write(tmp_path / ("many" if n < 12 else "few"), f"{n}.txt", f"Ann Lee said: “one {n}”.")
    return [tmp_path / "many", tmp_path / "few"]


def test_most_articles_gone_at_once_stop_the_build(folders: list[Path], tmp_path: Path) -> None:
    """Be their folder empty or missing; the sentence says what to do, and allowing it does it."""
    build(folders, tmp_path / "one.db", pipeline=FAKE)
    before = (tmp_path / "one.db").read_bytes()
    shutil.rmtree(folders[0])
    for _ in range(2):
        with pytest.raises(Vanished, match=r"12 of 15 articles are gone at once from .*many.*mount it"):
            build(folders, tmp_path / "one.db", pipeline=FAKE)
        assert (tmp_path / "one.db").read_bytes() == before
        folders[0].mkdir(exist_ok=True)
    assert len(build(folders, tmp_path / "one.db", pipeline=FAKE, allow_removals=True).removed) == 12


def test_fewer_may_go_and_moved_ones_are_not_gone(folders: list[Path], tmp_path: Path) -> None:
    """Half of the articles, or all of them into a folder below."""
    build(folders, tmp_path / "one.db", pipeline=FAKE)
    for n in range(7):
        (folders[0] / f"{n}.txt").unlink()
    assert len(build(folders, tmp_path / "one.db", pipeline=FAKE).removed) == 7
    build(folders, tmp_path / "two.db", pipeline=FAKE)
    shutil.move(folders[0], tmp_path / "elsewhere")
    shutil.move(tmp_path / "elsewhere", folders[0] / "below")
    assert len(build(folders, tmp_path / "two.db", pipeline=FAKE).removed) == 5


def test_a_folder_that_is_no_longer_named_was_meant_to_go(
    folders: list[Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """That is a setting; the log says that two processes would do this to one another in turns."""
    build(folders, tmp_path / "one.db", pipeline=FAKE)
    assert len(build(folders[1:], tmp_path / "one.db", pipeline=FAKE).removed) == 12
    assert "a data folder of its own" in caplog.text
    assert str(folders[0]) in caplog.text


async def test_a_base_whose_folder_is_not_mounted_serves_what_it_has(folders: list[Path], tmp_path: Path) -> None:
    """At the start and at a reload, until removals are allowed."""
    async with await KnowledgeBase.open(folders, tmp_path, pipeline=FAKE) as base:
        shutil.rmtree(folders[0])
        with pytest.raises(Vanished):
            await base.reload()
        assert (await base.stats()).articles == 15
    async with await KnowledgeBase.open(folders, tmp_path, pipeline=FAKE) as base:
        assert not base.report.applied
        assert (await base.stats()).articles == 15
        assert len((await base.reload(allow_removals=True)).removed) == 12
        assert (await base.stats()).articles == 3
