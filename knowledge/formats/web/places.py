"""Where a paragraph stands in the file: its characters found again among those that the markup shows.

A paragraph is looked for without its whitespace, which markup may break and indent as it likes, between the borders of
blocks. What is not found has no place; a wrong one would be worse.
"""

from __future__ import annotations

import html
import re
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.formats.web.tree import BLOCKS
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BORDER = "\x00"
_NOWHERE = -1
_LONG = 40
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|template|textarea|title|noscript|iframe|svg)\b.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<(?P<end>/?)(?P<tag>[a-zA-Z][\w:-]*)(?P<rest>(?>[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>|<[!?/][^>]*+>",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[a-zA-Z!?/][^>]*+>?")
_REFERENCE = re.compile(r"&(?:#\d{1,7};?|#[xX][\da-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
_WORD = re.compile(r"\S+")
_IGNORED = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\x00-\x08\x0e-\x1f]")


@dataclass(slots=True)
class Places:
    """The visible characters of a file but its whitespace, each with its offset; blocks are parted by a border.

    `spaces` are the offsets of blanks or line breaks, by the index in `shown` of the character right after them. `at`
    is where the last paragraph ended: paragraphs are asked for in their order.
    """

    shown: str = ""
    offsets: array[int] = field(default_factory=lambda: array("q"))
    spaces: dict[int, int] = field(default_factory=dict)
    at: int = 0

    @classmethod
    def of(cls, text: str) -> Places:
        """The places of a decoded file."""
        found = cls()
        parts: list[str] = []
        space = _NOWHERE
        for shown, start, literal in _stretches(text):
            if shown is _BORDER:
                space = _NOWHERE
                found._put(parts, _BORDER, start, literal=False)
                continue
            end = 0
            for word in _WORD.finditer(shown):
                if literal and word.start() > end:
                    space = _blank(shown, end, word.start(), start, space)
                if space != _NOWHERE:
                    found.spaces[len(found.offsets)] = space
                    space = _NOWHERE
                end = word.end()
                found._put(parts, word[0], start + word.start() if literal else start, literal=literal)
            if literal and end < len(shown):
                space = _blank(shown, end, len(shown), start, space)
        found.shown = "".join(parts)
        return found

    def _put(self, parts: list[str], word: str, start: int, *, literal: bool) -> None:
        if _IGNORED.search(word) and word is not _BORDER:
            places = [start + i for i, c in enumerate(word) if not _IGNORED.match(c)]
            word = _IGNORED.sub("", word)
            self.offsets.extend(places if literal else [_NOWHERE] * len(word))
        elif literal:
            self.offsets.extend(range(start, start + len(word)))
        else:
            self.offsets.extend([_NOWHERE] * len(word))
        parts.append(word)

    def parts_of(self, paragraph: str) -> tuple[Span | str, ...]:
        """`paragraph` as ranges of the file, with the characters between them that the file writes otherwise."""
        words = [_IGNORED.sub("", word) for word in paragraph.split()]
        words = [word for word in words if word]
        wanted = "".join(words)
        start = self._found(wanted)
        if start is None:
            return (" ".join(words),)
        self.at = start + len(wanted)
        return tuple(_merged(self._parts(words, start)))

    def _parts(self, words: Iterable[str], at: int) -> Iterator[tuple[int, int] | str]:
        """The words and what stands between them, piece by piece: beginnings and ends in the file, or characters."""
        for n, word in enumerate(words):
            if n:
                space = self.spaces.get(at)
                yield (space, space + 1) if space is not None else " "
            first, last = self.offsets[at], self.offsets[at + len(word) - 1]
            if last - first == len(word) - 1 and first != _NOWHERE:
                yield first, last + 1
            else:
                yield from self._characters(word, at)
            at += len(word)

    def _characters(self, word: str, at: int) -> Iterator[tuple[int, int] | str]:
        for i, character in enumerate(word, at):
            offset = self.offsets[i]
            yield (offset, offset + 1) if offset != _NOWHERE else character

    def _found(self, wanted: str) -> int | None:
        """Where `wanted` fills blocks wholly, after the last find or else anywhere; a long one may stand inside."""
        whole = f"{_BORDER}{wanted}{_BORDER}"
        for start in (max(0, self.at - 1), 0):
            if (found := self.shown.find(whole, start)) >= 0:
                return found + 1
        if len(wanted) < _LONG:
            return None
        found = self.shown.find(wanted, self.at)
        return found if found >= 0 else self._only(wanted)

    def _only(self, wanted: str) -> int | None:
        first = self.shown.find(wanted)
        return first if first >= 0 and self.shown.find(wanted, first + 1) < 0 else None


def _blank(shown: str, start: int, end: int, offset: int, known: int) -> int:
    """The offset of a blank between `start` and `end`, else of a line break, else the one already known."""
    for blank in (" ", "\n"):
        at = shown.find(blank, start, end)
        if at >= 0:
            return offset + at
    return known


def _stretches(text: str) -> Iterator[tuple[str, int, bool]]:
    """What the file shows, in order: stretches of it with their offsets, resolved references, and borders of blocks.

    Of line breaks, only two in a row are a border.
    """
    yield _BORDER, 0, False
    at = 0
    is_lenient = after_break = False
    while (opening := text.find("<", at)) >= 0:
        found = None if is_lenient else _TOKEN.match(text, opening)
        if not found:
            # An attribute that is never closed would be sought to the end of the file again and again.
            is_lenient = is_lenient or _is_unclosed(text, opening)
            found = _TAG.match(text, opening)
        if not found:
            yield from _resolved(text, at, opening + 1)
            at = opening + 1
            continue
        yield from _resolved(text, at, opening)
        tag = (found.groupdict().get("tag") or "").lower()
        first_break = tag == "br" and not (after_break and not text[at:opening].strip())
        after_break = tag == "br"
        if (tag in BLOCKS and not first_break) or found.groupdict().get("raw"):
            yield _BORDER, opening, False
        at = found.end()
    yield from _resolved(text, at, len(text))
    yield _BORDER, len(text), False


def _is_unclosed(text: str, opening: int) -> bool:
    return text[opening + 1 : opening + 2].isalpha()


def _resolved(text: str, start: int, end: int) -> Iterator[tuple[str, int, bool]]:
    for reference in _REFERENCE.finditer(text, start, end):
        if reference.start() > start:
            yield text[start : reference.start()], start, True
        yield html.unescape(reference[0]), reference.start(), False
        start = reference.end()
    if start < end:
        yield text[start:end], start, True


def _merged(parts: Iterable[tuple[int, int] | str]) -> Iterator[Span | str]:
    """The same characters in as few parts as possible."""
    start = end = _NOWHERE
    for part in parts:
        if isinstance(part, tuple) and part[0] == end:
            end = part[1]
            continue
        if end != _NOWHERE:
            yield Span(start, end)
        if isinstance(part, tuple):
            start, end = part
        else:
            start = end = _NOWHERE
            yield part
    if end != _NOWHERE:
        yield Span(start, end)
