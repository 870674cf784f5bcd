"""Reply -> one Slack message, as values: no network, no clock, nothing of Slack's libraries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.platforms.slack.limits import ROOM

if TYPE_CHECKING:
    from bot.orders import Orders
    from bot.reply import Reply

EXCERPTS = 1  # of a page of results: alone it is shown in full, with every way on below it
Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands above and below a message that comes by itself: blocks of its own."""

    above: tuple[Block, ...] = ()
    below: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its blocks, and the text that stands for them in notifications and for screen readers."""

    text: str
    blocks: tuple[Block, ...]

    @property
    def arguments(self) -> dict[str, Any]:
        """As Slack's methods and response URLs take it, with previews of links switched off."""
        return {"text": self.text, "blocks": list(self.blocks), "unfurl_links": False, "unfurl_media": False}


_BARE = Edges()


def draw(
    reply: Reply,
    orders: Orders,
    *,
    private: bool,
    shared_by: str = "",
    edges: Edges = _BARE,
    room: int = ROOM,
) -> Message:
    """The reply as one message within every limit, whatever is in it.

    `private` answers, which only their asker sees, can be shared; `shared_by` is the id of the user who shares it. The
    blocks take at most `room` UTF-16 units as JSON: where Slack counts otherwise and refuses them with
    `msg_blocks_too_long`, draw it again with half of that.
    """
    raise NotImplementedError(reply, orders, private, shared_by, edges, room)
