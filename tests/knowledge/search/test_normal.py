"""One folding: what differs only in its writing is equal, and can be found again where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Span
from knowledge.search.normal import Words, fold, is_run, plain
from tests.knowledge.search.conftest import LAW

ANY_TEXT = st.text(st.characters(), max_size=60)  # lone surrogates too
WRITING = st.text(st.sampled_from("aAéÉ’'.,-\u2011—“”  0123赵趙半邊が한ßﬁ½İ\u0301\u200b\u202e\u00adsS"), max_size=40)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Reverse-Nixon", "reverse nixon"),
        ("reverse\u2011nixon", "reverse nixon"),
        ("reverse—Nixon", "reverse nixon"),
        ("“Reverse Nixon”", "reverse nixon"),
        ("Beijing’s", "beijing"),
        ("Beijing's aims", "beijing aims"),
        ("the allies' aims", "the allies aims"),
        ("don’t", "dont"),
        ("O'Brien", "obrien"),
        ("U.S.-China", "us china"),
        ("the U.S.'s aims", "the us aims"),
        ("J.R.R. Tolkien", "jrr tolkien"),
        ("10,000 men", "10000 men"),
        ("3, 500", "3 500"),
        ("1.5", "1 5"),
        ("José Bové", "jose bove"),
        ("Jose\u0301", "jose"),
        ("Ｆｕｄａｎ", "fudan"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Владимир Йод", "владимир иод"),
        ("趙華勝", "赵华胜"),
        ("半邊天 (half)", "半边天 half"),
        ("AI公司", "ai 公司"),
        ("a\u200bb\u00adc", "abc"),
        ("\u202eabc\u202c", "abc"),
        ("snake_case", "snake case"),
        ("0\u3099", "0"),
        ("カ・キ ガ", "カ キ ガ"),
        ("\u0149a \u0374b", "na b"),
        ("a\0b\ud800c", "a b c"),
        ("", ""),
        ("— … “”", ""),
    ],
)
def test_writing_makes_no_difference(written: str, folded: str) -> None:
    """Case, accents, width, dashes, quotation marks, apostrophes, possessives, tradition and the invisible."""
    assert fold(written).text == folded


@LAW
@given(ANY_TEXT | WRITING)
def test_folding_again_changes_nothing(text: str) -> None:
    """What is folded is folded."""
    once = fold(text).text
    assert fold(once).text == once


@LAW
@given(ANY_TEXT | WRITING)
def test_all_ways_of_folding_agree(text: str) -> None:
    """The folded text is its words with single blanks between, offsets or none."""
    found = list(Words(text))
    assert fold(text).text == plain(text) == " ".join(word.text for word in found)
    assert all(word.text and " " not in word.text for word in found)


@LAW
@given(st.text(st.characters(max_codepoint=0x7F) | st.sampled_from("as'.,0123 "), max_size=60))
def test_what_stands_beside_a_text_changes_nothing_in_it(text: str) -> None:
    """Least of all whether it is written in another alphabet."""
    assert plain(f"{text} Ж") == f"{plain(text)} ж".strip()


@LAW
@given(ANY_TEXT | WRITING)
def test_words_stand_where_they_are_said_to(text: str) -> None:
    """In order, apart, inside the text; and what stands there folds to a text that holds the word."""
    end = 0
    for word in Words(text):
        assert end <= word.span.start < word.span.end <= len(text)
        assert word.text in plain(word.span.of(text)).replace(" ", "")
        end = word.span.end if len(plain(word.span.of(text)).split()) == 1 else end


@LAW
@given(ANY_TEXT | WRITING)
def test_folded_characters_stand_where_they_are_said_to(text: str) -> None:
    """Each folded letter leads to characters that fold to it, and a range to what lies between its ends."""
    folded = fold(text)
    for at, character in enumerate(folded.text):
        span = folded.span(at, at + 1)
        assert span.end <= len(text)
        assert character == " " or character in "".join(fold(c).text for c in span.of(text))
    assert folded.span(0, len(folded.text)).end <= len(text)


@LAW
@given(st.lists(st.text("abcdé", min_size=1, max_size=5), min_size=1, max_size=6), st.data())
def test_a_folded_phrase_leads_back_to_the_phrase(some: list[str], data: st.DataObject) -> None:
    """The range of some folded words is exactly the original words."""
    first = data.draw(st.integers(0, len(some) - 1))
    last = data.draw(st.integers(first, len(some) - 1))
    text, folded = "-".join(some), fold("-".join(some))
    start = len(" ".join(plain(word) for word in some[:first])) + (first > 0)
    end = start + len(" ".join(plain(word) for word in some[first : last + 1]))
    assert folded.span(start, end).of(text) == "-".join(some[first : last + 1])


def test_an_empty_range_is_nowhere() -> None:
    """Nothing was asked for, nothing is marked."""
    assert fold("abc").span(1, 1) == Span(0, 0)
    assert fold("abc").span(9, 12) == Span(0, 0)


def test_runs_are_characters_without_blanks() -> None:
    """Chinese and Japanese run on; everything else has words."""
    assert is_run("半边天")
    assert is_run("カタカナ")
    assert not is_run("sky")
    assert not is_run("한국")
    assert not is_run("")
