"""Lines to paragraphs, by the signs that printers use: space between, a first line set in, a last line cut short."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.formats.draft import BETWEEN
from knowledge.formats.shape import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge.formats.printed.lines import Line

_OTHER_SIZE = 0.06
_WIDER = 1.3
_LEADING = 1.2
_FEWEST_GAPS = 5
_SET_IN = 0.5
_DISPLAY = 1.15
_SHORT = 0.8
_COLUMN = 6.0  # of the type's size: what is set in belongs to the same column
_INDENTED_SHARE = 0.02
_SOFT = "\u00ad"
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_BULLET = re.compile(r"[•‣◦▪■●·*–-]\s|\(?\d{1,2}[.)]\s")
_WIDE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Printed:
    """The text of some pages, a paragraph a line with blank lines between; `pages` are where in it each begins."""

    text: str
    pages: tuple[int, ...]


def printed_text(lines: Sequence[Line], pages: int) -> Printed:
    """The text that these lines of so many pages make."""
    page = _Setting.of(lines)
    known = Counter(word for line in lines for word in _WORD.findall(line.text.lower()))
    parts: list[str] = []
    starts: list[int] = [0] * pages
    at = 0
    for n, line in enumerate(lines):
        before = parts[-1] if parts else ""
        text = line.text
        if n:
            if page.parts(n):
                text, cut = BETWEEN + text, 0
            else:
                text, cut = _continued(before, text, known)
            if cut:
                parts[-1] = before[:-cut]
                at -= cut
        if n == 0 or lines[n - 1].page != line.page:
            for number in range(lines[n - 1].page + 1 if n else 0, line.page + 1):
                starts[number] = at + len(text) - len(text.lstrip())
        parts.append(text)
        at += len(text)
    for number in range(lines[-1].page + 1 if lines else 0, pages):
        starts[number] = at
    return Printed("".join(parts), tuple(starts))


def _continued(before: str, text: str, known: Mapping[str, int]) -> tuple[str, int]:
    """What to add where a line goes on, and how many characters of the one before to take back.

    A hyphen goes where it is soft, or where the word without it stands elsewhere: "har-/bour", but not "well-/known".
    """
    hyphen, first = _HYPHEN.search(before), _FIRST_WORD.match(text)
    if hyphen and first and first[0][0].islower():
        if before.endswith(_SOFT) or known.get((hyphen[1] + first[0]).lower(), 0):
            return text, 1
        return text, 0
    if before and _WIDE.match(before[-1]) and _WIDE.match(text):
        return text, 0
    return " " + text, 0


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the pages are set: by size of type the usual distance and length of lines, and whether paragraphs set in."""

    lines: Sequence[Line]
    leading: Mapping[int, float]
    length: Mapping[int, float]
    lefts: Mapping[int, Sequence[float]]
    usual: float
    sets_in: bool

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Setting:
        gaps: dict[int, list[float]] = defaultdict(list)
        for a, b in pairwise(lines):
            if a.page == b.page and round(a.size) == round(b.size) and 0 < a.y - b.y < 4 * max(a.size, 1):
                gaps[round(a.size)].append(a.y - b.y)
        lengths: dict[int, list[int]] = defaultdict(list)
        for line in lines:
            lengths[round(line.size)].append(len(line.text))
        found = cls(
            lines,
            {size: statistics.median(each) for size, each in gaps.items() if len(each) >= _FEWEST_GAPS},
            {size: statistics.quantiles(each, n=4)[2] if len(each) > 1 else each[0] for size, each in lengths.items()},
            _lefts(lines),
            usual=max(lengths, key=lambda size: sum(lengths[size]), default=0),
            sets_in=False,
        )
        indented = sum(found._is_set_in(line) for line in lines)
        return replace(found, sets_in=indented > _INDENTED_SHARE * len(lines))

    def parts(self, n: int) -> bool:
        """Whether a paragraph begins with line `n`."""
        a, b = self.lines[n - 1], self.lines[n]
        if abs(a.size - b.size) > _OTHER_SIZE * max(a.size, b.size):
            return True
        if _BULLET.match(b.text):
            return True
        if a.page != b.page or b.y > a.y + a.size:  # a new page or column
            return self._parts_across(a, b)
        if a.y - b.y > _WIDER * self.leading.get(round(a.size), _LEADING * a.size):
            return True
        if self._is_set_in(b) and not _BULLET.match(a.text) and (b.x > a.x + 1 or ends_sentence(a.text)):
            return True
        return self._is_short(a) and ends_sentence(a.text)

    def _parts_across(self, a: Line, b: Line) -> bool:
        if not ends_sentence(a.text):
            return False
        return self._is_set_in(b) or self._is_short(a) or not self.sets_in

    def _is_set_in(self, line: Line) -> bool:
        """Whether a line begins right of where the others of its column do."""
        size = max(line.size, 1.0)
        if size > _DISPLAY * self.usual:  # the lines of a headline are centred as often as not
            return False
        near = [x for x in self.lefts.get(line.page, ()) if line.x - _COLUMN * size < x <= line.x + 1]
        return bool(near) and line.x - min(near) > _SET_IN * size

    def _is_short(self, line: Line) -> bool:
        return len(line.text) < _SHORT * self.length.get(round(line.size), 0)


def _lefts(lines: Iterable[Line]) -> dict[int, list[float]]:
    """Where lines of each page often begin."""
    counts: dict[int, Counter[float]] = defaultdict(Counter)
    for line in lines:
        counts[line.page][round(line.x)] += 1
    return {page: [x for x, times in found.items() if times > 1] for page, found in counts.items()}
