"""Text is cut where a reader would cut it, and never inside a sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cutting import beginning, clipped, ending, shares, units
from tests.bot.hostile import TEXT


@given(TEXT, st.integers(1, 200))
def test_a_clipped_text_fits(text: str, limit: int) -> None:
    """It is the text, or a beginning of it with an ellipsis, within the limit."""
    shown = clipped(text, limit)
    assert units(shown) <= limit
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


@given(TEXT, st.integers(0, 300))
def test_an_ending_fits_and_is_inside_the_text(text: str, room: int) -> None:
    """Whatever fits a room is found, for any room."""
    end = ending(text, 0, lambda at: units(text[:at]) <= room)
    assert 0 <= end <= len(text)
    assert units(text[:end]) <= room


@pytest.mark.parametrize(
    ("text", "room", "kept"),
    [
        ("One thing. Another thing. A third thing.", 27, "One thing. Another thing."),
        ("Yes. A sentence far too long for the room there is", 30, "Yes. A sentence far too long"),
        ("He asked “why?” and left", 16, "He asked “why?”"),
        ("赵华胜说。王浩也说了一些别的话", 8, "赵华胜说。"),
        ("赵华胜说。王浩也说。了", 9, "赵华胜说。"),
        ("没有句号的很长的一句话", 5, "没有句号的"),
        ("unbreakable", 4, "unbr"),
        ("e\u0301e\u0301e\u0301", 3, "e\u0301"),
        ("👩\u200d🔬👩\u200d🔬", 8, "👩\u200d🔬"),
        ("whole", 5, "whole"),
        ("nothing", 0, ""),
    ],
)
def test_text_ends_at_a_sentence_else_a_word_else_a_sign(text: str, room: int, kept: str) -> None:
    """The best end that does not give up more than half of the room."""
    assert text[: ending(text, 0, lambda at: units(text[:at]) <= room)] == kept


def test_a_sentence_is_found_from_its_middle() -> None:
    """The beginning of the sentence that a position stands in."""
    text = "One. Two is longer. Three."
    assert text[beginning(text, text.index("longer"), 50) :] == "Two is longer. Three."
    assert beginning(text, 2, 50) == 0
    assert beginning(text, text.index("longer"), 4) == text.index("is longer")


@given(st.lists(st.integers(0, 500), max_size=8), st.integers(-10, 2000))
def test_room_is_shared_fairly(needs: list[int], room: int) -> None:
    """Nobody gets more than they need, all together no more than there is, and nobody waits while room is left."""
    given_ = shares(needs, room)
    assert all(got <= need for got, need in zip(given_, needs, strict=True))
    assert sum(given_) <= max(room, 0)
    short = [got for got, need in zip(given_, needs, strict=True) if got < need]
    assert not short or (sum(given_) > room - len(needs) and max(given_, default=0) <= min(short) + len(needs))
