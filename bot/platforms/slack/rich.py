"""Blocks of rich text, as values. Slack parses nothing in them: whatever is written there is shown sign for sign."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bot import cutting
from bot.cleaning import address, isolated, plain
from bot.cutting import units
from bot.platforms.slack.limits import HEADER, LINK, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.language import Language

Block = dict[str, Any]
Element = dict[str, Any]  # of a line
Part = dict[str, Any]  # of a block of rich text: a line, a quotation, an item of a list, lines to be copied

_NOTHING = "…"
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # many times for one message
_ITEM = "rich_text_list"


def weight(*values: object) -> int:
    """What the values take of a message, one behind the other: the length of their JSON in UTF-16 units."""
    return sum(units(_as_json(value)) + 1 for value in values)


# ----------------------------------------------------------------------------------------------------------- lines


def line(text: str, room: int) -> str:
    """Any text as one line in at most `room` units, kept apart from its surroundings where it runs right to left."""
    return cutting.line(text, room, _apart)


def said(text: str, style: str = "") -> list[Element]:
    """The text, in a style such as `bold`; nothing where there is none, for Slack takes no empty text."""
    return [{"type": "text", "text": text, **_styled(style)}] if text else []


def linked(text: str, url: str | None, style: str = "", longest: int = LINK) -> list[Element]:
    """The text, linked where there is an address that is not too long."""
    target = address(url) if url else ""
    if not text.strip() or not target or units(target) > longest:
        return said(text, style)
    return [{"type": "link", "url": target, "text": text, **_styled(style)}]


def moment(timestamp: int, form: str, fallback: str) -> list[Element]:
    """A moment by the reader's own clock; `form` has Slack's tokens, `fallback` is for clients that have no clock."""
    return [{"type": "date", "timestamp": timestamp, "format": form, "fallback": fallback}]


def filled(text: str, name: str, elements: Sequence[Element]) -> list[Element]:
    """The text with the elements in the place of `{name}`."""
    before, _, after = text.partition(f"{{{name}}}")
    return [*said(before), *elements, *said(after)]


def _styled(style: str) -> dict[str, Any]:
    return {"style": {style: True}} if style else {}


def _apart(text: str) -> str:
    kept = plain(text)
    return isolated(kept, kept)


# ----------------------------------------------------------------------------------------------------------- parts


def row(*elements: Iterable[Element]) -> list[Part]:
    """One line of these elements; none where there are none."""
    whole = [element for each in elements for element in each]
    return [{"type": "rich_text_section", "elements": whole}] if whole else []


def item(*elements: Iterable[Element]) -> list[Part]:
    """One item of a list; those that follow each other are drawn as one list."""
    return [{"type": _ITEM, "style": "bullet", "elements": row(*elements)}] if row(*elements) else []


def quoted(elements: Sequence[Element]) -> list[Part]:
    """Lines drawn as a quotation."""
    return [{"type": "rich_text_quote", "elements": list(elements)}]


def verbatim(text: str) -> list[Part]:
    """Lines to be copied as they are."""
    return [{"type": "rich_text_preformatted", "elements": said(text or " ")}]


def fitted(parts: Sequence[Part], room: int, say: Language) -> list[Part]:
    """The first of the parts that fit into `room` together, and behind them how many are left out."""

    def shown(count: int) -> list[Part]:
        left = say.many("… and {count} more", "… and {count} more", len(parts) - count)
        return [*parts[:count], *(row(said(left, "italic")) if count < len(parts) else [])]

    count = _most(len(parts), lambda count: weight(*shown(count)) <= room)
    return shown(count) if count else []


def _most(number: int, fits: Callable[[int], bool]) -> int:
    """The greatest number up to `number` that fits, where whatever fits must fit when it is less; else 0."""
    least, most = 0, number
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if fits(middle) else (least, middle - 1)
    return least


# ---------------------------------------------------------------------------------------------------------- blocks


def rich(parts: Iterable[Part]) -> list[Block]:
    """One block of rich text; none where there are no parts."""
    whole: list[Part] = []
    for kind, group in groupby(parts, key=lambda part: part["type"]):
        found = list(group)
        if kind == _ITEM:
            found = [{**found[0], "elements": [each for part in found for each in part["elements"]]}]
        whole += found
    return [{"type": "rich_text", "elements": whole}] if whole else []


def header(text: str) -> list[Block]:
    """A heading; none where there is no text."""
    shown = line(text, HEADER)
    return [{"type": "header", "text": label(shown)}] if shown.strip() else []


def small(*texts: str) -> list[Block]:
    """Small print; none where there is no text."""
    shown = [label(line(text, TEXT)) for text in texts if text.strip()]
    return [{"type": "context", "elements": shown}] if shown else []


def label(text: str) -> dict[str, Any]:
    """Text in which nothing is drawn but itself, for labels and headings."""
    return {"type": "plain_text", "text": text if text.strip() else _NOTHING, "emoji": False}


DIVIDER: Block = {"type": "divider"}
