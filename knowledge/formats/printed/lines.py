"""The lines of a PDF's pages, with where they stand and how large they are set."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_CHARACTERS = 5_000_000

_EDGE_LINES = 3
_SAME_PLACE = 8.0
_PAIR = 2
_APART = 1.6
_SHARE_OF_PAGES = 0.4
_LONGEST_HEAD = 120
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|p\.|seite|стр\.?|第)\s*)?[-–—|•]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–—|•页]?(?:\s*(?:of|/|von|из|sur)\s*\d{1,4})?",
    re.IGNORECASE,
)
# A bullet of the standard fonts comes out as the control character that stands in its place.
_SHOWN = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\x7f": "•"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. `page` counts from 0; `x` and `y` are its beginning in points, upwards; `size` its type."""

    text: str
    page: int
    x: float
    y: float
    size: float


def lines_of(pages: Sequence[Any]) -> list[Line]:
    """The lines of all pages, in the order in which they are drawn, without running heads and page numbers.

    Raises ArticleError: decompression_limit, where the pages hold more text than anybody writes.
    """
    found: list[list[Line]] = []
    characters = 0
    for number, page in enumerate(pages):
        lines = list(_lines_of_page(page, number))
        characters += sum(len(line.text) for line in lines)
        if characters > MOST_CHARACTERS:
            raise ArticleError("decompression_limit", "The document holds more than five million characters.")
        found.append(lines)
    dropped = _running(found)
    return [line for lines in found for line in lines if line not in dropped]


def _lines_of_page(page: Any, number: int) -> Iterator[Line]:  # noqa: ANN401 - a page of a library that is imported late
    chunks: list[tuple[str, float, float, float]] = []

    def keep(text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float | None) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3])
        chunks.append((text, float(x), float(y), float(size or 0) * scale))

    if contents := page.get_contents():
        contents.get_data()  # raises where it unpacks to too much, which taking out the text keeps quiet about
    page.extract_text(visitor_text=keep)
    words: list[str] = []
    place: tuple[float, float, float] | None = None
    for text, *where in chunks:
        for n, piece in enumerate(text.split("\n")):
            if n and place:
                yield from _line(words, number, place)
            if n:
                words, place = [], None
            words.append(piece)
            if piece.strip() and place is None:
                place = (where[0], where[1], where[2])
    if place:
        yield from _line(words, number, place)


def _line(words: Sequence[str], page: int, place: tuple[float, float, float]) -> Iterator[Line]:
    text = " ".join("".join(words).translate(_SHOWN).replace("\0", "").split())
    if text and all(map(math.isfinite, place)):
        yield Line(text, page, *place)


def _running(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """Lines at the edge of pages that other pages have too, but for their numbers, and page numbers.

    Of two pages, a line of the text may be alike by chance: there it must also stand apart.
    """
    edges = [_edge(lines) for lines in pages]
    places: dict[str, list[Line]] = defaultdict(list)
    for line in (line for edge in edges for line in edge if len(line.text) <= _LONGEST_HEAD):
        places[_DIGITS.sub("#", line.text.casefold())].append(line)
    dropped = {line for edge in edges for line in edge if _PAGE_NUMBER.fullmatch(line.text)}
    fewest = max(2, min(3, math.ceil(len(pages) * _SHARE_OF_PAGES)))
    for lines in places.values():
        heights = Counter(round(line.y / _SAME_PLACE) for line in lines)
        near = [line for line in lines if sum(heights[round(line.y / _SAME_PLACE) + d] for d in (-1, 0, 1)) >= fewest]
        if len({line.page for line in near}) >= fewest:
            dropped |= {line for line in near if fewest > _PAIR or _stands_apart(line, pages[line.page])}
    return dropped


def _stands_apart(line: Line, lines: Sequence[Line]) -> bool:
    gaps = [abs(line.y - other.y) for other in lines if abs(line.y - other.y) > line.size / 2]
    return min(gaps, default=_APART * line.size) >= _APART * line.size


def _edge(lines: Sequence[Line]) -> list[Line]:
    by_height = sorted(lines, key=lambda line: -line.y)
    return list(dict.fromkeys((*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:])))
