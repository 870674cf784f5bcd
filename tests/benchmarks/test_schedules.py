"""The simulated year of schedules: a small one, in which each zone changes its clocks or not, as it likes."""

from __future__ import annotations

import subprocess
import sys

from tests.places import ROOT


def test_a_small_simulation_loses_and_doubles_nothing() -> None:
    """Thirty schedules, one in each zone, over a spring, with the program killed now and then."""
    line = [sys.executable, "-m", "benchmarks.schedules", "--schedules=30", "--days=120", "--restarts=25"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603 - our own benchmark
    told = {name: int(count.replace(",", "")) for name, count, *_ in map(str.split, done.stdout.splitlines()[:4])}
    assert done.returncode == 0, done.stdout + done.stderr
    assert (told["lost"], told["doubled"]) == (0, 0)
    assert told["expected"] == told["posted"] > 500
