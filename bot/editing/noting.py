"""Who did what and when: written down with each change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.state import Note

if TYPE_CHECKING:
    from bot.command import Request, Services
    from bot.state import Deed


async def noted(request: Request, services: Services, deed: Deed, about: str) -> None:
    """Write down that the asker did this."""
    await services.state.note(Note(now(), request.by, request.place, deed, about))


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
