"""What comes back from a message's parts: what was pressed or chosen, in whose answer, and what that asks for.

The `action_id` of a part begins with its verb, its `value` says the rest, and its `block_id` ends with whose answer it
stands in: of a message that only its asker sees, Slack sends nothing else back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.orders import Verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.orders import Orders
    from bot.request import Request

CHOOSE = "choose"  # a select: its options say what becomes of them
DOUBT = "doubt"  # the value is the id of the excerpt that is doubted
DISMISS = "dismiss"
SEARCH = "search"  # the input of the Home: its value is what was typed
TAKEN = re.compile(rf"(?:{'|'.join(Verb)}|{CHOOSE})\.\d+")  # action_ids of what `taken` reads
DOUBTED = re.compile(rf"{DOUBT}\.\d+")
DISMISSED = re.compile(rf"{DISMISS}\.\d+")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken: what becomes of the answer, the request with its asker still to be filled in, and whose it was.

    `owner` is the id of the user whose answer it stood in; empty where it was nobody's, as in a briefing.
    """

    verb: Verb
    request: Request
    owner: str


def taken(action: Mapping[str, Any], orders: Orders) -> Taken | None:
    """What a button that was pressed, or a select of which an option was chosen, asks for; None where it is lost."""
    read = orders.read(value(action))
    return Taken(*read, owner(action)) if read else None


def value(action: Mapping[str, Any]) -> str:
    """What a part says: the value of a button, of the option chosen, or what was typed."""
    chosen = action.get("selected_option") or {}
    return str(chosen.get("value") or action.get("value") or "")


def owner(action: Mapping[str, Any]) -> str:
    """The id of the user in whose answer a part stands; empty where it is nobody's."""
    return str(action.get("block_id") or "").rpartition(".")[2]
