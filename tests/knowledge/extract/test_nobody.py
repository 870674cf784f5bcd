"""Words that are nobody's, what was never said, and how sure a speaker is."""

from __future__ import annotations

import pytest

from knowledge.model import Kind
from tests.knowledge.extract.reading import read


def test_words_without_a_cue_are_nobodys() -> None:
    """A marked sentence by itself, with two people about, is not handed to either."""
    reading = read("Ann Lee met Bo Orde at the pier.", "The harbour was dark.", "“The pier is not safe for anybody.”")
    one = reading.of("not safe for anybody")
    assert one.speaker is None or one.given.confidence < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "It was said that “the pier would never hold”.",
        "There is a saying on the coast: “the sea takes back what it lends”.",
        "As the saying goes, “the sea takes back what it lends”.",
        "“The sea takes back what it lends,” as the saying goes.",
        "The old proverb says that “the sea takes back what it lends”.",
    ],
)
def test_nobody_s_speech_has_no_speaker(text: str) -> None:
    """Sayings and hearsay are not put into the mouth of the person in the sentence before."""
    reading = read(f"Ann Lee runs the harbour. {text}")
    assert [one.speaker for one in reading.marked if one.speaker is not None] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Lee worries about what would happen if the pier gave way.", "what would happen if the pier gave way"),
        (
            "Ann Lee regrets the effect that the storm had on the harbour.",
            "the effect that the storm had on the harbour",
        ),
        ("Ann Lee fears that the pier will give way.", "the pier will give way"),
        ("Ann Lee hopes that the pier will hold.", "the pier will hold"),
    ],
)
def test_attitudes_are_reported_as_paraphrase(text: str, words: str) -> None:
    """What somebody worries about or regrets is theirs, and never direct."""
    one = read(text).only()
    assert (one.kind, one.speaker) == (Kind.INDIRECT, "Ann Lee")
    assert words in one.text


def test_a_denial_is_the_deniers() -> None:
    """Who denies a claim speaks; who made it is somebody else."""
    reading = read("Ann Lee denied that the pier was unsafe. “That is nonsense,” she said.")
    assert {one.speaker for one in reading.said} == {"Ann Lee"}


@pytest.mark.parametrize(
    "text",
    [
        "Mary Stone did not say that the harbour was safe.",
        "Mary Stone never said that the harbour was safe.",
        "Mary Stone would not say that the harbour was “safe for all.”",
        "Neither John Hale nor Mary Stone said the harbour was safe.",
        "No minister has said that the harbour is safe.",
        "Few experts say that the harbour is safe.",
        "Nobody said the harbour was safe.",
        "Had Mary Stone said that the harbour was safe, the ferry would have sailed.",
        "If Mary Stone says that the harbour is safe, the ferry will sail.",
        "Did Mary Stone say that the harbour was safe?",
        "Mary Stone might say that the harbour was safe.",
        "Mary Stone does not believe that the harbour is safe.",
        "Mary Stone does not expect the harbour to be safe.",
    ],
)
def test_what_was_not_said_is_nobodys_statement(text: str) -> None:
    """A negated, asked or imagined report would show the opposite of what the article says."""
    assert [one for one in read(text).said if one.speaker is not None] == []


def test_confidence_falls_with_doubt() -> None:
    """A named speaker is surer than a pronoun between two people."""
    named = read("“The pier is not safe,” said Ann Lee.").only()
    doubtful = read("Ann Lee met Mary Orde at the pier. “It is not safe,” she said.").only()
    assert named.given.confidence > doubtful.given.confidence


def test_a_pronoun_shows_whom_else_it_could_be() -> None:
    """A doubtful attribution lists the possible speakers, the chosen one first."""
    one = read("Ann Lee met Mary Orde at the pier. “It is not safe,” she said.").only()
    assert len(one.given.candidates) >= 2
    scores = [candidate.score for candidate in one.given.candidates]
    assert scores == sorted(scores, reverse=True)
    assert one.given.speaker in {None, one.given.candidates[0].person}


@pytest.mark.parametrize(
    "aside",
    [
        "writing under a pseudonym",
        "speaking on condition of anonymity",
        "writing in the Gazette",
        "writing from Oldport",
    ],
)
def test_how_somebody_writes_is_not_what_they_write(aside: str) -> None:
    """ "A pilot, writing under a pseudonym, warned that ..." reports the warning alone."""
    told = read(f"A pilot, {aside}, warned in May that the pier was likely to fail.")
    assert [one.text for one in told.said] == ["the pier was likely to fail"]
