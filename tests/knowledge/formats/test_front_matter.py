"""Front matter: plain strings, checked, and every mistake named with its line."""

from __future__ import annotations

import pytest

from knowledge.errors import ArticleError
from knowledge.formats import parse
from knowledge.model import Article, Original

TEXT = "---\nThe harbour stayed open.\n"


def article_of(matter: str) -> Article:
    """An article with this front matter."""
    return parse(f"---\n{matter}{TEXT}".encode(), "harbour.md")


def failure(matter: str) -> ArticleError:
    """Why an article with this front matter is set aside."""
    with pytest.raises(ArticleError) as caught:
        article_of(matter)
    return caught.value


def test_every_field_is_read() -> None:
    """All known fields arrive as written, and their origin is the front matter."""
    article = article_of(
        "id: harbour-1\ntitle: 'A Harbour: Without Ice'\nsubtitle: A winter\nauthors: [Jane Roe, Tom Bede]\n"
        "outlet: The Example Gazette\ndate: 2024-05-17\nurl: https://example.org/harbour\nlanguage: en-GB\n"
        "reports_on:\n  title: Harbour to stay open\n  author: Ida Noll\n  outlet: Agency\n  date: 2024-05\n"
        "  url: http://example.org/a\n"
    )
    assert (article.headline, article.subtitle) == ("A Harbour: Without Ice", "A winter")
    assert (article.authors, article.outlet) == (("Jane Roe", "Tom Bede"), "The Example Gazette")
    assert (article.published, article.url, article.language) == ("2024-05-17", "https://example.org/harbour", "en")
    assert article.original == Original(
        "Harbour to stay open", ("Ida Noll",), "Agency", "2024-05", "http://example.org/a"
    )
    assert {origin for _, origin in article.origins} == {"front_matter"}
    assert article.warnings == ()


@pytest.mark.parametrize(
    ("matter", "field", "value"),
    [
        ("title: no\n", "headline", "no"),
        ("title: 10:00\n", "headline", "10:00"),
        ("title: 1_000\n", "headline", "1_000"),
        ("title: ~\n", "headline", "~"),
        ("title: T\ndate: 2024\n", "published", "2024"),
        ("title: T\ndate: 2024-05\n", "published", "2024-05"),
        ("title: T\nlanguage: no\n", "language", "no"),
        ("title: T\nauthor: Jane Roe\n", "authors", ("Jane Roe",)),
        ("title: T\nauthor:\n", "authors", ()),
        ("title: T\noutlet: ''\n", "outlet", None),
        ("title: |\n  over\n  lines\n", "headline", "over lines"),
        ("# a comment\ntitle: T\n", "headline", "T"),
        ("title: T\nreports_on:\n", "original", None),
    ],
)
def test_values_stay_what_was_written(matter: str, field: str, value: object) -> None:
    """YAML's booleans, numbers, times and nulls are just words here; an empty value says that there is none."""
    assert getattr(article_of(matter), field) == value


@pytest.mark.parametrize(
    ("matter", "line"),
    [
        ("title: one\ntitle: two\n", 3),
        ("a: &x 1\ntitle: *x\n", 3),
        ("title: [unclosed\n", 3),
        ("title: a: b\n", 2),
        ("- a list\n", 2),
        ("just words\n", 2),
        ("title: T\nx: [[[[[[[[[[deep]]]]]]]]]]\n", 3),
        ("? [a, b]\n: c\n", 2),
        ("title: T\n...\nmore: x\n", 4),
        ("title: T\n--- more\n", 3),
        ("title: \x07bell\n", None),
    ],
)
def test_what_yaml_may_not_say_is_refused_with_its_line(matter: str, line: int | None) -> None:
    """Double keys, aliases, lists, deep nesting and broken syntax set the article aside."""
    error = failure(matter)
    assert (error.code, error.line) == ("bad_front_matter", line)
    assert error.reason.startswith("The front matter ")


@pytest.mark.parametrize(
    ("matter", "line", "named"),
    [
        ("title: T\ndate: 2024-13\n", 3, "date"),
        ("title: T\ndate: 2023-02-29\n", 3, "date"),
        ("title: T\ndate: 17 May 2024\n", 3, "date"),
        ("title: T\ndate: 2024-5-17\n", 3, "date"),
        ("title: T\ndate: [2024]\n", 3, "date"),
        ("title: T\nurl: ftp://example.org\n", 3, "url"),
        ("title: T\nurl: javascript:alert(1)\n", 3, "url"),
        ("title: T\nurl: https://\n", 3, "url"),
        ("title: T\nurl: https://exa mple.org\n", 3, "url"),
        ("title: T\nurl: https://example.org:port/\n", 3, "url"),
        ("title: T\nlanguage: English language\n", 3, "language"),
        ("title:\n", 2, "title"),
        ("title: [a, b]\n", 2, "title"),
        ("title: T\nauthor: A\nauthors: [B]\n", 4, "authors"),
        ("title: T\nauthors: [[A]]\n", 3, "authors"),
        ("title: T\nreports_on: words\n", 3, "reports_on"),
        ("title: T\nreports_on:\n  outlet: X\n", 3, "reports_on"),
        ("title: T\nreports_on:\n  title: X\n  date: soon\n", 5, "reports_on.date"),
        ("title: " + "x" * 501 + "\n", 2, "title"),
        ('title: "a\\x07b"\n', 2, "title"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_with_its_line(matter: str, line: int, named: str) -> None:
    """Dates must exist, links must be web addresses, texts must be texts: the field and its line are named."""
    error = failure(matter)
    assert (error.code, error.line) == ("bad_field", line)
    assert repr(named) in error.reason


def test_an_unknown_field_is_a_warning_that_names_the_known_ones() -> None:
    """A slip such as `titel:` costs nothing but is reported, inside `reports_on` too."""
    article = article_of("title: T\nautor: Jane\nreports_on:\n  title: X\n  publisher: Y\n")
    first, second = article.warnings
    assert "'autor'" in first
    assert "line 3" in first
    assert "author" in first.partition("known are")[2]
    assert "'reports_on.publisher'" in second


def test_front_matter_that_never_ends_is_refused() -> None:
    """A single `---` at the top is a slip, not a rule to be drawn."""
    with pytest.raises(ArticleError) as caught:
        parse(b"---\ntitle: T\n\nThe harbour stayed open.\n", "x.md")
    assert (caught.value.code, caught.value.line) == ("bad_front_matter", 1)


def test_front_matter_has_a_limit() -> None:
    """64 KB are enough for any article's fields."""
    assert failure("title: T\n#" + "x" * 70_000 + "\n").code == "bad_front_matter"


@pytest.mark.parametrize("matter", ["", "\n", "# nothing\n"])
def test_empty_front_matter_states_nothing(matter: str) -> None:
    """Two fences with nothing between are allowed."""
    assert parse(f"---\n{matter}---\n# T\n\nwords\n".encode(), "x.md").headline == "T"
