"""Forms that Slack shows over the channel, as values: to ask with completions, to doubt an attribution, to be told.

What a form is about stands in its `callback_id`, so nothing is kept while it is being filled in.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.cleaning import plain
from bot.command import Completion
from bot.cutting import clipped, units
from bot.dispatch import LONGEST
from bot.orders import ASKED, Orders
from bot.paging import PAGE
from bot.platforms.slack.draw import draw
from bot.platforms.slack.limits import (
    FIELD_LABEL,
    FORM_TITLE,
    OPTION_LABEL,
    OPTION_VALUE,
    OPTIONS,
    PLACEHOLDER,
    TYPED,
)
from bot.platforms.slack.rich import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.command import Command, Option
    from bot.dispatch import Suggestion
    from bot.language import Language
    from bot.orders import Verb
    from bot.reply import Reply
    from bot.request import Request

    View = dict[str, Any]
    Element = dict[str, Any]

ASK, REPORT, FILL = "ask", "report", "fill"  # callback_ids begin with these, and a colon
VALUE = "value"  # the action_id of each field
_BLOCK = "option:"  # block_ids begin with it; the name of the option follows
_COMPLETED = {
    Completion.PERSON,
    Completion.ARTICLE,
    Completion.PHRASE,
    Completion.OUTLET,
    Completion.COMMAND,
    Completion.ZONE,
    Completion.ROLE,
}


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was filled in: the command and its values, none of them blank, and what was `kept` in it.

    What comes of one that was `opened` by a button takes the place of the message that the button stood in.
    """

    command: str
    values: Mapping[str, str] = field(default_factory=dict)
    kept: str = ""
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Typing:
    """What is being typed into which option of which command."""

    command: str
    option: str
    typed: str


def ask_form(command: Command, say: Language, values: Mapping[str, str], kept: str = "") -> View:
    """The form with a field for each option but the page, filled with `values`.

    `kept`, at most 3,000 signs, comes back with it. An option that completes is asked for as it is typed, in a
    `block_suggestion` that `typing` reads.
    """
    asked = [option for option in command.offered if option != PAGE and option.completion is not Completion.FILE]
    return {
        **_modal(f"/{command.name}", f"{ASK}:{command.name}", kept),
        "submit": label(clipped(say("Ask"), FORM_TITLE)),
        "close": label(clipped(say("Cancel"), FORM_TITLE)),
        "blocks": [_field(each, say, values.get(each.name, "")) for each in asked] or [_bare(command, say)],
    }


def report_form(excerpt: str, say: Language, kept: str = "") -> View:
    """The form that asks what is wrong with the attribution of the excerpt with that id."""
    hint = label(clipped(say("Who said it instead, if you know"), PLACEHOLDER))
    typed = {**_typed(), "multiline": True, "placeholder": hint}
    return {
        **_modal(say("Who said this?"), f"{REPORT}:{excerpt}", kept),
        "submit": label(clipped(say("Report"), FORM_TITLE)),
        "close": label(clipped(say("Cancel"), FORM_TITLE)),
        "blocks": [_input("note", say("What is wrong?"), typed, optional=False)],
    }


def value_form(order: str, command: Command, option: Option, say: Language, kept: str = "") -> View:
    """The form that asks for the one value that an order lacks; the order, at most 250 units, comes back with it."""
    return {
        **_modal(f"/{command.name}", f"{FILL}:{order}", kept),
        "submit": label(clipped(say("Ask"), FORM_TITLE)),
        "close": label(clipped(say("Cancel"), FORM_TITLE)),
        "blocks": [_field(replace(option, required=True), say, "")],
    }


def told_form(reply: Reply) -> View:
    """The reply in a form without fields: what went wrong, where it can be said nowhere else."""
    say = reply.say
    return {
        **_modal(reply.title or "Dragoman", "told", ""),
        "close": label(clipped(say("Close"), FORM_TITLE)),
        "blocks": list(draw(reply, Orders(), private=False, unasked=True).blocks),
    }


def filled(view: Mapping[str, Any], orders: Orders) -> Filled | None:
    """What was filled into a form of `ask_form`, `report_form` or `value_form`; None where it is another, or lost."""
    form, _, about = str(view.get("callback_id") or "").partition(":")
    if form not in {ASK, REPORT, FILL}:
        return None
    values = {
        block.removeprefix(_BLOCK): said
        for block, fields in (view.get("state") or {}).get("values", {}).items()
        for each in fields.values()
        if (said := _said(each, orders))
    }
    kept = str(view.get("private_metadata") or "")
    if form == FILL:
        return _completed(orders.read(orders.whole(about)), values, kept)
    return Filled(about, values, kept) if form == ASK else Filled("report", {"id": about, **values}, kept)


def typing(payload: Mapping[str, Any]) -> Typing | None:
    """What a `block_suggestion` asks to complete; None where it is not one of an ask form."""
    form, _, command = str((payload.get("view") or {}).get("callback_id") or "").partition(":")
    option = str(payload.get("block_id") or "")
    if form != ASK or not option.startswith(_BLOCK):
        return None
    return Typing(command, option.removeprefix(_BLOCK), str(payload.get("value") or ""))


def offered(found: Iterable[Suggestion], typed: str, orders: Orders) -> list[dict[str, Any]]:
    """The options to answer a `block_suggestion` with; the last is what was typed itself, so that it can be taken.

    A value that is too long for Slack is kept in `orders`, from where `filled` takes it back.
    """
    labels = {each.value: plain(each.label) for each in found if each.value}
    known = {value: text for value, text in labels.items() if text}
    said = plain(typed)[:LONGEST]
    taken = dict(list(known.items())[: OPTIONS - 1])
    if said and said.casefold() not in {text.casefold() for pair in taken.items() for text in pair}:
        taken[said] = f"“{said}”"
    return [_option(value, text, orders) for value, text in taken.items()]


def mistake(option: str, sentence: str) -> dict[str, Any]:
    """The acknowledgement of a submitted form that shows `sentence` beside the field of that option."""
    return {"response_action": "errors", "errors": {f"{_BLOCK}{option}": clipped(plain(sentence), FIELD_LABEL)}}


def _completed(read: tuple[Verb, Request] | None, typed: Mapping[str, str], kept: str) -> Filled | None:
    if read is None:
        return None
    request = read[1]
    values = {name: text for name, text in request.values.items() if name != ASKED}
    return Filled(request.command, {**values, **typed}, kept, opened=True)


def _modal(title: str, callback_id: str, kept: str) -> View:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": label(clipped(plain(title), FORM_TITLE)),
        "private_metadata": kept,
    }


def _field(option: Option, say: Language, value: str) -> dict[str, Any]:
    description = clipped(say(option.description), FIELD_LABEL)
    return _input(option.name, description, _element(option, say, value), optional=not option.required)


def _input(name: str, text: str, element: Element, *, optional: bool) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": f"{_BLOCK}{name}",
        "label": label(text),
        "element": element,
        "optional": optional,
    }


def _bare(command: Command, say: Language) -> dict[str, Any]:
    """What a form shows that asks for nothing: Slack takes none without blocks."""
    return {"type": "section", "text": label(say(command.description))}


def _element(option: Option, say: Language, value: str) -> Element:
    placeholder = {"placeholder": label(clipped(option.name, PLACEHOLDER))}
    if option.choices:
        options = [{"text": label(each), "value": each} for each in option.choices]
        chosen = next((each for each in options if each["value"] == value), None)
        initial = {"initial_option": chosen} if chosen else {}
        return {"type": "static_select", "action_id": VALUE, "options": options, **placeholder, **initial}
    if option.completion is Completion.CHANNEL:
        only: dict[str, Any] = {"include": ["public", "private"], "exclude_bot_users": True}
        there: dict[str, Any] = {"initial_conversation": value} if value else {}
        return {"type": "conversations_select", "action_id": VALUE, "filter": only, **placeholder, **there}
    if option.completion in _COMPLETED:
        initial = {"initial_option": _plainly(value)} if value and units(value) <= OPTION_VALUE else {}
        hint = {"placeholder": label(clipped(say("Type to search …"), PLACEHOLDER))}
        return {"type": "external_select", "action_id": VALUE, "min_query_length": 0, **hint, **initial}
    longest = min(option.longest, TYPED)
    return {**_typed(longest), **({"initial_value": value[:longest]} if value else {})}


def _typed(longest: int = LONGEST) -> Element:
    return {"type": "plain_text_input", "action_id": VALUE, "max_length": longest}


def _plainly(value: str) -> dict[str, Any]:
    return {"text": label(clipped(plain(value), OPTION_LABEL)), "value": value}


def _option(value: str, text: str, orders: Orders) -> dict[str, Any]:
    return {"text": label(clipped(text, OPTION_LABEL)), "value": orders.shortened(value, OPTION_VALUE)}


def _said(state: Mapping[str, Any], orders: Orders) -> str:
    """What one field says."""
    chosen = state.get("selected_option")
    if chosen:
        return orders.whole(str(chosen.get("value") or ""))
    return str(state.get("value") or state.get("selected_conversation") or "").strip()
