"""The Discord platform as its users meet it: a real discord.py client against a local gateway and REST server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.command import Completion, Option
from bot.platforms.discord.manifest import payloads
from bot.reply import Choice, Group, Outcome, Reply
from knowledge import Match
from tests.bot.platforms.discord import payloads as discord_sends
from tests.bot.platforms.discord.running import (
    REFUSE,
    REPEAT,
    Slow,
    command,
    on_discord,
    repeat,
    table,
)
from tests.bot.platforms.discord.server import CALLBACK
from tests.bot.values import MATCH, PASSAGE

if TYPE_CHECKING:
    from pathlib import Path

    from bot.command import Request
    from tests.bot.platforms.discord.server import Server

pytestmark = pytest.mark.usefixtures("hasty")

# ------------------------------------------------------------------------------------------------- registration


async def test_the_command_table_is_registered(server: Server, tmp_path: Path) -> None:
    """What Discord is told is exactly the command table."""
    known = table(REPEAT, REFUSE)
    async with on_discord(server, known, tmp_path):
        await server.until(lambda: server.commands)
    (sent,) = server.sent("PUT", ".*")
    assert sent.path == f"/applications/{discord_sends.APPLICATION}/commands"
    assert sent.body == await payloads(known.commands)


async def test_the_bot_asks_for_no_privileged_intent(server: Server, tmp_path: Path) -> None:
    """It hears of servers and interactions, and of no message, member or presence."""
    async with on_discord(server, table(REPEAT), tmp_path):
        pass
    assert [each["intents"] for each in server.gateway.identified] == [1]


# ------------------------------------------------------------------------------------------------------ answers


async def test_a_found_answer_is_one_message(server: Server, tmp_path: Path) -> None:
    """A quick answer is given at once, in one request; the asker alone sees it."""
    async with on_discord(server, table(REPEAT), tmp_path):
        asked = await server.ask("repeat", text="hello", more="again")
        shown = await server.answer(asked)
    assert (shown.text, shown.private) == ("## /repeat\nasked: text=hello, more=again", True)
    assert [request.body["type"] for request in server.sent("POST", CALLBACK)] == [4]


async def test_a_private_answer_is_seen_by_the_asker_alone(server: Server, tmp_path: Path) -> None:
    """A reply that says it is private is ephemeral."""
    async with on_discord(server, table(REFUSE), tmp_path):
        shown = await server.answer(await server.ask("refuse"))
    assert (shown.text, shown.private) == ("Nothing here.", True)


@pytest.mark.parametrize("private", [True, False])
async def test_a_slow_answer_is_announced_and_then_given(server: Server, tmp_path: Path, *, private: bool) -> None:
    """An answer that takes longer than a moment is deferred, then takes the place of the announcement."""
    slow = Slow(Reply(note="At last."))
    async with on_discord(server, table(slow.command), tmp_path):
        asked = await server.ask("slow", private=private)
        await server.until(lambda: asked.original and asked.original.loading)
        slow.finish.set()
        shown = await server.answer(asked)
    assert (shown.text, shown.private, len(asked.shown)) == ("At last.", private, 1)


async def test_a_slow_private_answer_stays_private(server: Server, tmp_path: Path) -> None:
    """The public announcement goes away, and the answer comes to the asker alone."""
    slow = Slow(Reply(Outcome.NOT_FOUND, note="Nothing.", private=True))
    async with on_discord(server, table(slow.command), tmp_path):
        asked = await server.ask("slow", private=False)
        await server.until(lambda: asked.original)
        slow.finish.set()
        shown = await server.answer(asked)
    assert (shown.text, shown.private, len(asked.shown)) == ("Nothing.", True, 1)


async def test_an_answer_alerts_nobody(server: Server, tmp_path: Path) -> None:
    """No mention in what is shown may reach anybody, in whichever way the answer is sent."""
    slow = Slow(Reply(note="<@4444>"))
    slow.finish.set()
    async with on_discord(server, table(REPEAT, slow.command), tmp_path):
        quick = await server.answer(await server.ask("repeat", text="@everyone <@4444>"))
        slow.finish.clear()
        asked = await server.ask("slow")
        await server.until(lambda: asked.original)
        slow.finish.set()
        await server.answer(asked)
    assert "\\@everyone \\<\\@4444\\>" in quick.text
    sent = [r.body["data"] for r in server.sent("POST", CALLBACK) if r.body["type"] == 4]
    sent += [r.body for r in server.sent("PATCH", ".*")]
    assert [body["allowed_mentions"] for body in sent] == [{"parse": []}, {"parse": []}]


async def test_an_answer_comes_before_discord_says_ready(server: Server, tmp_path: Path) -> None:
    """Interactions arrive before the list of servers is complete."""
    server.gateway.guild_follows.clear()
    async with on_discord(server, table(REPEAT), tmp_path):
        shown = await server.answer(await server.ask("repeat", text="early"))
    assert "text=early" in shown.text


async def test_a_command_in_a_direct_message_is_answered(server: Server, tmp_path: Path) -> None:
    """There is no server and no member there."""
    async with on_discord(server, table(REPEAT), tmp_path):
        shown = await server.answer(await server.ask_directly("repeat", text="psst"))
    assert "text=psst" in shown.text


# ----------------------------------------------------------------------------------------------------- completion


async def test_what_is_typed_is_completed(server: Server, tmp_path: Path) -> None:
    """Suggestions arrive with the values that will be sent."""
    helped = command("help", _never, Option("command", "Which", completion=Completion.COMMAND))
    async with on_discord(server, table(helped, REPEAT, REFUSE), tmp_path):
        found = await server.suggestions(await server.type("help", "command", "re"))
    assert found == [{"name": "repeat", "value": "repeat"}, {"name": "refuse", "value": "refuse"}]


async def test_a_completion_that_fails_is_empty(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault behind a completion leaves a note in the log, and the asker without suggestions."""
    broken = command("who", _never, Option("name", "Whom", completion=Completion.PERSON))  # no knowledge base to ask
    async with on_discord(server, table(broken), tmp_path):
        found = await server.suggestions(await server.type("who", "name", "Z"))
    assert found == []
    assert "completing name of /who failed" in caplog.text


async def test_a_completion_of_an_unknown_command_is_empty(server: Server, tmp_path: Path) -> None:
    """A Discord that still shows an old command is not left waiting."""
    async with on_discord(server, table(REPEAT), tmp_path):
        assert await server.suggestions(await server.type("gone", "name", "Z")) == []


# -------------------------------------------------------------------------------------------------------- ways on


async def test_a_button_runs_its_command(server: Server, tmp_path: Path) -> None:
    """Pressing a button answers as if the command had been typed."""
    async with on_discord(server, table(REPEAT, REFUSE), tmp_path):
        shown = await server.answer(await server.ask("refuse", text="x"))
        after = await server.answer(await server.press(shown, "Nearest · did you mean"))
    assert after.text == "## /repeat\nasked: text=x"


async def test_the_button_beside_an_excerpt_runs_its_command(server: Server, tmp_path: Path) -> None:
    """Each excerpt of several leads to itself alone."""
    found = command("found", _found)
    source = command("source", repeat, Option("id", "Which"), Option("around", "How many"))
    async with on_discord(server, table(found, source), tmp_path):
        shown = await server.answer(await server.ask("found"))
        after = await server.answer(await server.press(shown, "Open"))
    assert after.text == "## /source\nasked: id=qdirect, around=0"


async def test_messages_leave_nothing_behind(server: Server, tmp_path: Path) -> None:
    """No timer and no memory of a message that was sent, buttons or not."""
    async with on_discord(server, table(REFUSE), tmp_path):
        for _ in range(3):  # by the last answer the receipt of the first has been read
            await server.answer(await server.ask("refuse"))
        assert [task for task in asyncio.all_tasks() if "timeout" in repr(task.get_coro())] == []


async def test_a_select_runs_the_chosen_command(server: Server, tmp_path: Path) -> None:
    """Of several people one is chosen, and the same question is asked about them."""
    async with on_discord(server, table(REPEAT, _AMBIGUOUS), tmp_path):
        shown = await server.answer(await server.ask("which"))
        after = await server.answer(await server.choose(shown, "Second"))
    assert [(option["label"], option["description"]) for option in shown.options] == [
        ("First", "a professor"),
        ("Second", "a pilot"),
    ]
    assert after.text == "## /repeat\nasked: text=p2"


async def test_buttons_work_after_a_restart(server: Server, tmp_path: Path) -> None:
    """A message of an earlier run still leads on."""
    async with on_discord(server, table(REPEAT, REFUSE), tmp_path):
        shown = await server.answer(await server.ask("refuse", text="半边天"))
    async with on_discord(server, table(REPEAT, REFUSE), tmp_path):
        after = await server.answer(await server.press(shown, "Nearest · did you mean"))
    assert after.text == "## /repeat\nasked: text=半边天"


async def test_a_button_too_long_to_carry_its_order_works_until_a_restart(server: Server, tmp_path: Path) -> None:
    """It does what it says in the same run, and says what to do instead after it."""
    async with on_discord(server, table(REPEAT, REFUSE), tmp_path):
        shown = await server.answer(await server.ask("refuse", text="words " * 40))
        after = await server.answer(await server.press(shown, "Nearest · did you mean"))
    assert "words words words" in after.text
    async with on_discord(server, table(REPEAT, REFUSE), tmp_path):
        late = await server.answer(await server.press(shown, "Nearest · did you mean"))
    assert (late.private, "Please ask again" in late.text) == (True, True)


async def test_a_button_pressed_twice_is_answered_twice(server: Server, tmp_path: Path) -> None:
    """Impatience does no harm."""
    async with on_discord(server, table(REPEAT, REFUSE), tmp_path):
        shown = await server.answer(await server.ask("refuse", text="x"))
        pressed = [await server.press(shown, "Nearest · did you mean") for _ in range(2)]
        texts = [(await server.answer(each)).text for each in pressed]
    assert texts == ["## /repeat\nasked: text=x"] * 2


async def _never(request: Request) -> Reply:
    raise LookupError(request.command)


async def _which(_: Request) -> Reply:
    choices = (
        Choice("First", "a professor", "repeat", {"text": "p1"}),
        Choice("Second", "a pilot", "repeat", {"text": "p2"}),
    )
    return Reply(Outcome.AMBIGUOUS, note="Which one?", choices=choices)


async def _found(_: Request) -> Reply:
    return Reply(groups=(Group("Ana", (MATCH,)), Group("Bruno", (Match(PASSAGE, 90),))))


_AMBIGUOUS = command("which", _which)
