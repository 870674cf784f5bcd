"""Forms that Discord shows over the channel: what is wrong with an attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import TextStyle, ui

from bot.cutting import clipped
from bot.dispatch import LONGEST
from bot.platforms.discord.fit import FIELD_LABEL, FORM_TITLE, HINT
from bot.platforms.discord.parts import DOUBT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from discord import Interaction

    from bot.language import Language

_NOTE = "note"


def doubt_form(custom_id: str, say: Language) -> ui.Modal:
    """The form that asks what is wrong; it comes back under the button's custom id, so nothing is kept meanwhile."""
    form = ui.Modal(title=clipped(say("Wrong attribution?"), FORM_TITLE), custom_id=custom_id)
    field: ui.TextInput[Any] = ui.TextInput(
        custom_id=_NOTE,
        style=TextStyle.paragraph,
        placeholder=clipped(say("Who said it instead, if you know"), HINT),
        max_length=LONGEST,
    )
    form.add_item(ui.Label(text=clipped(say("What is wrong?"), FIELD_LABEL), component=field))
    form.stop()  # discord.py would keep the form, and wait for it
    return form


def doubted(interaction: Interaction[Any]) -> dict[str, str] | None:
    """The values for `/report` of a form that was filled in; None where it is another form."""
    data: Any = interaction.data
    custom_id = str(data.get("custom_id", ""))
    if not custom_id.startswith(DOUBT):
        return None
    notes = [str(part.get("value", "")) for part in _walk(data) if part.get("custom_id") == _NOTE]
    return {"id": custom_id.removeprefix(DOUBT), "note": "".join(notes)}


def _walk(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    inside = [*part.get("components", ()), *([part["component"]] if "component" in part else [])]
    for each in inside:
        yield each
        yield from _walk(each)
