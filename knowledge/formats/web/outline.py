"""A document's text block by block, for markup that holds an article and nothing else: books and office documents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.formats.web.tree import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_HEADING = re.compile(r"h[1-6]$")


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, heading or item of a list, its whitespace folded. `level` is a heading's, from 1; else 0."""

    text: str
    level: int = 0
    label: str = ""


def outline(tree: HtmlElement) -> Iterator[Part]:
    """Every block of the tree that has text, in order; `label` is the class or tag of what it stands in."""
    from lxml import etree  # noqa: PLC0415 - slow to import, and only markup needs it

    words: list[str] = []
    inside: list[HtmlElement] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_block = element.tag in BLOCKS
        if is_block:
            yield from _part(words, inside)
            words = []
        if event == "start":
            inside += [element] if is_block else []
            words.append(element.text or "")
        else:
            if is_block:
                inside.pop()
            if element is not tree:
                words.append(element.tail or "")
    yield from _part(words, inside)


def _part(words: list[str], inside: list[HtmlElement]) -> Iterator[Part]:
    text = " ".join("".join(words).split())
    if not text:
        return
    heading = next((element.tag for element in reversed(inside) if _HEADING.match(element.tag)), None)
    label = next((name for element in reversed(inside) if (name := element.get("class") or "")), "")
    tag = inside[-1].tag if inside else ""
    yield Part(text, int(heading[1]) if heading else 0, f"{label} {tag}".strip())
