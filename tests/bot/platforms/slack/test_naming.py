"""Replies speak of commands by the names that they have on Slack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import commands
from bot.platforms.slack.naming import Naming, heard_line, slash_names
from bot.reply import Choice, Reply, Section
from tests.bot.platforms.slack.payloads import BOT_USER, CHANNEL
from tests.bot.platforms.slack.running import command, on_slack, repeat, settings, table

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.platforms.slack.server import Server

TABLE = commands.load()


@pytest.mark.parametrize(
    ("prefix", "told", "shown"),
    [
        ("", "Type /help to see what there is.", "Type /dragoman-help to see what there is."),
        ("", "“/help”, /settings: and /quote", "“/dragoman-help”, /dragoman-settings: and /quote"),
        (
            "",
            "/helpful, and/help, https://x.example/help, /help/me",
            "/helpful, and/help, https://x.example/help, /help/me",
        ),
        ("", "Invite it there: /invite @Dragoman", "Invite it there: /invite @Dragoman"),
        ("dm-", "/kb undo 3, /who-said or /who", "/dm-kb undo 3, /dm-who-said or /who"),
    ],
)
def test_a_sentence_names_commands_as_slack_does(prefix: str, told: str, shown: str) -> None:
    """Those that are ours, where they stand alone."""
    assert Naming(slash_names(TABLE, prefix)).reply(Reply(note=told)).note == shown


def test_all_that_the_bot_says_itself_is_renamed_and_nothing_else() -> None:
    """Lines to be copied stay as they are."""
    told = Reply(
        title="/help",
        question="/help?",
        sections=(Section("/help", ("/help x",)), Section("file", ("/help",), verbatim=True)),
        choices=(Choice("/help", "see /help", "help", {"text": "/help"}),),
    )
    assert Naming(slash_names(TABLE, "")).reply(told) == Reply(
        title="/dragoman-help",
        question="/dragoman-help?",
        sections=(Section("/dragoman-help", ("/dragoman-help x",)), Section("file", ("/help",), verbatim=True)),
        choices=(Choice("/dragoman-help", "see /dragoman-help", "help", {"text": "/help"}),),
    )


def test_a_written_line_may_use_either_name() -> None:
    """Nobody remembers which."""
    names = slash_names(TABLE, "dm-")
    assert heard_line(names, "/dm-quote half the sky") == "/quote half the sky"
    assert heard_line(names, "quote half the sky") == "quote half the sky"
    assert heard_line(names, "") == ""


async def test_a_mention_may_use_the_name_that_the_list_of_commands_shows(server: Server, tmp_path: Path) -> None:
    """It is answered like the bare one."""
    async with on_slack(server, table(command("help", repeat)), settings(server, tmp_path)):
        await server.write(f"<@{BOT_USER}> /dragoman-help")
        (shown,) = await server.posted(CHANNEL)
    assert shown.text == "/dragoman-help\nasked:"
