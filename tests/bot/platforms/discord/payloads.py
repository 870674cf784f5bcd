"""What Discord sends, as small as discord.py accepts it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

APPLICATION = 1111
GUILD = 2222
CHANNEL = 3333
USER = 4444
BRIEFINGS, SYSTEM, LOCKED = 3334, 3335, 3336
READERS, STAFF = 6001, 6002
_EVERYONE = 1024 | 2048 | 65536  # view channels, send messages, read their history

Payload = dict[str, Any]
Body = Any  # whatever JSON a request carries


def user(number: int = USER, name: str = "asker") -> Payload:
    """Somebody."""
    return {"id": str(number), "username": name, "discriminator": "0", "global_name": None, "avatar": None}


def bot_user() -> Payload:
    """The bot itself."""
    return {**user(APPLICATION, "dragoman"), "bot": True}


def application() -> Payload:
    """The bot's application, as `/oauth2/applications/@me` tells it."""
    return {
        "id": str(APPLICATION),
        "name": "Dragoman",
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": user(),
        "team": None,
        "summary": "",
    }


def ready(session: str, gateway: str, shard: list[int]) -> Payload:
    """The gateway's greeting to a session that identified itself."""
    return {
        "v": 10,
        "user": bot_user(),
        "guilds": [{"id": str(GUILD), "unavailable": True}],
        "session_id": session,
        "resume_gateway_url": gateway,
        "shard": shard,
        "application": {"id": str(APPLICATION), "flags": 0},
    }


def role(number: int, name: str, *, mentionable: bool = False) -> Payload:
    """One role; that of everybody has the id of the server."""
    return {
        "id": str(number),
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0 if number == GUILD else 1,
        "permissions": str(_EVERYONE if number == GUILD else 0),
        "managed": False,
        "mentionable": mentionable,
        "flags": 0,
    }


def guild() -> Payload:
    """One server: a few text channels, of which the bot may not see one, and roles, of which one may be mentioned."""
    hidden = [{"id": str(GUILD), "type": 0, "allow": "0", "deny": "1024"}]
    names = {CHANNEL: "general", BRIEFINGS: "briefings", SYSTEM: "backstage", LOCKED: "locked"}
    channels = [
        {
            "id": str(number),
            "type": 0,
            "name": name,
            "position": position,
            "permission_overwrites": hidden if number == LOCKED else [],
            "nsfw": False,
            "parent_id": None,
        }
        for position, (number, name) in enumerate(names.items())
    ]
    return {
        "id": str(GUILD),
        "name": "Newsroom",
        "owner_id": str(USER),
        "system_channel_id": str(SYSTEM),
        "roles": [role(GUILD, "@everyone"), role(READERS, "readers", mentionable=True), role(STAFF, "staff")],
        "emojis": [],
        "stickers": [],
        "features": [],
        "channels": channels,
        "threads": [],
        "members": [{"user": bot_user(), "roles": [], "joined_at": "2020-01-01T00:00:00+00:00", "flags": 0}],
        "member_count": 2,
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "unavailable": False,
    }


def interaction(
    number: int, token: str, kind: int, data: Payload, *, asker: int = USER, permissions: int = 0, **more: Body
) -> Payload:
    """An INTERACTION_CREATE in the server's channel.

    `kind` 2 is a command, 3 a component, 4 an autocompletion, 5 a form; `asker` is a user with `permissions` there.
    """
    member = {
        "user": user(asker),
        "roles": [],
        "joined_at": "2020-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "permissions": str(permissions),
        "flags": 0,
    }
    whole = {
        "id": str(number),
        "application_id": str(APPLICATION),
        "type": kind,
        "token": token,
        "version": 1,
        "data": data,
        "guild_id": str(GUILD),
        "guild": {"id": str(GUILD), "locale": "en-US", "features": []},
        "channel": {"id": str(CHANNEL), "type": 0, "name": "general", "position": 0, "permission_overwrites": []},
        "channel_id": str(CHANNEL),
        "member": member,
        "app_permissions": "0",
        "locale": "en-US",
        "guild_locale": "en-US",
        "entitlements": [],
        "attachment_size_limit": 10_485_760,
        "authorizing_integration_owners": {"0": str(GUILD)},
        "context": 0,
        **more,
    }
    return {name: value for name, value in whole.items() if value is not None}


def command_data(name: str, values: Mapping[str, str | bool], focused: str | None = None) -> Payload:
    """What was typed behind a slash; `focused` is the option being completed. A group's command has two words."""
    options = [
        {
            "name": option,
            "type": 5 if isinstance(value, bool) else 3,
            "value": value,
            **({"focused": True} if option == focused else {}),
        }
        for option, value in values.items()
    ]
    group, _, own = name.rpartition(" ")
    if group:
        return {"id": "5555", "name": group, "type": 1, "options": [{"name": own, "type": 1, "options": options}]}
    return {"id": "5555", "name": name, "type": 1, "options": options}


def attachment(number: int, name: str, size: int, url: str) -> Payload:
    """A file that somebody attached."""
    return {"id": str(number), "filename": name, "size": size, "url": url, "proxy_url": url, "ephemeral": True}


def upload_data(name: str, option: str, attached: Payload) -> Payload:
    """A slash command with a file."""
    data = command_data(name, {option: attached["id"]})
    options = data["options"] if " " not in name else data["options"][0]["options"]
    options[0]["type"] = 11
    return {**data, "resolved": {"attachments": {attached["id"]: attached}}}


def menu_data(name: str, said: Payload) -> Payload:
    """A message that was looked up through the menu beside it."""
    number = said["id"]
    return {"id": "5555", "name": name, "type": 3, "target_id": number, "resolved": {"messages": {number: said}}}


def form_data(custom_id: str, values: Mapping[str, str]) -> Payload:
    """A form that was filled in."""
    fields = [
        {"type": 18, "id": 2 * n + 1, "component": {"type": 4, "id": 2 * n + 2, "custom_id": name, "value": value}}
        for n, (name, value) in enumerate(values.items())
    ]
    return {"custom_id": custom_id, "components": fields}


def said_by(number: int, author: int, content: str) -> Payload:
    """A message that somebody wrote."""
    plain = message(number, {"content": content}, ephemeral=False)
    del plain["interaction_metadata"]
    return {**plain, "author": user(author, "writer"), "type": 0}


def message(number: int, body: Payload, *, ephemeral: bool, loading: bool = False, asker: int = USER) -> Payload:
    """A message of the bot's as Discord gives it back, the answer to `asker`."""
    flags = (int(body.get("flags") or 0) & ~64) | (64 if ephemeral else 0) | (128 if loading else 0)
    return {
        "id": str(number),
        "channel_id": str(CHANNEL),
        "author": bot_user(),
        "content": body.get("content") or "",
        "embeds": body.get("embeds") or [],
        "components": _numbered(body.get("components") or []),
        "attachments": [],
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        "timestamp": "2020-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "type": 20,
        "flags": flags,
        "interaction_metadata": {
            "id": str(number),
            "type": 2,
            "user": user(asker),
            "authorizing_integration_owners": {"0": str(GUILD)},
        },
    }


def _numbered(components: list[Payload]) -> list[Payload]:
    """The components with the ids that Discord gives to those sent without."""
    count = iter(range(1, 1_000))

    def walk(part: Payload) -> Payload:
        number = next(count)
        inner = [walk(child) for child in part.get("components", [])]
        accessory = {"accessory": walk(part["accessory"])} if "accessory" in part else {}
        return {"id": number, **part, **({"components": inner} if inner else {}), **accessory}

    return [walk(part) for part in components]
