"""What Slack has against a message or a view, in the words of its API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.bot.platforms.slack import blockkit

if TYPE_CHECKING:
    from collections.abc import Iterator

    Payload = dict[str, Any]


def complaint(body: Payload) -> str | None:
    """What is wrong with a message; None where nothing is."""
    blocks = body.get("blocks") or []
    if isinstance(blocks, str):
        blocks = json.loads(blocks)
    if not body.get("text"):
        return "no_text"
    if not blocks:
        return None
    if body.get("unfurl_links") is not False or body.get("unfurl_media") is not False:
        return "unfurls"
    found = blockkit.complaints(blocks)
    return ("msg_blocks_too_long" if "msg_blocks_too_long" in found else "invalid_blocks") if found else None


def view_complaint(view: Payload) -> str | None:
    """What is wrong with a form or the Home."""
    return "invalid_arguments" if blockkit.view_complaints(view) else None


def walk(part: Any) -> Iterator[Payload]:  # noqa: ANN401 - JSON
    """Every object in a value, the outer ones first."""
    if isinstance(part, dict):
        yield part
        for each in part.values():
            yield from walk(each)
    elif isinstance(part, list):
        for each in part:
            yield from walk(each)
