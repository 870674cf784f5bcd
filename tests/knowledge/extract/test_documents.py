"""Words that stand in a document, and words that run on into another speaker's."""

from __future__ import annotations

import pytest

from knowledge.model import Kind
from tests.knowledge.extract.reading import read


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("John Hale read aloud a letter from Mary Stone: “The port is not safe for us.”", "John Hale"),
        ("The lawyer read out a statement by Mary Stone: “The port is not safe for us.”", "lawyer"),
        ("John Hale quoted from a letter by Mary Stone: “The port is not safe for us.”", "John Hale"),
        ("John Hale received an email from Mary Stone: “The port is not safe for us.”", "John Hale"),
        ("John Hale read from Mary Stone’s report: “The port is not safe for us.”", "John Hale"),
    ],
)
def test_a_document_that_is_passed_on_is_its_writer_s(text: str, via: str) -> None:
    """Whoever reads it out, shows or receives it is only how the words came."""
    one = read(text).only()
    assert (one.speaker, one.given.via) == ("Mary Stone", via)


def test_a_letter_without_a_writer_is_nobodys() -> None:
    """It is not the reader's; a statement that is read may well be."""
    assert read("John Hale read aloud a letter: “The port is not safe for us.”").only().speaker is None
    assert read("John Hale wrote a letter to Mary Stone: “The port is not safe.”").only().speaker == "John Hale"


@pytest.mark.parametrize(
    "text",
    [
        "Mary Stone shared a photo on Monday. Her tweet read: “The port is not safe for us.”",
        "Mary Stone was angry. Her message said: “The port is not safe for us.”",
        "John Hale called Mary Stone on Monday. Her text message read: “The port is not safe for us.”",
        "Mary Stone’s post reads, “The port is not safe for us.”",
        "Mary Stone wrote a letter to the mayor. The letter read: “The port is not safe for us.”",
        "Mary Stone issued a statement on Monday. “The port is not safe for us,” the statement said.",
    ],
)
def test_a_document_speaks_for_its_writer(text: str) -> None:
    """The pronoun, the name or the sentence above tells whose it is."""
    assert read(text).only(Kind.DIRECT).speaker == "Mary Stone"


@pytest.mark.parametrize(
    "text",
    [
        "John Hale received a letter on Monday. The letter read: “The port is not safe for us.”",
        "John Hale spoke on Monday. The banner read: “The port is not safe for us.”",
    ],
)
def test_a_document_of_nobody_named_is_kept_as_worded(text: str) -> None:
    """Who receives a letter, or is named before a banner, did not write it."""
    assert read(text).only(Kind.DIRECT).speaker in {None, "letter", "banner"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mary Stone rejected the suggestion that “the port was unsafe”.", "the suggestion that “the port was unsafe”"),
        (
            "Mary Stone dismissed claims that the port was “a danger to all”.",
            "claims that the port was “a danger to all”",
        ),
        ("Mary Stone denied reports that she had “sold the port”.", "reports that she had “sold the port”"),
        ("Mary Stone disputed the claim by Bo Orde that “it was safe”.", "the claim by Bo Orde that “it was safe”"),
    ],
)
def test_what_is_rejected_is_shown_as_a_claim_of_others(text: str, words: str) -> None:
    """The words begin with the noun that tells that they are a claim, and the cue tells that it is rejected."""
    one = read(text).only()
    assert (one.kind, one.text, one.speaker) == (Kind.MIXED, words, "Mary Stone")
    assert one.cue in {"rejected", "dismissed", "denied", "disputed"}


@pytest.mark.parametrize(
    "between",
    [
        "conceded, after a long pause,",
        "acknowledged last week, in a speech to students,",
        "told reporters, in a rare interview,",
        "insisted, as she has for years,",
        "said on Monday",
    ],
)
def test_an_aside_before_that_does_not_clip_the_clause(between: str) -> None:
    """The whole reported clause is kept, with its subject."""
    one = read(f"Mary Stone {between} that the refusal to close the port “has strained ties with the town”.").only()
    assert one.text == "the refusal to close the port “has strained ties with the town”"
    assert (one.kind, one.speaker) == (Kind.MIXED, "Mary Stone")


@pytest.mark.parametrize("joint", [", but", ", while", " and"])
def test_words_end_where_another_speaks(joint: str) -> None:
    """A second speaker in the sentence has a quotation of their own."""
    reading = read(f"Mary Stone said the port was shut{joint} John Hale said that it was “a death trap for all”.")
    assert reading.of("the port was shut").text == "the port was shut"
    assert reading.speaker("a death trap") == "John Hale"


@pytest.mark.parametrize("verb", ["says that", "argues that", "believes that", "said"])
def test_whoever_is_named_in_the_words_is_not_their_he(verb: str) -> None:
    """ "He says that Tang is the best": he is not Tang, be it that nobody else is about."""
    words = "Tang is the best judge in town"
    assert read(f"Steve Hale wrote about Mark Tang. He {verb} {words}.").speaker(words) == "Steve Hale"
    assert read(f"Mark Tang won. He {verb} {words}.").speaker(words) is None
