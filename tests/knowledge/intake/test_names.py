"""Names for files: safe on every file system, and still telling."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.intake.names import LONGEST_BYTES, file_name, free_name
from tests.knowledge.laws import LAW

RESERVED = ["CON", "prn", "Aux", "nul", "COM1", "lpt9", "com¹"]


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("Harbour report.PDF", "Harbour-report.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\report.docx", "report.docx"),
        ("a/b/", "b"),
        (".hidden.txt", "hidden.txt"),
        ("..", "article"),
        ("", "article"),
        (".txt", "article.txt"),
        ("???.md", "article.md"),
        ("readme.md", "article-readme.md"),
        ("Гавань открыта.html", "Гавань-открыта.html"),
        ("cafe\u0301.txt", "caf\xe9.txt"),
        ("evil\u202etxt.exe", "evil-txt.exe"),
        ("a\0b\n.txt", "a-b.txt"),
        ("report.", "report"),
        ("v1.2 final.txt", "v1.2-final.txt"),
        ("\udcff.txt", "article.txt"),
    ],
)
def test_a_name_is_made_safe(given_name: str, name: str) -> None:
    """One part, visible, without what shells and file systems mind."""
    assert file_name(given_name) == name


@pytest.mark.parametrize("name", RESERVED)
def test_what_windows_keeps_for_itself_is_not_used(name: str) -> None:
    """With any ending."""
    for ending in ("", ".txt", ".tar.txt"):
        assert file_name(name + ending).startswith("article-")


@LAW
@given(st.text() | st.text(min_size=100, max_size=400).map(lambda text: text + ".html"))
def test_every_name_is_fit_for_a_file(text: str) -> None:
    """Whatever it is made from; and a name that is fit already stays."""
    name = file_name(text)
    assert 0 < len(name.encode()) <= LONGEST_BYTES
    assert name == unicodedata.normalize("NFC", name) == file_name(name)
    assert not set(name) & set('/\\<>:"|?*\0 ')
    assert all(unicodedata.category(c)[0] != "C" for c in name)
    assert name[0] not in ".-"
    assert name[-1] not in " ."


@LAW
@given(st.lists(st.sampled_from(["a.txt", "A.txt", "a", "a.b.txt"]), max_size=8))
def test_a_taken_name_gets_a_number(names: list[str]) -> None:
    """The first that is free; the ending stays."""
    taken: list[str] = []
    for name in names:
        found = free_name(name, lambda each: each in taken)
        assert found not in taken
        assert found.rpartition(".")[2] == name.rpartition(".")[2] or "." not in name
        taken.append(found)


def test_the_numbers_begin_at_two() -> None:
    """As people count."""
    assert free_name("a.txt", {"a.txt"}.__contains__) == "a-2.txt"
    assert free_name("a.txt", {"a.txt", "a-2.txt"}.__contains__) == "a-3.txt"
