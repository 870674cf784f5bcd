"""Turning pages: forward, back, and never past the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import Request
from bot.errors import UserError
from bot.paging import page_of, turns
from bot.reply import Way


def asked(page: str | None) -> Request:
    """A request for this page."""
    return Request("quote", {"phrase": "sky"} | ({"page": page} if page else {}))


def test_the_first_page_is_meant_where_none_is_named() -> None:
    """And each page starts where the one before it ended."""
    assert (page_of(asked(None), 5).offset, page_of(asked("3"), 5).offset) == (0, 10)


@pytest.mark.parametrize("page", ["0", "-1", "one", "1.5", "9" * 40, "²"])
def test_what_is_no_page_is_refused(page: str) -> None:
    """With a sentence that says what a page is."""
    with pytest.raises(UserError, match="A page is a number from 1 on"):
        page_of(asked(page), 5)


def test_a_page_past_the_end_is_refused() -> None:
    """With the number of the last one."""
    request = asked("4")
    with pytest.raises(UserError, match="no page 4: the last is 3"):
        turns(request, page_of(request, 5), 15)


def test_a_turn_asks_the_same_question() -> None:
    """On and back as far as there are pages."""
    request = asked("2")
    on, back = turns(request, page_of(request, 5), 11)
    assert (on.way, on.description, dict(on.values)) == (Way.NEXT, "3 of 3", {"phrase": "sky", "page": "3"})
    assert (back.way, dict(back.values)) == (Way.PREVIOUS, {"phrase": "sky", "page": "1"})
    assert on.is_turn
    assert back.is_turn


@given(total=st.integers(0, 1000), size=st.integers(1, 30))
def test_every_result_is_on_one_page(total: int, size: int) -> None:
    """Following "next" from the first visits each result once."""
    seen: list[int] = []
    request: Request | None = asked(None)
    while request is not None:
        page = page_of(request, size)
        seen += range(page.offset, min(page.offset + size, total))
        on = [choice for choice in turns(request, page, total) if choice.way is Way.NEXT]
        request = Request(on[0].command, on[0].values) if on else None
    assert seen == list(range(total))
