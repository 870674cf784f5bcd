"""The Home of the app, as a value: where to ask, and what the bot has to tell whoever opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.cutting import clipped
from bot.dispatch import LONGEST
from bot.platforms.slack.draw import draw
from bot.platforms.slack.limits import PLACEHOLDER, VIEW_BLOCKS
from bot.platforms.slack.orders import SEARCH
from bot.platforms.slack.rich import DIVIDER, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.language import Language
    from bot.orders import Orders
    from bot.platforms.slack.rich import Block
    from bot.reply import Reply

    View = dict[str, Any]


def home(replies: Sequence[Reply], orders: Orders, say: Language) -> View:
    """The view: a field to search (action_id `search`, see `orders.SEARCH`), then each reply under its title.

    The replies are those of commands: the next briefings and the status for everybody; for admins also the schedules
    and the reports to look at. Their buttons carry orders as those of messages do. What has no room is left out.
    """
    blocks = [_search(say)]
    for place, reply in enumerate(replies):
        shown = [DIVIDER, *_named(draw(reply, orders, private=False, unasked=True).blocks, place)]
        if len(blocks) + len(shown) <= VIEW_BLOCKS:
            blocks += shown
    return {"type": "home", "blocks": blocks}


def _search(say: Language) -> Block:
    """A field that asks once the key Enter is pressed in it."""
    return {
        "type": "input",
        "block_id": SEARCH,
        "dispatch_action": True,
        "label": label(say("Ask for a person, a phrase or a topic")),
        "element": {
            "type": "plain_text_input",
            "action_id": SEARCH,
            "max_length": LONGEST,
            "placeholder": label(clipped(say("A name, or words that somebody said"), PLACEHOLDER)),
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    }


def _named(blocks: Sequence[Block], place: int) -> Iterator[Block]:
    """The blocks with names that none of another reply has."""
    for block in blocks:
        yield {**block, "block_id": f"{place}.{block['block_id']}"} if "block_id" in block else block
