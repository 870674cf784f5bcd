"""Sidecars: an admin's word beside an article overrides whatever the article says itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.errors import ArticleError
from knowledge.formats import parse, read, sidecar_of
from tests.knowledge.formats.dumps import load

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.model import Article

PAGE = load("page").text.encode()
DIGEST = b"---\ntitle: A Harbour\nauthor: Jane Roe\ndate: 2024\n---\nThe harbour stayed open.\n"


def with_sidecar(toml: str, raw: bytes = PAGE, file: str = "page.txt") -> Article:
    """The article with this sidecar."""
    return parse(raw, file, toml.encode())


def test_a_sidecar_overrides_text_and_front_matter() -> None:
    """Each field says where it was read."""
    article = with_sidecar('title = "Another"\ndate = "2031"\noutlet = "The Courier"\n')
    assert (article.headline, article.published, article.outlet) == ("Another", "2031", "The Courier")
    assert article.authors == ("Dora Kemp",)
    assert dict(article.origins) == {
        "headline": "sidecar",
        "published": "sidecar",
        "outlet": "sidecar",
        "authors": "text",
        "language": "text",
    }
    digest = with_sidecar('date = "2024-05"\n', DIGEST, "a.md")
    assert (digest.published, digest.authors) == ("2024-05", ("Jane Roe",))
    assert dict(digest.origins)["authors"] == "front_matter"


def test_a_sidecar_gives_the_headline_that_a_dump_lacks() -> None:
    """A text that would be set aside is read once its headline is stated."""
    text = b"The harbour stayed open all winter, which nobody in the town had thought possible before.\n"
    with pytest.raises(ArticleError):
        parse(text, "x.txt")
    assert parse(text, "x.txt", b'title = "Open"').headline == "Open"


@pytest.mark.parametrize(
    ("toml", "field", "value"),
    [
        ("date = 2024-05-17\n", "published", "2024-05-17"),
        ("date = 2024-05-17T10:00:00Z\n", "published", "2024-05-17"),
        ("date = 2024\n", "published", "2024"),
        ("authors = []\n", "authors", ()),
        ('author = ""\n', "authors", ()),
        ('date = ""\n', "published", None),
        ('[reports_on]\ntitle = "X"\n', "original", None),
        ('\ufeffoutlet = "O"\n', "outlet", "O"),
    ],
)
def test_toml_values_are_taken_as_meant(toml: str, field: str, value: object) -> None:
    """TOML's dates are dates; an empty value takes away what the text says."""
    article = with_sidecar(toml)
    if field == "original":
        assert article.original is not None
        assert article.original.headline == "X"
    else:
        assert getattr(article, field) == value


@pytest.mark.parametrize(
    ("toml", "code", "line"),
    [
        ("title = \n", "bad_sidecar", 1),
        ("a = 1\na = 2\n", "bad_sidecar", 2),
        ("date = 10:00:00\n", "bad_field", 1),
        ("title = true\n", "bad_field", 1),
        ('outlet = "X"\ndate = "soon"\n', "bad_field", 2),
        ('[reports_on]\ntitle = "X"\n\nurl = "mailto:a@b"\n', "bad_field", 4),
        ("x = " + "[" * 5000 + "]" * 5000, "bad_sidecar", None),
    ],
)
def test_a_broken_sidecar_sets_the_article_aside_with_its_line(toml: str, code: str, line: int | None) -> None:
    """The reason says that the sidecar is to blame."""
    with pytest.raises(ArticleError) as caught:
        with_sidecar(toml)
    assert (caught.value.code, caught.value.line) == (code, line)
    assert "idecar" in caught.value.reason


@pytest.mark.parametrize(("raw", "line"), [(b'\n\ntitle = "\xff"', 3), (b"#" * 70_000, None)])
def test_a_sidecar_must_be_small_and_utf8(raw: bytes, line: int | None) -> None:
    """Other bytes are refused before they are parsed."""
    with pytest.raises(ArticleError) as caught:
        parse(PAGE, "page.txt", raw)
    assert (caught.value.code, caught.value.line) == ("bad_sidecar", line)


def test_unknown_fields_of_a_sidecar_are_reported() -> None:
    """The warning says where the field stands."""
    (warning,) = with_sidecar('colour = "red"\n').warnings
    assert warning.startswith("sidecar: unknown field 'colour' on line 1")


def test_a_sidecar_is_found_beside_its_article(tmp_path: Path) -> None:
    """`story.toml` goes with `story.txt`; `story.txt.toml` counts more, and the other is reported."""
    story = tmp_path / "story.txt"
    story.write_bytes(PAGE)
    assert read(story, tmp_path).outlet is None
    (tmp_path / "story.toml").write_text('outlet = "General"\n')
    assert read(story, tmp_path).outlet == "General"
    assert sidecar_of(story) == tmp_path / "story.toml"
    (tmp_path / "story.txt.toml").write_text('outlet = "Own"\n')
    article = read(story, tmp_path)
    assert article.outlet == "Own"
    assert any("story.toml is not read" in warning for warning in article.warnings)
    assert sidecar_of(story) == tmp_path / "story.txt.toml"
