"""`kill -9` at every point of a delivery, to real processes: the briefing is posted once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.state import DeliveryState, State
from tests.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

POINTS = ("unclaimed", "before", "during", "after", "finished")


def run(folder: Path, point: str) -> int:
    """How a process ended that was to end there."""
    line = [sys.executable, "-m", "tests.bot.delivering.killed", str(folder), point]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(line, env=environment, cwd=ROOT, timeout=60, check=False).returncode  # noqa: S603 - our own script


@pytest.mark.parametrize("point", POINTS)
async def test_killed_there_it_is_posted_once(tmp_path: Path, point: str) -> None:
    """After the next start: found if it was posted, else posted with the same nonce."""
    assert run(tmp_path, point) == -signal.SIGKILL
    assert run(tmp_path, "") == 0
    assert len((tmp_path / "channel").read_text(encoding="utf-8").splitlines()) == 1
    async with State(tmp_path) as state:
        (row,) = await state.deliveries(1, 9)
        assert (row.state, row.message) == (DeliveryState.POSTED, "m1")
        assert await state.shown("c1") == {"q1"}


async def test_killed_at_one_point_after_the_other_it_is_posted_once(tmp_path: Path) -> None:
    """Start after start that ends too soon."""
    points = ["unclaimed", "before", "before", "during"]
    assert [run(tmp_path, point) for point in points] == [-signal.SIGKILL] * len(points)
    assert run(tmp_path, "after") == -signal.SIGKILL
    assert run(tmp_path, "") == 0
    assert len((tmp_path / "channel").read_text(encoding="utf-8").splitlines()) == 1
