"""A plain text's layout: which lines belong together, before anyone asks what they say.

A block is a paragraph, a heading, a menu entry: one line, or the lines of one soft-wrapped paragraph or stanza.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from knowledge.formats.draft import joined
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NARROWEST, _WIDEST = 40, 140
_WRAPPED_JOINTS = 0.6
_FEWEST_JOINTS = 3
_TOO_WIDE = 0.05
_STANZA_LINES = 3
_STANZA_WIDTH = 64
_END = 40
_RUN_ON_WORDS = 4

_BLANK = " \t\xa0\u200b\u200c\u200d\ufeff\u2060\u3000\u00ad"
_BULLET = re.compile(r"[•‣⁃◦▪▫●○■□►▸➤·∙][ \t\xa0]*|[*+\-][ \t\xa0]+(?=\S)")
_NUMBER = re.compile(r"\(?\d{1,3}[.)][ \t\xa0]+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…。！？](?:[\"”’')\]»」』]|\[\d+\])*$")
_LINE_END = re.compile(r"[.,;!?…—–。，；！？][\"”’')\]»]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line: its number from 1, where its characters begin and end, and where its line break ends."""

    number: int
    start: int
    end: int
    indent: int
    broken_at: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together. `text` has its lines joined by spaces; `spans` are its characters in the file.

    `gap` and `gap_below` count the blank lines above and below; a bullet is not part of the text.
    `listed` tells the kind of list the block is an item of: "bullet", "number" or none.
    """

    line: int
    lines: int
    text: str
    spans: tuple[Span, ...]
    indent: int = 0
    gap: int = 0
    gap_below: int = 0
    listed: str = ""
    stanza: bool = False


def blocks_of(text: str) -> list[Block]:
    """The blocks of `text` in order: together they hold every line that is not blank."""
    lines = list(_lines(text))
    runs = _runs(lines)
    width = _wrap_width(lines, runs)
    found = [_block(group, stanza=stanza) for run in runs for group, stanza in _stanzas(list(_grouped(run, width)))]
    return _with_gaps(found)


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        bare = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        content = bare.strip(_BLANK)
        if content and not content.isspace():
            indent = len(bare) - len(bare.lstrip(_BLANK))
            yield Line(number, at + indent, at + indent + len(content), indent, at + len(line) - 1, content)
        at += len(line)


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines with no blank line between them."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and runs[-1][-1].number + 1 == line.number:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _wrap_width(lines: Sequence[Line], runs: Sequence[Sequence[Line]]) -> int | None:
    """The column at which the text was broken by hand or machine, if it was.

    A line was broken at column W where the next line's first word would not have fitted on it; the W that explains
    most line breaks is taken, if it explains enough of them.
    """
    joints = [(len(a.text) + a.indent, len(b.text.split(None, 1)[0])) for run in runs for a, b in pairwise(run)]
    if len(joints) < _FEWEST_JOINTS or sum(len(line.text) > _WIDEST for line in lines) > _TOO_WIDE * len(lines):
        return None
    steps: Counter[int] = Counter()
    for length, word in joints:
        steps[length] += 1
        steps[length + word + 1] -= 1
    explained = list(accumulate(steps[column] for column in range(_WIDEST + 1)))
    width = max(range(_NARROWEST, _WIDEST + 1), key=lambda column: explained[column])
    full = sum(length > width / 2 for length, _ in joints)  # a menu's short lines say nothing about the others
    return width if explained[width] >= max(_FEWEST_JOINTS, _WRAPPED_JOINTS * full) else None


def _grouped(run: Sequence[Line], width: int | None) -> Iterator[list[Line]]:
    group = [run[0]]
    for above, line in pairwise(run):
        if _continues(group, above, line, width):
            group.append(line)
        else:
            yield group
            group = [line]
    yield group


def _continues(group: Sequence[Line], above: Line, line: Line, width: int | None) -> bool:
    """Whether `line` goes on where `above` was broken: "… dismissed the / report on Monday"."""
    if _BULLET.match(line.text) or _NUMBER.match(line.text) or line.text == above.text:
        return False
    hanging = len(group) == 1 and bool(_BULLET.match(above.text) or _NUMBER.match(above.text))
    if line.indent > above.indent and not hanging:
        return False
    if width is not None and above.indent + len(above.text) + 1 + len(line.text.split(None, 1)[0]) > width:
        return True
    return len(above.text) >= _NARROWEST and _runs_on(above.text, line.text)


def _runs_on(above: str, line: str) -> bool:
    """Whether a sentence broken off in one line goes on in the next; "please wait" below a headline does not."""
    if _SENTENCE_END.search(above[-_END:]) or not line[0].islower():
        return False
    return bool(_SENTENCE_END.search(line[-_END:])) or len(line.split()) >= _RUN_ON_WORDS


def _stanzas(groups: Sequence[list[Line]]) -> Iterator[tuple[list[Line], bool]]:
    """The groups, with the lines of a stanza made one: short lines that run on, unlike those of a menu."""
    rest: list[list[Line]] = []
    for group in groups:
        if len(group) == 1 and len(group[0].text) <= _STANZA_WIDTH and not _BULLET.match(group[0].text):
            rest.append(group)
            continue
        yield from _verse(rest)
        rest = []
        yield group, False
    yield from _verse(rest)


def _verse(groups: Sequence[list[Line]]) -> Iterator[tuple[list[Line], bool]]:
    lines = [group[0] for group in groups]
    if _is_stanza([line.text for line in lines]):
        yield lines, True
    else:
        yield from ((group, False) for group in groups)


def _is_stanza(lines: Sequence[str]) -> bool:
    """Short lines, most of several words, that break off inside sentences: at commas, or going on in lower case."""
    if len(lines) < _STANZA_LINES or sum(len(line.split()) for line in lines) < 3 * len(lines):
        return False
    sentences = sum(bool(_SENTENCE_END.search(line)) for line in lines)
    ended = sum(bool(_LINE_END.search(line)) for line in lines)
    running_on = sum(line[0].islower() for line in lines[1:])
    return sentences <= len(lines) * 2 / 3 and (ended - sentences >= len(lines) / 4 or running_on >= len(lines) / 3)


def _block(lines: Sequence[Line], *, stanza: bool) -> Block:
    first, last = lines[0], lines[-1]
    bullet = _BULLET.match(first.text)
    skipped = bullet.end() if bullet and bullet.end() < len(first.text) else 0
    ranges = [Span(first.start + skipped, first.end)]
    for above, line in pairwise(lines):
        ranges += [Span(above.broken_at, above.broken_at + 1), Span(line.start, line.end)]
    texts = [first.text[skipped:], *(line.text for line in lines[1:])]
    return Block(
        line=first.number,
        lines=last.number - first.number + 1,
        text=" ".join(texts),
        spans=joined(ranges),
        indent=first.indent,
        listed="bullet" if bullet else "number" if _NUMBER.match(first.text) else "",
        stanza=stanza,
    )


def _with_gaps(blocks: Sequence[Block]) -> list[Block]:
    if not blocks:
        return []
    gaps = [0, *(b.line - a.line - a.lines for a, b in pairwise(blocks)), 0]
    return [replace(block, gap=gaps[i], gap_below=gaps[i + 1]) for i, block in enumerate(blocks)]
