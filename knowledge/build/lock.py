"""One builder at a time for each knowledge base."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from knowledge.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE_SECONDS = 600.0
_PAUSE_SECONDS = 0.1


@contextmanager
def locked(database: Path, check: Callable[[], None], patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the only right to replace `database`; a builder that dies gives it back.

    Waits for another builder, calling `check` (which may raise) meanwhile; BuildError when `patience` ends.
    """
    path = database.with_name(f"{database.name}-lock")
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as lock:
        deadline = time.monotonic() + patience
        while not _taken(lock):
            check()
            if time.monotonic() > deadline:
                raise BuildError(f"Another build has been at work on {database.name} for {patience:.0f} seconds.")
            time.sleep(_PAUSE_SECONDS)
        yield


def _taken(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
