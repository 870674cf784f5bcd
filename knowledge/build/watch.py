"""Who looks on while a build runs, and may end it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event


@dataclass(frozen=True, slots=True)
class Watch:
    """`progress` is told how many articles are read, of how many, and the file; `stop` is set to end the build."""

    progress: Callable[[int, int, str], None] | None = None
    stop: Event | None = None

    def tell(self, done: int, total: int, file: str) -> None:
        """Say what was just read."""
        if self.progress is not None:
            self.progress(done, total, file)

    def check(self) -> None:
        """Raise BuildError if the build is to end."""
        if self.stop is not None and self.stop.is_set():
            raise BuildError("The build was stopped; nothing was changed.")
