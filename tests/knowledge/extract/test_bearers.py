"""The likeliest bearer of a surname: the same as by asking everybody, at a cost that does not grow with them."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from knowledge.extract import bearers
from knowledge.extract.bearers import NEVER, Bearer, Bearers
from knowledge.model import Gender
from tests.knowledge.extract.reading import read

if TYPE_CHECKING:
    import pytest

SURNAME = "It rained in the afternoon, and Lee said that it was late."


def _asked_of_all(known: dict[int, Bearer], gender: Gender, passage: int) -> int | None:
    """The rule itself, over everybody."""
    agreeing = [i for i, b in known.items() if Gender.UNKNOWN in {gender, b.gender} or b.gender is gender]
    able = [i for i in agreeing if known[i].family] or agreeing
    if gender is not Gender.UNKNOWN:
        able = [i for i in able if known[i].gender is gender] or able
    full = [i for i in able if known[i].passage != NEVER]
    before = full or [i for i in able if known[i].last != NEVER]
    here = [i for i in before if known[i].passage == passage]
    if here:
        return max(here, key=lambda i: known[i].last)
    if before:
        return max(before, key=lambda i: (known[i].alone, -known[i].first))
    return min(able, default=None)


@given(
    st.lists(st.tuples(st.sampled_from(Gender), st.booleans()), min_size=1, max_size=6),
    st.lists(
        st.tuples(st.integers(0, 5), st.booleans(), st.booleans(), st.sampled_from(Gender), st.booleans()), max_size=30
    ),
)
def test_the_same_as_by_asking_everybody(
    people: list[tuple[Gender, bool]], namings: list[tuple[int, bool, bool, Gender, bool]]
) -> None:
    """Whoever is named, in full or by the surname, in this passage or the next, the answers agree."""
    found, passage = Bearers(), 0
    known = {number: Bearer(gender, family) for number, (gender, family) in enumerate(people)}
    for number, bearer in known.items():
        found.note(number, bearer)
    for place, (who, in_full, goes_on, gender, family) in enumerate(namings):
        passage += not goes_on
        number = who % len(people)
        old = known[number]
        first = place if old.first == NEVER else old.first
        full = passage if in_full else old.passage
        known[number] = Bearer(gender, family, old.alone + (not in_full), first, place, full)
        found.note(number, known[number])
        for asked, where in product(Gender, (passage,)):
            assert found.find(asked, where) == _asked_of_all(known, asked, where)


def _sisters(many: int) -> list[str]:
    """Sentences that name so many women of one surname."""
    names = islice(product("KLMNPRST", "aeiou", "klmnprst", "aeiou"), many)
    return [f"The tide was late again, as Maria {''.join(name)} Lee had said in May." for name in names]


def test_a_surname_costs_the_same_for_many_bearers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as many bearers, each named once in full, and twice as many bare surnames: twice the look-ups, not four."""
    looks = 0
    stands = bearers.stands

    def counted(now: Bearer, bearer: Bearer) -> bool:
        nonlocal looks
        looks += 1
        return stands(now, bearer)

    monkeypatch.setattr(bearers, "stands", counted)

    def cost(many: int) -> int:
        nonlocal looks
        looks = 0
        assert len(read(*_sisters(many), *[SURNAME] * many).findings.people) >= many
        return looks

    few, more = cost(60), cost(120)
    assert 0 < few < 60 * 12
    assert more < 2.5 * few
