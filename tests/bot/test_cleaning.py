"""Cleaned text hides nothing, and keeps the signs that spell."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning import address, clean
from tests.bot.hostile import TEXT


@given(TEXT)
def test_cleaning_leaves_nothing_hidden(text: str) -> None:
    """No control character, no bidirectional override, and nothing left to clean."""
    cleaned = clean(text)
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"} and c != "\n"]
    assert not set(cleaned) & set("\u200b\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("word", ["می\u200cخواهم", "क\u094d\u200dष", "👩\u200d🔬"])
def test_joiners_that_spell_are_kept(word: str) -> None:
    """Persian, Hindi and composed emoji need them."""
    assert clean(word) == word


@given(st.from_regex(r"https?://\S{0,40}", fullmatch=True) | TEXT)
def test_an_address_cannot_end_its_link(url: str) -> None:
    """Nothing in it closes the bracket, or stands outside it."""
    assert not re.search(r"[\s()<>\\]", address(url))
