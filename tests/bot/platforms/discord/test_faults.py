"""Nothing that goes wrong ends in silence or in a trace: commands, messages, Discord itself."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

import pytest

from bot.command import Completion, Option, Services
from bot.dispatch import Dispatcher
from bot.platforms.discord import answering
from bot.reply import Reply
from bot.state import State
from tests.bot.platforms.discord.running import (
    REPEAT,
    Slow,
    command,
    on_discord,
    table,
)
from tests.bot.platforms.discord.server import CALLBACK, Fault

if TYPE_CHECKING:
    from pathlib import Path

    from bot.command import Request
    from knowledge import KnowledgeBase
    from tests.bot.platforms.discord.server import Server

pytestmark = pytest.mark.usefixtures("hasty")

# --------------------------------------------------------------------------------------------------------- errors


async def test_a_command_that_discord_still_shows_but_is_gone_is_answered(server: Server, tmp_path: Path) -> None:
    """A command removed since the last registration does not end in silence."""
    async with on_discord(server, table(REPEAT), tmp_path):
        shown = await server.answer(await server.ask("gone", name="x"))
    assert (shown.private, "has changed" in shown.text) == (True, True)


async def test_an_option_that_is_gone_is_answered(server: Server, tmp_path: Path) -> None:
    """A command sent without what is required now does not end in silence."""
    strict = command("strict", _never, Option("name", "Whom", required=True))
    async with on_discord(server, table(strict), tmp_path):
        shown = await server.answer(await server.ask("strict", other="x"))
    assert (shown.private, "has changed" in shown.text) == (True, True)


async def test_a_broken_command_ends_in_a_private_apology(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The asker is told, with a reference that is in the log."""
    async with on_discord(server, table(command("broken", _never)), tmp_path):
        shown = await server.answer(await server.ask("broken"))
    assert shown.private
    assert shown.text.rstrip(".").rsplit(maxsplit=1)[-1] in caplog.text


async def test_a_message_that_discord_refuses_ends_in_a_private_apology(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Were a drawn message outside a limit, the asker would still hear something."""
    server.faults.append(Fault("POST", CALLBACK, 400, {"code": 50035, "message": "Invalid Form Body"}))
    async with on_discord(server, table(REPEAT), tmp_path):
        shown = await server.answer(await server.ask("repeat", text="x"))
    assert (shown.private, "Something went wrong" in shown.text) == (True, True)
    assert shown.text.rstrip(".").rsplit(maxsplit=1)[-1] in caplog.text


async def test_a_discord_that_refuses_everything_is_noted(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Were even the apology refused, the log says so and the next question is answered."""
    server.faults.append(Fault("POST", CALLBACK, 400, {"code": 50035, "message": "Invalid Form Body"}, times=2))
    async with on_discord(server, table(REPEAT), tmp_path):
        await server.ask("repeat", text="x")
        await server.until(lambda: len(server.sent("POST", CALLBACK)) == 2)
        await server.answer(await server.ask("repeat", text="next"))
    assert "not even that could be said" in caplog.text


async def test_an_answer_is_given_again_after_a_fault_of_discord(server: Server, tmp_path: Path) -> None:
    """One 500 costs a second, not the answer."""
    server.faults.append(Fault("POST", CALLBACK, 500))
    async with on_discord(server, table(REPEAT), tmp_path):
        shown = await server.answer(await server.ask("repeat", text="x"))
    assert shown.text == "## /repeat\nasked: text=x"


async def test_an_answer_whose_receipt_was_lost_is_not_doubled(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It was shown, the repetition is refused, and nothing else is said."""
    server.faults.append(Fault("POST", CALLBACK, 502, after_serving=True))
    async with on_discord(server, table(REPEAT), tmp_path):
        asked = await server.ask("repeat", text="x")
        await server.until(lambda: len(server.sent("POST", CALLBACK)) == 2)
        await server.answer(await server.ask("repeat", text="next"))
    assert [shown.text for shown in asked.shown] == ["## /repeat\nasked: text=x"]
    assert "could not be answered" in caplog.text


async def test_a_deferral_whose_receipt_was_lost_is_followed_by_the_answer(server: Server, tmp_path: Path) -> None:
    """The repetition is refused as already acknowledged, which is what was wanted."""
    slow = Slow(Reply(note="At last."))
    server.faults.append(Fault("POST", CALLBACK, 502, after_serving=True))
    async with on_discord(server, table(slow.command), tmp_path):
        asked = await server.ask("slow")
        await server.until(lambda: len(server.sent("POST", CALLBACK)) == 2)
        slow.finish.set()
        shown = await server.answer(asked)
    assert shown.text == "At last."


async def test_a_rate_limit_is_waited_out(server: Server, tmp_path: Path) -> None:
    """A 429 delays the answer by what Discord asks for."""
    limited = {"message": "You are being rate limited.", "retry_after": 0.05, "global": False}
    server.faults.append(Fault("POST", CALLBACK, 429, limited, {"Via": "1.1 google"}))
    async with on_discord(server, table(REPEAT), tmp_path):
        shown = await server.answer(await server.ask("repeat", text="x"))
    assert "text=x" in shown.text


@pytest.mark.parametrize("after", ["before the answer", "before the deferral", "after the deferral"])
async def test_an_interaction_that_expired_is_noted_and_forgotten(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture, after: str
) -> None:
    """Nothing can be said to that asker any more; the next one is served."""
    slow = Slow(Reply(note="Too late."))
    async with on_discord(server, table(slow.command, REPEAT), tmp_path):
        if after == "before the answer":
            slow.finish.set()
        asked = await server.ask("slow")
        asked.expired = after != "after the deferral"
        await server.until(lambda: asked.original or server.sent("POST", CALLBACK))
        asked.expired = True
        slow.finish.set()
        shown = await server.answer(await server.ask("repeat", text="next"))
    assert "text=next" in shown.text
    assert "could not be answered" in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_completion_that_never_comes_is_empty(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord is told in time that there is nothing to suggest."""
    monkeypatch.setattr(answering, "TYPING", 0.01)

    class Stuck:
        async def complete_people(self, *_: object) -> None:
            await asyncio.Event().wait()

    who = command("who", _never, Option("name", "Whom", completion=Completion.PERSON))
    stuck = Dispatcher(Services(cast("KnowledgeBase", Stuck()), {"who": who}, State()))
    async with on_discord(server, stuck, tmp_path):
        assert await server.suggestions(await server.type("who", "name", "Z")) == []


async def test_a_completion_that_comes_too_late_is_forgotten(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The asker has typed on; there is nobody to tell."""
    who = command("help", _never, Option("command", "Which", completion=Completion.COMMAND))
    async with on_discord(server, table(who), tmp_path):
        asked = await server.type("help", "command", "h")
        asked.expired = True
        await server.until(lambda: server.sent("POST", CALLBACK))
        await server.suggestions(await server.type("help", "command", "h"))
    assert len(server.sent("POST", CALLBACK)) == 2
    assert "Traceback" not in caplog.text


async def _never(request: Request) -> Reply:
    raise LookupError(request.command)
