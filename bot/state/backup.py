"""Copies of a state that is in use, and the newest sound one beside a state that is damaged."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from bot.errors import StateError, UserError


def copy(source: Path, target: Path, *, replace: bool) -> None:
    """Copy a state, in use or not, so that `target` is there whole or not at all.

    Raises UserError if there is nothing to copy, or something in its place that is not to be replaced.
    """
    if not source.exists():
        raise UserError(f"There is nothing to back up: {source} is not there.")
    if target.exists() and target.samefile(source):
        raise UserError(f"{target} is the state itself; name another file.")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # for its owner's eyes alone
    os.close(handle)
    part = Path(name)
    try:
        with closing(sqlite3.connect(source)) as db, closing(sqlite3.connect(part)) as made:
            db.backup(made)
        if (wrong := unsound(part)) is not None:
            raise StateError(f"{source} could not be copied: {wrong}.")
        _flush(part)
        _put(part, target, replace=replace)
        _flush(target.parent)
    except sqlite3.Error as error:
        raise StateError(f"{source} could not be copied: {error}.") from error
    finally:
        part.unlink(missing_ok=True)


def newest(state: Path) -> Path | None:
    """The newest sound copy beside a state, whoever made it."""
    copies = [path for path in state.parent.glob(f"{state.stem}-*{state.suffix}") if path.is_file()]
    copies.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    return next((path for path in copies if unsound(path) is None), None)


def unsound(path: Path, patience: float = 0) -> str | None:
    """What is wrong with a database; nothing if it is sound, or not there yet."""
    try:
        with closing(sqlite3.connect(path, timeout=patience)) as db:
            (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if found == "ok" else str(found)


def _put(part: Path, target: Path, *, replace: bool) -> None:
    if replace:
        part.replace(target)
        return
    try:
        target.hardlink_to(part)  # unlike a check and a rename, it cannot replace what came in between
    except FileExistsError as error:
        raise UserError(f"{target} is there already; --force replaces it.") from error


def _flush(path: Path) -> None:
    """Have it on the disk before anybody relies on it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
