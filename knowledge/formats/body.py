"""The body of a page dump: the run of blocks in which sentences outweigh everything else, and what interrupts it.

The rules are about shape. Inside the run a line has the benefit of the doubt: it is body if it ends like a sentence or
holds quoted words. How well this does on pages of other outlets is measured by `benchmarks/ingest`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.formats import furniture
from knowledge.formats.ending import last_before_tail, mark_biographies
from knowledge.formats.repetition import pull_quotes
from knowledge.formats.roles import Role
from knowledge.formats.shape import (
    Shape,
    ends_sentence,
    has_quotation_marks,
    is_title_case,
    is_turn,
    looks_like_heading,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.formats.roles import Page

# What a block says for (or against) its neighbourhood being the body, in words.
_MOST_PER_BLOCK = 40
_SHORT_SENTENCE = 4
_LONG = 2
_SHORT = -12
_CAPTION = -4
_FURNITURE = -25
# A gap costs little, however wide: a player or a sign-up box between two paragraphs must not end the body.
_WIDEST_GAP = -12
_GAP_SHARE = 0.6

_HEADING_WORDS = 16
_DISPLAY_WORDS = 30
_ITEM_WORDS = 3
_SAME_CHARACTERS = 20


def body_roles(page: Page) -> list[Role]:
    """A role for each block: body, headings and what interrupts them; outside, what the blocks themselves say."""
    roles = [role or Role.BOILERPLATE for role in page.early]
    first, last = _without_headline(page, *_main_run(page))
    last = last_before_tail(page, first, last)
    _mark_inside(page, roles, first, last)
    mark_biographies(page, roles)
    shown = {i: page.text(i) for i, role in enumerate(roles) if role in (Role.BODY, Role.HEADING)}
    for i in pull_quotes(shown):
        roles[i] = Role.PULL_QUOTE
    _drop_idle_headings(roles)
    return roles


def _main_run(page: Page) -> tuple[int, int]:
    """The run of blocks with the highest total: sentences count for, stray lines against, up to a bounded gap."""
    best = total = gap = 0.0
    span, start = (0, -1), 0
    for i in range(len(page)):
        weight = _weight(page, i)
        if weight < 0:
            gap = max(gap + weight, _WIDEST_GAP, -_GAP_SHARE * total)
            continue
        if total + gap <= 0:
            total, start = weight, i
        else:
            total += gap + weight
        gap = 0.0
        if total > best:
            best, span = total, (start, i)
    return span


def _weight(page: Page, i: int) -> float:
    early, shape = page.early[i], page.shapes[i]
    if early is Role.CAPTION:
        return _CAPTION
    if early:
        return _SHORT if early is Role.BYLINE else _FURNITURE
    if shape is Shape.SENTENCES:
        return min(page.words[i], _MOST_PER_BLOCK)
    return {Shape.SHORT_SENTENCE: _SHORT_SENTENCE, Shape.LONG: _LONG}.get(shape, _SHORT)


def _without_headline(page: Page, first: int, last: int) -> tuple[int, int]:
    """The run less what stands before its first sentence: a long headline looks like a paragraph without an end."""
    while first < last and (page.early[first] or _is_display(page, first)):
        first += 1
    return first, last


def _is_display(page: Page, i: int) -> bool:
    block = page.blocks[i]
    open_end = not ends_sentence(block.text) and not block.text.endswith(":")
    return open_end and page.words[i] <= _DISPLAY_WORDS and not (block.stanza or block.listed)


# --------------------------------------------------------------------------------------------- inside the run


def _mark_inside(page: Page, roles: list[Role], first: int, last: int) -> None:
    kept: set[str] = set()
    elsewhere = False  # below "Read more:" stand headlines of other stories
    i = first
    while i <= last:
        if page.blocks[i].listed and not page.early[i]:
            i = _mark_list(page, roles, i, last)
            continue
        text, ended = page.text(i), page.shapes[i] in (Shape.SENTENCES, Shape.SHORT_SENTENCE)
        elsewhere = furniture.points_elsewhere(text) or (elsewhere and not ended)
        if not page.early[i]:
            roles[i] = _role_inside(page, i, last)
            if elsewhere or (text in kept and _is_told_once(text)):
                roles[i] = Role.BOILERPLATE
            kept.add(text)
        i += 1


def _is_told_once(text: str) -> bool:
    """Whether a text is written once, so that a second time is furniture; "Never." and a question may be repeated."""
    return len(text) > _SAME_CHARACTERS and not text.endswith("?")


def _role_inside(page: Page, i: int, last: int) -> Role:
    text, shape = page.text(i), page.shapes[i]
    if shape in (Shape.SENTENCES, Shape.SHORT_SENTENCE):
        return Role.HEADING if i < last and page.words[i] <= _HEADING_WORDS and _asks_as_heading(text) else Role.BODY
    if text.endswith(":") or (has_quotation_marks(text) and not looks_like_heading(text)):
        return Role.BODY
    if shape is Shape.LONG:
        return Role.BOILERPLATE if is_title_case(text) or _tops_furniture(page, i) else Role.BODY
    return Role.HEADING


def _tops_furniture(page: Page, i: int) -> bool:
    """Whether a long line without an end stands right above a button or label: the title of a player."""
    if page.blocks[i].gap_below or i + 1 == len(page):
        return False
    return page.early[i + 1] is Role.BOILERPLATE or page.shapes[i + 1] is Shape.SHORT


def _asks_as_heading(text: str) -> bool:
    """Whether a question is a heading, as "Can Trust Be Rebuilt?" is, and not somebody's, as "Q: And then?" is."""
    return text.endswith("?") and looks_like_heading(text) and not has_quotation_marks(text) and not is_turn(text)


def _mark_list(page: Page, roles: list[Role], first: int, last: int) -> int:
    """Roles for the list that begins at block `first`; the block after it.

    An item is body if it is a sentence, if a colon announces its list, or if it is no headline. A line that stands
    alone ("1. The coast") is a heading.
    """
    end = first
    while end <= last and page.blocks[end].listed == page.blocks[first].listed and not page.early[end]:
        end += 1
    announced = first > 0 and page.text(first - 1).endswith(":")
    for i in range(first, end):
        text = page.text(i)
        ended = page.shapes[i] in (Shape.SENTENCES, Shape.SHORT_SENTENCE)
        if end - first == 1 and not announced and (not ended or _asks_as_heading(text)):
            roles[i] = Role.HEADING
        elif announced or ended:
            roles[i] = Role.BODY
        else:
            plain = page.words[i] >= _ITEM_WORDS and not is_title_case(text)
            roles[i] = Role.BODY if plain else Role.BOILERPLATE
    return end


def _drop_idle_headings(roles: list[Role]) -> None:
    """A heading heads body: at once, or after a caption or one more heading. Any other short line is furniture."""
    for i in range(len(roles) - 1, -1, -1):
        if roles[i] is Role.HEADING and not _heads_body(roles, i):
            roles[i] = Role.BOILERPLATE


def _heads_body(roles: Sequence[Role], i: int) -> bool:
    for role in roles[i + 1 : i + 4]:
        if role not in (Role.CAPTION, Role.HEADING):
            return role is Role.BODY
    return False
