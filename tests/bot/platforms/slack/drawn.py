"""A drawn message as people see it: its lines, its buttons, its lists to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.orders import Orders
from bot.platforms.slack.draw import Message, draw
from bot.platforms.slack.spoken import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reply import Reply

    Part = dict[str, Any]


def message(reply: Reply, *, private: bool = True) -> Message:
    """The reply as it is sent to whoever asked."""
    return draw(reply, Orders(), private=private)


def lines(reply: Reply) -> list[str]:
    """What the reply says, line by line."""
    return whole(message(reply).blocks).split("\n")


def text(reply: Reply) -> str:
    """The same as one."""
    return whole(message(reply).blocks)


def buttons(drawn: Message) -> list[str]:
    """The labels of the buttons, those beside lines included."""
    return [part["text"]["text"] for part in parts(drawn) if part["type"] == "button"]


def parts(drawn: Message) -> list[Part]:
    """Buttons and lists to choose from."""
    rows = [block.get("elements", ()) if block["type"] == "actions" else () for block in drawn.blocks]
    beside = [[block["accessory"]] if "accessory" in block else [] for block in drawn.blocks]
    return [part for row, accessory in zip(rows, beside, strict=True) for part in (*accessory, *row)]


def options(drawn: Message) -> list[Part]:
    """The options of all lists."""
    return [option for part in parts(drawn) if part["type"] == "static_select" for option in part["options"]]


def elements(drawn: Message, kind: str) -> list[Part]:
    """The elements of that kind in the rich text of the message."""
    return [part for block in drawn.blocks for part in _walk(block) if part.get("type") == kind]


def bold(drawn: Message, inside: str = "rich_text_quote") -> list[str]:
    """The words in bold, such as those of quotations."""
    found = [each for part in elements(drawn, inside) for each in part["elements"]]
    return [each["text"] for each in found if each.get("style") == {"bold": True}]


def _walk(part: Part) -> Iterator[Part]:
    yield part
    for each in part.get("elements", ()):
        yield from _walk(each)
