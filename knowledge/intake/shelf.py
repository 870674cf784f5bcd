"""Where kept articles stand and removed ones lie: `<data>/articles` and `<data>/removed`.

An article's sidecar is written before it and taken away after it, so that no build ever meets it without.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import IntakeError
from knowledge.formats import sidecar_of
from knowledge.intake.files import PART, is_writable, put, put_new, sweep, sync
from knowledge.intake.names import free_name
from knowledge.intake.values import Removed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SHIPPED = Path(__file__).parent.parent / "articles"
SIDECAR = ".toml"
_RECORD = "removed.json"
_HALF_DONE = ".removing-"


@dataclass(frozen=True, slots=True)
class Standing:
    """An article of the base: `file` is its path inside `folder`."""

    folder: Path
    file: str
    headline: str


class Shelf:
    """The articles that the program itself keeps, in `kept`, and those it took away, in `removed`."""

    def __init__(self, data: Path) -> None:
        self.kept = data / "articles"
        self.removed = data / "removed"

    def name_for(self, file: str, known: Collection[str], sidecar: bytes | None = None) -> str:
        """A name like `file` that no article of the base has, nor any file beside the kept ones.

        A sidecar that a crash left alone is in nobody's way, if it is the very one that is to be written.
        """
        taken = {_folded(each) for each in (*known, *self._names())}

        def is_taken(name: str) -> bool:
            beside = name + SIDECAR
            left = _folded(beside) in taken and not self._has(beside, sidecar)
            return _folded(name) in taken or left or _folded(str(Path(name).with_suffix(SIDECAR))) in taken

        return free_name(file, is_taken)

    def keep(self, file: str, known: Collection[str], article: bytes, sidecar: bytes | None) -> str:
        """Write an article and its sidecar under a name like `file`, and that name; IntakeError where it cannot be."""
        try:
            self.kept.mkdir(parents=True, exist_ok=True)
            sweep(self.kept, f".*{PART}")
            if self._has(file, article) and (sidecar is None or self._has(file + SIDECAR, sidecar)):
                return file  # kept before, by somebody who could not say so any more
            while not self._placed(name := self.name_for(file, known, sidecar), article, sidecar):
                continue  # another process was faster
        except OSError as error:
            raise IntakeError("not_written", f"The article cannot be written to {self.kept}: {_why(error)}.") from error
        return name

    def take_away(self, standing: Standing) -> None:
        """Move an article with its sidecar out of its folder; IntakeError where that may not be."""
        folder = standing.folder
        path = folder / standing.file
        if _is_same(folder, SHIPPED):
            raise IntakeError("shipped", f"{standing.file} ships with the program; it cannot be removed from here.")
        if not path.is_file():
            raise IntakeError("gone", f"{standing.file} is there no more; a reload forgets it.")
        if not is_writable(path.parent):
            raise IntakeError("read_only", f"{standing.file} lies in a folder that cannot be written to.")
        try:
            self._move_out(standing, path)
        except OSError as error:
            raise IntakeError("not_removed", f"{standing.file} cannot be removed: {_why(error)}.") from error

    def put_back(self, file: str) -> None:
        """Put the article that was removed last under this file back to where it stood, or among the kept ones."""
        place, record = self._found(file)
        folder = Path(record["folder"])
        root = folder if folder.is_dir() and is_writable(folder) else self.kept
        path = root / file
        content = {name: (place / name).read_bytes() for name in record["names"]}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            for name, raw in reversed(content.items()):  # the sidecar first
                if not put(path.parent, name, raw) and (path.parent / name).read_bytes() != raw:
                    raise IntakeError("taken", f"There is another {name} in its place; move that one away first.")
            self._forget(place)
        except OSError as error:
            raise IntakeError("not_written", f"{file} cannot be put back: {_why(error)}.") from error

    def all_removed(self) -> tuple[Removed, ...]:
        """What may be put back, the last removed first; of one file the last."""
        found = {record["file"]: record for _, record in reversed(list(self._records()))}
        return tuple(
            Removed(record["file"], record["headline"], record["at"]) for record in reversed(list(found.values()))
        )

    def _placed(self, name: str, article: bytes, sidecar: bytes | None) -> bool:
        beside = name + SIDECAR
        written = sidecar is not None and put(self.kept, beside, sidecar)
        if sidecar is not None and not written and not self._has(beside, sidecar):
            return False
        if put(self.kept, name, article):
            return True
        if written:
            (self.kept / beside).unlink()
        return False

    def _names(self) -> Iterator[str]:
        with suppress(OSError):
            yield from (path.name for path in self.kept.iterdir())

    def _has(self, name: str, content: bytes | None) -> bool:
        try:
            return (self.kept / name).read_bytes() == content
        except OSError:
            return False

    def _move_out(self, standing: Standing, path: Path) -> None:
        sidecar = sidecar_of(path)
        own = [path, sidecar] if sidecar.is_file() else [path]
        beside = self.removed / f"{_HALF_DONE}{secrets.token_hex(8)}"
        beside.mkdir(parents=True)
        sweep(self.removed, f"{_HALF_DONE}*")
        try:
            for each in own:
                put_new(beside, each.name, each.read_bytes())
            at = datetime.now(UTC).isoformat(timespec="microseconds")
            record = {
                "file": standing.file,
                "folder": str(standing.folder),
                "headline": standing.headline,
                "at": at,
                "names": [each.name for each in own],
            }
            put_new(beside, _RECORD, json.dumps(record, ensure_ascii=False, indent=1).encode())
            sync(beside)
            beside.rename(self.removed / f"{at.replace(':', '')}-{secrets.token_hex(2)}")
            sync(self.removed)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        for each in own:
            if each == path or not _serves_another(sidecar, path):
                each.unlink()
        sync(path.parent)

    def _found(self, file: str) -> tuple[Path, dict[str, str]]:
        for place, record in self._records():
            if record["file"] == file:
                return place, record
        raise IntakeError("not_removed", f"No article {file} has been removed.")

    def _records(self) -> Iterator[tuple[Path, dict[str, str]]]:
        """Every removed article, the last removed first; folders that are none of ours are passed by."""
        with suppress(OSError):
            for place in sorted(self.removed.iterdir(), reverse=True):
                with suppress(OSError, ValueError, KeyError, TypeError):
                    yield place, json.loads((place / _RECORD).read_bytes())

    def _forget(self, place: Path) -> None:
        gone = self.removed / f"{_HALF_DONE}{secrets.token_hex(8)}"
        place.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def _serves_another(sidecar: Path, path: Path) -> bool:
    """Whether `story.toml` states fields of another article of that name too."""
    if sidecar.name == path.name + SIDECAR:
        return False
    return any(each.stem == path.stem and each.suffix != SIDECAR and each != path for each in sidecar.parent.iterdir())


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _is_same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _why(error: OSError) -> str:
    return error.strerror or str(error)
