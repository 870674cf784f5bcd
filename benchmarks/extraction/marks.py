"""Where quotation marks stand open in a text, and which kind of quotation that makes of a span.

This is the judge's own reading, kept apart from the extractor's so that neither can flatter the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARK = re.compile("``|''|[\"“”‟„«»\u301d\u301e\uff02]")
OPENING = frozenset(["“", "‟", "„", "«", "``"])
CLOSING = frozenset(["”", "»"])
# ‘not yet’, but neither ‘90s nor the dogs’: two words or more between single marks that no letter touches.
SINGLE = re.compile(r"(?<![\w‘])‘(?=\w)(?:[^‘’\n]|’(?=\w))+’(?!\w)")

NEARLY_NONE = 0.05


def marked_regions(text: str) -> list[Span]:
    """Ranges between quotation marks, marks included, none crossing a line end.

    A mark left open, as news style does in a long quotation, reaches to the end of its line.
    """
    regions: list[Span] = []
    start = 0
    for line in re.split(r"(?<=\n)", text):
        regions.extend(region.moved(start) for region in _double_marked(line.rstrip("\n")))
        start += len(line)
    singles = [Span(*match.span()) for match in SINGLE.finditer(text) if " " in match.group()]
    regions.extend(span for span in singles if not any(span.overlaps(region) for region in regions))
    return sorted(regions)


def kind_by_marks(text: str, span: Span, regions: Sequence[Span]) -> Kind:
    """Direct where (nearly) all word characters stand between marks, indirect where (nearly) none does, else mixed."""
    near = [region for region in regions if region.overlaps(span)]
    words = [at for at in range(span.start, span.end) if text[at].isalnum()]
    inside = sum(any(region.start <= at < region.end for region in near) for at in words)
    if inside <= NEARLY_NONE * len(words):
        return Kind.INDIRECT
    return Kind.DIRECT if inside >= (1 - NEARLY_NONE) * len(words) else Kind.MIXED


def _double_marked(line: str) -> Iterator[Span]:
    opened: int | None = None
    for mark in MARK.finditer(line):
        sign, at, after = mark.group(), mark.start(), mark.end()
        if sign in OPENING:
            opened = at if opened is None else opened
        elif opened is None:
            opened = at if sign not in CLOSING and _opens(line, after) else None
        elif sign in CLOSING or not _stands_before_a_word(line, at, after):
            yield Span(opened, after)
            opened = None
    if opened is not None and len(line) - opened > 2:
        yield Span(opened, len(line))


def _opens(line: str, after: int) -> bool:
    return after < len(line) and not line[after].isspace()


def _stands_before_a_word(line: str, at: int, after: int) -> bool:
    return line[at - 1 : at].isspace() and line[after : after + 1].isalnum()
