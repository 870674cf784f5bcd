"""Files that are there wholly or not at all, and never in another's place."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LEFT_SECONDS = 3600.0
PART = ".part"


def put(folder: Path, name: str, content: bytes) -> bool:
    """Make `folder/name` with this content in one step; False, and nothing changed, where that name is taken."""
    beside = folder / f".{secrets.token_hex(8)}{PART}"  # hidden: builds and watchers pass it by
    try:
        _write(beside, content)
        if not _placed(beside, folder / name):
            return False
        sync(folder)
        return True
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def put_new(folder: Path, name: str, content: bytes) -> None:
    """Make `folder/name` in a folder that nobody else knows of yet."""
    _write(folder / name, content)


def sweep(folder: Path, pattern: str) -> None:
    """Take away what a crash left half done in a folder, an hour later."""
    for path in folder.glob(pattern):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_SECONDS:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def sync(folder: Path) -> None:
    """Bring to the disk which files a folder has."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def is_writable(folder: Path) -> bool:
    """Whether files can be made in a folder: tried, because rights alone do not tell of a read-only disk."""
    probe = folder / f".{secrets.token_hex(8)}{PART}"
    try:
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError:
        return False
    return True


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _placed(beside: Path, path: Path) -> bool:
    """A link fails where the name is taken; file systems without links leave a moment in which it may be lost."""
    try:
        os.link(beside, path)
    except FileExistsError:
        return False
    except OSError:
        if os.path.lexists(path):
            return False
        beside.replace(path)
    return True
