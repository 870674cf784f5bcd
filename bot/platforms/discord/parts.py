"""Drawn -> a message of discord.py's components, and what happens when its buttons and selects are used.

Nothing of a message is kept in memory: what a part needs to know stands in its custom id, or in its value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from discord import ButtonStyle, SelectOption, ui

from bot.cleaning import plain
from bot.cutting import clipped, units
from bot.orders import Verb, verb_of
from bot.platforms.discord.fit import BUTTON_LABEL, CUSTOM_ID, OPTION_DESCRIPTION, OPTION_LABEL, OPTIONS, PLACEHOLDER
from bot.reply import Way

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from discord import Interaction

    from bot.offers import Select
    from bot.orders import Orders
    from bot.platforms.discord.draw import Block, Drawn
    from bot.reply import Choice

DOUBT = "doubt:"
_DISMISS = "dismiss"
_SELECT = "choose"
_NAMELESS = "…"


class _Part(ui.DynamicItem[ui.Item[Any]], template=r"(?!)"):
    """A part of a message of whichever run of the bot, as it came back."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: Interaction[Any],  # noqa: ARG003 - discord.py's signature
        item: ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003 - the same
        /,
    ) -> Self:
        """The part, with nothing to be looked up."""
        return cls(item)


class Taken(_Part, template=rf"(?:{'|'.join(Verb)}):.+|{_SELECT}\d"):
    """A button that was pressed, or a select of which an option was taken."""

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Answer as if the command had been typed."""
        order = self.item.values[0] if isinstance(self.item, ui.Select) else self.custom_id
        await interaction.client.take(interaction, order)


class Doubted(_Part, template=rf"{DOUBT}.+"):
    """A button that doubts who said something."""

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Ask what is wrong; the answer comes as an interaction of its own."""
        await interaction.client.doubt(interaction, self.custom_id)


class Dismissed(_Part, template=_DISMISS):
    """A button that puts the message away."""

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Put it away, if it is theirs to put away."""
        await interaction.client.dismiss(interaction)


PARTS = (Taken, Doubted, Dismissed)


def layout(drawn: Drawn, orders: Orders, *, private: bool) -> ui.LayoutView:
    """The message, ready to be sent; what only its asker sees can be shared."""
    container: ui.Container[Any] = ui.Container(accent_colour=drawn.colour)
    used: set[str] = set()
    for index, group in enumerate(drawn.groups):
        if index:
            container.add_item(ui.Separator())
        for block in group:
            container.add_item(_block(block, _distinct([block.beside] if block.beside else [], orders, used)))
    if drawn.attached:
        container.add_item(ui.File(f"attachment://{drawn.attached}"))
    for row in _rows(drawn, orders, used, private=private):
        container.add_item(ui.ActionRow(*row))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    view.stop()  # discord.py keeps a view that listens, and a private one even runs a timer of fifteen minutes
    return view


def _block(block: Block, beside: dict[str, Choice]) -> ui.Item[Any]:
    for order, choice in beside.items():
        return ui.Section(block.text, accessory=_button(order, choice))
    return ui.TextDisplay(block.text)


def _rows(drawn: Drawn, orders: Orders, used: set[str], *, private: bool) -> Iterator[list[ui.Item[Any]]]:
    """The ways on; then back and on in the results, with what can be done with the message."""
    if ways := _distinct(drawn.ways, orders, used):
        yield [_button(order, choice) for order, choice in ways.items()]
    for index, select in enumerate(drawn.selects):
        if choices := _distinct(select.choices, orders, set()):  # values of options; a button may do the same
            yield [_select(index, select, choices)]
    turns: list[ui.Item[Any]] = [_turn(order, turn) for order, turn in _distinct(drawn.turns, orders, used).items()]
    if row := [*turns, *_gestures(drawn, orders, private=private)]:
        yield row


def _gestures(drawn: Drawn, orders: Orders, *, private: bool) -> Iterator[ui.Item[Any]]:
    say, gestures = drawn.say, drawn.gestures
    if gestures.share and private:
        yield ui.Button(
            label=say("Share"), style=ButtonStyle.primary, custom_id=orders.write(Verb.SHARE, gestures.share, CUSTOM_ID)
        )
    if gestures.doubt and units(DOUBT + gestures.doubt) <= CUSTOM_ID:
        yield ui.Button(label=say("Wrong attribution?"), custom_id=DOUBT + gestures.doubt)
    if gestures.dismiss and not private:  # Discord itself offers to dismiss what only the asker sees
        yield ui.Button(label=say("Dismiss"), custom_id=_DISMISS)


def _distinct(choices: Sequence[Choice], orders: Orders, used: set[str]) -> dict[str, Choice]:
    """The choices by their custom ids; Discord refuses a message in which one stands twice."""
    found = {orders.write(verb_of(choice), choice, CUSTOM_ID): choice for choice in choices}
    fresh = {order: choice for order, choice in found.items() if order not in used}
    used.update(fresh)
    return fresh


def _turn(order: str, turn: Choice) -> ui.Button[Any]:
    label = plain(turn.label) or _NAMELESS
    drawn = f"{label} ▶" if turn.way is Way.NEXT else f"◀ {label}"
    return ui.Button(label=clipped(drawn, BUTTON_LABEL), custom_id=order)


def _button(order: str, choice: Choice) -> ui.Button[Any]:
    label, context = plain(choice.label) or _NAMELESS, plain(choice.description)
    both = f"{label} · {context}" if context else label
    return ui.Button(label=both if units(both) <= BUTTON_LABEL else clipped(label, BUTTON_LABEL), custom_id=order)


def _select(index: int, select: Select, choices: dict[str, Choice]) -> ui.Select[Any]:
    options = [_option(order, choice) for order, choice in choices.items()][:OPTIONS]
    return ui.Select(
        custom_id=f"{_SELECT}{index}", placeholder=clipped(plain(select.question), PLACEHOLDER), options=options
    )


def _option(order: str, choice: Choice) -> SelectOption:
    return SelectOption(
        label=clipped(plain(choice.label) or _NAMELESS, OPTION_LABEL),
        description=clipped(plain(choice.description), OPTION_DESCRIPTION) or None,
        value=order,
    )
