"""Markdown with front matter: the paragraphs, list items and block quotes of its text, without the markup.

Code, HTML blocks, tables, pictures and footnotes are no body. Where markup is left out, a passage has several ranges in
the file, so that what is shown is always what stands there.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from knowledge.formats.draft import Draft, Fields, Paragraph
from knowledge.formats.front_matter import fields_of_front_matter, split
from knowledge.formats.markup import FOOTNOTE, locate_ends, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

SUFFIXES = (".md", ".markdown")

_LONGEST_MARKED_UP = 50_000
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")


def read(text: str) -> Draft:
    """The draft of one Markdown file. Raises ArticleError: bad_front_matter or bad_field."""
    matter, start = split(text)
    stated, warnings = fields_of_front_matter(matter) if matter else (Fields(), ())
    start = max(start, int(text.startswith("\ufeff")))
    lines = list(_lines(text, start))
    fields = Fields()
    paragraphs: list[Paragraph] = []
    section: str | None = None
    strange: set[str] = set()
    for heading, token in _texts(_parser().parse(text[start:])):
        first, last = token.map or (0, 0)
        ranges, entities = visible(token, lines[first : max(last, first + 1)])
        words = " ".join("".join(span.of(text) for span in ranges).split())
        strange |= entities
        if heading == "h1" and "headline" not in fields and words:
            fields["headline"] = words
        elif heading:
            section = words or None
        elif words:
            paragraphs.append(Paragraph(ranges, section))
    if strange:
        warnings += (
            f"entities are shown as written ({', '.join(sorted(strange)[:5])}): use the characters themselves",
        )
    return Draft(tuple(paragraphs), fields, stated, warnings)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").disable("text_join")
    parser.core.ruler.at("inline", _parse_inline)
    locate_ends(parser)
    return parser


def _parse_inline(state: StateCore) -> None:
    """Parse the inline markup of each block, except of one too long to have been written by a person."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) <= _LONGEST_MARKED_UP:
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _texts(tokens: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """The inline token of each heading, with its tag, and of each paragraph, in order."""
    for opening, token in pairwise(tokens):
        if token.type != "inline":
            continue
        if opening.type == "heading_open":
            yield opening.tag, token
        elif opening.type == "paragraph_open" and not FOOTNOTE.match(token.content):
            yield "", token


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The lines the parser counts, with where they begin in the file."""
    for found in _LINE.finditer(text, start):
        yield found.start(), found[0]
