"""Asking with a form on Slack, which completes no commands while they are typed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

from bot.command import Completion, Option, Services
from bot.dispatch import Dispatcher
from bot.platforms.slack import talk
from bot.reply import Choice, Outcome, Reply
from bot.state import State
from tests.bot.platforms.slack.payloads import CLOSED, USER
from tests.bot.platforms.slack.running import REPEAT, command, on_slack, repeat, settings, table

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bot.request import Request
    from knowledge import KnowledgeBase
    from tests.bot.platforms.slack.server import Server
    from tests.bot.platforms.slack.shown import Asked

HELP = command(
    "explain",
    repeat,
    Option("command", "Which command", required=True, completion=Completion.COMMAND),
    Option("note", "What about it"),
)
NOTED = {"type": "plain_text_input", "value": "R&D"}
CHOSEN = {
    "type": "external_select",
    "selected_option": {"text": {"type": "plain_text", "text": "x"}, "value": "repeat"},
}


async def _form(server: Server, asked: Asked) -> dict[str, Any]:
    await server.until(lambda: asked.form)
    assert asked.form is not None
    return asked.form


async def test_a_command_without_its_text_asks_with_a_form(server: Server, tmp_path: Path) -> None:
    """What was typed already stands in it; the answer comes where the command was sent, even into a closed channel."""
    async with on_slack(server, table(HELP), settings(server, tmp_path)):
        asked = await server.ask("/explain", "note:R&amp;D", channel=CLOSED)
        form = await _form(server, asked)
        note = next(block["element"] for block in form["blocks"] if block["block_id"] == "option:note")
        await server.fill_in(form, {"option:command": {"value": CHOSEN}})
        shown = await server.answer(asked)
    assert (form["title"]["text"], note["initial_value"]) == ("/explain", "R&D")
    assert (shown.text, shown.only, shown.channel) == ("/explain\nasked: command=repeat", USER, CLOSED)


async def test_a_form_is_answered_once_the_place_it_came_from_is_closed(server: Server, tmp_path: Path) -> None:
    """Its response URL ended while it was being filled in, and the bot is not in the channel: a direct message."""
    async with on_slack(server, table(HELP), settings(server, tmp_path)):
        asked = await server.ask("/explain", channel=CLOSED)
        form = await _form(server, asked)
        asked.expired = True
        await server.fill_in(form, {"option:command": {"value": CHOSEN}})
        (shown,) = await server.posted(f"D{USER[1:]}")
    assert "asked: command=repeat" in shown.text


async def test_a_button_that_lacks_a_value_asks_for_it_with_a_form(server: Server, tmp_path: Path) -> None:
    """What it has is asked with what is filled in; where no form can be shown any more, that is said."""

    async def offering(request: Request) -> Reply:
        ask = Choice("Explain …", "", "explain", {"note": "R&D"}, asks="command")
        return Reply(Outcome.NOT_FOUND, note="Nothing.", choices=(ask,), asked=request)

    async with on_slack(server, table(HELP, command("offer", offering)), settings(server, tmp_path)):
        offered = await server.answer(await server.ask("/offer"))
        pressed = await server.press(offered, "Explain …")
        form = await _form(server, pressed)
        await server.fill_in(form, {"option:command": {"value": CHOSEN}})
        shown = await server.answer(pressed)
        again = await server.answer(await server.ask("/offer"))
        server.hurried = True
        late = await server.answer(await server.press(again, "Explain …"))
    assert shown.text == "/explain\nasked: note=R&D, command=repeat"
    assert "came too late" in late.text


async def test_a_form_filled_in_by_somebody_else_is_not_answered_to_the_first(server: Server, tmp_path: Path) -> None:
    """What a form carries holds for who opened it alone."""
    async with on_slack(server, table(HELP), settings(server, tmp_path)):
        asked = await server.ask("/explain")
        form = await _form(server, asked)
        await server.fill_in(form, {"option:command": {"value": CHOSEN}}, by="U0THIEF")
        (shown,) = await server.posted("D0THIEF")
    assert (asked.shown, "asked: command=repeat" in shown.text) == ([], True)


async def test_where_no_form_can_be_shown_the_command_says_what_it_needs(server: Server, tmp_path: Path) -> None:
    """The trigger was too old."""
    server.hurried = True
    async with on_slack(server, table(HELP), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/explain"))
    assert "/explain needs a value for command" in shown.text


async def test_a_select_completes_what_is_typed(server: Server, tmp_path: Path) -> None:
    """Within the acknowledgement, which is the only place for it; what was typed can be taken as well."""
    async with on_slack(server, table(HELP, REPEAT), settings(server, tmp_path)):
        form = await _form(server, await server.ask("/explain"))
        empty = await server.acknowledged(await server.type(form, "value", "option:command", ""))
        typed = await server.acknowledged(await server.type(form, "value", "option:command", "re"))
    assert _labels(empty) == ["explain", "repeat"]
    assert _labels(typed) == ["repeat", "“re”"]


async def test_a_completion_that_never_comes_is_acknowledged_in_time(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what was typed alone."""
    monkeypatch.setattr(talk, "TYPING", 0.01)

    class Stuck:
        async def complete_people(self, *_: object) -> None:
            await asyncio.Event().wait()

    who = command("who", repeat, Option("name", "Whom", required=True, completion=Completion.PERSON))
    dispatcher = Dispatcher(Services(cast("KnowledgeBase", Stuck()), {"who": who}, State()))
    async with on_slack(server, dispatcher, settings(server, tmp_path)):
        form = await _form(server, await server.ask("/who"))
        told = await server.acknowledged(await server.type(form, "value", "option:name", "Z"))
    assert _labels(told) == ["“Z”"]


async def test_a_completion_of_another_form_is_empty(server: Server, tmp_path: Path) -> None:
    """An old form that is still open is acknowledged."""
    async with on_slack(server, table(HELP), settings(server, tmp_path)):
        old = {"type": "modal", "callback_id": "older", "blocks": []}
        assert await server.acknowledged(await server.type(old, "value", "x", "Z")) == {"options": []}


async def test_a_form_of_an_older_version_is_acknowledged(server: Server, tmp_path: Path) -> None:
    """It closes, and nothing else happens."""
    async with on_slack(server, table(HELP), settings(server, tmp_path)) as running:
        old = {"type": "modal", "callback_id": "older", "blocks": []}
        assert await server.acknowledged(await server.fill_in(old, {})) is None
        assert not running.done()


def _labels(payload: dict[str, Any] | None) -> list[str]:
    return [option["text"]["text"] for option in (payload or {})["options"]]


# ---------------------------------------------------------------------------------------------- one value, by a button


async def _review(_: Request) -> Reply:
    return Reply(note="Who said it?", choices=(Choice("Somebody else", "", "repeat", {"text": "a"}, asks="more"),))


async def _gone(_: Request) -> Reply:
    return Reply(note="Who?", choices=(Choice("Somebody else", "", "repeat", {"text": "a"}, asks="older"),))


async def test_a_button_may_ask_for_one_value_first(server: Server, tmp_path: Path) -> None:
    """Its answer takes the place of the message that the button stood in, after a restart as well."""
    typed = {"option:more": {"value": {"type": "plain_text_input", "value": "Bruno"}}}
    dispatcher = table(command("review", _review), REPEAT)
    async with on_slack(server, dispatcher, settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/review"))
        form = await _form(server, await server.press(shown, "Somebody else"))
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        await server.fill_in(form, typed)
        await server.until(lambda: "Bruno" in shown.text)
    assert [block["block_id"] for block in form["blocks"]] == ["option:more"]
    assert (shown.text, shown.only) == ("/repeat\nasked: text=a, more=Bruno", USER)


async def test_a_value_that_is_asked_for_no_more_is_told(server: Server, tmp_path: Path) -> None:
    """The command changed since the message was sent."""
    async with on_slack(server, table(command("review", _gone), REPEAT), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/review"))
        told = await server.answer(await server.press(shown, "Somebody else"))
    assert "ask again with the command itself" in told.text
