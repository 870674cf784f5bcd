"""Short stretches of long lists hold what a look at the whole list would find."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.search.name_keys import Beginnings, Spellings
from tests.knowledge.search.conftest import LAW

WORDS = st.lists(st.text(string.ascii_lowercase[:4], min_size=1, max_size=9), max_size=60, unique=True)


@LAW
@given(st.text(string.ascii_lowercase, min_size=6, max_size=12), st.data())
def test_a_word_with_one_slip_is_found(word: str, data: st.DataObject) -> None:
    """A letter lost, added or changed, wherever it stands."""
    at = data.draw(st.integers(0, len(word) - 1))
    slipped = data.draw(st.sampled_from([word[:at] + word[at + 1 :], f"{word[:at]}x{word[at:]}"]))
    assert word in set(Spellings([word, "unlike", word[::-1] + "zz"]).near(slipped))


def test_the_heaviest_of_many_that_begin_alike_are_known() -> None:
    """As many as are wanted, in order, each once, for a beginning of any length."""
    keys = [(f"wang{n % 7}{n}", n) for n in range(2_000)]
    beginnings = Beginnings([*keys, *((f"zhao{n}", n) for n in range(20))])
    for typed in ("w", "wa", "wang", "wang3", "zhao"):
        expected = sorted({n for key, n in [*keys, *((f"zhao{n}", n) for n in range(20))] if key.startswith(typed)})
        assert beginnings.heaviest((typed,), 25) == expected[:25]


@LAW
@given(WORDS, st.text(string.ascii_lowercase[:4], min_size=1, max_size=3))
def test_beginnings_are_those_of_a_look_at_all(words: list[str], typed: str) -> None:
    """Nobody else, and nobody is missing."""
    beginnings = Beginnings((word, at) for at, word in enumerate(words))
    assert beginnings.heaviest((typed,), 60) == [at for at, word in enumerate(words) if word.startswith(typed)]


@LAW
@given(WORDS, st.text(string.ascii_lowercase[:4], min_size=2, max_size=7))
def test_a_slip_in_a_beginning_is_seen_through(words: list[str], typed: str) -> None:
    """Those are found of whom some beginning is one slip away, its first letter aside, and nobody else."""
    beginnings = Beginnings((word, at) for at, word in enumerate(words))
    meant = [
        at
        for at, word in enumerate(words)
        if word[0] == typed[0] and min(OSA.distance(word[:end], typed) for end in range(1, len(word) + 1)) <= 1
    ]
    assert beginnings.heaviest(beginnings.corrected(typed), 60) == meant
