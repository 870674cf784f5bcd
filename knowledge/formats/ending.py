"""Where an article ends on its page: before comments, further stories, sign-up boxes and its author's biography."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.formats import bylines, furniture
from knowledge.formats.roles import Role
from knowledge.formats.shape import Shape, has_quotation_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.formats.roles import Page

_TAIL_SHARE = 0.35
_LATE = 0.6
_TOLD_WORDS = 12
_AFTER_BIOGRAPHY_SHARE = 0.25
_LAST_BLOCKS = 3
_NAME_LINE_WITHIN = 3


def last_before_tail(page: Page, first: int, last: int) -> int:
    """The last block before a heading that says that the article is over; little of the run may follow it."""
    left = whole = sum(page.words[i] for i in range(first, last + 1))
    for i in range(first, last + 1):
        left -= page.words[i]
        if left > _TAIL_SHARE * whole or page.shapes[i] is Shape.SENTENCES:
            continue
        text = page.text(i)
        if furniture.closes_article(text) or (furniture.points_elsewhere(text) and not _resumes(page, i + 1, last)):
            return i - 1
    return last


def _resumes(page: Page, first: int, last: int) -> bool:
    """Whether the text goes on below other stories: with quoted words, or paragraph after paragraph."""
    full = [page.shapes[i] is Shape.SENTENCES and not page.early[i] for i in range(first, last + 1)]
    if any(a and b for a, b in pairwise(full)):
        return True
    return any(there and _is_told(page, i) for i, there in enumerate(full, first))


def _is_told(page: Page, i: int) -> bool:
    return page.words[i] >= _TOLD_WORDS and has_quotation_marks(page.text(i))


def mark_biographies(page: Page, roles: list[Role]) -> None:
    """Give the author's biography its role; one late in the text ends the body, if little follows it."""
    body = [i for i, role in enumerate(roles) if role is Role.BODY]
    names = {i: name for i in body if (name := bylines.biography_of(page.text(i)))}
    if not names:
        return
    words = [page.words[i] for i in body]
    left, late, authors = sum(words), int(len(body) * _LATE), _authors(page)
    little = left * _AFTER_BIOGRAPHY_SHARE
    signed = {i for i, name in names.items() if _has_name_line(page, i, name)}
    if any(i in signed for i in body[:late]):
        signed = set()  # portraits one after the other, "Jane Roe / Jane Roe is a baker who …", are no authors
    for place, i in enumerate(body):
        left -= words[place]
        last = len(body) - place <= _LAST_BLOCKS
        if i not in names or not (
            i in signed or names[i].casefold() in authors or (last and _is_news(page, roles, i, names[i]))
        ):
            continue
        roles[i] = Role.AUTHOR_BIO
        if place >= late and left <= little:
            for after in body[place + 1 :]:
                roles[after] = Role.BOILERPLATE
            return


def _authors(page: Page) -> set[str]:
    """The names in the page's bylines, folded."""
    lines = [i for i, role in enumerate(page.early) if role is Role.BYLINE]
    return {name.casefold() for i in lines for name in bylines.byline_of(page.text(i)) or ()}


def _has_name_line(page: Page, i: int, name: str) -> bool:
    return any(page.text(j).casefold() == name.casefold() for j in range(max(0, i - _NAME_LINE_WITHIN), i))


def _is_news(page: Page, roles: Sequence[Role], i: int, name: str) -> bool:
    """Whether closing words are about somebody whom the text never named: "Jane Roe is a lecturer at Averill."."""
    if _has_name_line(page, i, name) or not bylines.tells_role(page.text(i)):
        return False
    surname = name.rsplit(maxsplit=1)[-1]
    return not any(surname in page.text(j) for j in range(i) if roles[j] is Role.BODY)
