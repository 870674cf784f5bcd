"""Turning pages: the option, what it means, and a page of results with the choices that lead on and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Option
from bot.errors import UserError
from bot.reply import Choice, Reply, Way
from bot.ways import AT_HAND, jumps, onward, window

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.command import Request
    from knowledge import Match

    Finding = Callable[[int, int], Awaitable[tuple[int, tuple[Match, ...]]]]

PAGE = Option("page", "Which page of the results, counted from 1")
LIST_SIZE = 10
_FEW = 2  # results among which next and previous lead everywhere
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


async def results(request: Request, finding: Finding) -> Reply:
    """The page of results that `request` asks for; `finding(limit, offset)` says how many there are, and gives some.

    Where excerpts are shown one at a time, it has the ways on from that one, and the others to jump to. A reply
    without matches where there are none; raises UserError past the last page.
    """
    page = page_of(request, request.limit)
    if page.size > 1:
        total, matches = await finding(page.size, page.offset)
        return Reply(matches=matches, total=total, before=page.offset, choices=turns(request, page, total))
    first = window(page.offset, page.offset + AT_HAND)
    total, near = await finding(AT_HAND, first)
    if (first_of_all := window(page.offset, total)) < first:
        first = first_of_all
        total, near = await finding(AT_HAND, first)
    choices, matches = turns(request, page, total), near[page.offset - first :][:1]
    if matches:
        others = jumps(request, near, first) if total > _FEW else ()
        choices = (*choices, *others, *onward(request, matches[0].excerpt))
    return Reply(matches=matches, total=total, before=page.offset, choices=choices)


def page_of(request: Request, size: int) -> Page:
    """The page asked for, the first by default; raises UserError where it is no page number."""
    said = request.values.get("page", "1")
    if not said.isdecimal() or len(said) > len(str(_FARTHEST)) or not 1 <= int(said) <= _FARTHEST:
        raise UserError(request.say("A page is a number from 1 on; “{said}” is none.", said=said[:40]))
    return Page(int(said), size)


def turns(request: Request, page: Page, total: int) -> tuple[Choice, ...]:
    """The choices "next page" and "previous page" as far as there are any; raises UserError past the last page."""
    last = max(1, -(-total // page.size))
    if page.number > last:
        raise UserError(request.say("There is no page {number}: the last is {last}.", number=page.number, last=last))
    steps = (
        (request.say("Next"), page.number + 1, Way.NEXT),
        (request.say("Previous"), page.number - 1, Way.PREVIOUS),
    )
    return tuple(_turn(request, number, last, label, way) for label, number, way in steps if 1 <= number <= last)


def _turn(request: Request, number: int, last: int, label: str, way: Way) -> Choice:
    place = request.say("{number} of {last}", number=request.say.number(number), last=request.say.number(last))
    return Choice(label, place, request.command, {**request.values, "page": str(number)}, way)
