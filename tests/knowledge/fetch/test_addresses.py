"""One page has many addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.fetch.addresses import is_same_page, normal
from tests.knowledge.laws import LAW

PAGE = "https://gazette.example/2024/harbour?id=3"


@pytest.mark.parametrize(
    "other",
    [
        "http://gazette.example/2024/harbour?id=3",
        "https://www.gazette.example/2024/harbour/?id=3",
        "https://GAZETTE.example:443/2024/harbour?id=3#comments",
        "https://gazette.example/2024/harbour?utm_source=feed&id=3&utm_medium=rss&fbclid=x",
        "https://gazette.example/2024/harbour/amp/?id=3",
        "https://amp.gazette.example/2024/harbour?id=3",
        "https://m.gazette.example/2024/harbour?id=3&amp=1",
        "https://gazette.example/2024/harbour/index.html?id=3",
    ],
)
def test_these_are_the_same_page(other: str) -> None:
    """Scheme, tracking, fragments, the last slash, forms for phones."""
    assert is_same_page(PAGE, other)


@pytest.mark.parametrize(
    "other",
    [
        "https://gazette.example/2024/harbour?id=4",
        "https://gazette.example/2024/harbour",
        "https://gazette.example/2024/Harbour?id=3",
        "https://post.example/2024/harbour?id=3",
        "https://gazette.example:8443/2024/harbour?id=3",
        "https://gazette.example/2024/harbour-amp?id=3",
    ],
)
def test_these_are_not(other: str) -> None:
    """Whatever tells two articles apart does so."""
    assert not is_same_page(PAGE, other)


@LAW
@given(st.text() | st.from_regex(r"https?://[a-z.\[\]:0-9]{0,20}/.*", fullmatch=True))
def test_the_normal_form_of_anything_is_its_own(url: str) -> None:
    """It is the same to itself, and no text makes it fail."""
    assert is_same_page(url, url)
    assert normal(url) == normal(url)
