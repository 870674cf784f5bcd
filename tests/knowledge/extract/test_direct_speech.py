"""Who said marked words whose speaker is described at length, told to a programme, or tagged wrongly."""

from __future__ import annotations

import pytest

from knowledge.model import Kind
from tests.knowledge.extract.reading import read


@pytest.mark.parametrize(
    ("after", "speaker"),
    [
        ("the former mayor told a crowd that the police put at 3,000 people.", "former mayor"),
        ("the harbour master told “Coast and Country” after the storm.", "harbour master"),
        ("said one owner of a boat that was lost in the storm.", "one owner of a boat"),
        ("says a source involved in the sale of the port.", "source"),
        ("said Ann Lee when asked about the deal.", "Ann Lee"),
        ("said union delegate Bo Correll, angered that the board had left.", "Bo Correll"),
        ("McKeague wrote.", "McKeague"),
        ("Ann Lee told the hosts of “Morning Coast.”", "Ann Lee"),
    ],
)
def test_words_before_a_long_attribution(after: str, speaker: str) -> None:
    """The words are found with their speaker, and the title of a programme is nobody's speech."""
    reading = read(f"“The pier should never have been sold,” {after}")
    assert reading.only(Kind.DIRECT).speaker == speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("“He told me, ‘You will never sail again,’” Ann Lee recalled.", "never sail again", "Ann Lee"),
        ("“I knew nothing,” Ann Lee replied, before adding: “And I still do not.”", "still do not", "Ann Lee"),
        ("Ann Lee said it was too early to tell: “The sea is still rising.”", "still rising", "Ann Lee"),
        ("Her lawyer, Bo Orde, said she would stay; “this is not over,” he added.", "not over", "Bo Orde"),
        ("“It is over,” said Ann Lee when asked if Bo Orde’s boat was “fit for sea”.", "It is over", "Ann Lee"),
    ],
)
def test_words_end_with_their_marks(text: str, words: str, speaker: str) -> None:
    """What the writer puts between two pieces is in neither."""
    one = read(text).of(words)
    assert (one.kind, one.speaker) == (Kind.DIRECT, speaker)


def test_marks_in_the_writer_s_words_are_not_the_speakers() -> None:
    """Words that somebody was asked about, or hears through another, are not theirs."""
    reading = read("“I have nothing to add,” said Ann Lee when asked if the deal was “a complete humiliation”.")
    assert [one.text for one in reading.said if one.speaker == "Ann Lee"] == ["I have nothing to add"]
    heard = read("Mr Rashid, speaking through an interpreter, said that the camp had been “emptied at gunpoint”.")
    assert [one.speaker for one in heard.said] == ["Rashid"]


@pytest.mark.parametrize("surname", ["Bone", "Assange", "Corker", "Thor"])
def test_a_surname_is_one_everywhere(surname: str) -> None:
    """A full name in one place settles what the tagger takes for a common word in others."""
    reading = read(
        f"Ken {surname}, a pilot, spoke on Monday.",
        f"{surname} said that the pier was shut.",
        f"“It will stay shut,” {surname} said.",
    )
    assert {one.speaker for one in reading.said} == {f"Ken {surname}"}


def test_a_surname_that_looks_like_a_plural() -> None:
    """ "Reis argued" is Carla Reis, and "Dr Haddad" is no "Dr"."""
    reading = read("“Buyers pay for the ice,” said Carla Reis. Reis argued that prices would fall before Christmas.")
    assert {one.speaker for one in reading.said} == {"Carla Reis"}
    assert read("The paper quoted Dr Haddad as saying that the ward was “a war zone”.").only().speaker == "Haddad"


def test_a_people_is_nobody_s_name() -> None:
    """ "She" is the organist, and not "Muslims"."""
    reading = read(
        "Debbie Kepler, the organist, spoke on Monday. Now, she said, the Christians and Muslims do not mix much. "
        "“We do not go over there,” she said."
    )
    assert reading.speaker("go over there") == "Debbie Kepler"


def test_a_place_is_not_who_said_it() -> None:
    """ "... from Sonoma, California, who said": a town and its state do not speak."""
    text = "“The pier should not be sold,” said Ann Lee, a baker from Sonoma, California, who said she was ill."
    assert {one.speaker for one in read(text).said} <= {"Ann Lee", None}


def test_one_of_two_is_not_the_subject() -> None:
    """A fragment in a sentence about two people is neither's."""
    reading = read("At the fair where Lee and Orde appeared, there was talk of “my dear old brother of the sea”.")
    assert [one.speaker for one in reading.said if one.speaker is not None] == []
