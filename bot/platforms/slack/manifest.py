"""The manifest of the Slack app: what it is called, hears and may do, made from the command table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.cutting import clipped
from bot.errors import UserError
from bot.platforms.slack.naming import slash_names
from bot.platforms.slack.talk import SHORTCUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.command import Command

PATH = "/slack/events"
SCOPES = ("app_mentions:read", "chat:write", "commands", "im:history", "users:read")
EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked")
NAME = "Dragoman"
MOST = 50  # slash commands
COMMAND = 32  # characters of a command's name, its slash included
SHORTCUT_NAME = 24
DESCRIPTION = 100  # of a command: what Slack's list shows
HINT = 100  # of a command: what Slack's list shows of its usage
_ABOUT = "Tells who said what, exactly, and where."
_WHO_SAID = "Who said this?"


def manifest(commands: Mapping[str, Command], prefix: str = "", url: str | None = None) -> dict[str, Any]:
    """The manifest as Slack takes it, in JSON values; with `url`, Slack calls there, else it is heard over sockets.

    Raises UserError where the url is none, or a command's name is too long for Slack.
    """
    address = _address(url)
    calls = {"request_url": address} if address else {}
    options = {"message_menu_options_url": address} if address else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {"name": NAME, "description": _ABOUT, "background_color": "#1d3557"},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "shortcuts": [
                {
                    "name": _WHO_SAID,
                    "type": "message",
                    "callback_id": SHORTCUT,
                    "description": "Look up who said what a message says",
                }
            ],
            "slash_commands": list(_slash_commands(commands, prefix, address)),
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**calls, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **calls, **options},
            "org_deploy_enabled": False,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": False,
        },
    }


def _slash_commands(commands: Mapping[str, Command], prefix: str, address: str | None) -> Iterable[dict[str, Any]]:
    for slash, word in slash_names(commands, prefix).items():
        if len(slash) > COMMAND:
            raise UserError(f"{slash} is too long for Slack, which takes {COMMAND} characters; shorten the prefix.")
        meant = [command for name, command in commands.items() if name.split()[0] == word]
        yield {
            "command": slash,
            "description": clipped(_description(meant), DESCRIPTION),
            **_hint(meant, word),
            "should_escape": True,
            **({"url": address} if address else {}),
        }


def _description(meant: list[Command]) -> str:
    """That of the command of this very name, else of all those that share it."""
    alone = [command.description for command in meant if " " not in command.name]
    return "; ".join(alone or [command.description for command in meant])


def _hint(meant: list[Command], word: str) -> dict[str, str]:
    """What to type after the name: the options of the one command, or the second words of several."""
    alone = len(meant) == 1 and " " not in meant[0].name
    further = (command.name.removeprefix(word).strip() for command in meant)
    usage = meant[0].usage if alone else " | ".join(each for each in further if each)
    hint = clipped(usage.removeprefix(f"/{word}").strip(), HINT)
    return {"usage_hint": hint} if hint else {}


def _address(url: str | None) -> str | None:
    if url is None:
        return None
    if not url.startswith("https://"):
        raise UserError("Slack calls addresses that begin with https:// only.")
    bare = url.rstrip("/")
    return bare if bare.endswith(PATH) else f"{bare}{PATH}"
