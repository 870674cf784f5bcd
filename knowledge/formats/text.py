"""Plain text as saved from a web page: the article with its captions, menus and notices around and inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.formats.blocked import refuse_blocked
from knowledge.formats.body import body_roles
from knowledge.formats.draft import Draft, Fields, Paragraph
from knowledge.formats.head import read_head
from knowledge.formats.layout import blocks_of
from knowledge.formats.roles import Role, page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.formats.head import Head
    from knowledge.formats.layout import Block

SUFFIXES = (".txt", ".text")


def read(text: str) -> Draft:
    """The draft of one page dump. Raises ArticleError: blocked_page."""
    blocks = blocks_of(text)
    refuse_blocked((block.text, block.line) for block in blocks)
    page = page_of(blocks)
    roles = body_roles(page)
    head = read_head(page, roles)
    return Draft(_paragraphs(blocks, roles), _fields(head, blocks), warnings=head.conflicts)


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
