"""What is typed is gone on with as texts go on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.texts import complete_phrase
from tests.knowledge.search.conftest import LAW, Texts, passage, quotation


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    """Five texts, once for many questions."""
    return Texts(tmp_path_factory.mktemp("shelf") / "index.db").add(
        passage(1, "The reverse-Nixon manoeuvre failed. Nobody was surprised."),
        quotation(2, "A “reverse-Nixon” would need a partner."),
        quotation(3, "It was a reversal of all that we had hoped for in the long years of waiting."),
        quotation(4, "双方的合作没有上限，但是有底线。"),
        quotation(5, "A “reverse-Nixon” would need a partner!"),
    )


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("reverse-n", ("reverse-Nixon", "reverse-Nixon manoeuvre failed")),
        ("Reverse Nixon m", ("reverse-Nixon manoeuvre failed",)),
        ("manoe", ("manoeuvre failed",)),
        ("nobody w", ("Nobody was surprised",)),
        ("all that we h", ("all that we had hoped for in the long",)),
        ("合作", ("合作没有上限",)),
        ("合作沒", ("合作没有上限",)),
        ("xyz", ()),
        ("nixon reverse", ()),
        ("", ()),
        ("   “", ()),
    ],
)
async def test_phrases_go_on_from_what_is_typed(shelf: Texts, typed: str, phrases: tuple[str, ...]) -> None:
    """As the texts have them, to the end of the clause or a few words on; quotations first, each phrase once."""
    async with shelf.open() as db:
        assert await complete_phrase(db, typed, 5) == phrases


async def test_at_most_so_many_are_given(shelf: Texts) -> None:
    """None for a limit of nothing."""
    async with shelf.open() as db:
        assert len(await complete_phrase(db, "reverse-n", 1)) == 1
        assert await complete_phrase(db, "reverse-n", 0) == ()


@LAW
@given(st.text(st.characters(), max_size=60) | st.sampled_from(['"*', "a" * 10_000, "re*", "AND OR", "·"]))
async def test_whatever_is_typed_is_taken(shelf: Texts, typed: str) -> None:
    """Never an error, never an empty phrase."""
    async with shelf.open() as db:
        assert all(await complete_phrase(db, typed, 5))
