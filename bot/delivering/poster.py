"""What a platform gives the clock: to post, to look for a post, to tell an admin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.errors import BotError

if TYPE_CHECKING:
    import datetime as dt

    from bot.state import Schedule


class Refused(BotError):
    """The platform will not take the post until somebody mends something, such as a permission; nothing was posted."""


class Unreachable(BotError):
    """The platform cannot take the post now.

    With `retry_after`, the seconds that it asked to wait, it said so itself: nothing was posted. Without, the post may
    have arrived and only the answer have been lost, so it is looked for before it is posted again.
    """

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Posted:
    """The message that was posted and the excerpts in it; or no message, and why there was nothing to say."""

    message: str | None
    shown: tuple[str, ...] = ()
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The message that bears a nonce, with the excerpts in it where they can be told; or ABSENT, or UNKNOWN."""

    message: str | None
    shown: tuple[str, ...] = ()
    certain: bool = True


ABSENT = Found(None)
UNKNOWN = Found(None, certain=False)  # it cannot be told, as in a channel whose history must not be read


class Poster(Protocol):
    """A platform on which briefings are posted. `post` and `find` raise Unreachable, or Refused."""

    async def post(self, schedule: Schedule, due: dt.datetime, nonce: str, *, late: bool) -> Posted:
        """Compose the briefing and post it in the schedule's channel, marked with the nonce."""
        ...

    async def find(self, schedule: Schedule, nonce: str) -> Found:
        """Look in the schedule's channel for the post with that nonce."""
        ...

    async def tell(self, schedule: Schedule, text: str) -> None:
        """Tell an admin of the schedule's place."""
        ...
