"""Stated confidence beside the share that is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.extraction.__main__ import main
from benchmarks.extraction.calibration import Judged, judged
from benchmarks.extraction.confidence import expected_error, monotone, squared_error
from benchmarks.extraction.labels import Label, LabelledText
from benchmarks.extraction.readers import article_of
from knowledge.model import Kind, Span

if TYPE_CHECKING:
    from benchmarks.extraction.confidence import Stated

TEXT = "Ada Example said that the bridge was unsafe. Bob Other warned that nobody would pay for it."
STATED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1)


def label(words: str, speaker: str | None, sort: str = "named", origin: str | None = "mention") -> Label:
    """A label on the first place of the words."""
    start = TEXT.index(words)
    return Label(Span(start, start + len(words)), Kind.INDIRECT, speaker, sort=sort, origin=origin)


def test_each_attributed_quotation_is_judged_once() -> None:
    """Right, wrong by person, wrong by words; what gold cannot judge is left out, silver is told apart."""
    right, other = label("the bridge was unsafe", "Ada Example"), label("nobody would pay for it", "Ada Example")

    def verdicts(*labels: Label) -> list[tuple[bool, bool, bool]]:
        found = judged([LabelledText("one", TEXT, labels)], [article_of("one", TEXT)])
        return [(one.right, one.matched, one.silver) for one in found]

    assert verdicts(right, other) == [(True, True, False), (False, True, False)]
    assert verdicts(right) == [(True, True, False), (False, False, False)]
    unknown = label("nobody would pay for it", None, "pronoun", None)
    silver = label("nobody would pay for it", "Bob Other", "pronoun", "coref")
    assert verdicts(right, unknown) == [(True, True, False)]
    assert verdicts(right, silver)[-1] == (True, True, True)


def test_confidence_and_rule_are_the_extractors_own() -> None:
    """The rule is that which made a person of the words, without the frame of the sentence."""
    found = judged([LabelledText("one", TEXT, ())], [article_of("one", TEXT)])
    assert found == [Judged(0.95, "named", right=False, matched=False)] * 2


def test_errors_of_confidence() -> None:
    """A bin that states .8 and is right half the time is off by .3."""
    stated: list[Stated] = [(0.8, True), (0.8, False)]
    assert expected_error(stated) == pytest.approx(0.3)
    assert squared_error(stated) == pytest.approx(0.34)
    assert expected_error([]) == squared_error([]) == 0.0


@given(STATED)
def test_the_fit_never_falls_and_states_what_was_right(stated: list[Stated]) -> None:
    """More confidence never maps to less; over what it was fitted on, the mean is the share right."""
    mapped = monotone(stated)
    values = [mapped(confidence) for confidence, _ in sorted(stated)]
    assert values == sorted(values)
    assert sum(values) == pytest.approx(sum(right for _, right in stated))


def test_nothing_cannot_be_fitted() -> None:
    """Rather than a map that makes up its values."""
    with pytest.raises(ValueError, match="nothing to fit"):
        monotone([])


def test_the_command_prints_tables_and_errors(capsys: pytest.CaptureFixture[str]) -> None:
    """By confidence, by rule, and what a fit would give."""
    main(["calibration", "--part", "floor"])
    printed = capsys.readouterr().out
    assert "| from 0.9 |" in printed
    assert "| pronoun |" in printed
    assert "| as stated |" in printed
