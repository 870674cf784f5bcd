"""Forms that Discord shows over the channel: what is wrong with an attribution, or the value of an option."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import TextStyle, ui

from bot.cutting import clipped
from bot.dispatch import LONGEST
from bot.platforms.discord.fit import FIELD_LABEL, FORM_TITLE, HINT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from discord import Interaction

    from bot.command import Command, Option
    from bot.language import Language

_TYPED = "note"


def doubt_form(custom_id: str, say: Language) -> ui.Modal:
    """The form that asks what is wrong; it comes back under the button's custom id, so nothing is kept meanwhile."""
    return _form(custom_id, say("Wrong attribution?"), say("What is wrong?"), say("Who said it instead, if you know"))


def value_form(custom_id: str, command: Command, option: Option, say: Language) -> ui.Modal:
    """The form that asks for the value of an option; it comes back as above."""
    return _form(custom_id, say(command.description), say(option.description), "", option.longest)


def _form(custom_id: str, title: str, label: str, hint: str, longest: int = LONGEST) -> ui.Modal:
    form = ui.Modal(title=clipped(title, FORM_TITLE), custom_id=custom_id)
    field: ui.TextInput[Any] = ui.TextInput(
        custom_id=_TYPED,
        style=TextStyle.paragraph,
        placeholder=clipped(hint, HINT) or None,
        max_length=longest,
    )
    form.add_item(ui.Label(text=clipped(label, FIELD_LABEL), component=field))
    form.stop()  # discord.py would keep the form, and wait for it
    return form


def typed(interaction: Interaction[Any]) -> tuple[str, str]:
    """The custom id of a form that was filled in, and what was typed into it."""
    data: Any = interaction.data
    notes = [str(part.get("value", "")) for part in _walk(data) if part.get("custom_id") == _TYPED]
    return str(data.get("custom_id", "")), "".join(notes)


def _walk(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    inside = [*part.get("components", ()), *([part["component"]] if "component" in part else [])]
    for each in inside:
        yield each
        yield from _walk(each)
