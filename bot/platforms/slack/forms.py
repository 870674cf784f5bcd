"""Forms that Slack shows over the channel, as values: to ask with completions, to doubt an attribution, to be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.command import Command
    from bot.dispatch import Suggestion
    from bot.language import Language
    from bot.orders import Orders
    from bot.reply import Reply

ASK, REPORT = "ask", "report"  # callback_ids begin with these, and a colon
View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was filled in: the command and its values, none of them blank, and what was `kept` in it."""

    command: str
    values: Mapping[str, str] = field(default_factory=dict)
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Typing:
    """What is being typed into which option of which command."""

    command: str
    option: str
    typed: str


def ask_form(command: Command, say: Language, values: Mapping[str, str], kept: str = "") -> View:
    """The form with a field for each option, filled with `values`; `kept`, at most 3,000 signs, comes back with it.

    Options that complete are an `external_select` whose action_id is "complete"; options with choices are a
    `static_select`; a channel is chosen from Slack's own list.
    """
    raise NotImplementedError(command, say, values, kept)


def report_form(excerpt: str, say: Language, kept: str = "") -> View:
    """The form that asks what is wrong with the attribution of the excerpt with that id."""
    raise NotImplementedError(excerpt, say, kept)


def told_form(reply: Reply) -> View:
    """The reply in a form without fields: what went wrong, where it can be said nowhere else."""
    raise NotImplementedError(reply)


def filled(view: Mapping[str, Any], orders: Orders) -> Filled | None:
    """What was filled into a form of `ask_form` or `report_form`; None where it is another view."""
    raise NotImplementedError(view, orders)


def typing(payload: Mapping[str, Any]) -> Typing | None:
    """What a `block_suggestion` asks to complete; None where it is not one of an ask form."""
    raise NotImplementedError(payload)


def offered(found: Sequence[Suggestion], typed: str, orders: Orders) -> list[dict[str, Any]]:
    """The options to answer a `block_suggestion` with, what was typed itself among them.

    A value that is too long for Slack is kept in `orders`, from where `filled` takes it back.
    """
    raise NotImplementedError(found, typed, orders)


def mistake(option: str, sentence: str) -> dict[str, Any]:
    """The acknowledgement of a submitted ask form that shows `sentence` beside the field of that option."""
    raise NotImplementedError(option, sentence)
