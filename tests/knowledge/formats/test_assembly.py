"""The article as a whole: stable ids, and formats found by themselves."""

from __future__ import annotations

import pytest

from knowledge.errors import ArticleError
from knowledge.formats import RISKY, SUFFIXES, parse


def id_of(file: str = "a.md", **fields: str) -> str:
    """The id of an article with these front matter fields."""
    matter = "".join(f"{key}: {value}\n" for key, value in {"title": "T", **fields}.items())
    return parse(f"---\n{matter}---\nThe harbour stayed open.\n".encode(), file).id


def test_formats_are_found_in_their_folder() -> None:
    """The suffixes of all formats are known; a suffix may be in capitals. What is no text is risky."""
    text = {".markdown", ".md", ".text", ".txt"}
    assert set(SUFFIXES) - text == RISKY
    assert {*text, ".htm", ".html", ".pdf", ".xhtml"} <= set(SUFFIXES)
    assert parse(b"# T\n\nwords\n", "A.MD").headline == "T"


def test_an_explicit_id_outlives_a_move_and_a_new_link() -> None:
    """`id:` counts more than link and path."""
    assert id_of("a.md", id="harbour") == id_of("b/c.md", id="harbour", url="https://example.org/x")
    assert id_of(id="harbour") != id_of(id="lake")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/story",
        "https://EXAMPLE.org/story/",
        "https://example.org:443/story#part",
        "https://example.org/story?utm_source=x&fbclid=y",
        "https://example.org/story/amp/",
    ],
)
def test_one_page_under_several_links_has_one_id(url: str) -> None:
    """Scheme, host's case, last slash, fragment, tracking and AMP make no other article, nor does the path."""
    assert id_of("elsewhere.md", url=url) == id_of(url="https://example.org/story")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/Story",
        "https://example.org/story?page=2",
        "https://www2.example.org/story",
        "https://example.org:8080/story",
    ],
)
def test_another_page_has_another_id(url: str) -> None:
    """Path, query, host and port do count."""
    assert id_of(url=url) != id_of(url="https://example.org/story")


def test_without_link_the_path_is_the_identity() -> None:
    """Composed and decomposed names are one path; another folder is another."""
    assert id_of("caf\u00e9.md") == id_of("cafe\u0301.md")
    assert id_of("a/b.md") != id_of("b.md")


def test_the_kinds_of_identity_do_not_meet() -> None:
    """An `id:` that reads like a path or a link is still another article."""
    assert len({id_of("x.md"), id_of("y.md", id="x.md"), id_of("y.md", url="https://x.md")}) == 3


@pytest.mark.parametrize("file", ["\udcff.txt", "x\ud800.txt"])
def test_a_file_name_of_any_kind_gives_an_article(file: str) -> None:
    """Names that are no valid Unicode are shown as escapes."""
    text = "Harbour open all winter\n\nThe harbour stayed open all winter, to the surprise of the whole town.\n"
    article = parse(text.encode(), file)
    assert article.file.isascii()
    assert article.id.startswith("a")


def test_no_suffix_is_no_format() -> None:
    """What cannot be read is said, not guessed."""
    with pytest.raises(ArticleError) as caught:
        parse(b"words", "words")
    assert caught.value.code == "kind_mismatch"
