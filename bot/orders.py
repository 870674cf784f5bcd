"""What a button or an option of a select asks for, written into itself: so it works after a restart."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.command import Request
from bot.cutting import units
from bot.reply import Way

if TYPE_CHECKING:
    from bot.reply import Choice

ASKED = "?"  # among the values of an order: the option that is to be asked for
_KEPT = "#"
_MOST = 2000
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Verb(StrEnum):
    """What becomes of the answer: a message of its own, the place of the message asked from, or shown to all.

    To ask is to show a form first, whose answer takes the place of the message.
    """

    GO = "go"
    TURN = "turn"
    SHARE = "share"
    ASK = "ask"


def verb_of(choice: Choice) -> Verb:
    """What becomes of the answer where `choice` is taken."""
    if choice.asks:
        return Verb.ASK
    return Verb.GO if choice.way is Way.ON else Verb.TURN


class Orders:
    """Writes choices as text and reads them back.

    One that is too long to be written is kept here instead, the newest 2,000 of them; those end with the process.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, str] = OrderedDict()

    def write(self, verb: Verb, choice: Choice, longest: int) -> str:
        """At most `longest` UTF-16 units, of which there must be 40, that stand for taking `choice`."""
        asked = {ASKED: choice.asks} if choice.asks else {}
        pairs = [text for pair in {**choice.values, **asked}.items() for text in pair]
        order = _as_json([choice.command, *pairs])
        written = f"{verb}:{order}"
        return written if units(written) <= longest else f"{verb}:{self._keep(order)}"

    def shortened(self, text: str, longest: int) -> str:
        """The text itself, or what stands for it where it is longer than `longest` UTF-16 units."""
        return text if units(text) <= longest and not text.startswith(_KEPT) else self._keep(text)

    def whole(self, text: str) -> str:
        """What was shortened; empty where it is lost."""
        return self._kept.get(text, "") if text.startswith(_KEPT) else text

    def read(self, written: str) -> tuple[Verb, Request] | None:
        """The request that was written, with its asker still to be filled in; None where it is lost."""
        verb, _, order = written.partition(":")
        try:
            command, *pairs = json.loads(self.whole(order))
            values = {str(name): str(value) for name, value in zip(pairs[::2], pairs[1::2], strict=True)}
            return Verb(verb), Request(str(command), values)
        except (TypeError, ValueError):
            return None

    def _keep(self, order: str) -> str:
        name = _KEPT + hashlib.blake2b(order.encode(errors="replace"), digest_size=16).hexdigest()
        self._kept[name] = order
        self._kept.move_to_end(name)
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return name
