"""Plain text as saved from a web page: the article with its captions, menus and notices around and inside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.errors import ArticleError
from knowledge.formats.body import body_roles
from knowledge.formats.draft import Draft, Fields, Paragraph
from knowledge.formats.head import read_head
from knowledge.formats.layout import blocks_of
from knowledge.formats.roles import Role, page_of
from knowledge.formats.shape import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.formats.head import Head
    from knowledge.formats.layout import Block

SUFFIXES = (".txt", ".text")

_BLOCKED_WORDS = 200
_BLOCKED = re.compile(
    r"\b(?:enable|turn on|disable) (?:javascript|cookies|your ad ?blocker)\b|checking your browser|are you a robot|"
    r"verify (?:that )?you are (?:a )?human|\bcaptcha\b|access (?:to this page has been )?denied|"
    r"unusual (?:traffic|activity)|\b(?:error )?40[34]\b.{0,20}(?:forbidden|not found|error)|page (?:was )?not found|"
    r"request (?:was )?blocked|\bcloudflare\b",
    re.IGNORECASE,
)


def read(text: str) -> Draft:
    """The draft of one page dump. Raises ArticleError: blocked_page."""
    blocks = blocks_of(text)
    _refuse_blocked(blocks)
    page = page_of(blocks)
    roles = body_roles(page)
    head = read_head(page, roles)
    return Draft(_paragraphs(blocks, roles), _fields(head, blocks), warnings=head.conflicts)


def _refuse_blocked(blocks: Sequence[Block]) -> None:
    """A page that a site shows to robots instead of its article is short and says so."""
    if sum(count_words(block.text) for block in blocks) > _BLOCKED_WORDS:
        return
    for block in blocks:
        if found := _BLOCKED.search(block.text):
            reason = f"This is not the article but a page shown in its place: it says {found[0]!r}."
            raise ArticleError("blocked_page", reason, block.line)


def _paragraphs(blocks: Sequence[Block], roles: Sequence[Role]) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    section = None
    for block, role in zip(blocks, roles, strict=True):
        if role is Role.HEADING:
            section = block.text
        elif role is Role.BODY:
            found.append(Paragraph(block.spans, section))
    return tuple(found)


def _fields(head: Head, blocks: Sequence[Block]) -> Fields:
    fields = Fields()
    if head.title is not None:
        fields["headline"] = blocks[head.title].text
    if head.subtitle is not None:
        fields["subtitle"] = blocks[head.subtitle].text
    if head.authors:
        fields["authors"] = head.authors
    if head.published:
        fields["published"] = head.published
    if head.outlet:
        fields["outlet"] = head.outlet
    if head.url:
        fields["url"] = head.url
    return fields
