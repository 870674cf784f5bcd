"""What confidence is stated: what attributions of a kind have earned, and never another speaker."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.extract.confidence import AS_WORDED, PRONOUN_AT_MOST, stated
from knowledge.model import Attribution
from tests.knowledge.extract.reading import read


def test_a_pronoun_is_never_certain() -> None:
    """With one candidate the whole belief is theirs; somebody who was not seen may be meant all the same."""
    said = read("Ana Reis left. “It was late,” she said.").of("late")
    assert said.speaker == "Ana Reis"
    assert said.given.candidates[0].score == 1.0
    assert said.given.confidence == PRONOUN_AT_MOST


def test_a_name_is_surer_than_a_pronoun() -> None:
    """A name says who it is; speakers kept as worded are in between."""
    named = read("“It was late,” said Ana Reis.").of("late").given.confidence
    worded = read("“It was late,” said two senior officials.").of("late").given.confidence
    assert named > PRONOUN_AT_MOST > worded == AS_WORDED


def test_what_goes_on_is_decided_by_belief() -> None:
    """The words that go on with an unnamed speaker's are no surer for what is stated of those."""
    reading = read("“It was late and cold,” a nurse said. “It is warm today, and all went home early.”")
    first, second = reading.said
    assert first.speaker == second.speaker == "nurse"
    assert second.given.confidence < first.given.confidence


RULES = ("trailing, pronoun", "clause, named", "colon, unnamed", "goes on", "fragment, named", "that, list")


@given(st.one_of(st.none(), st.integers(0, 3)), st.floats(0, 1), st.sampled_from(RULES))
def test_only_the_figure_changes(speaker: int | None, belief: float, rule: str) -> None:
    """Speaker and rule stay, the figure stays within bounds, and nobody is stated of nobody."""
    given_ = Attribution(speaker=speaker, confidence=belief, rule=rule)
    found = stated(given_)
    assert (found.speaker, found.rule) == (speaker, rule)
    assert 0 <= found.confidence <= 1
    assert speaker is not None or found == given_
