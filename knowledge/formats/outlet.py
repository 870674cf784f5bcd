"""The outlet and address of a page, where it states them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.formats.fields import web_address
from knowledge.formats.headline import stems
from knowledge.formats.roles import Role
from knowledge.formats.shape import is_title_case

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def outlet_of(
    page: Page, roles: list[Role], title: int | None, authors: Sequence[str]
) -> tuple[str | None, tuple[str, ...]]:
    """The outlet that two places agree on: a notice of rights and the head, or a masthead and the foot.

    A notice of rights alone names a company or the author as often as an outlet. Where several outlets are named,
    there is none, but a warning. A masthead gets its role.
    """
    body = [i for i, role in enumerate(roles) if role is Role.BODY]
    top = [page.text(i) for i in range(body[0]) if i != title]
    foot = [page.text(i) for i in range(body[-1] + 1, len(page))]
    holders = {name for text in foot if (name := _holder(text)) and any(_names(name, line) for line in top)}
    holders -= {*authors}
    if len(holders) > 1:
        return None, (f"the text names several outlets ({', '.join(sorted(holders))}): none is taken",)
    if holders:
        return holders.pop(), ()
    if title and _is_masthead(page, roles, body, foot):
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


def address_of(page: Page, start: int, end: int) -> str | None:
    """The address that a line of its own gives above or just below the text."""
    around = [*range(min(start, _ADDRESS_LINES)), *range(end + 1, min(end + _BELOW_TEXT, len(page)))]
    matches = (_ADDRESS.fullmatch(page.text(i)) for i in around)
    found = {match["url"] for match in matches if match and web_address(match["url"])}
    return found.pop() if len(found) == 1 else None
