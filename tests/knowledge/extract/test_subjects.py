"""Who is remembered as being spoken of, so that the pronoun that follows goes to them."""

from __future__ import annotations

import pytest

from tests.knowledge.extract.reading import read

BEFORE = "Mary Stone runs the council. Stone was not there."
AFTER = "“It will be tight,” she said."


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Reis, a friend of the council, left Oldport.",
        "Ana Reis, who has worked for Mary Stone since 2010, left Oldport.",
        "Ana Reis (43), a friend of Mary Stone, left Oldport.",
        "Ana Reis, 43, a nurse who knows Mary Stone, left Oldport.",
        "Ana Reis – a nurse and friend of Mary Stone – left Oldport.",
        "Ana Reis, chairwoman of Stone's party, was in Oldport on Monday.",
        "Ana Reis, one of the pilots Mary Stone hired, was angry.",
        "A friend of Mary Stone, Ana Reis, left Oldport.",
        "The council's nurse, Ana Reis, lives in Oldport.",
        "Standing beside Mary Stone, Ana Reis, chairwoman of the party, waved.",
        "But on Monday, Ana Reis, who had met Mary Stone in May, left Oldport.",
    ],
)
def test_whoever_is_set_apart_is_the_subject(sentence: str) -> None:
    """What is said of a name between it and its verb does not hide it; nor does a description before it."""
    assert read(BEFORE, f"{sentence} {AFTER}").speaker("tight") == "Ana Reis"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Reis, a member of the council, said the pier was shut.",
        "The Gazette's pollster, Ana Reis, says the pier is shut.",
        "The pier is shut, said Ana Reis, who once worked for Mary Stone's paper.",
    ],
)
@pytest.mark.parametrize("next_paragraph", [True, False])
def test_a_speaker_set_apart_goes_on(sentence: str, next_paragraph: bool) -> None:  # noqa: FBT001 - two layouts
    """The same where the sentence reports something, in this paragraph and in the next."""
    paragraphs = (sentence, AFTER) if next_paragraph else (f"{sentence} {AFTER}",)
    assert read(BEFORE, *paragraphs).speaker("tight") == "Ana Reis"


def test_a_list_has_no_one_subject() -> None:
    """Of several who do something together, none is set apart from the rest."""
    assert read(BEFORE, f"Stone, Bo Hale and Cy Orde left Oldport. {AFTER}").speaker("tight") == "Mary Stone"


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Zsuzsi, her mother, drives her to school. “What a bill,” she said.", "Zsuzsi"),
        ("Tomás Arrizabal, a hydrologist, has measured it. “Four inches a month,” he said.", "Tomás Arrizabal"),
        ("Her rival, Teodoro Quil, has made it his cause. He said it would fail.", "Teodoro Quil"),
    ],
)
def test_a_role_beside_a_name_makes_a_person_of_it(sentence: str, who: str) -> None:
    """A role before or after a name that no list knows, or a role alone, is somebody whom a pronoun may mean."""
    assert {one.speaker for one in read("The pier was shut.", sentence).said} == {who}


def test_himself_only_stresses_the_subject() -> None:
    """ "Lee himself wrote" has Lee for its subject."""
    said = read("Bo Hale runs the Gazette.", "Cy Orde was late. Hale himself wrote that the pier was shut.").only()
    assert (said.speaker, said.mention) == ("Bo Hale", "Hale")


def test_a_year_says_nothing() -> None:
    """Between a subject and its verb a year is only when; alone, it is nobody."""
    reading = read(
        "Bo Hale, who in 2010 said that the pier was safe, left.", "In 1976, called “a very fine year”, it rained."
    )
    assert reading.speaker("pier was safe") == "Bo Hale"
    assert "1976" not in {person.name for person in reading.findings.people}


def test_in_what_somebody_called() -> None:
    """Who is set apart after "in what" calls it so, whatever stands before."""
    body = 'He tried in 1976, in what Ana Reis, treasurer of Bo Hale\'s club, called "hand-to-hand combat" on the pier.'
    assert read(body).speaker("combat") == "Ana Reis"


@pytest.mark.parametrize(
    "sentence",
    [
        "But Bo Hale quickly deflected with a non sequitur: “It is only harbour talk and one of those things.”",
        "Bo Hale left his plan — one that would cost — asserting, “It is only harbour talk and one of those things.”",
        "Bo Hale left the plan – which Ana Reis had opposed – asserting, “It is only harbour talk, all of it.”",
        "Bo Hale answered, treating Ms. Reis's remark as praise, and, when pressed, asserting, “It is harbour talk.”",
    ],
)
def test_words_of_the_sentence_that_speak_for_nobody(sentence: str) -> None:
    """Neither what stands before a colon nor what stands between dashes takes the words from the subject."""
    assert read(sentence).speaker("harbour talk") == "Bo Hale"


def test_what_something_is_called_is_not_its_own_words() -> None:
    """ "The candidate labelled “...” leads": the candidate says nothing."""
    reading = read("Ana Reis spoke.", "The candidate labeled “a leader who has won before” leads the field.")
    assert reading.speaker("a leader") is None


def test_a_place_after_a_town_is_no_person() -> None:
    """ "from Englewood, New Jersey, who said": the baker speaks, or nobody."""
    reading = read("“It is a fine place,” said a baker from Englewood, New Jersey, who said that he liked it.")
    assert "New Jersey" not in {one.speaker for one in reading.said}


@pytest.mark.parametrize(
    "sentence",
    [
        "As for Reis, most sailors know that she argues that the pier will not hold.",
        "As to Ana Reis, she argues that the pier will not hold.",
        "When it comes to Reis, readers know that she has argued that the pier will not hold.",
        "Turning to Ana Reis, she says that the pier will not hold.",
    ],
)
def test_whoever_a_sentence_announces_is_whom_it_is_about(sentence: str) -> None:
    """Rather than whoever spoke last."""
    told = read(
        "Ana Reis is a nurse. Mary Stone, who runs the council, said on Monday that the harbour stays open. "
        f"“We have asked everybody,” Stone said. {sentence}"
    )
    assert told.speaker("will not hold") == "Ana Reis"
    assert told.speaker("asked everybody") == "Mary Stone"
