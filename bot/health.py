"""How a platform stands just now, for whoever looks after the bot."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(slots=True)
class Health:
    """What a platform says of its connection, kept up to date by the platform.

    `connections` are those through which it hears people now; `heard` is when anything last came over one of them, in
    seconds of `time.monotonic`, None before the first time.
    """

    connections: int = 0
    heard: float | None = None

    @property
    def is_connected(self) -> bool:
        """Whether people are heard."""
        return self.connections > 0

    @property
    def silent_for(self) -> float | None:
        """The seconds since anything was heard; None before the first time."""
        return None if self.heard is None else time.monotonic() - self.heard

    def hear(self) -> None:
        """Note that something came in."""
        self.heard = time.monotonic()
