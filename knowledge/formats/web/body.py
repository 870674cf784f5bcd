"""The body of a page, as trafilatura finds it, leaning towards leaving out; with its section headings.

What it leaves in that is no running text goes by the rules that page dumps go by: captions, calls to the reader,
notices of rights, quotes pulled out for display.
"""

from __future__ import annotations

import logging
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.formats import furniture
from knowledge.formats.body import body_roles
from knowledge.formats.layout import blocks_of
from knowledge.formats.repetition import pull_quotes
from knowledge.formats.roles import Role, page_of
from knowledge.formats.shape import count_words, ends_sentence
from knowledge.formats.web.tree import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

_FRAME = ("nav", "header", "footer", "aside", "form", "figure")
_BREAK = "\x1e"
_TWO_BREAKS = re.compile(rf"{_BREAK}\s*{_BREAK}")
_CELL_WORDS = 8
_FEWEST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph or heading of a page, its whitespace folded."""

    text: str
    is_heading: bool = False


def body_of(tree: HtmlElement) -> list[Text]:
    """The paragraphs and headings of the article on this page, in order; none where there is no running text."""
    found = [text for text in _extracted(tree) if text.text]
    if sum(count_words(text.text) for text in found if not text.is_heading) < _FEWEST_WORDS:
        found = _by_shape(tree)
    kept = [text for text in found if text.is_heading or not _is_furniture(text.text)]
    shown = {i: text.text for i, text in enumerate(kept) if not text.is_heading}
    pulled = pull_quotes(shown)
    return _without_idle_headings([text for i, text in enumerate(kept) if i not in pulled])


def _extracted(tree: HtmlElement) -> Iterator[Text]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # how to download through a proxy, which is none of our business
        import trafilatura  # noqa: PLC0415 - takes half a second, and only pages need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot use is reported as no_body
    document = trafilatura.bare_extraction(
        tree, favor_precision=True, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    if document is not None and not isinstance(document, dict):
        yield from _texts(document.body)


def _texts(element: HtmlElement) -> Iterator[Text]:
    for child in element:
        if child.tag == "head":
            yield Text(_folded("".join(child.itertext())), is_heading=True)
        elif child.tag in ("list", "table", "row", "body", "div") or (
            child.tag == "quote" and child.find("p") is not None
        ):
            yield from _texts(child)
        elif child.tag == "cell":
            text = _folded("".join(child.itertext()))
            if ends_sentence(text) and count_words(text) >= _CELL_WORDS:
                yield Text(text)
        else:
            yield from _paragraphs(child)


def _paragraphs(element: HtmlElement) -> Iterator[Text]:
    """The text of an element; two line breaks in a row part paragraphs, as on old pages. A list inside comes after."""
    parts: list[str] = [element.text or ""]
    inner = []
    for child in element:
        if child.tag in ("list", "table", "quote"):
            inner.append(child)
        elif child.tag == "lb":
            parts.append(_BREAK)
        else:
            parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    for stretch in _TWO_BREAKS.split("".join(parts)):
        yield Text(_folded(stretch.replace(_BREAK, " ")))
    for child in inner:
        yield from _texts(child) if child.tag != "quote" or child.find("p") is not None else _paragraphs(child)


def _by_shape(tree: HtmlElement) -> list[Text]:
    """The body of a page too short or too odd for the extractor, as that of a page dump."""
    frame = [element for element in tree.iter(*_FRAME) if element.getparent() is not None]
    for element in frame:
        if element.getparent() is not None:
            element.drop_tree()
    blocks = blocks_of("\n\n".join(lines_of(tree)))
    if not blocks:
        return []
    roles = body_roles(page_of(blocks))
    kept = (Role.BODY, Role.HEADING)
    return [Text(b.text, role is Role.HEADING) for b, role in zip(blocks, roles, strict=True) if role in kept]


def _is_furniture(text: str) -> bool:
    return furniture.is_caption(text) or furniture.is_call(text) or furniture.is_legal(text)


def _without_idle_headings(texts: Sequence[Text]) -> list[Text]:
    """The texts but for headings that nothing stands under."""
    return [
        text
        for i, text in enumerate(texts)
        if not text.is_heading or (i + 1 < len(texts) and not texts[i + 1].is_heading)
    ]


def _folded(text: str) -> str:
    return " ".join(text.split())
