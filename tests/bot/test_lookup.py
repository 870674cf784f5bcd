"""What a message says, as far as it can be looked up."""

from __future__ import annotations

import pytest

from bot.dispatch import LONGEST
from bot.lookup import telling


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("never closed", "never closed"),
        ("I read “we have never closed it” and “the ice decides”", "we have never closed it"),
        ("she said “no”", "she said “no”"),
        ("er sagte „wir haben nie geschlossen“", "wir haben nie geschlossen"),
        (" \n ", ""),
    ],
)
def test_the_longest_quotation_is_what_a_message_says(text: str, words: str) -> None:
    """Or all of it, where it quotes nobody."""
    assert telling(text) == words


def test_what_is_too_long_is_cut() -> None:
    """To what can be looked up."""
    assert len(telling("word " * 200)) <= LONGEST
