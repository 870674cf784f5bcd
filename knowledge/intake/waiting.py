"""The waiting room: materials that were shown and are not decided on, in `<data>/waiting`, few and not for long."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from knowledge.errors import IntakeError
from knowledge.ids import LENGTH, short_id
from knowledge.intake.examine import SIDECAR, Trial
from knowledge.intake.files import put_new, sweep, sync
from knowledge.intake.names import file_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.material import Material

MOST = 50
MOST_BYTES = 500 * 1024 * 1024
LONGEST_SECONDS = 7 * 24 * 3600.0
_ARTICLE = "article"
_RECORD = ".record.json"  # hidden: no build takes it for an article's
_HALF_DONE = ".trial-"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that waits: `file` is the name it was shown under, `wanted` the one it came with."""

    file: str
    wanted: str
    content: bytes
    sidecar: bytes | None
    article: str
    url: str | None


class WaitingRoom:
    """One folder for each material, named by its token; what is half done is hidden and never found."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, material: Material, file: str) -> Trial:
        """A trial of a material as `file`, beside those that wait; IntakeError where it cannot be written down."""
        work = self._folder / f"{_HALF_DONE}{secrets.token_hex(8)}"
        try:
            (work / _ARTICLE).mkdir(parents=True)
            put_new(work / _ARTICLE, file, material.content)
        except OSError as error:
            shutil.rmtree(work, ignore_errors=True)
            raise IntakeError("not_written", f"The article cannot be kept waiting: {error.strerror}.") from error
        return Trial(work / _ARTICLE, work, file, material)

    def admit(self, trial: Trial, article: str, url: str | None) -> str:
        """Let the tried article wait, and its token; the same material has the same token and waits once."""
        token = _token(trial)
        wanted = file_name(trial.material.name)
        record = {"file": trial.file, "wanted": wanted, "article": article, "url": url}
        put_new(trial.folder, _RECORD, json.dumps(record).encode())
        sync(trial.folder)
        place = self._folder / token
        with suppress(OSError):  # it waits already
            trial.folder.rename(place)
        os.utime(place)
        sync(self._folder)
        self._sweep(token)
        return token

    def end(self, trial: Trial) -> None:
        """Forget what a trial left behind."""
        shutil.rmtree(trial.work, ignore_errors=True)

    def find(self, token: str) -> Waiting:
        """What waits under a token; IntakeError where nothing does."""
        place = self._folder / token
        if _is_token(token) and not _is_over(place, LONGEST_SECONDS):
            with suppress(OSError, ValueError, KeyError, TypeError):
                record = json.loads((place / _RECORD).read_bytes())
                beside = place / f"{record['file']}{SIDECAR}"
                return Waiting(
                    file=record["file"],
                    wanted=record["wanted"],
                    content=(place / record["file"]).read_bytes(),
                    sidecar=beside.read_bytes() if beside.exists() else None,
                    article=record["article"],
                    url=record["url"],
                )
        raise IntakeError("not_waiting", "No article waits here any more: it was kept or dropped, or its time is over.")

    def leave(self, token: str) -> None:
        """Let nothing wait under a token any more, in one step."""
        gone = self._folder / f"{_HALF_DONE}{secrets.token_hex(8)}"
        if _is_token(token):
            with suppress(OSError):
                (self._folder / token).rename(gone)
                shutil.rmtree(gone, ignore_errors=True)

    def _sweep(self, newest: str) -> None:
        """Send away what waited too long, and the oldest where there are too many; never the newest."""
        sweep(self._folder, f"{_HALF_DONE}*")
        number = size = 0
        for place in self._newest_first():
            number, size = number + 1, size + sum(each.stat().st_size for each in place.iterdir())
            too_many = number > MOST or size > MOST_BYTES or _is_over(place, LONGEST_SECONDS)
            if too_many and place.name != newest:
                self.leave(place.name)

    def _newest_first(self) -> Iterator[Path]:
        there = [path for path in self._folder.iterdir() if _is_token(path.name)]
        yield from sorted(there, key=lambda path: path.stat().st_mtime, reverse=True)


def _token(trial: Trial) -> str:
    stated = json.dumps(asdict(replace(trial.material, content=b"")) | {"content": None}, sort_keys=True)
    return short_id("", stated, hashlib.sha256(trial.material.content).hexdigest())


def _is_token(name: str) -> bool:
    return len(name) == LENGTH and name.isascii() and name.isalnum() and name == name.lower()


def _is_over(path: Path, limit: float) -> bool:
    try:
        return time.time() - path.stat().st_mtime > limit
    except OSError:
        return True
