"""One asker asking: what, where, and in which language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.language import language_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.language import Language

    Progress = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that the asker hands over: its name, its size in bytes, and how to get at what is in it.

    `read` raises UserError where that cannot be had.
    """

    name: str
    size: int
    read: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Request:
    """One asker asking. `values` holds only options of the command, none of them blank.

    `limit` is how many excerpts the asker's platform shows at once; `place` is the server or workspace it is asked
    in, empty outside of any, and `channel` the platform's own id of the channel; `admin` is whether the platform says
    that the asker may manage that place, and `sole` whether the bot is in that place and in no other. `uploads` are the
    files handed over, by the options whose values are their names. `progress` shows a sentence on what is under way,
    where the platform can.
    """

    command: str
    values: Mapping[str, str] = field(default_factory=dict)
    platform: str = "console"
    asker: str = ""
    place: str = ""
    channel: str = ""
    locale: str = "en"
    limit: int = 5
    admin: bool = False
    sole: bool = False
    uploads: Mapping[str, Upload] = field(default_factory=dict, compare=False)
    progress: Progress | None = field(default=None, compare=False, repr=False)

    @property
    def say(self) -> Language:
        """The language of the asker."""
        return language_of(self.locale)

    @property
    def by(self) -> str:
        """The asker as they are written down: "discord:81384788765712384"; "console" for whoever runs the bot."""
        return f"{self.platform}:{self.asker}".rstrip(":")

    async def tell(self, sentence: str) -> None:
        """Show the asker what is under way."""
        if self.progress is not None:
            await self.progress(sentence)
