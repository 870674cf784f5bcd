"""The scorer: worked by hand on one short text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.extraction.labels import Label, LabelledText
from benchmarks.extraction.names import name_words, same_name, same_person
from benchmarks.extraction.score import Rate, Share, jaccard, score, trimmed
from knowledge.model import Kind, Span

TEXT = (
    "“We will not move,” said Ada Example of the Institute. "
    "He added that the plan is dead and buried. "
    "She wants the whole thing to be over by spring. "
    "The film “Gone With Wind” was shown."
)


def span(words: str) -> Span:
    """Where the words stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


DIRECT = Label(
    span("We will not move"),
    Kind.DIRECT,
    speaker="Ada Example",
    mention=span("Ada Example"),
    cue=span("said"),
    sort="named",
    origin="mention",
)
BY_PRONOUN = Label(span("the plan is dead and buried"), Kind.INDIRECT, mention=span("He"), sort="pronoun")
GOLD = LabelledText("one", TEXT, (DIRECT, BY_PRONOUN), (span("the whole thing to be over by spring"),))
FOUND = Label(span("“We will not move,”"), Kind.DIRECT, "Ms. Example’s", span("Example"), span("said"))


def found(*labels: Label) -> list[LabelledText]:
    """The same text with other labels."""
    return [LabelledText("one", TEXT, labels)]


def test_marks_and_stops_at_the_edges_never_matter() -> None:
    """A span with its marks is exactly the span without them."""
    report = score([GOLD], found(FOUND))
    assert report.exact == Rate(1, 1, 2)
    assert report.mention == Share(1, 1)
    assert report.speaker("named") == Share(1, 1)
    assert report.speaker("cue") == Share(1, 1)


def test_a_speaker_whom_nobody_knows_is_left_out_end_to_end() -> None:
    """The pronoun's quotation has no gold speaker: one quotation is left, and it is right."""
    assert score([GOLD], found(FOUND)).end_to_end == Rate(1, 1, 1)
    both = found(FOUND, Label(BY_PRONOUN.span, Kind.INDIRECT, "Ada Example"))
    assert score([GOLD], both).end_to_end == Rate(1, 1, 1)


def test_nobody_is_right_where_nobody_speaks() -> None:
    """Gold without any speaker agrees with a prediction without any, and with no other."""
    gold = LabelledText("one", TEXT, (Label(DIRECT.span, Kind.DIRECT),))
    assert score([gold], found(Label(DIRECT.span, Kind.DIRECT))).end_to_end.f1 == 1
    assert score([gold], found(FOUND)).end_to_end.f1 == 0


def test_four_fifths_of_a_span_are_a_match() -> None:
    """With "that" taken along 27 of 32 characters are in common, which is enough, but not exact."""
    report = score([GOLD], found(Label(span("that the plan is dead and buried"), Kind.INDIRECT)))
    assert report.overlap == Rate(1, 1, 2)
    assert report.exact == Rate(0, 1, 2)
    assert score([GOLD], found(Label(span("the plan is dead"), Kind.INDIRECT))).overlap == Rate(0, 1, 2)


def test_each_gold_span_matches_once_and_the_better_first() -> None:
    """Of two predictions for one quotation the likelier counts, the other is wrong."""
    close = Label(span("that the plan is dead and buried"), Kind.INDIRECT)
    report = score([GOLD], found(close, Label(BY_PRONOUN.span, Kind.INDIRECT)))
    assert report.overlap == Rate(1, 2, 2)
    assert report.exact == Rate(1, 2, 2)


def test_ignored_ground_is_neither_right_nor_wrong() -> None:
    """A prediction in an ignored span leaves the count; one outside is wrong."""
    ignored = Label(span("the whole thing to be over by spring"), Kind.INDIRECT)
    assert score([GOLD], found(ignored)).overlap == Rate(0, 0, 2)
    assert score([GOLD], found(Label(span("Gone With Wind"), Kind.DIRECT))).overlap == Rate(0, 1, 2)


def test_other_kinds_are_out_of_the_game() -> None:
    """With one kind asked for, gold of another can not be missed, nor a prediction for it be wrong."""
    labels = found(replace(FOUND, speaker="Bob Other"), Label(BY_PRONOUN.span, Kind.INDIRECT))
    report = score([GOLD], labels, frozenset((Kind.DIRECT,)))
    assert report.overlap == Rate(1, 1, 1)
    assert report.end_to_end.f1 == 0


def test_a_text_that_nobody_predicted_for_counts_as_empty() -> None:
    """No prediction is no crash."""
    report = score([GOLD], [])
    assert report.overlap == Rate(0, 0, 2)
    assert (report.overlap.precision, report.overlap.f1, report.mention.value) == (0, 0, 0)


def test_two_predictions_for_one_text_are_refused() -> None:
    """A mix-up of files must not pass unseen."""
    with pytest.raises(ValueError, match="predicted twice: one"):
        score([GOLD], [*found(), *found()])


def test_a_name_that_fits_another_person_too_is_wrong() -> None:
    """A bare surname does not do where two people of the article bear it; the full name does."""
    gold = replace(DIRECT, others=("Bob Example",))
    text = LabelledText("one", TEXT, (gold,))
    assert score([text], found(replace(FOUND, speaker="Example"))).end_to_end.f1 == 0
    assert score([text], found(replace(FOUND, speaker="Ada Example"))).end_to_end.f1 == 1


def test_an_alias_will_do() -> None:
    """Unnamed speakers may be called by any of the names that the gold allows."""
    text = LabelledText("one", TEXT, (replace(DIRECT, aliases=("the director",)),))
    assert score([text], found(replace(FOUND, speaker="director"))).end_to_end.f1 == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hillary Brandt", "Mrs. Brandt", True),
        ("Hillary Brandt", "William Brandt", False),
        ("the Dunmore Post", "Dunmore Post’s", True),
        ("Ann Lee", "Ann Li", False),
        ("José Ibarra", "Jose Ibarra", True),
        ("J. Ibarra", "José Ibarra", True),
        ("", "Ann Lee", False),
    ],
)
def test_names_agree_by_surname_unless_first_names_differ(one: str, other: str, *, same: bool) -> None:
    """Titles, accents, possessives and initials do not part one person in two."""
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_titles_and_suffixes_are_no_words_of_a_name() -> None:
    """But a name that is nothing else keeps its last word."""
    assert name_words("Prof. Ann Lee Jr. (李安)") == ["ann", "lee"]
    assert same_name("Dr Ann Lee", "Ann Lee's")
    assert name_words("the president") == ["president"]


def test_trimming_keeps_signs_that_belong_to_words() -> None:
    """Currency before a number and per cent after it stay."""
    text = " “$5 and 7%,” "
    assert trimmed(Span(0, len(text)), text).of(text) == "$5 and 7%"
    assert len(trimmed(Span(0, 2), " .")) == 0


def test_jaccard_of_spans_apart_is_nothing() -> None:
    """Spans that touch or lie apart have nothing in common."""
    assert jaccard(Span(0, 5), Span(5, 9)) == 0
    assert jaccard(Span(0, 10), Span(0, 5)) == 0.5
