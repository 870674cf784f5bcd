"""Turning pages: the option, what it means, and the choices that lead on and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Option
from bot.errors import UserError
from bot.reply import Choice

if TYPE_CHECKING:
    from bot.command import Request

PAGE = Option("page", "Which page of the results, counted from 1")
ON = "Next page"
BACK = "Previous page"
LIST_SIZE = 10
_FARTHEST = 100_000


@dataclass(frozen=True, slots=True)
class Page:
    """The stretch of results that a request asks for."""

    number: int
    size: int

    @property
    def offset(self) -> int:
        """How many results stand before this page."""
        return (self.number - 1) * self.size


def page_of(request: Request, size: int) -> Page:
    """The page asked for, the first by default; raises UserError where it is no page number."""
    said = request.values.get("page", "1")
    if not said.isdecimal() or len(said) > len(str(_FARTHEST)) or not 1 <= int(said) <= _FARTHEST:
        raise UserError(f"A page is a number from 1 on; “{said[:40]}” is none.")
    return Page(int(said), size)


def turns(request: Request, page: Page, total: int) -> tuple[Choice, ...]:
    """The choices "next page" and "previous page" as far as there are any; raises UserError past the last page."""
    last = max(1, -(-total // page.size))
    if page.number > last:
        raise UserError(f"There is no page {page.number}: the last is {last}.")
    return tuple(
        Choice(label, f"{number} of {last}", request.command, {**request.values, "page": str(number)})
        for label, number in ((ON, page.number + 1), (BACK, page.number - 1))
        if 1 <= number <= last
    )


def is_turn(choice: Choice) -> bool:
    """Whether taking the choice turns a page."""
    return "page" in choice.values
