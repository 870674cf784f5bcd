"""Who says what: grouped by speaker, diverse, and nothing twice."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from knowledge import Citation, Excerpt, Kind, Match, Person
from knowledge.views import by_speaker

ANYWHERE = Citation("a", "a.md", "A")


def match(speaker: str, text: str, kind: Kind | None = Kind.DIRECT) -> Match:
    """Words of a person; of nobody where the name is empty."""
    return Match(Excerpt(text, text, ANYWHERE, kind, Person(speaker, speaker) if speaker else None), 90)


def texts(*matches: Match, speakers: int = 9, each: int = 9) -> list[list[str]]:
    """The groups, as texts."""
    return [[m.excerpt.text for m in group] for group in by_speaker(matches, speakers, each)]


def test_words_stand_with_their_speakers_in_the_order_of_the_best() -> None:
    """A group stands where its first match stood."""
    found = texts(match("b", "sea and sand"), match("a", "ice on the rocks"), match("b", "a gull at noon"))
    assert found == [["sea and sand", "a gull at noon"], ["ice on the rocks"]]


def test_a_text_that_repeats_another_is_left_out() -> None:
    """A longer cut of the same words, whoever carries it, tells nothing new."""
    assert texts(
        match("a", "the harbour stays open"), match("b", "The harbour stays open all"), match("b", "no ice")
    ) == [
        ["the harbour stays open"],
        ["no ice"],
    ]


def test_words_of_nobody_named_come_last_and_passages_not_at_all() -> None:
    """An honest unattributed is still said; the author's words are nobody's view."""
    found = texts(match("", "wind from the east"), match("a", "sand"), match("", "a passage here", None))
    assert found == [["sand"], ["wind from the east"]]


WORDS = st.lists(st.sampled_from(["ice", "sea", "gull", "fog", "rope", "lamp", "tide"]), min_size=1, max_size=6)
MATCHES = st.lists(st.builds(lambda who, words: match(who, " ".join(words)), st.sampled_from(["", *"abcd"]), WORDS))


@given(MATCHES, st.integers(1, 5), st.integers(1, 4))
def test_any_matches_are_grouped_within_bounds(matches: list[Match], speakers: int, each: int) -> None:
    """Never more speakers or words than asked for, each group one speaker's, every match one of those given."""
    groups = by_speaker(matches, speakers, each)
    named = [group[0].excerpt.speaker.id for group in groups if group[0].excerpt.speaker]
    assert len(named) == len(set(named)) <= speakers
    assert all(0 < len(group) <= each for group in groups)
    assert all(len({m.excerpt.speaker for m in group}) == 1 for group in groups)
    assert all(m in matches for group in groups for m in group)


def test_affiliations_do_not_part_a_person() -> None:
    """One identity is one group."""
    one, other = match("a", "ice"), match("a", "fog and rope")
    other = replace(other, excerpt=replace(other.excerpt, affiliation="a pilot"))
    assert len(by_speaker([one, other], 5, 5)) == 1
