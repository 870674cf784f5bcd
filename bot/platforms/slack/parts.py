"""Buttons and lists to choose from, as values: what each asks for is written into it, and nothing is kept in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.cleaning import plain
from bot.cutting import clipped, units
from bot.orders import Verb, verb_of
from bot.platforms.slack.limits import (
    BUTTON_LABEL,
    BUTTON_VALUE,
    OPTION_DESCRIPTION,
    OPTION_LABEL,
    OPTION_VALUE,
    OPTIONS,
    PLACEHOLDER,
)
from bot.platforms.slack.orders import CHOOSE, DISMISS, DOUBT
from bot.platforms.slack.rich import label, weight
from bot.reply import Choice, Way

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.language import Language
    from bot.offers import Gestures, Offers, Select
    from bot.orders import Orders
    from bot.platforms.slack.rich import Block

    Part = dict[str, Any]

_SHORT = 60  # units of an order where there is little room: almost any is kept in memory then


class Parts:
    """Makes the parts of one message: no two that do the same, each known by a name of its own.

    `mark` is what the blocks with parts are called, `owner` the id of the user in whose answer they stand. Where there
    is little room, `list_room` is what a list to choose from may weigh, and orders are as short as can be.
    """

    def __init__(self, orders: Orders, mark: str, owner: str, list_room: int | None = None) -> None:
        self._orders, self._mark, self._owner, self._list_room = orders, mark, owner, list_room
        self._longest = BUTTON_VALUE if list_room is None else _SHORT
        self._used: set[str] = set()
        self._count = 0

    def below(self, offered: Offers, say: Language, *, private: bool) -> list[Block]:
        """The ways on; lists to choose from; then back and on in the results, and what can be done with it all."""
        turns = [button for turn in offered.turns for button in self._taking(turn, _turned(turn))]
        rows = [
            self._row([button for way in offered.ways for button in self.button(way)]),
            *(self._row(self._select(select)) for select in offered.selects),
            self._row([*turns, *self._gestures(offered.gestures, say, private=private)]),
        ]
        return [block for row in rows for block in row]

    def button(self, choice: Choice) -> list[Part]:
        """A button with the second line of the choice beside the first where both fit; none if there is one already."""
        first, second = plain(choice.label), plain(choice.description)
        both = f"{first} · {second}" if second else first
        return self._taking(choice, both if units(both) <= BUTTON_LABEL else first)

    def beside(self, text: str, choice: Choice) -> Block:
        """A line of text with a way on beside it, where that is not on the message already."""
        button = self.button(choice)
        accessory = {"accessory": button[0], "block_id": self._name()} if button else {}
        return {"type": "section", "text": label(text), **accessory}

    def _row(self, elements: Sequence[Part]) -> list[Block]:
        return [{"type": "actions", "block_id": self._name(), "elements": list(elements)}] if elements else []

    def _taking(self, choice: Choice, text: str) -> list[Part]:
        verb = verb_of(choice)
        order = self._orders.write(verb, choice, self._longest)
        if order in self._used:
            return []
        self._used.add(order)
        return [self._button(verb, text, order)]

    def _gestures(self, gestures: Gestures, say: Language, *, private: bool) -> Iterator[Part]:
        if gestures.share and private:
            order = self._orders.write(Verb.SHARE, gestures.share, self._longest)
            yield {**self._button(Verb.SHARE, say("Share"), order), "style": "primary"}
        if gestures.doubt and units(gestures.doubt) <= self._longest:
            yield self._button(DOUBT, say("Wrong attribution?"), gestures.doubt)
        if gestures.dismiss:
            yield self._button(DISMISS, say("Dismiss"), DISMISS)

    def _button(self, verb: str, text: str, value: str) -> Part:
        return {
            "type": "button",
            "action_id": self._numbered(verb),
            "text": label(clipped(text, BUTTON_LABEL)),
            "value": value,
        }

    def _select(self, select: Select) -> list[Part]:
        found = {
            self._orders.write(verb_of(each), each, min(self._longest, OPTION_VALUE)): each for each in select.choices
        }
        options = [_option(order, choice) for order, choice in found.items()][:OPTIONS]
        while self._list_room and len(options) > 1 and weight(*options) > self._list_room:
            options.pop()
        placeholder = label(clipped(select.question, PLACEHOLDER))
        name = self._numbered(CHOOSE)
        return [{"type": "static_select", "action_id": name, "placeholder": placeholder, "options": options}]

    def _numbered(self, verb: str) -> str:
        self._count += 1
        return f"{verb}.{self._count}"

    def _name(self) -> str:
        """The name of a block, which no other has, in this message or in what takes its place."""
        return f"{self._numbered('parts')}.{self._mark}.{self._owner}"


def _turned(turn: Choice) -> str:
    text = plain(turn.label)
    return f"{text} ▶" if turn.way is Way.NEXT else f"◀ {text}"


def _option(order: str, choice: Choice) -> Part:
    described = clipped(plain(choice.description), OPTION_DESCRIPTION)
    return {
        "text": label(clipped(plain(choice.label), OPTION_LABEL)),
        "value": order,
        **({"description": label(described)} if described else {}),
    }
