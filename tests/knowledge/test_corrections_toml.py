"""Corrections can be written to a file, edited by hand, and read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Correction, CorrectionsError, Fix, Name, Words, corrections_toml

TEXT = st.text(st.characters(codec="utf-8"))
SAID = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text.strip() != "")
NUMBERS = st.integers(1, 2**53 - 1)
WORDS = st.builds(Words, TEXT, SAID, TEXT, TEXT)
NAMES = st.builds(Name, SAID, st.none() | SAID, TEXT)
CORRECTIONS = st.one_of(
    st.builds(Correction, NUMBERS, st.just(Fix.SPEAKER), WORDS, st.none() | NAMES),
    st.builds(Correction, NUMBERS, st.sampled_from([Fix.HIDE, Fix.TERM]), WORDS),
    st.builds(Correction, NUMBERS, st.just(Fix.MERGE), person=NAMES, other=NAMES),
    st.builds(Correction, NUMBERS, st.just(Fix.SPLIT), person=NAMES, other=NAMES, article=TEXT),
    st.builds(Correction, NUMBERS, st.just(Fix.ALIAS), person=NAMES, alias=TEXT),
)
SETS = st.lists(CORRECTIONS, max_size=5, unique_by=lambda each: each.number)


@given(SETS, st.text())
def test_what_is_written_is_read(corrections: list[Correction], comment: str) -> None:
    """Any text comes back as it was, and no comment breaks out of its line."""
    written = corrections_toml.dumps(corrections, {each.number: comment for each in corrections})
    assert corrections_toml.loads(written) == tuple(sorted(corrections, key=lambda each: each.number))


@given(SETS)
def test_the_order_of_a_set_makes_no_difference(corrections: list[Correction]) -> None:
    """So a change of one correction is a change of a few lines."""
    assert corrections_toml.dumps(corrections) == corrections_toml.dumps(corrections[::-1])


def test_a_file_reads_well() -> None:
    """A table for each, what it corrects below it, what is not stated left out."""
    said = Words("qaaaaaaaaaa", "No ship\nwas “lost”", "abbbbbbbbbb", "harbour.txt")
    corrections = [
        Correction(2, Fix.HIDE, said),
        Correction(1, Fix.SPEAKER, said, Name("Ann Lee", "李安")),
    ]
    assert corrections_toml.dumps(corrections, {1: "An editor,\ntoday"}) == (
        "# Corrections: see docs/correcting.md.\n"
        "\n"
        "# An editor,\n"
        "# today\n"
        "[[correction]]\n"
        "number = 1\n"
        'fix = "speaker"\n'
        "[correction.words]\n"
        'id = "qaaaaaaaaaa"\n'
        'text = "No ship\\nwas “lost”"\n'
        'article = "abbbbbbbbbb"\n'
        'file = "harbour.txt"\n'
        "[correction.person]\n"
        'name = "Ann Lee"\n'
        'native_name = "李安"\n'
        "\n"
        "[[correction]]\n"
        "number = 2\n"
        'fix = "hide"\n'
        "[correction.words]\n"
        'id = "qaaaaaaaaaa"\n'
        'text = "No ship\\nwas “lost”"\n'
        'article = "abbbbbbbbbb"\n'
        'file = "harbour.txt"\n'
    )


def test_nothing_hides_in_a_string() -> None:
    """A character that turns the direction of writing is written out."""
    written = corrections_toml.dumps([Correction(1, Fix.HIDE, Words("", "a\u202eb\u200bc", "", ""))])
    assert "\\u202E" in written
    assert "\u202e" not in written
    assert "\u200b" not in written


HEAD = '\n[[correction]]\nnumber = 1\nfix = "hide"\nwords = {id = "q"}\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[correction]\n", "Line 1: This is not valid TOML"),
        ('x = "' + "\x00" + '"', "not valid TOML"),
        ("# \ud800", "not UTF-8"),
        ("a" * (corrections_toml.LIMIT_BYTES + 1), "larger than 8 MB"),
        ("title = 1", "[[correction]] tables and nothing else"),
        ("correction = 3", "'correction' must be written as [[correction]], once for each"),
        ("correction = [3]", "'correction' must be written as [[correction]], once for each"),
        (HEAD + "[[correction]]\nnumber = 2", "Line 6: Entry 2: 'fix' must be one of speaker, hide, term"),
        (HEAD + '[[correction]]\nfix = "hide"\nnumber = "2"', "Line 6: Entry 2: 'number' must be a whole number"),
        (HEAD + '[[correction]]\nfix = "hide"\nnumber = true', "'number' must be a whole number"),
        (HEAD + '[[correction]]\nfix = "hide"\nnumber = 0', "'number' must be a whole number"),
        (HEAD + HEAD, "Line 7: Entry 2: the number 1 is that of entry 1"),
        (HEAD + "alias = 'b'", "Line 2: Entry 1: 'alias' does not belong to the fix 'hide'"),
        ('[[correction]]\nnumber = 1\nfix = "hide"', "Entry 1: 'words' is missing, which the fix 'hide' needs"),
        ('[[correction]]\nnumber = 1\nfix = "hide"\nwords = 3', "'words' must be a table"),
        ('[[correction]]\nnumber = 1\nfix = "hide"\nwords = {text = " "}', "'words' needs an 'id' or a 'text'"),
        ('[[correction]]\nnumber = 1\nfix = "hide"\nwords = {text = 3}', "'text' must be a text"),
        ('[[correction]]\nnumber = 1\nfix = "hide"\nwords = {id = "q", page = 3}', "'words.page' is not known"),
        (HEAD.replace("hide", "speaker") + "person = {id = 'p'}", "'person' needs a 'name'"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(text: str, said: str) -> None:
    """Nothing of it is taken."""
    with pytest.raises(CorrectionsError) as caught:
        corrections_toml.loads(text)
    assert said in str(caught.value)


def test_a_header_inside_a_string_does_not_count_lines() -> None:
    """No line is better than a wrong one."""
    with pytest.raises(CorrectionsError) as caught:
        corrections_toml.loads('[[correction]]\nnumber = 1\nfix = """\n[[correction]]"""')
    assert caught.value.line is None


def test_files_of_other_editors_are_read() -> None:
    """With a byte order mark, other line ends, and inline tables."""
    text = (
        '\ufeff[[correction]]\r\nnumber = 7\r\nfix = "merge"\r\nperson = {name = "A B"}\r\nother = {name = "C D"}\r\n'
    )
    assert corrections_toml.loads(text) == (Correction(7, Fix.MERGE, person=Name("A B"), other=Name("C D")),)
    assert corrections_toml.loads("") == ()
