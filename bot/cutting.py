"""How text is made to fit: measured as the strictest client counts, cut at sentence ends, never inside a sign."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]]*(?=\s)|[。！？][”’」』）]*")
_WORD_END = re.compile(r"(?<=\w)(?=\s)")
_REACH = 2  # signs of a text to look at for each unit of room; more only where most of it is hidden signs
_PART_OF_SIGN = {"Mn", "Mc", "Me"}


def units(text: str) -> int:
    """The length of `text` as the strictest part of Discord counts it: in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clipped(text: str, limit: int) -> str:
    """`text` in at most `limit` units, ending in an ellipsis where something is left out."""
    if units(text) <= limit:
        return text
    end = _last(text, range(len(text)), lambda at: units(text[:at]) < limit)
    return text[:end].rstrip() + "…"


def ending(text: str, start: int, fits: Callable[[int], bool]) -> int:
    """Where to end `text`, read from `start`, so that it fits: its end, else a sentence's, a word's, a sign's.

    A sentence end is taken where it keeps at least half of what whole words would keep. `fits` is asked about ends,
    and whatever fits must fit when it is shorter. The answer is `start` where nothing fits.
    """
    if fits(len(text)):
        return len(text)
    most = max(_last(text, range(start, len(text)), fits), start)
    words = max((found.start() for found in _WORD_END.finditer(text, start, most + 1)), default=start)
    ends = (found.end() for found in _SENTENCE_END.finditer(text, start, most + 1))
    sentence = max((end for end in ends if end <= most), default=start)
    end = words if words > start else most
    return sentence if sentence > start and (sentence - start) * 2 >= end - start else end


def beginning(text: str, at: int, reach: int) -> int:
    """Where the sentence that holds position `at` begins, or at most `reach` signs before it."""
    start = max(at - reach, 0)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, start, at + 1) if found.end() <= at]
    start = ends[-1] if ends else start
    return at - len(text[start:at].lstrip())


def shares(needs: Sequence[int], room: int) -> list[int]:
    """How much of `room` each gets: nobody more than they need, nobody less than another who needs as much."""
    given = [0] * len(needs)
    left = max(room, 0)
    for rank, index in enumerate(sorted(range(len(needs)), key=lambda i: needs[i])):
        given[index] = min(needs[index], left // (len(needs) - rank))
        left -= given[index]
    return given


def fitting(fixed: Sequence[int], least: int, room: int) -> int:
    """How many, from the first on, have room for what is `fixed` of each and for at least so much more."""
    return next((n for n in range(len(fixed), 0, -1) if sum(fixed[:n]) + n * least <= room), 0)


def line(text: str, room: int, drawn: Callable[[str], str]) -> str:
    """Any text as `drawn` draws it in one line, in at most `room` units, ending in an ellipsis where it is cut."""
    near = room * _REACH
    if len(text) <= near and units(whole := drawn(text)) <= room:
        return whole
    end = ending(text[:near], 0, lambda at: units(drawn(text[:at].rstrip() + "…")) <= room)
    return drawn(text[:end].rstrip() + "…")


def _last(text: str, ends: Sequence[int], fits: Callable[[int], bool]) -> int:
    """The last of the ascending `ends` that fits, moved back to where a sign begins; 0 where none fits."""
    count = bisect_left(ends, True, key=lambda end: not fits(end))  # noqa: FBT003 - what the bisection looks for
    end = ends[count - 1] if count else 0
    while 0 < end < len(text) and _continues(text[end], text[end - 1]):
        end -= 1
    return end


def _continues(char: str, before: str) -> bool:
    """Whether `char` belongs to the sign before it: an accent, a selector, a skin tone, a joined emoji."""
    joined = "\u200d" in {char, before}
    return joined or unicodedata.category(char) in _PART_OF_SIGN or "\U0001f3fb" <= char <= "\U0001f3ff"
