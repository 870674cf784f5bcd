"""Drawn -> a message of discord.py's components, and what happens when its buttons and selects are used.

Nothing of a message is kept in memory: what a part needs to know stands in its custom id, or in its value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from discord import SelectOption, ui

from bot.platforms.discord.escape import plain
from bot.platforms.discord.fit import (
    BUTTON_LABEL,
    BUTTONS,
    OPTION_DESCRIPTION,
    OPTION_LABEL,
    OPTIONS,
    clipped,
    units,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from discord import Interaction

    from bot.platforms.discord.draw import Block, Drawn
    from bot.platforms.discord.orders import Orders
    from bot.reply import Choice

_SELECT = "choose"
_NAMELESS = "…"


class Taken(ui.DynamicItem[ui.Item[Any]], template=rf"(?:go|kept):.+|{_SELECT}"):
    """A button that was pressed, or a select of which an option was taken."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: Interaction[Any],  # noqa: ARG003 - discord.py's signature
        item: ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003 - the same
        /,
    ) -> Self:
        """The part as it came back, on whichever message and from whichever run of the bot."""
        return cls(item)

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Answer as if the command had been typed."""
        order = self.item.values[0] if isinstance(self.item, ui.Select) else self.custom_id
        await interaction.client.take(interaction, order)


def layout(drawn: Drawn, orders: Orders) -> ui.LayoutView:
    """The message, ready to be sent."""
    container: ui.Container[Any] = ui.Container(accent_colour=drawn.colour)
    used: set[str] = set()
    for index, group in enumerate(drawn.groups):
        if index:
            container.add_item(ui.Separator())
        for block in group:
            container.add_item(_block(block, _distinct([block.beside] if block.beside else [], orders, used)))
    for row in _rows(drawn, orders, used):
        container.add_item(ui.ActionRow(*row))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    view.stop()  # discord.py keeps a view that listens, and a private one even runs a timer of fifteen minutes
    return view


def _block(block: Block, beside: dict[str, Choice]) -> ui.Item[Any]:
    for order, choice in beside.items():
        return ui.Section(block.text, accessory=_button(order, choice))
    return ui.TextDisplay(block.text)


def _rows(drawn: Drawn, orders: Orders, used: set[str]) -> Iterator[list[ui.Item[Any]]]:
    """Few ways on are buttons; more of them, or ones that differ in their second line, are a select."""
    choices = _distinct(drawn.choices, orders, used)
    if choices and (drawn.as_list or len(choices) > BUTTONS):
        options = [_option(order, choice) for order, choice in choices.items()][:OPTIONS]
        yield [ui.Select(custom_id=_SELECT, placeholder=drawn.question, options=options)]
    elif choices:
        yield [_button(order, choice) for order, choice in choices.items()]
    if turns := _distinct(drawn.turns, orders, used):
        yield [_button(order, turn) for order, turn in turns.items()]


def _distinct(choices: Sequence[Choice], orders: Orders, used: set[str]) -> dict[str, Choice]:
    """The choices by their custom ids; Discord refuses a message in which one stands twice."""
    found = {orders.write(choice): choice for choice in choices}
    fresh = {order: choice for order, choice in found.items() if order not in used}
    used.update(fresh)
    return fresh


def _button(order: str, choice: Choice) -> ui.Button[Any]:
    label, context = plain(choice.label) or _NAMELESS, plain(choice.description)
    both = f"{label} · {context}" if context else label
    return ui.Button(label=both if units(both) <= BUTTON_LABEL else clipped(label, BUTTON_LABEL), custom_id=order)


def _option(order: str, choice: Choice) -> SelectOption:
    return SelectOption(
        label=clipped(plain(choice.label) or _NAMELESS, OPTION_LABEL),
        description=clipped(plain(choice.description), OPTION_DESCRIPTION) or None,
        value=order,
    )
