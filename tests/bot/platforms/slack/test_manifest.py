"""The manifest is the command table as Slack takes it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from bot import commands
from bot.command import Option
from bot.errors import UserError
from bot.platforms.slack.manifest import SCOPES, manifest
from bot.platforms.slack.naming import RESERVED, slash_names, typed_line
from tests.bot.platforms.slack.running import REPEAT, command, repeat

if TYPE_CHECKING:
    from bot.command import Command

TABLE = commands.load()


def table(*known: Command) -> dict[str, Command]:
    """A command table of these."""
    return {each.name: each for each in known}


def test_every_command_is_a_slash_command() -> None:
    """Each by a name that Slack takes, with its description and what to type after it."""
    slash = manifest(TABLE)["features"]["slash_commands"]
    words = {name.split()[0] for name in TABLE}
    assert {each["command"].removeprefix("/").removeprefix("dragoman-") for each in slash} == words
    assert all(re.fullmatch(r"/[a-z0-9_-]{1,31}", each["command"]) for each in slash)
    assert not RESERVED & {each["command"].removeprefix("/") for each in slash}
    assert len(slash) <= 50
    assert all(1 <= len(each["description"]) <= 2000 and len(each.get("usage_hint", "")) <= 1000 for each in slash)
    assert all(each["should_escape"] for each in slash)


def test_the_manifest_asks_for_what_is_used_and_no_more() -> None:
    """No channel's history, no list of members; sockets, and no address."""
    made = manifest(TABLE)
    assert made["oauth_config"]["scopes"]["bot"] == list(SCOPES)
    assert sorted(SCOPES) == ["app_mentions:read", "chat:write", "commands", "im:history", "users:read"]
    assert made["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(made)
    assert set(made["settings"]["event_subscriptions"]["bot_events"]) >= {"app_mention", "message.im"}


@pytest.mark.parametrize("url", ["https://my.example", "https://my.example/", "https://my.example/slack/events"])
def test_without_sockets_slack_is_told_where_to_call(url: str) -> None:
    """For commands, for buttons and forms, for completions, for events."""
    made, there = manifest(TABLE, url=url), "https://my.example/slack/events"
    settings = made["settings"]
    assert {each["url"] for each in made["features"]["slash_commands"]} == {there}
    assert settings["interactivity"] == {
        "is_enabled": True,
        "request_url": there,
        "message_menu_options_url": there,
    }
    assert (settings["event_subscriptions"]["request_url"], settings["socket_mode_enabled"]) == (there, False)


def test_an_address_that_slack_does_not_call_is_refused() -> None:
    """It calls over HTTPS alone."""
    with pytest.raises(UserError, match="https://"):
        manifest(TABLE, url="http://my.example")


def test_a_prefix_stands_before_every_name() -> None:
    """Reserved or not; one that makes a name too long is refused."""
    names = [each["command"] for each in manifest(TABLE, "dm-")["features"]["slash_commands"]]
    assert all(name.startswith("/dm-") for name in names)
    with pytest.raises(UserError, match="too long for Slack"):
        manifest(table(command("a-rather-long-name", repeat)), "x" * 16)


def test_commands_of_two_words_share_a_name() -> None:
    """The second word is typed after it."""
    known = table(command("kb reload", repeat), command("kb show", repeat, Option("id", "Which")), REPEAT)
    slash = manifest(known)["features"]["slash_commands"]
    assert [(each["command"], each["usage_hint"]) for each in slash] == [
        ("/kb", "reload | show"),
        ("/repeat", "[text] [more:…]"),
    ]
    (kb,) = manifest({**table(command("kb", repeat)), **table(command("kb reload", repeat))})["features"][
        "slash_commands"
    ]
    assert (kb["description"], kb["usage_hint"]) == ("For tests", "reload")
    assert typed_line(slash_names(known, ""), "/kb", "show x") == "/kb show x"
