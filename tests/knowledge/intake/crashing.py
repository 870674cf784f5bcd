"""Ends a process at each of its steps on the file system in turn, and tells what stands there afterwards.

Run as `python -m tests.knowledge.intake.crashing FOLDER`: prints one JSON object for each crash. It forks, so it is a
program of its own, without threads.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.build import build
from knowledge.build_report import BuildReport
from knowledge.errors import IntakeError
from knowledge.ids import short_id
from knowledge.intake import Intake, with_kept
from knowledge.intake.shelf import Shelf
from knowledge.intake.waiting import WaitingRoom
from knowledge.material import Material
from tests.knowledge.fakes import FAKE, write

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

    Doing = Callable[[Intake], Coroutine[None, None, BuildReport]]

STEPS = ("open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.utime", "shutil.rmtree")
CRASHED, DONE = 9, 0
ARTICLE = "Herring\n\nAnn Lee said: “Nobody buys herring”.\n"
SIDECAR = 'url = "https://gazette.example/herring"\n'


def main(root: Path) -> None:
    """Every crash of keeping, removing and putting back."""
    for name, doing, prepare in (
        ("keep", lambda intake: intake.keep(_token(root)), _waiting),
        ("remove", _remove, _standing),
        ("put_back", lambda intake: intake.put_back("herring.txt"), _removed),
    ):
        for crash in _crashes(root / name, prepare, doing):
            sys.stdout.write(json.dumps({"doing": name} | crash) + "\n")
            sys.stdout.flush()  # else the next fork says it too


def _crashes(root: Path, prepare: Callable[[Path], None], doing: Doing) -> Iterator[dict[str, object]]:
    step = 0
    while True:
        folder = root / str(step)
        prepare(folder)
        status = _ended(folder, doing, step)
        yield {"step": step, "crashed": status == CRASHED, "left": _files(folder), "after": _again(folder, doing)}
        if status != CRASHED:
            return
        step += 1


def _ended(folder: Path, doing: Doing, last: int) -> int:
    """How a process ends that is killed before the step after `last` others."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = last

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in STEPS and str(folder) in str(arguments[0]):
            if left == 0:
                os._exit(CRASHED)
            left -= 1

    sys.addaudithook(count)
    try:
        asyncio.run(doing(_intake(folder)))
    finally:
        os._exit(DONE)


def _again(folder: Path, doing: Doing) -> list[str]:
    """What stands there after a restart, and whoever asked asks again."""
    build(with_kept([folder / "corpus"], folder / "data"), _base(folder), pipeline=FAKE)
    with suppress(IntakeError):  # it was done before the crash
        asyncio.run(doing(_intake(folder)))
    return _files(folder)


def _intake(folder: Path) -> Intake:
    async def reload() -> BuildReport:
        return BuildReport()

    return Intake(folder / "data", _base(folder), FAKE, reload)


def _base(folder: Path) -> Path:
    return folder / "data" / "knowledge.db"


def _files(folder: Path) -> list[str]:
    """Every visible file with what is in it: whole, or not."""
    contents = {ARTICLE: "article", SIDECAR: "sidecar"}
    return sorted(
        f"{path.relative_to(folder).as_posix()} {contents.get(path.read_text(), 'broken')}"
        for path in folder.rglob("herring*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _waiting(folder: Path) -> None:
    write(folder / "corpus", "other.txt", "Bo Lee said: “Other”.")
    build([folder / "corpus"], _base(folder), pipeline=FAKE)
    room = WaitingRoom(folder / "data" / "waiting")
    trial = room.begin(Material("herring.txt", ARTICLE.encode()), "herring.txt")
    (trial.folder / "herring.txt.toml").write_text(SIDECAR)
    room.admit(trial, "aherring", None)
    room.end(trial)


def _token(root: Path) -> str:
    (token,) = {path.name for path in root.glob("keep/*/data/waiting/*") if not path.name.startswith(".")} or {"a" * 10}
    return token


def _standing(folder: Path) -> None:
    write(folder / "corpus", "other.txt", "Bo Lee said: “Other”.")
    Shelf(folder / "data").keep("herring.txt", (), ARTICLE.encode(), SIDECAR.encode())
    build([folder / "corpus", folder / "data" / "articles"], _base(folder), pipeline=FAKE)


async def _remove(intake: Intake) -> BuildReport:
    return await intake.remove(short_id("a", "herring.txt"))


def _removed(folder: Path) -> None:
    _standing(folder)
    asyncio.run(_remove(_intake(folder)))
    build([folder / "corpus", folder / "data" / "articles"], _base(folder), pipeline=FAKE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
