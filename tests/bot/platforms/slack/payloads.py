"""What Slack sends, as JSON values, in one made-up workspace."""

from __future__ import annotations

from typing import Any

TEAM, USER, STRANGER, ADMIN, BOT_USER, BOT, APP = "T0TEAM", "U0ASKER", "U0OTHER", "U0ADMIN", "U0BOT", "B0BOT", "A0APP"
CHANNEL, CLOSED, DIRECT = "C0GENERAL", "C0CLOSED", "D0ASKER"
Body = Any
Payload = dict[str, Any]


def command(name: str, text: str, user: str, channel: str, reply: dict[str, str]) -> Payload:
    """A slash command."""
    return {
        "team_id": TEAM,
        "team_domain": "example",
        "channel_id": channel,
        "channel_name": "general",
        "user_id": user,
        "user_name": "somebody",
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        **reply,
    }


def action(shown: Payload, part: Payload, block: str, user: str, reply: dict[str, str]) -> Payload:
    """A part of a message that was used; of a message that one person sees, Slack sends nothing but where it stood."""
    container = {
        "type": "message",
        "message_ts": shown["ts"],
        "channel_id": shown["channel"],
        "is_ephemeral": shown["ephemeral"],
        **({"thread_ts": shown["thread"]} if shown["thread"] else {}),
    }
    message = {} if shown["ephemeral"] else {"message": {"type": "message", "ts": shown["ts"], "user": BOT_USER}}
    return {
        **_interaction("block_actions", user, reply),
        "container": container,
        "channel": {"id": shown["channel"], "name": "general"},
        **message,
        "actions": [{**part, "block_id": block, "action_ts": "1.1"}],
    }


def home_action(part: Payload, block: str, user: str, reply: dict[str, str]) -> Payload:
    """A part of the Home that was used: there is no channel, and nowhere to respond to."""
    return {
        **_interaction("block_actions", user, {"trigger_id": reply["trigger_id"]}),
        "container": {"type": "view", "view_id": "V0HOME"},
        "view": {"id": "V0HOME", "type": "home"},
        "actions": [{**part, "block_id": block, "action_ts": "1.1"}],
    }


def suggestion(view: Payload, action_id: str, block: str, typed: str, user: str) -> Payload:
    """Something is being typed into a select of a form."""
    return {
        **_interaction("block_suggestion", user, {}),
        "container": {"type": "view", "view_id": "V0"},
        "view": view,
        "action_id": action_id,
        "block_id": block,
        "value": typed,
    }


def submission(view: Payload, user: str) -> Payload:
    """A form that was filled in."""
    return {**_interaction("view_submission", user, {}), "view": view, "response_urls": []}


def shortcut(callback_id: str, text: str, user: str, channel: str, reply: dict[str, str]) -> Payload:
    """A message that was looked up."""
    return {
        **_interaction("message_action", user, reply),
        "callback_id": callback_id,
        "channel": {"id": channel, "name": "general"},
        "message_ts": "1700000000.000100",
        "message": {"type": "message", "user": STRANGER, "ts": "1700000000.000100", "text": text},
    }


def event(number: int, inner: Payload) -> Payload:
    """An event of the Events API."""
    return {
        "token": "unused",
        "team_id": TEAM,
        "api_app_id": APP,
        "event": inner,
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "event_time": 1700000000,
        "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
    }


def written(text: str, user: str, channel: str, ts: str, thread: str = "") -> Payload:
    """Something that somebody wrote: by the bot's name in a channel, or to the bot alone."""
    direct = channel.startswith("D")
    return {
        "type": "message" if direct else "app_mention",
        "user": user,
        "text": text,
        "ts": ts,
        "channel": channel,
        "event_ts": ts,
        **({"channel_type": "im"} if direct else {}),
        **({"thread_ts": thread} if thread else {}),
    }


def _interaction(kind: str, user: str, reply: dict[str, str]) -> Payload:
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": "example"},
        "user": {"id": user, "username": "somebody", "team_id": TEAM},
        "api_app_id": APP,
        **reply,
    }
