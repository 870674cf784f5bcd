"""One asker asking: what, where, and in which language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.language import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.language import Language


@dataclass(frozen=True, slots=True)
class Request:
    """One asker asking. `values` holds only options of the command, none of them blank.

    `limit` is how many excerpts the asker's platform shows at once; `place` is the server or workspace it is asked
    in, empty outside of any, and `channel` the platform's own id of the channel; `admin` is whether the platform says
    that the asker may manage that place.
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

    @property
    def say(self) -> Language:
        """The language of the asker."""
        return language_of(self.locale)
