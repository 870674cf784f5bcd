"""Discord's own description of its API, as a judge of what is sent to the local server."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

import jsonschema
import pytest

from tests.places import SHARED

if TYPE_CHECKING:
    from tests.bot.platforms.discord.payloads import Body

DESCRIPTION = SHARED / "data" / "discord-openapi.json"
ROUTES = {
    ("PUT", r"/applications/\d+/commands"): "/applications/{application_id}/commands",
    ("PUT", r"/applications/\d+/guilds/\d+/commands"): "/applications/{application_id}/guilds/{guild_id}/commands",
    ("POST", r"/interactions/\d+/[^/]+/callback"): "/interactions/{interaction_id}/{interaction_token}/callback",
    ("POST", r"/channels/\d+/messages"): "/channels/{channel_id}/messages",
    ("POST", r"/channels/\d+/messages/\d+/threads"): "/channels/{channel_id}/messages/{message_id}/threads",
    ("POST", r"/webhooks/\d+/[^/]+"): "/webhooks/{webhook_id}/{webhook_token}",
    (
        "PATCH",
        r"/webhooks/\d+/[^/]+/messages/@original",
    ): "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
}

needs_description = pytest.mark.skipif(not DESCRIPTION.is_file(), reason="Discord's API description is not here")


def complaint(method: str, path: str, body: Body) -> str | None:
    """What Discord's description has against this request body: None when it is right, or nothing is known of it."""
    if body is None or not DESCRIPTION.is_file():
        return None
    for (known, pattern), route in ROUTES.items():
        if method == known and re.fullmatch(pattern, path):
            error = jsonschema.exceptions.best_match(_validator(route, method.lower()).iter_errors(body))
            return error and f"{method} {path}: {error.message} at {error.json_path}"
    return None


@cache
def _validator(route: str, method: str) -> jsonschema.Draft202012Validator:
    description = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    content = description["paths"][route][method]["requestBody"]["content"]
    return jsonschema.Draft202012Validator(
        {"components": description["components"], **content["application/json"]["schema"]}
    )
