"""The parts that blocks play on a page, and those that a block's own look already decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from knowledge.formats import bylines, furniture
from knowledge.formats.repetition import twins
from knowledge.formats.shape import Shape, count_words, looks_like_heading, shape_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from knowledge.formats.layout import Block


class Role(StrEnum):
    """What a block is on its page: each block has exactly one role, and only body is searched."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    MASTHEAD = "masthead"
    BYLINE = "byline"
    BODY = "body"
    HEADING = "heading"
    PULL_QUOTE = "pull quote"
    CAPTION = "caption"
    AUTHOR_BIO = "author biography"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of one dump: their shapes, numbers of words, and the roles that are decided wherever a block stands.

    `repeated` are those decided only because the page has the same words elsewhere.
    """

    blocks: Sequence[Block]
    shapes: Sequence[Shape]
    words: Sequence[int]
    early: Sequence[Role | None]
    repeated: Collection[int]

    def __len__(self) -> int:
        return len(self.blocks)

    def text(self, i: int) -> str:
        """The text of block `i`."""
        return self.blocks[i].text


def page_of(blocks: Sequence[Block]) -> Page:
    """The page that these blocks make."""
    words = [count_words(block.text) for block in blocks]
    shapes = [Shape.SENTENCES if b.stanza else shape_of(b.text, n) for b, n in zip(blocks, words, strict=True)]
    early = [_own_role(block, shape) for block, shape in zip(blocks, shapes, strict=True)]
    captions = {i for i in twins([block.text for block in blocks]) if not early[i]}
    labels = _repeated_labels(blocks, shapes, early) - captions
    for i in captions:
        early[i] = Role.CAPTION
    for i in labels:
        early[i] = Role.BOILERPLATE
    return Page(blocks, shapes, words, early, captions | labels)


def _own_role(block: Block, shape: Shape) -> Role | None:
    """What the block's own look decides, wherever it stands."""
    text = block.text
    if block.stanza:
        return None
    if furniture.is_caption(text):
        return Role.CAPTION
    if bylines.byline_of(text) is not None or bylines.is_bare_by(text):
        return Role.BYLINE
    if shape is Shape.SYMBOLS or bylines.is_dateline(text) or bylines.is_credits(text):
        return Role.BOILERPLATE
    if furniture.is_label(text) or furniture.is_call(text) or furniture.is_legal(text):
        return Role.BOILERPLATE
    return None


def _repeated_labels(blocks: Sequence[Block], shapes: Sequence[Shape], early: Sequence[Role | None]) -> set[int]:
    """Lines without a sentence's end that the page has more than once, such as the name of its section.

    Not so the names in an interview, each of which heads what that person says ("Ruth Ekholm / The jetty told us.").
    """
    unended = [i for i, s in enumerate(shapes) if s in (Shape.SHORT, Shape.LONG) and not (early[i] or blocks[i].listed)]
    counts = Counter(blocks[i].text for i in unended)
    places: dict[str, list[int]] = defaultdict(list)
    for i in unended:
        if counts[blocks[i].text] > 1:
            places[blocks[i].text].append(i)
    return {
        i
        for text, found in places.items()
        if not (looks_like_heading(text) and all(_is_followed_by_sentence(shapes, i) for i in found))
        for i in found
    }


def _is_followed_by_sentence(shapes: Sequence[Shape], i: int) -> bool:
    return i + 1 < len(shapes) and shapes[i + 1] in (Shape.SENTENCES, Shape.SHORT_SENTENCE)
