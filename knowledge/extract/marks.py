"""Quotation marks of every style, paired: where marked words begin and end, one within another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Opening mark -> the marks that close it. German „…“ and Chinese 「…」 are read where they stand in English text.
PAIRS = {"“": "”", "„": "“”", "‟": "”", "«": "»", "「": "」", "『": "』", "〝": "〞"}
STRAIGHT = {'"', "＂", "''"}  # the last: two apostrophes, as typewriters and some archives set them
_OPENERS = frozenset(PAIRS)
_CLOSERS = frozenset("”»」』〞")
_CANDIDATE = re.compile(r"[“”„‟«»「」『』〝〞\"＂]|``|'(?=''(?!'))|''|[‘’'‚‛]")
_LOOK_AHEAD = 12  # marks; bounds the work on a text of nothing but apostrophes
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


@dataclass(slots=True)
class _Open:
    start: int
    width: int
    close: str
    single: bool


def find_regions(body: str, passages: Sequence[Span]) -> tuple[Region, ...]:
    """All regions in reading order, an outer one before those inside it. Linear in the length of the body."""
    found = [region for n, span in enumerate(passages) for region in _in_passage(body, n, span)]
    return tuple(sorted(found, key=lambda r: (r.outer.start, -r.outer.end)))


def _in_passage(body: str, number: int, span: Span) -> Iterator[Region]:
    doubles = sum(body.count(mark, span.start, span.end) for mark in ("“", '"', "``", "''", "«", "„"))
    stack: list[_Open] = []
    marks = [m for m in _CANDIDATE.finditer(body, span.start, span.end) if _is_mark(body, m, span)]
    for at, match in enumerate(marks):
        mark, place = match.group(), match.start()
        if mark[0] in "‘’'‚‛" and len(mark) == 1:
            yield from _single(body, number, stack, marks, at, span)
        elif _closes(body, mark, place, stack, span) or _closes_by_place(body, mark, place, stack, span):
            while stack and stack[-1].single:
                stack.pop()  # a single mark left open inside is an apostrophe
            opened = stack.pop()
            yield _region(opened, place, place + len(mark), number, len(stack))
        elif mark in _OPENERS or mark == "``" or (mark in STRAIGHT and _looks_open(body, match, span)):
            stack.append(_Open(place, len(mark), PAIRS.get(mark, '"＂'), single=False))
    stack = [o for o in stack if not o.single]
    if stack and doubles:
        # Only the outermost can go on in the next paragraph; a mark opened within it was left open by mistake.
        opened = stack[0]
        inner = Span(opened.start + opened.width, span.end)
        yield Region(Span(opened.start, span.end), inner, number, open_end=True)


def _is_mark(body: str, match: re.Match[str], span: Span) -> bool:
    """Whether the character is a quotation mark at all, and not an apostrophe, a prime or an inch sign."""
    mark, first, last = match.group(), match.start(), match.end()
    before = body[first - 1] if first > span.start else " "
    after = body[last] if last < span.end else " "
    if mark in STRAIGHT or mark == "``" or mark not in "‘’'‚‛":
        return True
    if before.isalnum() and after.isalnum():
        return False
    return not (mark in "’'" and not before.isalnum() and _YEAR.match(body, last))


def _looks_open(body: str, match: re.Match[str], span: Span) -> bool:
    """A straight mark opens before a word; after a digit (a 6'2" player) it is an inch sign."""
    inch = match.start() > span.start and body[match.start() - 1].isdigit()
    return match.end() < span.end and not body[match.end()].isspace() and not inch


def _closes(body: str, mark: str, place: int, stack: list[_Open], span: Span) -> bool:
    doubles = [o for o in stack if not o.single]
    if not doubles:
        return False
    if mark in STRAIGHT:
        after = body[place + len(mark)] if place + len(mark) < span.end else " "
        before = body[place - 1]
        return '"' in doubles[-1].close and not (before.isspace() and after.isalnum())
    if mark in _CLOSERS:
        return mark in doubles[-1].close or '"' in doubles[-1].close
    return mark == "“" and doubles[-1].close == "“”"


def _closes_by_place(body: str, mark: str, place: int, stack: list[_Open], span: Span) -> bool:
    """A mark of another style closes where it cannot open: “Thank you," he said."""
    if not any(not o.single for o in stack) or (mark not in STRAIGHT and mark not in _CLOSERS and mark != "“"):
        return False
    after = body[place + len(mark)] if place + len(mark) < span.end else " "
    return not body[place - 1].isspace() and not after.isalnum()


def _single(
    body: str, number: int, stack: list[_Open], marks: list[re.Match[str]], at: int, span: Span
) -> Iterator[Region]:
    place = marks[at].start()
    before = body[place - 1] if place > span.start else " "
    after = body[place + 1] if place + 1 < span.end else " "
    opens = not before.isalnum() and not after.isspace() and marks[at].group() != "’"
    if stack and stack[-1].single and not before.isspace() and not after.isalnum():
        if _plural_possessive(body, place, marks, at):
            return
        opened = stack.pop()
        yield _region(opened, place, place + 1, number, len(stack))
    elif opens and before not in ".,;:!?":
        stack.append(_Open(place, 1, "’'", single=True))


def _plural_possessive(body: str, place: int, marks: list[re.Match[str]], at: int) -> bool:
    """Whether "neighbours’ " is an apostrophe: the words go on, and another mark closes them before one opens."""
    if body[place - 1] not in "sS" or body[place + 1 : place + 2] != " ":
        return False
    for match in marks[at + 1 : at + 1 + _LOOK_AHEAD]:
        mark, start = match.group(), match.start()
        if mark in {"‘"} or (mark == "'" and body[start - 1].isspace()):
            return False
        if mark in {"’", "'"}:
            return True
        if mark in _CLOSERS or mark in STRAIGHT:
            return False
    return False


def _region(opened: _Open, close: int, end: int, number: int, depth: int) -> Region:
    inner = Span(opened.start + opened.width, close)
    return Region(Span(opened.start, end), inner, number, depth, single=opened.single)
