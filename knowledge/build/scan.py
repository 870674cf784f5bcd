"""What lies in the article folders, and whether it is what lay there before."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import BuildError
from knowledge.formats.files import SIDECAR
from knowledge.model import SetAside

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_SETTLED_SECONDS = 2.0
_LARGE_BYTES = 64 * 1024 * 1024
_CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """An article file: `file` is its path inside `folder`; `stamp` is its and its sidecars' size and time.

    The stamp is empty while a file is so young that it may change again without showing it.
    """

    folder: str
    file: str
    stamp: str

    @property
    def root(self) -> Path:
        """The article folder it was found in."""
        return Path(self.folder)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return Path(self.folder, self.file)

    def content_hash(self) -> str:
        """A hash of file and sidecars; OSError where one of them cannot be read. Huge files go by size and time."""
        paths = (self.path, *sidecars_of(self.path))
        return "+".join(_file_hash(path) if path.exists() else "-" for path in paths)


def sidecars_of(path: Path) -> tuple[Path, Path]:
    """The files that may state fields of the article at `path`."""
    return path.with_name(path.name + SIDECAR), path.with_suffix(SIDECAR)


def scan(folders: Sequence[Path], suffixes: Collection[str]) -> tuple[tuple[Found, ...], tuple[SetAside, ...]]:
    """Every article file in order of folder and path, and what cannot be looked at.

    A folder that is missing is set aside; BuildError if all are.
    """
    roots = list(dict.fromkeys(folder.absolute() for folder in folders))
    there = [root for root in roots if root.is_dir()]
    if not there:
        named = ", ".join(str(root) for root in roots) or "none was named"
        raise BuildError(f"There is no folder of articles: {named}.")
    found: dict[Path, Found] = {}
    aside = [SetAside(str(root), "no_folder", "The folder does not exist.") for root in roots if root not in there]
    now = time.time()
    for root in there:
        for path in _walk(root, aside):
            if path.suffix.lower() not in suffixes or path.name.lower() == "readme.md":
                continue
            if problem := _problem(path, root):
                aside.append(problem)
            elif path.is_file():
                found.setdefault(path.resolve(), Found(str(root), path.relative_to(root).as_posix(), _stamp(path, now)))
    return tuple(found.values()), tuple(aside)


def _walk(root: Path, aside: list[SetAside]) -> Iterator[Path]:
    """Every file that is not hidden, in the order of their paths."""

    def refused(error: OSError) -> None:
        aside.append(SetAside(str(error.filename), "unreadable", f"The folder cannot be read: {error.strerror}."))

    for folder, folders, files in os.walk(root, onerror=refused):
        folders[:] = sorted(_shown(folders))
        for name in sorted(_shown(files)):
            yield Path(folder, name)


def _shown(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if not name.startswith("."))


def _problem(path: Path, root: Path) -> SetAside | None:
    try:
        path.name.encode()
        str(path).encode()
    except UnicodeEncodeError:
        shown = str(path.relative_to(root)).encode(errors="backslashreplace").decode()
        return SetAside(shown, "bad_name", "The file's name is not UTF-8. Rename it.")
    if path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
        return SetAside(path.relative_to(root).as_posix(), "path_outside", "The link leads out of the folder.")
    return None


def _stamp(path: Path, now: float) -> str:
    stamps = []
    for each in (path, *sidecars_of(path)):
        try:
            state = each.stat()
        except OSError:
            stamps.append("-")
            continue
        if state.st_mtime > now - _SETTLED_SECONDS:
            return ""
        stamps.append(f"{state.st_size}:{state.st_mtime_ns}")
    return "+".join(stamps)


def _file_hash(path: Path) -> str:
    state = path.stat()
    if state.st_size > _LARGE_BYTES:
        return f"large:{state.st_size}:{state.st_mtime_ns}"
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
