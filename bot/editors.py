"""Who may change the one knowledge base that every place is answered from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.request import Request

OPERATOR = "console"


@dataclass(frozen=True, slots=True)
class Editors:
    """Those whom whoever runs the bot has `named`, such as "discord:81384788765712384"; and everybody at the console.

    Where nobody is named, and the bot talks on one platform `alone`, they are the admins of the only place it is in.
    """

    named: frozenset[str] = frozenset()
    alone: bool = False

    def include(self, request: Request) -> bool:
        """Whether the asker is one of them."""
        if request.platform == OPERATOR:
            return True
        if self.named:
            return request.by in self.named
        return self.alone and request.sole and request.admin
