"""Authors and day of publication, from the lines of a page that may state them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.formats import bylines
from knowledge.formats.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.formats.roles import Page


def authors_in(page: Page, roles: Sequence[Role], lines: Sequence[int]) -> tuple[str, ...]:
    """The authors that the first of `lines` to name any names, else the one who signs above their biography."""
    for i in lines:
        if named := _authors_at(page, i) or _named_above_date(page, roles, i):
            return named
    return _signed(page, roles)


def published_in(page: Page, title: int | None, lines: Sequence[int]) -> tuple[str | None, tuple[str, ...]]:
    """The one day that `lines` state, and a warning where there are several.

    Above the headline only a labelled date counts, because a page may show the day on which it was saved.
    """
    days = [
        (day, labelled)
        for i in lines
        for day, labelled in bylines.dates_in(page.text(i))
        if labelled or title is None or i > title
    ]
    stated = {day for day, labelled in days if labelled} or {day for day, _ in days}
    if len(stated) > 1:
        return None, (f"the text states several dates ({', '.join(sorted(stated))}): none is taken",)
    return next(iter(stated), None), ()


def _authors_at(page: Page, i: int) -> tuple[str, ...]:
    text = page.text(i)
    if bylines.is_bare_by(text) and i + 1 < len(page):
        text = f"By {page.blocks[i + 1].text}"
    return bylines.byline_of(text) or ()


def _named_above_date(page: Page, roles: Sequence[Role], i: int) -> tuple[str, ...]:
    """The name on the line above a date, if another line outside the text says that it is the author's.

    "Jane Roe / 3 May 2028" may be a place as well; "More about Jane Roe" or "© 2028 Jane Roe" tells.
    """
    name = page.text(i - 1) if i else ""
    if roles[i] is Role.BYLINE or not bylines.is_name(name):
        return ()
    others = (page.text(j) for j, role in enumerate(roles) if role is not Role.BODY and j != i - 1)
    return (name,) if any(bylines.credits_to(name, text) for text in others) else ()


def _signed(page: Page, roles: Sequence[Role]) -> tuple[str, ...]:
    """The author whose name stands on a line of its own above their biography."""
    for i, role in enumerate(roles):
        name = bylines.biography_of(page.text(i)) if role is Role.AUTHOR_BIO else None
        if name and any(page.text(j).casefold() == name.casefold() for j in range(max(0, i - 3), i)):
            return (name,)
    return ()
