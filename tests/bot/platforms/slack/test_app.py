"""The Slack platform as its users meet it: a real Bolt app against a local Slack."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.command import Completion, Option, Request, Services
from bot.dispatch import Dispatcher
from bot.platforms.slack import answering
from bot.platforms.slack.draw import EXCERPTS
from bot.reply import Attachment, Reply
from bot.state import State
from tests.bot.platforms.slack.payloads import ADMIN, CLOSED, STRANGER, TEAM, USER
from tests.bot.platforms.slack.running import REFUSE, REPEAT, Slow, command, on_slack, repeat, settings, table
from tests.bot.unopened import unopened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.platforms.slack.server import Server

# -------------------------------------------------------------------------------------------------------- answers


async def test_a_slash_command_is_acknowledged_and_answered(server: Server, tmp_path: Path) -> None:
    """The acknowledgement says nothing; the answer follows, for the asker alone."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        asked = await server.ask("/repeat", "hello more:again")
        assert await server.acknowledged(asked) is None
        shown = await server.answer(asked)
    assert (shown.text, shown.only) == ("/repeat\nasked: text=hello, more=again", USER)


async def test_an_answer_reaches_a_channel_that_the_bot_is_not_in(server: Server, tmp_path: Path) -> None:
    """What Slack sends with a command lets the bot answer anywhere."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/repeat", "hello", channel=CLOSED))
    assert (shown.channel, shown.private) == (CLOSED, True)
    assert server.called("chat.*") == []


async def test_a_command_that_slack_still_knows_is_answered_with_help(server: Server, tmp_path: Path) -> None:
    """One that was renamed or taken away does not end in silence."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        asked = await server.ask("/repeatt", "hello")
        await server.acknowledged(asked)
        shown = await server.answer(asked)
    assert (shown.private, "There is no command" in shown.text) == (True, True)
    assert any("/repeat hello" in label for label in shown.buttons)


async def test_a_broken_command_ends_in_a_private_apology(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The asker is told, with a reference that is in the log."""
    async with on_slack(server, table(command("broken", _never)), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/broken"))
    assert shown.private
    assert shown.text.rstrip(".").rsplit(maxsplit=1)[-1] in caplog.text


async def test_who_waits_is_told_so(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack shows nothing while an answer is awaited; the bot does."""
    monkeypatch.setattr(answering, "PROMPT", 0.01)
    slow = Slow(Reply(note="At last."))
    async with on_slack(server, table(slow.command), settings(server, tmp_path)):
        asked = await server.ask("/slow")
        waiting = await server.answer(asked)
        slow.finish.set()
        shown = await server.answer(asked, 2)
    assert (waiting.private, "One moment" in waiting.text, shown.text) == (True, True, "At last.")


async def test_who_waits_hears_how_it_goes_once(server: Server, tmp_path: Path) -> None:
    """A command may tell what is under way; each sentence is a message on Slack, so the first has to do."""

    async def work(request: Request) -> Reply:
        for done in (1, 2, 3):
            await request.tell(f"{done} of 3 <articles>")
        return Reply(note="All read.")

    async with on_slack(server, table(command("work", work)), settings(server, tmp_path)):
        asked = await server.ask("/work")
        shown = await server.answer(asked, 2)
    assert [each.text for each in asked.shown] == ["1 of 3 &lt;articles&gt;", "All read."]
    assert shown.private


async def test_a_file_is_shown_as_it_is(server: Server, tmp_path: Path) -> None:
    """The bot asks Slack for no permission to upload one."""

    async def export(_: Request) -> Reply:
        return Reply(note="Two corrections.", attached=Attachment("corrections.toml", "x = 1"))

    async with on_slack(server, table(command("export", export)), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/export"))
    assert "corrections.toml" in shown.text
    assert "x = 1" in shown.text


async def test_an_answer_that_never_comes_is_given_up(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an apology."""
    monkeypatch.setattr(answering, "PROMPT", 0.01)
    monkeypatch.setattr(answering, "PATIENCE", 0.01)
    async with on_slack(server, table(Slow(Reply()).command), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/slow"), 2)
    assert "Something went wrong" in shown.text


# ------------------------------------------------------------------------------------------------------------ names


async def test_commands_carry_the_prefix_that_the_operator_chose(server: Server, tmp_path: Path) -> None:
    """Another app of the workspace may have the bare name."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path, prefix="dm-")):
        shown = await server.answer(await server.ask("/dm-repeat", "hello"))
    assert shown.text == "/dm-repeat\nasked: text=hello"


async def test_a_name_that_slack_keeps_for_itself_is_answered_under_another(server: Server, tmp_path: Path) -> None:
    """An app cannot have `/help`."""
    async with on_slack(server, table(command("help", repeat)), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/dragoman-help"))
    assert shown.text == "/dragoman-help\nasked:"


async def test_text_is_read_as_it_was_typed(server: Server, tmp_path: Path) -> None:
    """Slack escapes three signs, and makes links of addresses, people and channels."""
    typed = "R&amp;D &lt;b&gt; <https://x.example/a|x.example/a> <@U0OTHER|ann> <#C0GENERAL|general> <!here>"
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/repeat", typed))
    assert shown.text == "/repeat\nasked: text=R&D <b> x.example/a @ann #general @here"


# --------------------------------------------------------------------------------------------------- who asks, where


async def test_a_request_says_who_asks_where(server: Server, tmp_path: Path) -> None:
    """The workspace is the place; the language is that of the asker's Slack."""
    seen: list[Request] = []

    async def see(request: Request) -> Reply:
        seen.append(request)
        return Reply(note="Seen.")

    async with on_slack(server, table(command("see", see)), settings(server, tmp_path)):
        await server.answer(await server.ask("/see", by=STRANGER))
        await server.answer(await server.ask("/see", by=STRANGER))
    assert seen[0] == seen[1]
    assert replace(seen[0], values={}) == Request(
        "see", {}, "slack", STRANGER, f"slack:{TEAM}", "C0GENERAL", "ru-RU", EXCERPTS, admin=False, sole=True
    )
    assert len(server.called("users.info")) == 1


@pytest.mark.parametrize(("asker", "may"), [(ADMIN, True), (USER, False), ("U0NAMED", True)])
async def test_admins_are_those_of_the_workspace_and_those_named(
    server: Server, tmp_path: Path, asker: str, *, may: bool
) -> None:
    """Everybody else is refused when the command runs."""
    manage = command("manage", repeat, Option("text", "What"), admin=True, aside=True)
    async with on_slack(server, table(manage), settings(server, tmp_path, admins=["U0NAMED"])):
        shown = await server.answer(await server.ask("/manage", "x", by=asker))
    assert ("asked: text=x" in shown.text, "who manage this server" in shown.text) == (may, not may)


async def test_an_admin_of_another_workspace_manages_nothing_here(server: Server, tmp_path: Path) -> None:
    """In a channel that two workspaces share, what they are at home does not count."""
    manage = command("manage", repeat, admin=True)
    async with on_slack(server, table(manage), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/manage", by=ADMIN, team="T0OTHER"))
    assert "who manage this server" in shown.text


async def test_a_workspace_decides_what_is_usual(server: Server, tmp_path: Path) -> None:
    """Where answers are public, a found one is; a miss is for the asker alone everywhere."""
    state = State()
    await state.set_public(f"slack:{TEAM}", public=True)
    known = {each.name: each for each in (REPEAT, REFUSE)}
    dispatcher = Dispatcher(Services(unopened(), known, state))
    async with on_slack(server, dispatcher, settings(server, tmp_path)):
        found = await server.answer(await server.ask("/repeat", "x"))
        missed = await server.answer(await server.ask("/refuse", "x"))
    assert (found.private, missed.private) == (False, True)


async def test_an_asker_whom_slack_does_not_know_is_answered_in_english(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A lookup that fails costs the language, and rights, not the answer."""
    manage = command("manage", repeat, admin=True)
    async with on_slack(server, table(REPEAT, manage), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/repeat", "x", by="W9NOBODY"))
        refused = await server.answer(await server.ask("/manage", by="W9NOBODY"))
    assert ("text=x" in shown.text, "who manage" in refused.text) == (True, True)
    assert "user_not_found" in caplog.text


# ---------------------------------------------------------------------------------------------------------- channels


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("x channel:<#C0GENERAL|general>", "asked: text=x, channel=C0GENERAL"),
        ("x channel:C0GENERAL", "asked: text=x, channel=C0GENERAL"),
        ("x channel:#general", "“#general” is no channel that I know"),
        ("x role:editors", "There are no roles on Slack"),
        ("x role:none", "asked: text=x, role=none"),
    ],
)
async def test_a_channel_is_named_by_slacks_own_link(server: Server, tmp_path: Path, typed: str, told: str) -> None:
    """Only so its id is known; roles are Discord's."""
    options = (
        Option("text", "What"),
        Option("channel", "Where", completion=Completion.CHANNEL),
        Option("role", "Whom", completion=Completion.ROLE),
    )
    async with on_slack(server, table(command("plan", repeat, *options)), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/plan", typed))
    assert told in shown.text


async def _never(request: Request) -> Reply:
    raise LookupError(request.command)
