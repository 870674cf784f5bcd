"""The head of a page dump: headline, subtitle, authors, date, outlet and address, where a line states them.

What no line states stays out: the day a file was saved, a date in the prose or the name in a link are no metadata.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.formats import bylines
from knowledge.formats.authorship import authors_in, published_in
from knowledge.formats.headline import find_headline
from knowledge.formats.outlet import address_of, outlet_of
from knowledge.formats.roles import Role
from knowledge.formats.shape import Shape, looks_like_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.formats.headline import Headline
    from knowledge.formats.roles import Page

_BELOW_TEXT = 3


@dataclass(frozen=True, slots=True)
class Head:
    """What the head's lines state: headline and subtitle as block numbers, the rest as text.

    `conflicts` are warnings about lines that contradict each other.
    """

    title: int | None = None
    subtitle: int | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    conflicts: tuple[str, ...] = ()


def read_head(page: Page, roles: list[Role]) -> Head:
    """The head, with `roles` completed: title, subtitle, masthead, and sentences between head and body."""
    if Role.BODY not in roles:
        return Head()
    found = find_headline(page, roles)
    _mark(page, roles, found)
    end = max(i for i, role in enumerate(roles) if role is Role.BODY)
    lines = _credit_lines(page, roles, found, end)
    authors = authors_in(page, roles, lines)
    published, unsure = published_in(page, found.title, lines)
    outlet, torn = outlet_of(page, roles, found.title, authors)
    return Head(
        title=found.title,
        subtitle=found.subtitle,
        authors=authors,
        published=published,
        outlet=outlet,
        url=address_of(page, found.start, end),
        conflicts=(*unsure, *torn),
    )


def _mark(page: Page, roles: list[Role], found: Headline) -> None:
    """Headline and subtitle get their roles, what stands above is no body, and sentences below them are.

    Such a sentence is a standfirst, or a first paragraph that a picture cut off from the rest.
    """
    if found.title is None:
        return
    for i in range(found.title):
        if roles[i] in (Role.BODY, Role.HEADING):
            roles[i] = Role.BOILERPLATE
    between = range(found.title + 1, found.start)
    last = max((i for i in between if roles[i] is Role.BYLINE or bylines.is_dateline(page.text(i))), default=0)
    for i in between:
        if roles[i] is Role.HEADING and (i < last or not _heads_text(page, i)):
            roles[i] = Role.BOILERPLATE
        elif roles[i] is Role.BOILERPLATE and not page.early[i] and page.shapes[i] is Shape.SENTENCES:
            roles[i] = Role.BODY
    roles[found.title] = Role.TITLE
    if found.subtitle is not None:
        roles[found.subtitle] = Role.SUBTITLE


def _heads_text(page: Page, i: int) -> bool:
    """Whether a line right above the text is a heading, and no name ("Jane Roe in Elsmar") or button."""
    text = page.text(i)
    if not text.isupper() and bylines.byline_of(f"By {text}"):
        return False
    return page.words[i] == 1 or looks_like_heading(text)


def _credit_lines(page: Page, roles: Sequence[Role], found: Headline, end: int) -> list[int]:
    """Bylines and dates from the line above the headline to the text, and bylines just below the text."""
    top = max(0, (found.title or 0) - 1)
    above = [i for i in range(top, found.start) if i != found.title]
    lines = [i for i in above if roles[i] is Role.BYLINE or bylines.is_dateline(page.text(i))]
    below = range(end + 1, min(end + _BELOW_TEXT, len(page)))
    return lines + [i for i in below if roles[i] is Role.BYLINE]
