# ruff: noqa: PTH110, PTH114, PTH116, PTH118, PTH119, PTH122, PTH123 - Path objects are too slow for 10,000 files
"""What lies in the article folders, and whether it is what lay there before."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from knowledge.build_report import SetAside
from knowledge.errors import BuildError
from knowledge.formats.files import SIDECAR
from knowledge.formats.people_file import FILE as PEOPLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

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
    size: int

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
        path = str(self.path)
        return "+".join(_file_hash(each) if os.path.exists(each) else "-" for each in (path, *_sidecars(path)))


@dataclass(slots=True)
class _Looked:
    """What was seen so far; `files` has each file once, by device and number."""

    files: dict[tuple[int, int], Found]
    aside: list[SetAside]
    now: float


def scan(folders: Sequence[Path], suffixes: Collection[str]) -> tuple[tuple[Found, ...], tuple[SetAside, ...]]:
    """Every article file in order of folder and path, and what cannot be looked at.

    A folder that is missing is set aside; BuildError if all are.
    """
    roots = list(dict.fromkeys(folder.absolute() for folder in folders))
    there = [root for root in roots if root.is_dir()]
    if not there:
        named = ", ".join(str(root) for root in roots) or "none was named"
        raise BuildError(f"There is no folder of articles: {named}.")
    missing = [SetAside(str(root), "no_folder", "The folder does not exist.") for root in roots if root not in there]
    looked = _Looked({}, missing, time.time())
    for root in there:
        for path in _walk(str(root), looked):
            name, suffix = os.path.splitext(os.path.basename(path))
            if suffix.lower() in suffixes and (name + suffix).lower() != "readme.md":
                _look(path, str(root), looked)
    return tuple(looked.files.values()), tuple(looked.aside)


def _walk(root: str, looked: _Looked) -> Iterator[str]:
    """Every file that is not hidden, in the order of their paths; not the parts that a browser saves beside a page."""

    def refused(error: OSError) -> None:
        reason = f"The folder cannot be read: {error.strerror}."
        looked.aside.append(SetAside(str(error.filename), "unreadable", reason))

    for folder, folders, files in os.walk(root, onerror=refused):
        parts = {os.path.splitext(name)[0] + "_files" for name in files if name.lower().endswith((".html", ".htm"))}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in parts)
        for name in sorted(files):
            if not name.startswith("."):
                yield os.path.join(folder, name)


def _look(path: str, root: str, looked: _Looked) -> None:
    file = path[len(root) :].lstrip(os.sep).replace(os.sep, "/")
    try:
        file.encode()
    except UnicodeEncodeError:
        shown = file.encode(errors="backslashreplace").decode()
        looked.aside.append(SetAside(shown, "bad_name", "The file's name is not UTF-8. Rename it."))
        return
    if os.path.islink(path) and not _is_below(path, root):
        looked.aside.append(SetAside(file, "path_outside", "The link leads out of the folder."))
        return
    try:
        state = os.stat(path)
    except OSError:
        return  # gone since, or a link to nothing
    if S_ISREG(state.st_mode):
        stamp = _stamp(path, state, looked.now)
        looked.files.setdefault((state.st_dev, state.st_ino), Found(root, file, stamp, state.st_size))


def _is_below(path: str, root: str) -> bool:
    inside = os.path.realpath(root)
    return os.path.commonpath([os.path.realpath(path), inside]) == inside


def _stamp(path: str, state: os.stat_result, now: float) -> str:
    states = [state]
    for sidecar in _sidecars(path):
        try:
            states.append(os.stat(sidecar))
        except OSError:
            continue
    if any(each.st_mtime > now - _SETTLED_SECONDS for each in states):
        return ""
    return "+".join(f"{each.st_ino}:{each.st_size}:{each.st_mtime_ns}" for each in states)


def _sidecars(path: str) -> tuple[str, str]:
    """The files that may state fields of the article at `path`."""
    general = os.path.splitext(path)[0] + SIDECAR
    return path + SIDECAR, (path + SIDECAR if os.path.basename(general) == PEOPLE else general)


def _file_hash(path: str) -> str:
    state = os.stat(path)
    if state.st_size > _LARGE_BYTES:
        return f"large:{state.st_size}:{state.st_mtime_ns}"
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
