"""What Slack has against a message or a view, by its documented limits and the checks of its own library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Payload = dict[str, Any]

LONGEST = 13_200  # characters of JSON over all blocks of a message
_TEXTS = {"section": 3000, "header": 150, "button": 75, "option": 75}


def complaint(body: Payload) -> str | None:
    """What is wrong with a message; None where nothing is."""
    blocks = body.get("blocks") or []
    if isinstance(blocks, str):
        blocks = json.loads(blocks)
    if not body.get("text"):
        return "no_text"
    if len(json.dumps(blocks, ensure_ascii=False)) > LONGEST:
        return "msg_blocks_too_long"
    if blocks and (body.get("unfurl_links") is not False or body.get("unfurl_media") is not False):
        return "unfurls"
    return "invalid_blocks" if _faults(blocks, 50) else None


def view_complaint(view: Payload) -> str | None:
    """What is wrong with a form or the Home."""
    titles = [view[name]["text"] for name in ("title", "submit", "close") if name in view]
    too_long = any(len(title) > 24 for title in titles) or len(view.get("private_metadata", "")) > 3000
    untitled = view["type"] == "modal" and "title" not in view
    return "invalid_arguments" if too_long or untitled or _faults(view["blocks"], 100) else None


def walk(part: Any) -> Iterator[Payload]:  # noqa: ANN401 - JSON
    """Every object in a value, the outer ones first."""
    if isinstance(part, dict):
        yield part
        for each in part.values():
            yield from walk(each)
    elif isinstance(part, list):
        for each in part:
            yield from walk(each)


def _faults(blocks: Sequence[Payload], most: int) -> list[str]:
    faults = [f"{len(blocks)} blocks"] if len(blocks) > most else []
    names = [block["block_id"] for block in blocks if "block_id" in block]
    faults += ["a block_id stands twice"] if len(names) != len(set(names)) else []
    for block in blocks:
        faults += _block_faults(block)
    return faults


def _block_faults(block: Payload) -> Iterator[str]:
    try:
        parsed = Block.parse(block)
        if parsed is None:
            yield f"no such block: {block.get('type')}"
        else:
            parsed.validate_json()
    except SlackObjectFormationError as error:
        yield str(error)
    actions = [part["action_id"] for part in walk(block) if "action_id" in part]
    if len(actions) != len(set(actions)):
        yield "an action_id stands twice"
    for part in walk(block):
        yield from _part_faults(part)


def _part_faults(part: Payload) -> Iterator[str]:
    kind, text = part.get("type"), part.get("text")
    words = text.get("text", "") if isinstance(text, dict) else text
    if isinstance(words, str) and (not words or len(words) > _TEXTS.get(str(kind), 3000)):
        yield f"the text of a {kind} has {len(words)} characters"
    for name, most in (("block_id", 255), ("action_id", 255), ("value", 2000)):
        if len(part.get(name) or "") > most:
            yield f"{name} is too long"
    for option in part.get("options", []):
        if not 1 <= len(option["text"]["text"]) <= 75 or len(option["value"]) > 150:
            yield "an option is too long"
    if len(part.get("elements", [])) > {"actions": 25, "context": 10}.get(str(kind), 100):
        yield f"too many elements in {kind}"
