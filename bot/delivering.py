"""What delivers briefings, and what a platform must be able to do for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.errors import BotError

if TYPE_CHECKING:
    from datetime import datetime

    from bot.state.schedules import Schedule


class Refused(BotError):  # noqa: N818 - it says it all where it is caught
    """The platform will not take the post, however often it is tried; the reason is for an admin."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unreachable(BotError):  # noqa: N818 - the same
    """The platform cannot be reached now."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a post: the message, what it showed; or why it was skipped."""

    message: str | None
    shown: tuple[str, ...] = ()
    skipped: str | None = None


class Sight(StrEnum):
    """Whether a post was found."""

    FOUND = "found"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """Whether a post stands in its channel, and which message it is."""

    sight: Sight
    message: str | None = None


class Poster(Protocol):
    """One platform's way to post."""

    async def post(self, schedule: Schedule, due: datetime, nonce: str, *, late: bool) -> Posted:
        """Post the briefing. Raises Refused or Unreachable."""

    async def find(self, schedule: Schedule, nonce: str) -> Found:
        """Look for an earlier post of it."""

    async def tell(self, schedule: Schedule, text: str) -> None:
        """Tell an admin something, once."""


class Deliverer:
    """Posts every briefing at its due moment."""

    async def run(self) -> None:
        """Deliver until cancelled."""

    def wake(self) -> None:
        """Look at the schedules again."""

    async def run_now(self, schedule: Schedule) -> Posted:
        """Deliver one at once."""
        raise NotImplementedError(schedule)
