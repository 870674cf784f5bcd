"""A message's blocks as plain lines: what notifications show, and what screen readers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cutting import ending, units
from bot.platforms.slack.limits import FALLBACK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

_LINES = {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}


def spoken(blocks: Iterable[Mapping[str, Any]]) -> str:
    """All that the blocks say, line by line, cut at a sentence end; buttons and lists to choose from are left out."""
    text = whole(blocks)
    end = ending(text[:FALLBACK], 0, lambda at: units(escaped(text[:at])) < FALLBACK) if text else 0
    return escaped(text[:end].rstrip()) + ("" if end == len(text) else "…")


def whole(blocks: Iterable[Mapping[str, Any]]) -> str:
    """The same uncut, sign for sign."""
    return "\n".join(said for block in blocks for line in _lines(block) if (said := line.strip()))


def escaped(text: str) -> str:
    """`text` for the places where Slack reads `<...>` as a mention, a link or a call to everybody."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lines(block: Mapping[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "header" | "section":
            yield block["text"]["text"]
        case "context":
            yield " ".join(each["text"] for each in block["elements"])
        case "rich_text" | "rich_text_list":
            for part in block["elements"]:
                yield from _lines(part)
        case kind if kind in _LINES:
            yield "".join(str(each.get("text") or each.get("fallback") or "") for each in block["elements"])
        case _:
            pass
