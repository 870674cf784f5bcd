"""The order in which matches are shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Kind, Span
from knowledge.precedence import CLEARLY, EQUAL, WELL, Scored, arranged, by_kind


def said(key: int, score: float, kind: Kind = Kind.DIRECT, at: int = 0) -> Scored:
    """A quotation of article x, ten characters long."""
    return Scored(key, score, kind, "x", Span(at, at + 10))


def passage(key: int, score: float, at: int = 1000) -> Scored:
    """A passage of article x, a hundred characters long."""
    return Scored(key, score, None, "x", Span(at, at + 100))


def keys(*scored: Scored) -> list[int]:
    """The keys of what is shown, in order."""
    return [each.key for each in arranged([s for s in scored if s.kind], [s for s in scored if not s.kind])]


def test_of_equal_matches_words_as_said_come_first() -> None:
    """Direct before mixed before indirect, within one point."""
    shown = by_kind([said(1, 90.9, Kind.INDIRECT), said(2, 90.5, Kind.MIXED), said(3, 90, Kind.DIRECT)])
    assert [each.key for each in shown] == [3, 2, 1]


def test_a_better_match_comes_before_a_better_kind() -> None:
    """More than one point apart."""
    assert keys(said(1, 80, Kind.DIRECT), said(2, 90, Kind.INDIRECT)) == [2, 1]


def test_a_passage_is_not_shown_where_a_quotation_fits_well() -> None:
    """The author's words about it are not what was asked for."""
    assert keys(said(1, WELL), passage(2, WELL + CLEARLY - 1)) == [1]


def test_a_passage_follows_quotations_that_do_not_fit_well() -> None:
    """Quotations come first as long as the passage is not clearly better."""
    assert keys(said(1, WELL - 5), passage(2, WELL)) == [1, 2]


def test_a_passage_that_is_clearly_better_comes_first() -> None:
    """It holds the words, the quotations only some of them."""
    assert keys(said(1, WELL), passage(2, WELL + CLEARLY)) == [2, 1]


def test_a_passage_that_contains_a_quotation_that_is_shown_is_not() -> None:
    """The same words twice, the second time under the wrong name."""
    assert keys(said(1, 60, at=1010), passage(2, 65)) == [1]
    assert keys(said(1, 60, at=995), passage(2, 65)) == [1]


def test_of_a_clearly_better_passage_and_the_quotation_in_it_the_passage_is_shown() -> None:
    """The words asked for are the author's, around the quotation."""
    assert keys(said(1, 60, at=1010), passage(2, 95)) == [2]


def test_passages_alone_are_shown_best_first() -> None:
    """Nobody said it."""
    assert keys(passage(1, 60), passage(2, 90, at=2000)) == [2, 1]


SCORED = st.builds(
    Scored,
    st.integers(0, 10**6),
    st.floats(0, 100),
    st.sampled_from([*Kind, None]),
    st.sampled_from("xy"),
    st.integers(0, 300).map(lambda at: Span(at, at + 40)),
)


@given(st.lists(SCORED, unique_by=lambda each: each.key))
def test_nothing_is_shown_twice_or_made_up(scored: list[Scored]) -> None:
    """Quotations are only left out inside a passage that is shown; that passage is clearly better."""
    quotations = [each for each in scored if each.kind]
    passages = [each for each in scored if not each.kind]
    shown = arranged(quotations, passages)
    assert len({each.key for each in shown}) == len(shown)
    assert set(shown) <= set(scored)
    alone = [each for each in shown if each.kind is None]
    for quotation in set(quotations) - set(shown):
        assert any(
            p.article == quotation.article
            and p.extent.overlaps(quotation.extent)
            and p.score >= quotation.score + CLEARLY
            for p in alone
        )


@given(st.lists(SCORED))
def test_order_never_breaks_the_scores_by_more_than_a_tie(scored: list[Scored]) -> None:
    """Whoever stands behind is not better by more than what counts as equal."""
    shown = by_kind(scored)
    assert sorted(map(id, shown)) == sorted(map(id, scored))
    assert all(later.score <= earlier.score + EQUAL for at, earlier in enumerate(shown) for later in shown[at:])
