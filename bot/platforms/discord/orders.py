"""What a button or an option of a select asks for, written into itself: so it works after a restart."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from typing import TYPE_CHECKING

from bot.command import Request
from bot.platforms.discord.fit import CUSTOM_ID, units

if TYPE_CHECKING:
    from bot.reply import Choice

WRITTEN = "go:"
KEPT = "kept:"
_MOST = 2000


class Orders:
    """Writes choices as custom ids and reads them back.

    One that is too long to be written is kept here instead, the newest 2,000 of them; those end with the process.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, str] = OrderedDict()

    def write(self, choice: Choice) -> str:
        """A custom id of at most 100 characters that stands for taking `choice`."""
        pairs = [text for pair in choice.values.items() for text in pair]
        order = WRITTEN + json.dumps([choice.command, *pairs], ensure_ascii=False, separators=(",", ":"))
        return order if units(order) <= CUSTOM_ID else self._keep(order)

    def read(self, custom_id: str) -> Request | None:
        """The request that the custom id stands for, with its asker still to be filled in; None where it is lost."""
        order = self._kept.get(custom_id, "") if custom_id.startswith(KEPT) else custom_id
        try:
            command, *pairs = json.loads(order.removeprefix(WRITTEN))
            return Request(str(command), {str(n): str(v) for n, v in zip(pairs[::2], pairs[1::2], strict=True)})
        except (TypeError, ValueError):
            return None

    def _keep(self, order: str) -> str:
        name = KEPT + hashlib.blake2b(order.encode(errors="replace"), digest_size=16).hexdigest()
        self._kept[name] = order
        self._kept.move_to_end(name)
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return name
