"""Slack's payloads -> who asks, what, and where the answer can be put."""

from __future__ import annotations

import html
import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from bot.command import Completion
from bot.errors import UserError
from bot.lookup import telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Command, Option
    from bot.language import Language

    Payload = Mapping[str, Any]

PLATFORM = "slack"
_TOKEN = re.compile(r"<([#@!]?)([^<>|]*)(?:\|([^<>]*))?>")
_CHANNEL = re.compile(r"<#([CGD][A-Z0-9]+)(?:\|[^<>]*)?>|([CG][A-Z0-9]{7,})")
_MARKS = re.compile(r"^(?:&gt;)+ ?|[*_~`]+(?=\W|$)|(?<!\w)[*_~`]+", re.MULTILINE)
_NOTHING = {"none", "-", "нет", "无"}
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Where:
    """Where somebody asked: there their answer belongs.

    `response_url` takes a few answers for half an hour; `message` is the time stamp of the message whose part was used,
    empty where only they see it. `alone` is a conversation with the bot that nobody else reads. Without a channel, as
    in the Home, only a direct message reaches them.
    """

    team: str
    asker: str
    channel: str = ""
    thread: str = ""
    response_url: str = ""
    message: str = ""
    alone: bool = False

    @property
    def place(self) -> str:
        """The workspace, as the state knows it."""
        return f"{PLATFORM}:{self.team}" if self.team else ""

    def kept(self) -> str:
        """This as text, to travel in a form."""
        return json.dumps(asdict(self), separators=(",", ":"))


def kept_place(kept: str, asker: str) -> Where | None:
    """The place that travelled in a form which `asker` filled in; None where it cannot be read."""
    try:
        found = Where(**json.loads(kept))
    except (TypeError, ValueError):
        return None
    return found if found.asker == asker else None


def of_command(body: Payload) -> Where:
    """Where a slash command was sent."""
    return Where(
        team=str(body.get("team_id") or ""),
        asker=str(body.get("user_id") or ""),
        channel=str(body.get("channel_id") or ""),
        response_url=str(body.get("response_url") or ""),
    )


def of_interaction(body: Payload) -> Where:
    """Where a part of a message or of the Home was used, a form filled in, or a message looked up."""
    container: Payload = body.get("container") or {}
    hidden = bool(container.get("is_ephemeral"))
    return Where(
        team=str((body.get("team") or {}).get("id") or ""),
        asker=str((body.get("user") or {}).get("id") or ""),
        channel=str((body.get("channel") or {}).get("id") or container.get("channel_id") or ""),
        thread=str(container.get("thread_ts") or (body.get("message") or {}).get("thread_ts") or ""),
        response_url=str(body.get("response_url") or ""),
        message="" if hidden else str(container.get("message_ts") or ""),
    )


def of_event(body: Payload) -> Where:
    """Where somebody wrote to the bot: in a channel, by its name, or to it alone. The answer goes into the thread."""
    event: Payload = body.get("event") or {}
    return Where(
        team=str(body.get("team_id") or event.get("team") or ""),
        asker=str(event.get("user") or ""),
        channel=str(event.get("channel") or ""),
        thread=str(event.get("thread_ts") or event.get("ts") or ""),
        alone=event.get("channel_type") == "im",
    )


def uncalled(text: str, bot_user: str) -> str:
    """What somebody wrote, without the name by which they called the bot; Slack's escapes are left."""
    return re.sub(rf"<@{re.escape(bot_user)}(?:\|[^<>]*)?>", " ", text).strip()


def plain_text(text: str) -> str:
    """What somebody typed, without Slack's escapes."""
    return html.unescape(_TOKEN.sub(_spelled, text)).strip()


def unescaped(command: Command | None, values: Mapping[str, str]) -> dict[str, str]:
    """The values of a typed line without Slack's escapes, except where a link to a channel is wanted."""
    channels = {option.name for option in _options(command) if option.completion is Completion.CHANNEL}
    return {name: text if name in channels else plain_text(text) for name, text in values.items()}


def settled(command: Command | None, values: Mapping[str, str], say: Language) -> dict[str, str]:
    """The values with the ids of channels in the place of links to them.

    Raises UserError where a channel is none, or where a role is asked for.
    """
    made = dict(values)
    for option in _options(command):
        told = values.get(option.name, "").strip()
        if told and option.completion is Completion.CHANNEL:
            made[option.name] = _channel(told, say)
        elif told and option.completion is Completion.ROLE and told.casefold() not in _NOTHING:
            raise UserError(say("There are no roles on Slack; leave that option out."))
    return made


def words_of(message: Payload) -> str:
    """What a message says, short enough to be looked up; perhaps nothing."""
    attached = (str(each.get("text") or each.get("fallback") or "") for each in message.get("attachments") or ())
    text = str(message.get("text") or "") or "\n".join(attached)
    without = _TOKEN.sub(lambda found: "" if found[1] else found[3] or " ", _MARKS.sub(" ", text))
    return telling(html.unescape(without))


def _spelled(found: re.Match[str]) -> str:
    sign, name, label = found[1], found[2], found[3]
    match sign:
        case "@":
            return f"@{label or name}"
        case "#":
            return f"#{label or name}"
        case "!":
            return label or f"@{name.partition('^')[0]}"
    return label or name


def _channel(told: str, say: Language) -> str:
    found = _CHANNEL.fullmatch(told)
    if found is None:
        raise UserError(
            say(
                "“{said}” is no channel that I know. Type # and choose it from the list; invite me first where it is "
                "private.",
                said=plain_text(told)[:_SHOWN],
            )
        )
    return found[1] or found[2]


def _options(command: Command | None) -> tuple[Option, ...]:
    return command.options if command else ()
