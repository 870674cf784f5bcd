"""The Home of the app, as a value: where to ask, and what the bot has to tell whoever opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language import Language
    from bot.orders import Orders
    from bot.reply import Reply

View = dict[str, Any]


def home(replies: Sequence[Reply], orders: Orders, say: Language) -> View:
    """The view: a field to search (action_id `search`, see `orders.SEARCH`), then each reply under its title.

    The replies are those of commands: the next briefings and the status for everybody; for admins also the schedules
    and the reports to look at. Their buttons carry orders as those of messages do.
    """
    raise NotImplementedError(replies, orders, say)
