"""How pages link to each other: relative, in the language that was chosen, and to where choices of the chat lead."""

from __future__ import annotations

from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import ENGLISH
from bot.reply import Choice
from bot.site.visit import Visit

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
PATHS = st.lists(st.sampled_from(["people", "javascript:alert(1)", "a b", "..", "x%2Fy", "ü"]), max_size=3)


@pytest.mark.parametrize(
    ("choice", "link"),
    [
        (Choice("", "", "quote", {"phrase": "half a sky", "kind": "direct"}), "../search?kind=direct&q=half+a+sky"),
        (Choice("", "", "expert", {"name": "pabcdefghij"}), "../people/pabcdefghij"),
        (Choice("", "", "expert", {"name": "Reis & Co"}), "../people?name=Reis+%26+Co"),
        (Choice("", "", "article", {"name": "aabcdefghij"}), "../articles/aabcdefghij"),
        (Choice("", "", "article", {"name": "the harbour"}), "../articles?name=the+harbour"),
        (Choice("", "", "source", {"id": "qabcdefghij", "around": "0"}), "../quotations/qabcdefghij"),
        (Choice("", "", "help", {}), None),
    ],
)
def test_a_choice_of_the_chat_leads_to_its_page(choice: Choice, link: str | None) -> None:
    """An id to the one, a name to those whom it fits; what has no page leads nowhere."""
    led = Visit("/people/x", ENGLISH).taking(choice)
    assert (led and (urlsplit(led).path, sorted(parse_qsl(urlsplit(led).query)))) == (
        link and (urlsplit(link).path, sorted(parse_qsl(urlsplit(link).query)))
    )


@given(PATHS, TEXT, TEXT)
def test_a_link_leads_there_from_any_page_under_any_path(here: list[str], name: str, words: str) -> None:
    """The proxy may put the site where it likes; the words arrive as they were."""
    visit = Visit("/" + "/".join(here), ENGLISH, lang="en")
    for base in ("https://a.example", "https://a.example/deep/down"):
        there = urlsplit(urljoin(base + visit.path.replace("..", "z"), visit.to("people", name, q=words)))
        assert there.netloc == "a.example"
        assert dict(parse_qsl(there.query, keep_blank_values=True)) == {"q": words, "lang": "en"}
        assert there.path.startswith(urlsplit(base).path + "/people/") or name in {".", ".."}


@given(PATHS, st.dictionaries(TEXT, TEXT, max_size=3))
def test_a_link_to_the_same_page_stays_on_it(here: list[str], query: dict[str, str]) -> None:
    """Asked with something else, and never taken for another scheme."""
    visit = Visit("/" + "/".join(part.replace("..", "z") for part in here), ENGLISH, query=query)
    there = urlsplit(urljoin("https://a.example" + visit.path, visit.again(page=7)))
    assert (there.scheme, there.netloc) == ("https", "a.example")
    assert there.path == visit.path
    assert dict(parse_qsl(there.query))["page"] == "7"
