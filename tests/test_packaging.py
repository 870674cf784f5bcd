"""What is installed, locked and put into the image is what the project says."""

from __future__ import annotations

import json
import os
import re
import tomllib
import zipfile
from fnmatch import fnmatch
from typing import TYPE_CHECKING

import pytest
from hatchling import build
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot import config
from tests.places import ROOT
from tests.tree import files, text

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
RUNTIME = ROOT / "requirements.lock"
DEVELOPMENT = ROOT / "requirements-dev.lock"
PIN = re.compile(
    r"^([A-Za-z0-9._-]+)==(\S+)(?: ; [^\\]*)? \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)
DOCKERFILE = re.sub(r"\\\n\s*", " ", text(ROOT / "Dockerfile")).splitlines()


def pins(lock: Path) -> dict[str, str]:
    """Version by name of every distribution that `lock` pins with a hash."""
    return {canonicalize_name(name): version for name, version, _ in PIN.findall(text(lock))}


def instructions(word: str) -> list[str]:
    """What follows `word` on the Dockerfile's lines, in order."""
    return [line.split(maxsplit=1)[1] for line in DOCKERFILE if line.startswith(f"{word} ")]


@pytest.mark.parametrize(
    ("lock", "needed"),
    [
        (RUNTIME, PROJECT["dependencies"]),
        (DEVELOPMENT, PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
    ],
    ids=["runtime", "development"],
)
def test_lock_pins_what_the_project_needs(lock: Path, needed: list[str]) -> None:
    """Each dependency is pinned, to a version that the project allows; `poe lock` mends it."""
    pinned = pins(lock)
    wanted = [Requirement(line) for line in needed]
    missing = [each.name for each in wanted if pinned.get(canonicalize_name(each.name)) is None]
    assert missing == []
    assert [each.name for each in wanted if pinned[canonicalize_name(each.name)] not in each.specifier] == []


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT], ids=["runtime", "development"])
def test_lock_has_a_hash_for_each_pin_and_no_address(lock: Path) -> None:
    """A lock must hold wherever packages are fetched from."""
    lines = text(lock).splitlines()
    assert len(pins(lock)) == sum("==" in line for line in lines)
    assert [line for line in lines if "://" in line or line.startswith(("-", "/", "."))] == []


def test_both_locks_agree() -> None:
    """What is tested is what runs."""
    development = pins(DEVELOPMENT)
    assert {name: development.get(name) for name in pins(RUNTIME)} == pins(RUNTIME)


def test_wheel_has_every_file_of_both_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles, the database's schema and the weights are data that a wheel forgets easily."""
    monkeypatch.chdir(ROOT)
    with zipfile.ZipFile(tmp_path / build.build_wheel(str(tmp_path))) as wheel:
        packed = set(wheel.namelist())
        entry_points = next(wheel.read(name).decode() for name in packed if name.endswith("/entry_points.txt"))
    ours = {
        path.relative_to(ROOT).as_posix() for path in files() if path.relative_to(ROOT).parts[0] in {"bot", "knowledge"}
    }
    assert ours - packed == set()
    assert [name for name in packed - ours if ".dist-info/" not in name] == []
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in packed)
    assert "dragoman = bot.__main__:main" in entry_points


def test_image_copies_only_files_that_are_there_and_let_in() -> None:
    """Every COPY of the Dockerfile finds its source, and .dockerignore does not hold it back."""
    let_in = {line.removeprefix("!") for line in text(ROOT / ".dockerignore").splitlines() if line.startswith("!")}
    copied = [name for line in instructions("COPY") if "--from=" not in line for name in line.split()[:-1]]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert set(copied) == let_in


def test_image_ignores_caches_and_secrets() -> None:
    """Nothing that a checkout gathers while it is used reaches the image."""
    ignored = [line for line in text(ROOT / ".dockerignore").splitlines() if line.startswith("**/")]
    names = ("bot/__pycache__", "knowledge/x.db", "knowledge/x.db-wal", "bot/.env")
    assert [name for name in names if not any(fnmatch(name, pattern) for pattern in ignored)] == []


def test_image_installs_the_lock_before_it_copies_the_source() -> None:
    """An edit of the source must not fetch every dependency again."""
    order = [next(i for i, line in enumerate(DOCKERFILE) if part in line) for part in ("--require-hashes", "COPY bot")]
    assert order == sorted(order)


def test_image_runs_the_program_itself_as_an_ordinary_user() -> None:
    """In exec form the program is process 1, so that SIGTERM reaches it; a numeric user other than root."""
    assert json.loads(instructions("ENTRYPOINT")[-1]) == list(PROJECT["scripts"])
    assert int(instructions("USER")[-1].partition(":")[0]) > 0


def test_image_keeps_what_is_written_on_its_volume() -> None:
    """The data folder is the volume, by a setting that exists."""
    assignments = dict(part.split("=", 1) for line in instructions("ENV") for part in line.split())
    assert assignments["DRAGOMAN_DATA"] == instructions("VOLUME")[-1]
    assert {name for name in assignments if name.startswith("DRAGOMAN_")} <= set(config.NAMES)


def test_the_readme_and_the_checks_run_the_same_commands() -> None:
    """Each step that .ci/run takes after making its environment is a step that the README tells."""
    steps = re.findall(r"^(?:pip install|poe) .*$", text(ROOT / ".ci" / "run"), re.MULTILINE)
    told = text(ROOT / "README.md")
    assert len(steps) > 1
    assert [step for step in steps if step.replace("--quiet ", "") not in told] == []


def test_checks_can_be_run() -> None:
    """.ci/run is a program, and the workflow calls it."""
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert "run: .ci/run" in text(ROOT / ".github" / "workflows" / "ci.yml")
