"""The head of a page dump: headline, subtitle, authors, date, outlet and address, where a line states them.

What no line states stays out: the day a file was saved, a date in the prose or the name in a link are no metadata.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.formats import bylines
from knowledge.formats.fields import web_address
from knowledge.formats.headline import find_headline, stems
from knowledge.formats.roles import Role
from knowledge.formats.shape import Shape, is_title_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.formats.headline import Headline
    from knowledge.formats.roles import Page

_BELOW_TEXT = 3
_MASTHEAD_WORDS = 6
_ADDRESS_LINES = 12

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright)\s*(?:©|\(c\)|by)?\s*(?:(?:19|20)\d\d\s*[-–—]\s*)?(?:19|20)\d\d,?\s*(?:by )?"
    r"(?P<holder>[^.|,;©\n]{2,60})",
    re.IGNORECASE,
)
_NOT_HOLDER = re.compile(
    r"\b(?:all rights.*|inc|llc|ltd|limited|plc|gmbh|corp(?:oration)?|co)\b.*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:(?:source|original|url|link|permalink|retrieved from|available at)\s*:\s*)?(?P<url>https?://\S+)",
    re.IGNORECASE,
)


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
    body = [i for i, role in enumerate(roles) if role is Role.BODY]
    lines = _credit_lines(page, roles, found, body[-1])
    published, unsure = _published(page, found, lines)
    outlet, torn = _outlet(page, roles, found, body)
    return Head(
        title=found.title,
        subtitle=found.subtitle,
        authors=_authors(page, roles, lines),
        published=published,
        outlet=outlet,
        url=_url(page, found.start, body[-1]),
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
    for i in range(found.title + 1, found.start):
        if roles[i] is Role.HEADING:
            roles[i] = Role.BOILERPLATE
        elif roles[i] is Role.BOILERPLATE and not page.early[i] and page.shapes[i] is Shape.SENTENCES:
            roles[i] = Role.BODY
    roles[found.title] = Role.TITLE
    if found.subtitle is not None:
        roles[found.subtitle] = Role.SUBTITLE


# ------------------------------------------------------------------------------------------- authors and date


def _credit_lines(page: Page, roles: Sequence[Role], found: Headline, end: int) -> list[int]:
    """Bylines and dates from the line above the headline to the text, and bylines just below the text."""
    top = max(0, (found.title or 0) - 1)
    above = [i for i in range(top, found.start) if i != found.title]
    lines = [i for i in above if roles[i] is Role.BYLINE or bylines.is_dateline(page.text(i))]
    below = range(end + 1, min(end + _BELOW_TEXT, len(page)))
    return lines + [i for i in below if roles[i] is Role.BYLINE]


def _authors(page: Page, roles: Sequence[Role], lines: Sequence[int]) -> tuple[str, ...]:
    for i in lines:
        if named := _authors_at(page, i):
            return named
    return _signed(page, roles)


def _authors_at(page: Page, i: int) -> tuple[str, ...]:
    text = page.text(i)
    if bylines.is_bare_by(text) and i + 1 < len(page):
        text = f"By {page.blocks[i + 1].text}"
    return bylines.byline_of(text) or ()


def _signed(page: Page, roles: Sequence[Role]) -> tuple[str, ...]:
    """The author whose name stands on a line of its own above their biography."""
    for i, role in enumerate(roles):
        name = bylines.biography_of(page.text(i)) if role is Role.AUTHOR_BIO else None
        if name and any(page.text(j).casefold() == name.casefold() for j in range(max(0, i - 3), i)):
            return (name,)
    return ()


def _published(page: Page, found: Headline, lines: Sequence[int]) -> tuple[str | None, tuple[str, ...]]:
    """The one day that the lines state; above the headline only a labelled date counts, as a page may show today's."""
    days = [
        (day, labelled)
        for i in lines
        for day, labelled in bylines.dates_in(page.text(i))
        if labelled or found.title is None or i > found.title
    ]
    stated = {day for day, labelled in days if labelled} or {day for day, _ in days}
    if len(stated) > 1:
        return None, (f"the text states several dates ({', '.join(sorted(stated))}): none is taken",)
    return next(iter(stated), None), ()


# ------------------------------------------------------------------------------------------ outlet and address


def _outlet(page: Page, roles: list[Role], found: Headline, body: Sequence[int]) -> tuple[str | None, tuple[str, ...]]:
    """The outlet that two places agree on: a notice of rights and the head, or a masthead and the foot.

    A notice of rights alone names a company as often as an outlet.
    """
    top = [page.text(i) for i in range(body[0]) if i != found.title]
    foot = [page.text(i) for i in range(body[-1] + 1, len(page))]
    holders = {name for text in foot if (name := _holder(text)) and any(_names(name, line) for line in top)}
    if len(holders) > 1:
        return None, (f"the text names several outlets ({', '.join(sorted(holders))}): none is taken",)
    if holders:
        return holders.pop(), ()
    if found.title and _is_masthead(page, roles, body, foot):
        roles[0] = Role.MASTHEAD
        return page.text(0), ()
    return None, ()


def _is_masthead(page: Page, roles: Sequence[Role], body: Sequence[int], foot: Sequence[str]) -> bool:
    """Whether the page's first line is a name that the text does not use and the foot of the page does."""
    text = page.text(0)
    if roles[0] is not Role.BOILERPLATE or page.early[0] or not is_title_case(text):
        return False
    own = stems(text).difference(*(stems(page.text(i)) for i in body))
    return page.words[0] <= _MASTHEAD_WORDS and any(own & stems(line) for line in foot)


def _holder(text: str) -> str | None:
    match = _COPYRIGHT.search(text[:400])
    if not match:
        return None
    name = _NOT_HOLDER.sub("", match["holder"]).strip(" -–—,.")
    return name if name[:1].isupper() and len(name) > len("Co") else None


def _names(name: str, line: str) -> bool:
    return bool(re.search(rf"\b{re.escape(name)}\b", line))


def _url(page: Page, start: int, end: int) -> str | None:
    """The address that a line of its own gives above or just below the text."""
    around = [*range(min(start, _ADDRESS_LINES)), *range(end + 1, min(end + _BELOW_TEXT, len(page)))]
    matches = (_ADDRESS.fullmatch(page.text(i)) for i in around)
    found = {match["url"] for match in matches if match and web_address(match["url"])}
    return found.pop() if len(found) == 1 else None
