"""A crash at any step of keeping, removing or putting back leaves whole files, and loses nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FEWEST_STEPS = 12
STANDS = ["data/articles/herring.txt article", "data/articles/herring.txt.toml sidecar"]


@pytest.fixture(scope="module")
def crashes(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What each crash left behind, and what stands after a restart and a second try."""
    if not hasattr(os, "fork"):
        pytest.skip("processes cannot be forked here")
    folder: Path = tmp_path_factory.mktemp("crashes")
    command = [sys.executable, "-m", "tests.knowledge.intake.crashing", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_step_was_a_crash_once(crashes: list[dict[str, Any]]) -> None:
    """Until the last one, where there was none."""
    for doing in ("keep", "remove", "put_back"):
        crashed = [crash["crashed"] for crash in crashes if crash["doing"] == doing]
        assert len(crashed) > FEWEST_STEPS
        assert crashed == [*[True] * (len(crashed) - 1), False]


def test_no_file_is_half_written_and_no_article_is_without_its_sidecar(crashes: list[dict[str, Any]]) -> None:
    """A build at that moment would read the article as it is meant."""
    for crash in crashes:
        for files in (crash["left"], crash["after"]):
            assert [file for file in files if file.endswith("broken")] == []
            assert STANDS[0] not in files or STANDS[1] in files
            assert any(file.endswith("herring.txt article") for file in files)


def test_a_second_try_ends_as_the_first_would_have(crashes: list[dict[str, Any]]) -> None:
    """Kept once, removed wholly, put back once."""
    for crash in crashes:
        if crash["doing"] == "remove":
            assert STANDS[0] not in crash["after"]
            assert any(file.startswith("data/removed/") for file in crash["after"])
        else:
            assert crash["after"] == STANDS
