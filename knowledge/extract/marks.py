"""Quotation marks of every style, paired: where marked words begin and end, one within another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Opening mark -> the marks that close it. German „…“ and Chinese 「…」 are read where they stand in English text.
PAIRS = {"“": "”", "„": "“”", "‟": "”", "«": "»", "「": "」", "『": "』", "〝": "〞"}
STRAIGHT = {'"', "＂", "''"}  # the last: two apostrophes, as typewriters and some archives set them
_SINGLES = frozenset("‘’'‚‛")
_CLOSERS = frozenset("”»」』〞")
_CANDIDATE = re.compile(r"[“”„‟«»「」『』〝〞\"＂]|``|'(?=''(?!'))|''|[‘’'‚‛]")
_BEFORE_CLOSING = frozenset(".,!?…;:)]’'-–—")
_LOOK_AHEAD = 12  # marks; bounds the work on a text of nothing but apostrophes
_DEEPEST = 8  # quotations within quotations; deeper nesting is noise
_YEAR = re.compile(r"\d\ds?\b")


@dataclass(frozen=True, slots=True)
class Region:
    """Words in quotation marks. `outer` includes the marks, `inner` does not; `depth` is 0 for the outermost.

    `open_end` says that the passage ended before the mark was closed, as news style does in a quotation that goes on
    in the next paragraph.
    """

    outer: Span
    inner: Span
    passage: int
    depth: int = 0
    open_end: bool = False
    single: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark waiting for one of the marks in `close`."""

    start: int
    width: int
    close: str


def find_regions(body: str, passages: Sequence[Span]) -> tuple[Region, ...]:
    """All regions in reading order, an outer one before those inside it. Linear in the length of the body."""
    return tuple(r for n, span in enumerate(passages) for r in _nested(_Scanner(body, n, span).regions()))


def _nested(regions: Iterable[Region]) -> Iterator[Region]:
    """Regions in reading order with their depths; empty ones, and those that cross another, are dropped."""
    around: list[Region] = []
    for region in sorted(regions, key=lambda r: (r.outer.start, -r.outer.end)):
        while around and around[-1].outer.end <= region.outer.start:
            around.pop()
        if len(region.inner) and (not around or around[-1].inner.contains(region.outer)):
            yield replace(region, depth=len(around))
            around.append(region)


class _Scanner:
    """Pairs the marks of one passage."""

    def __init__(self, body: str, number: int, span: Span) -> None:
        self._body = body
        self._number = number
        self._span = span
        self._doubles: list[_Open] = []
        self._single: _Open | None = None

    def regions(self) -> Iterator[Region]:
        """The regions of the passage, as they close."""
        marks = [m for m in _CANDIDATE.finditer(self._body, self._span.start, self._span.end) if self._is_mark(m)]
        for at, match in enumerate(marks):
            if match.group() in _SINGLES:
                yield from self._read_single(match, marks[at + 1 : at + 1 + _LOOK_AHEAD])
            elif self._closes(match):
                opened = self._doubles.pop()
                if self._single is not None and self._single.start > opened.start:
                    self._single = None  # a single mark left open inside is an apostrophe
                yield self._region(opened, match)
            elif len(self._doubles) < _DEEPEST and self._opens(match):
                self._doubles.append(_Open(match.start(), len(match.group()), PAIRS.get(match.group(), '"＂')))
        if self._doubles:
            # Only the outermost can go on in the next paragraph; a mark opened within it was left open by mistake.
            opened = self._doubles[0]
            inner = Span(opened.start + opened.width, self._span.end)
            yield Region(Span(opened.start, self._span.end), inner, self._number, open_end=True)

    def _is_mark(self, match: re.Match[str]) -> bool:
        """Whether the character is a quotation mark at all, and not an apostrophe."""
        mark = match.group()
        if mark not in _SINGLES:
            return True
        before, after = self._around(match)
        if before.isalnum() and after.isalnum():
            return False
        return not (mark in "’'" and not before.isalnum() and _YEAR.match(self._body, match.end()))

    def _around(self, match: re.Match[str]) -> tuple[str, str]:
        """The characters before and after a mark; spaces at the ends of the passage."""
        before = self._body[match.start() - 1] if match.start() > self._span.start else " "
        after = self._body[match.end()] if match.end() < self._span.end else " "
        return before, after

    def _opens(self, match: re.Match[str]) -> bool:
        """A straight mark opens before a word; after a digit (a 6'2" player) it is an inch sign."""
        if match.group() in PAIRS or match.group() == "``":
            return True
        before, after = self._around(match)
        return match.group() in STRAIGHT and not after.isspace() and not before.isdigit()

    def _closes(self, match: re.Match[str]) -> bool:
        """Whether a double mark closes the last one open: by its shape, else by its place ("“Thank you," he said")."""
        if not self._doubles:
            return False
        mark, close = match.group(), self._doubles[-1].close
        before, after = self._around(match)
        after_words = before.isalnum() or before in _BEFORE_CLOSING
        inch = mark in STRAIGHT and before.isdigit() and '"' not in close
        by_place = mark in STRAIGHT | _CLOSERS | {"“"} and after_words and not after.isalnum() and not inch
        if mark in STRAIGHT:
            return by_place or ('"' in close and not (before.isspace() and after.isalnum()))
        return by_place or (mark in _CLOSERS and (mark in close or '"' in close)) or (mark == "“" and mark in close)

    def _read_single(self, match: re.Match[str], ahead: Sequence[re.Match[str]]) -> Iterator[Region]:
        before, after = self._around(match)
        if self._single is not None and not before.isspace() and not after.isalnum():
            if not self._plural_possessive(match, ahead):
                opened, self._single = self._single, None
                yield self._region(opened, match)
        elif match.group() != "’" and not before.isalnum() and not after.isspace() and before not in ".,;:!?":
            self._single = _Open(match.start(), 1, "’'")

    def _plural_possessive(self, match: re.Match[str], ahead: Sequence[re.Match[str]]) -> bool:
        """Whether "neighbours’ " is an apostrophe: the words go on, and another mark closes them before one opens."""
        before, after = self._around(match)
        if before not in "sS" or after != " ":
            return False
        for later in ahead:
            opens = later.group() == "‘" or (later.group() == "'" and self._around(later)[0].isspace())
            if opens or later.group() in _CLOSERS | STRAIGHT:
                return False
            if later.group() in "’'":
                return True
        return False

    def _region(self, opened: _Open, close: re.Match[str]) -> Region:
        inner = Span(opened.start + opened.width, close.start())
        single = opened.close == "’'"
        return Region(Span(opened.start, close.end()), inner, self._number, single=single)
