"""Markdown's inline markup: which characters of a paragraph a reader sees, and where they stand in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it.rules_inline import autolink, backtick, html_inline, image, link

from knowledge.formats.draft import joined
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.parser_inline import RuleFuncInlineType
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}\]:")

_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]{1,60}\]")
_END = "end"


def locate_ends(parser: MarkdownIt) -> None:
    """Make `parser` note on every link, picture, code and tag where in its block it ends, which tokens do not say."""
    for name, rule in {
        "link": link,
        "image": image,
        "autolink": autolink,
        "backticks": backtick,
        "html_inline": html_inline,
    }.items():
        parser.inline.ruler.at(name, _located(rule))


def _located(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
        before = len(state.tokens)
        found = rule(state, silent)
        if found and len(state.tokens) > before:
            state.tokens[-1].meta[_END] = state.pos
        return found

    return run


def visible(token: Token, lines: Sequence[tuple[int, str]]) -> tuple[tuple[Span, ...], set[str]]:
    """The ranges of the file that a block shows, in order, and entities that can only be shown as written.

    `lines` are the block's lines in the file: where each begins, and its characters with the line break.
    """
    pieces = _pieces(token.content, token.children) if token.children else [(0, len(token.content))]
    entities = {c.markup for c in token.children or () if c.info == "entity" and c.content not in c.markup}
    return joined(_in_file(pieces, token.content, lines)), entities


def _pieces(content: str, children: Sequence[Token]) -> list[tuple[int, int]]:
    """The ranges of `content` that a reader sees."""
    found: list[tuple[int, int]] = []
    at = 0
    hidden_from = None
    for child in children:
        if child.type == "link_open" and (child.markup == "autolink" or content.startswith("[^", at)):
            hidden_from = at  # the link's text is not what stands in the file, or is a footnote's number
        shown, end = _shown(child, content, at)
        if hidden_from is None:
            found += shown
        elif child.type == "link_close":
            found += [(hidden_from + 1, end - 1)] if child.markup == "autolink" else []
            hidden_from = None
        at = end
    return found


def _shown(child: Token, content: str, at: int) -> tuple[list[tuple[int, int]], int]:
    """What a reader sees of one token that begins at `at`, and where it ends."""
    shown: list[tuple[int, int]] = []
    end = child.meta.get(_END, at)
    match child.type:
        case "text":
            end = at + len(child.content)
            shown = _without_footnotes(content, at, end)
        case "text_special":
            end = at + len(child.markup)
            shown = [_special(child, at)]
        case "softbreak" | "hardbreak":
            newline = content.index("\n", at)
            end = newline + 1
            while content[end : end + 1] in (" ", "\t"):
                end += 1
            shown = [(newline, newline + 1)]
        case "code_inline":
            shown = [_code(content, at + len(child.markup), end - len(child.markup))]
        case "link_open":
            end = at + 1
        case "em_open" | "em_close" | "strong_open" | "strong_close":
            end = at + len(child.markup)
    return shown, end


def _special(child: Token, at: int) -> tuple[int, int]:
    """Where an escape or entity shows its character: an escape in its last one, "&amp;" in its first, others whole."""
    first = child.markup.rfind(child.content) if child.info == "escape" else child.markup.find(child.content)
    return (at + first, at + first + len(child.content)) if first >= 0 else (at, at + len(child.markup))


def _code(content: str, start: int, end: int) -> tuple[int, int]:
    """A code span's characters: one space inside each backtick is markup, if there is one on both sides."""
    inner = content[start:end]
    padded = inner[:1] in (" ", "\n") and inner[-1:] in (" ", "\n") and bool(inner.strip(" \n"))
    return (start + 1, end - 1) if padded else (start, end)


def _without_footnotes(content: str, start: int, end: int) -> list[tuple[int, int]]:
    marks = [found.span() for found in _FOOTNOTE_MARK.finditer(content, start, end)]
    starts = [start, *(after for _, after in marks)]
    ends = [*(before for before, _ in marks), end]
    return list(zip(starts, ends, strict=True))


def _in_file(pieces: Iterable[tuple[int, int]], content: str, lines: Sequence[tuple[int, str]]) -> Iterator[Span]:
    """The ranges of the file for ranges of the block's content, which lacks indentation and quote marks."""
    places = _places(content, lines)
    place = next(places)
    for start, end in pieces:
        at = start
        while at < end:
            while at > place.end:
                place = next(places)
            if at == place.end:
                yield Span(place.newline, place.newline + 1)
                at += 1
            else:
                upto = min(end, place.end)
                yield Span(at, upto).moved(place.shift)
                at = upto


@dataclass(frozen=True, slots=True)
class _Place:
    """A line of a block's content: where it ends there, and what leads from there to the file."""

    end: int
    shift: int
    newline: int


def _places(content: str, lines: Sequence[tuple[int, str]]) -> Iterator[_Place]:
    at = n = 0
    for line in content.split("\n"):
        bare = line.strip()
        while n + 1 < len(lines) and bare not in lines[n][1]:
            n += 1
        start, text = lines[min(n, len(lines) - 1)]
        indent = len(line) - len(line.lstrip())
        yield _Place(at + len(line), start + max(text.rfind(bare), 0) - indent - at, start + len(text) - 1)
        at += len(line) + 1
        n += 1
