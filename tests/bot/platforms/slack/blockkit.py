"""What Slack takes: the limits of Block Kit as documented, with Slack's own models as a second judge."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block as Model
from slack_sdk.models.views import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Part = dict[str, Any]

WHOLE = 13_200  # characters over all blocks of a message
_RICH = {
    "rich_text_section": {"text", "link", "user", "channel", "date"},
    "rich_text_quote": {"text"},
    "rich_text_preformatted": {"text"},
}

_BLOCKS: dict[str, dict[str, tuple[int, bool]]] = {
    "header": {"text": (150, True)},
    "section": {"text": (3000, False)},
    "input": {"label": (2000, True), "hint": (2000, True)},
    **{kind: {} for kind in ("context", "rich_text", "actions", "divider")},
}


def units(text: str) -> int:
    """How long a client counts it at most."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def complaints(blocks: Sequence[Part]) -> list[str]:
    """What Slack would refuse in a message of these blocks; nothing where it would take it."""
    found = [*_counted(blocks, 50), *(each for block in blocks for each in _block(block)), *_judged(blocks)]
    if units(json.dumps(blocks, ensure_ascii=False)) > WHOLE:
        found.append("msg_blocks_too_long")
    return found


def view_complaints(view: Part) -> list[str]:
    """What Slack would refuse in this view."""
    blocks = view["blocks"]
    found = [*_counted(blocks, 100), *(each for block in blocks for each in _block(block)), *_judged(blocks)]
    for name in ("title", "submit", "close"):
        found += _text(view[name], 24) if name in view else []
    found += [] if view["type"] == "home" or "title" in view else ["a modal without title"]
    found += ["metadata"] if len(view.get("private_metadata", "")) > 3000 else []
    found += ["callback_id"] if len(view.get("callback_id", "")) > 255 else []
    needs_submit = any(block["type"] == "input" for block in blocks) and view["type"] == "modal"
    found += ["input without submit"] if needs_submit and "submit" not in view else []
    try:
        View(**view).validate_json()
    except SlackObjectFormationError as error:
        found.append(str(error))
    return found


def _counted(blocks: Sequence[Part], most: int) -> Iterator[str]:
    if not 1 <= len(blocks) <= most:
        yield f"{len(blocks)} blocks"
    names = Counter(block["block_id"] for block in blocks if "block_id" in block)
    yield from (f"block_id twice: {name}" for name, count in names.items() if count > 1)
    yield from (f"block_id too long: {name}" for name in names if not 0 < units(name) <= 255)
    for block in blocks:
        actions = Counter(each["action_id"] for each in _interactive(block))
        yield from (f"action_id twice in a block: {name}" for name, count in actions.items() if count > 1)
        yield from (f"action_id too long: {name}" for name in actions if not 0 < units(name) <= 255)


def _interactive(block: Part) -> list[Part]:
    if block["type"] == "actions":
        return list(block["elements"])
    return [block[name] for name in ("accessory", "element") if name in block]


def _block(block: Part) -> Iterator[str]:
    if block["type"] not in _BLOCKS:
        yield f"a block of type {block['type']}"
    for name, (most, plain) in _BLOCKS.get(block["type"], {}).items():
        if name in block:
            yield from _text(block[name], most, plain=plain)
    most = {"context": 10, "actions": 25}.get(block["type"], 1000)
    if not 1 <= len(block.get("elements", "x")) <= most:
        yield f"elements of {block['type']}"
    if block["type"] == "context":
        yield from (each for text in block["elements"] for each in _text(text, 3000))
    if block["type"] == "rich_text":
        yield from (each for part in block["elements"] for each in _part(part))
    yield from (each for element in _interactive(block) for each in _element(element))


def _part(part: Part) -> Iterator[str]:
    if not part["elements"]:
        yield f"an empty {part['type']}"
    if part["type"] == "rich_text_list":
        yield from (each for line in part["elements"] for each in _part(line))
        return
    for each in part["elements"]:
        if each["type"] not in _RICH[part["type"]]:
            yield f"{each['type']} in {part['type']}"
        if each["type"] in {"text", "link"} and not each["text"]:
            yield "an empty text"
        if each["type"] == "link" and not (each["url"].startswith("http") and len(each["url"]) <= 3000):
            yield "a link"
        if each["type"] == "date" and not isinstance(each["timestamp"], int):
            yield "a date"


def _element(element: Part) -> Iterator[str]:
    match element["type"]:
        case "button":
            yield from _text(element["text"], 75, plain=True)
            if units(element["value"]) > 2000:
                yield "value of a button"
        case "static_select":
            if not 1 <= len(element["options"]) <= 100:
                yield f"{len(element['options'])} options"
            yield from _text(element["placeholder"], 150, plain=True)
            yield from (each for option in element["options"] for each in option_complaints(option))
            if len({option["value"] for option in element["options"]}) < len(element["options"]):
                yield "two options of one value"
        case "external_select" | "plain_text_input" | "conversations_select":
            if "placeholder" in element:
                yield from _text(element["placeholder"], 150, plain=True)
            if "initial_option" in element:
                yield from option_complaints(element["initial_option"])
        case other:
            yield f"an element of type {other}"


def option_complaints(option: Part) -> Iterator[str]:
    """What Slack would refuse in an option of a list."""
    yield from _text(option["text"], 75, plain=True)
    yield from _text(option["description"], 75, plain=True) if "description" in option else ()
    if not 0 < units(option["value"]) <= 150:
        yield "value of an option"


def _text(text: Part, most: int, *, plain: bool = False) -> Iterator[str]:
    if plain and text["type"] != "plain_text":
        yield f"{text['type']} where only plain text may be"
    if not (text["text"].strip() and units(text["text"]) <= most):
        yield f"{units(text['text'])} of {most}: {text['text'][:40]!r}"


def _judged(blocks: Sequence[Part]) -> Iterator[str]:
    for block in blocks:
        try:
            model = Model.parse(block)
            if model is None:
                yield f"unknown to the models: {block['type']}"
            else:
                model.validate_json()
        except SlackObjectFormationError as error:
            yield str(error)
