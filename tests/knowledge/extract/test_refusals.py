"""What somebody refuses to say, denies or never said is shown with the words that turn it."""

from __future__ import annotations

import pytest

from knowledge.model import Kind
from tests.knowledge.extract.reading import read


@pytest.mark.parametrize(
    ("cue", "rest", "words"),
    [
        ("refused to say", "that “the plan was dead”", "“the plan was dead”"),
        ("declined to say", "whether the port would close", "whether the port would close"),
        ("has yet to confirm", "that the port will close", "the port will close"),
        ("failed to explain", "why the port had closed", "why the port had closed"),
        ("refused again on Friday to say", "whether the port would close", "whether the port would close"),
        ("was unwilling to say", "how the port would be saved", "how the port would be saved"),
        ("denied saying", "that the port was “a death trap”", "the port was “a death trap”"),
        ("refused to call", "the plan “a failure of leadership”", "the plan “a failure of leadership”"),
        ("repeatedly declined to confirm", "that the port was shut", "the port was shut"),
    ],
)
def test_a_refusal_is_part_of_the_cue(cue: str, rest: str, words: str) -> None:
    """The cue as stored holds the refusal with the verb, and the words refused are never direct."""
    one = read(f"Mary Stone {cue} {rest}.").only()
    assert one.cue is not None
    assert cue.endswith(one.cue)
    assert " " in one.cue
    assert (one.speaker, one.text) == ("Mary Stone", words)
    assert one.kind is not Kind.DIRECT


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Mary Stone never said that “the port would close for good”.", "never said"),
        ("Mary Stone did not say whether the port would “close for the whole winter”.", "did not say"),
        ("Mary Stone would not confirm that “the port was safe for all”.", "would not confirm"),
        ("Officials have not said that “the deal is off the table”.", "have not said"),
        ("Mary Stone might say that “the port is a matter for the council”.", "might say"),
    ],
)
def test_marked_words_that_were_not_said_are_nobodys(text: str, cue: str) -> None:
    """They are kept without a speaker, under the negated cue, so that nothing else claims them."""
    one = read(text).only()
    assert (one.speaker, one.cue) == (None, cue)
    assert one.kind is not Kind.DIRECT


def test_words_left_unsaid_are_not_the_subjects() -> None:
    """A fragment that the subject is said to have done without is nobody's."""
    reading = read("Mary Stone left the room without a word on “the very last ferry of the year”.")
    assert [one.speaker for one in reading.said if one.speaker is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        "Mary Stone did not hesitate to say that the port was shut.",
        "Mary Stone could only say that the port was shut.",
    ],
)
def test_what_was_said_after_all_is_said(text: str) -> None:
    """Two negations, or "could only", leave the words said."""
    one = read(text).only()
    assert (one.speaker, one.text, one.cue) == ("Mary Stone", "the port was shut", "say")


@pytest.mark.parametrize("verb", ["denied", "disputed", "doubted"])
def test_denied_words_keep_their_marks(verb: str) -> None:
    """Marked words that somebody stands against are not their direct words."""
    one = read(f"Mary Stone {verb} that “the port was unsafe for children”.").only()
    assert (one.kind, one.cue, one.text) == (Kind.MIXED, verb, "“the port was unsafe for children”")


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Noting that only Ann Lee voted, Mary Stone left the room.", "only Ann Lee voted", "Mary Stone"),
        ("Declining to say whether the port would close, Mary Stone left.", "the port would close", "Mary Stone"),
        ("Mary Stone, recalling that the port was shut, described a city in fear.", "the port was shut", "Mary Stone"),
        ("Arguing that the mayor was wrong, Mary Stone told Ann Lee to go.", "the mayor was wrong", "Mary Stone"),
    ],
)
def test_a_participle_ends_where_its_subject_s_verb_begins(text: str, words: str, speaker: str) -> None:
    """What hangs on a participle stops before the main clause, whose subject it has."""
    one = read(text).of(words)
    assert (one.speaker, one.text.endswith(words)) == (speaker, True)
