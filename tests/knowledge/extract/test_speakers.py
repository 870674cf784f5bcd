"""Who said it: the named, the pronoun, the described, the group, or honestly nobody."""

from __future__ import annotations

import pytest

from knowledge.model import Kind
from tests.knowledge.extract.reading import read

# ------------------------------------------------------------------------------------------------------- named


def test_a_surname_stands_for_the_name() -> None:
    """Once introduced, a person is known by the surname."""
    reading = read("Ann Lee runs the harbour.", "The pier was shut in May.", "“It is not safe,” Lee said.")
    assert reading.speaker("It is not safe") == "Ann Lee"


def test_each_speaker_has_their_own_words() -> None:
    """Two people, two quotations, in either order of cue and words."""
    reading = read(
        "“The pier is not safe,” said Ann Lee, the harbour master. Bo Orde, a pilot, said: “It will hold for years.”"
    )
    assert reading.speaker("not safe") == "Ann Lee"
    assert reading.speaker("hold for years") == "Bo Orde"


def test_who_is_spoken_about_does_not_speak() -> None:
    """Names within the words or after them are not the speaker."""
    reading = read(
        "“Bo Orde has mended the pier,” said Ann Lee, who worked for Cy Ode. Dan Moss heard it.",
        "Asked about Bo Orde, Lee told Cy Ode: “He is a good man.”",
    )
    assert {one.speaker for one in reading.said} == {"Ann Lee"}


def test_the_hearer_does_not_speak() -> None:
    """Whoever is told something did not say it."""
    reading = read("Ann Lee told Bo Orde that the pier was shut. “It is not safe,” she told Orde.")
    assert {one.speaker for one in reading.said} == {"Ann Lee"}


def test_a_dialogue_takes_turns() -> None:
    """Who answers is not who asked."""
    reading = read(
        "“Is it safe?” Ann Lee asked Bo Orde.",
        "“It is not,” Orde replied.",
        "“Then shut it,” Lee said.",
    )
    assert [one.speaker for one in reading.said] == ["Ann Lee", "Bo Orde", "Ann Lee"]


def test_two_sentences_of_one_person() -> None:
    """A second report that shares its subject is the same person's."""
    reading = read("Ann Lee said the pier was unsafe and added that the ferry would sail from the north mole.")
    assert {one.speaker for one in reading.said} == {"Ann Lee"}
    assert any("the ferry would sail" in one.text for one in reading.said)


@pytest.mark.parametrize(
    "name",
    [
        "Ann Lee",
        "Ann B. Lee",
        "A. B. Lee",
        "Ann van der Lee",
        "Ann Lee-Orde",
        "Ines O’Hara",
        "Zoë Łęcka",
        "Ann Lee Jr.",
        "Ann McAdam",
    ],
)
def test_names_of_every_build(name: str) -> None:
    """Middle initials, particles, hyphens, apostrophes and accents are part of a name."""
    assert read(f"“The pier is not safe,” said {name}.").only().speaker == name


@pytest.mark.parametrize("title", ["Dr", "Dr.", "Mr", "Mrs.", "Ms", "Prof.", "Sir", "Captain", "President", "Senator"])
def test_a_title_is_no_part_of_the_name(title: str) -> None:
    """A person is called by the name, however they are addressed."""
    assert read(f"“The pier is not safe,” said {title} Ann Lee.").only().speaker == "Ann Lee"


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("“The deal is dead,” according to Mary Stone's spokesman, Tom Reed.", "deal is dead", "Tom Reed"),
        ("According to Mary Stone, who met John Hale on Monday, “the deal is dead.”", "deal is dead", "Mary Stone"),
        ("Mary Stone was described by John Hale as “the best pilot in the land.”", "best pilot", "John Hale"),
        (
            "Mary Stone, whom John Hale called “the best pilot in the land,” said she was tired.",
            "best pilot",
            "John Hale",
        ),
        ("John Hale told Mary Stone's lawyer that the board was “a nest of liars.”", "nest of liars", "John Hale"),
        ("“She is a liar,” John Hale said of Mary Stone.", "She is a liar", "John Hale"),
        ("Mary Stone, quoting her late husband, said: “Never sell the boat.”", "Never sell", "Mary Stone"),
        ("Mary Stone, unlike John Hale, says the harbour is safe.", "harbour is safe", "Mary Stone"),
        ("When John Hale asked, “Where is the boat?” Mary Stone said nothing.", "Where is the boat", "John Hale"),
        ("Asked by John Hale whether she would go, Mary Stone said: “No, not at all.”", "not at all", "Mary Stone"),
        ("“The harbour is dead,” Mary Stone, a pilot, told John Hale of the Post.", "harbour is dead", "Mary Stone"),
        ("“The harbour is dead,” Mary Stone, who runs a shop, told John Hale.", "harbour is dead", "Mary Stone"),
        ("“The harbour is dead,” Mary Stone told the Post's John Hale.", "harbour is dead", "Mary Stone"),
        ("Mary Stone quoted John Hale as saying: “The harbour is dead.”", "harbour is dead", "John Hale"),
        ("The Post quoted John Hale as saying that “the harbour is dead”.", "harbour is dead", "John Hale"),
        ("John Hale was quoted by the Post as saying that “the harbour is dead”.", "harbour is dead", "John Hale"),
        ("Mary Stone's letter begins: “Goodbye to all that.”", "Goodbye", "Mary Stone"),
        ("“We are tired,” said Mary Stone, 34, whose brother John Hale died in May.", "We are tired", "Mary Stone"),
        ("“We are tired,” said Mary Stone, 34, of Oldport. John Hale was there.", "We are tired", "Mary Stone"),
        ("“The harbour is dead,” Mary Stone, a pilot, told Mr Hale.", "harbour is dead", "Mary Stone"),
        ("“The harbour is dead,” the mayor, John Hale, told the board.", "harbour is dead", "John Hale"),
        ("“The harbour is dead,” one pilot, Mary Stone, told John Hale.", "harbour is dead", "Mary Stone"),
        ("“The harbour is dead,” said John Hale's deputy, Mary Stone.", "harbour is dead", "Mary Stone"),
        ("“The harbour is dead,” Mary Stone, John Hale's deputy, said.", "harbour is dead", "Mary Stone"),
        ("“The harbour is dead,” Mary Stone, flanked by John Hale, said.", "harbour is dead", "Mary Stone"),
        ("“The harbour is dead,” Mary Stone wrote to John Hale.", "harbour is dead", "Mary Stone"),
        ("“We regret it,” the ministry's spokesman, John Hale, said.", "We regret it", "John Hale"),
        ("John Hale's lawyer, Mary Stone, said her client “has done nothing wrong.”", "done nothing", "Mary Stone"),
        ("In his book “The Long Pier,” John Hale writes that “no harbour is safe.”", "no harbour", "John Hale"),
    ],
)
def test_the_right_one_of_two_names(text: str, words: str, speaker: str) -> None:
    """With two names about, the speaker is the one who speaks."""
    assert read(text).speaker(words) == speaker


def test_an_apposition_before_the_cue_is_no_part_of_the_words() -> None:
    """ "the ministry's spokesman" says who speaks, not what."""
    one = read("“We regret it,” the ministry's spokesman, John Hale, said.").only()
    assert (one.kind, one.text) == (Kind.DIRECT, "We regret it")


def test_an_ordinary_sentence_full_of_names_is_no_headline() -> None:
    """A first sentence that is mostly names still introduces them."""
    reading = read(
        "President Maria Santos met with Prime Minister John Hale on Friday.",
        "“The talks were good,” Santos said. “They were long,” Hale said.",
    )
    assert [one.speaker for one in reading.said] == ["Maria Santos", "John Hale"]


def test_to_ask_for_a_name_to_be_kept_is_no_report() -> None:
    """ "Who asked not to be named" tells of no words."""
    reading = read("“The harbour is dead,” said an aide to John Hale, who asked not to be named.")
    assert [one.text for one in reading.said] == ["The harbour is dead"]
    assert reading.only().speaker != "John Hale"


# ----------------------------------------------------------------------------------------------------- pronouns


def test_a_pronoun_is_whom_the_sentence_before_is_about() -> None:
    """She is the one who spoke just before."""
    reading = read("Ann Lee, the harbour master, shut the pier on Monday. “It is not safe,” she said.")
    one = reading.only()
    assert (one.speaker, one.mention) == ("Ann Lee", "she")


def test_he_and_she_are_told_apart() -> None:
    """A title says whether a pronoun fits."""
    reading = read(
        "Mr. Lee shut the pier. Mrs. Orde, the mayor, was asked about it.",
        "“It is not safe,” he said. “We shall mend it,” she said.",
    )
    assert reading.of("not safe").speaker in {"Lee", "Mr. Lee"}
    assert reading.of("mend it").speaker in {"Orde", "Mrs. Orde"}


def test_a_pronoun_goes_on_over_paragraphs() -> None:
    """Paragraphs that go on about one person keep them as the speaker."""
    reading = read(
        "“The pier is not safe,” said Ann Lee.",
        "The harbour was built in the last century, and the sea has worked on it since.",
        "“We shall mend it,” she said.",
    )
    assert reading.speaker("mend it") == "Ann Lee"


def test_a_possessive_pronoun_owns_the_words() -> None:
    """ "In her words" is she."""
    reading = read(
        "Ann Lee, the harbour master, regrets the state of the pier. In her words: “It is a disgrace to us.”"
    )
    assert reading.speaker("disgrace") == "Ann Lee"


def test_they_are_the_group() -> None:
    """They are the officials who spoke before."""
    reading = read("Harbour officials said that the pier was shut. They said that it would be mended by May.")
    assert {(one.speaker or "").lower() for one in reading.said} == {"harbour officials"}


def test_a_pronoun_without_anybody_is_nobody() -> None:
    """Where nobody has been named, the speaker stays open."""
    assert read("“It is not safe,” she said.").only().speaker is None


# ------------------------------------------------------------------------------------- descriptions and groups


def test_a_description_is_whose_office_it_is() -> None:
    """The harbour master is the person introduced as harbour master."""
    reading = read(
        "Ann Lee, the harbour master, and Bo Orde, a pilot, met on Monday.",
        "“It is not safe,” the harbour master said. “It will hold,” the pilot replied.",
    )
    assert reading.speaker("not safe") == "Ann Lee"
    assert reading.speaker("will hold") == "Bo Orde"


def test_described_before_being_named() -> None:
    """ "Norway's top diplomat" is the foreign minister whom the next paragraph names."""
    reading = read(
        "Norway's top diplomat says that a “season of trust” is coming to the northern seas.",
        "“Norway supports every talk on fishing,” Norwegian Foreign Minister Tor Eklund told ministers in Oslo.",
    )
    assert reading.speaker("season of trust") == "Tor Eklund"
    assert reading.speaker("every talk on fishing") == "Tor Eklund"
    assert reading.affiliations("Tor Eklund") == ("Norwegian Foreign Minister", "Norway's top diplomat")


def test_another_country_s_office_is_somebody_else() -> None:
    """The top diplomat of one country is not the minister of another."""
    reading = read(
        "Norway's top diplomat says that a “season of trust” is coming to the northern seas.",
        "“We support every talk on fishing,” Danish Foreign Minister Tor Eklund told ministers in Oslo.",
    )
    assert reading.speaker("season of trust") != "Tor Eklund"


@pytest.mark.parametrize(
    "group",
    [
        "Harbour officials",
        "Residents",
        "Senior ministers",
        "Some analysts",
        "Two pilots",
        "Local fishermen",
        "Critics",
        "Many pilots",
    ],
)
def test_a_group_speaks(group: str) -> None:
    """Unnamed people are a group, named as the article names them."""
    reading = read(f"{group} said that the pier was “not safe for anybody”.")
    assert reading.only().speaker in {group, group[0].lower() + group[1:]}
    assert reading.findings.people[0].group


@pytest.mark.parametrize(
    "organisation", ["The Harbour Board", "Orde Shipping", "The Ministry of Fisheries", "NORDFISH"]
)
def test_an_organisation_speaks(organisation: str) -> None:
    """An organisation is a speaker, and a group."""
    reading = read(f"{organisation} said in a statement that the pier was “not safe for anybody”.")
    assert reading.only().speaker == organisation.removeprefix("The ")
    assert reading.findings.people[0].group


@pytest.mark.parametrize(
    "text", ["a spokesman for the board said", "a harbour official said", "one pilot said", "a witness said"]
)
def test_an_unnamed_speaker_is_nobody_known(text: str) -> None:
    """An unnamed spokesman is not the person named before."""
    reading = read("Ann Lee runs the harbour.", f"“The pier is not safe,” {text}.")
    assert reading.speaker("not safe") != "Ann Lee"


# --------------------------------------------------------------------------- second hand, hearer and occasion


def test_according_to_a_statement_passes_on() -> None:
    """A person's words according to a statement are the person's, by way of the statement."""
    one = read("“The pier is not safe,” Ann Lee told the board on Monday, according to a statement.").only()
    assert one.speaker == "Ann Lee"
    assert one.given.via in {"a statement", "statement"}


def test_a_phrase_that_others_use() -> None:
    """Whoever uses the phrase says it; whoever tells of it passes it on."""
    reading = read(
        "Ann Lee says that she has talked with harbour pilots since May.",
        "She says they have used the phrase “only fools sail at night,” a play on an old song.",
    )
    one = reading.of("only fools sail at night")
    assert one.text.startswith("only fools")
    assert one.speaker != "Ann Lee"
    assert one.given.via in {"Ann Lee", "She"}


def test_what_somebody_was_told_by_another() -> None:
    """The inner speaker's marked words are the inner speaker's."""
    reading = read("Ann Lee said that Bo Orde had told her: “I never mended the pier at all.”")
    assert reading.of("I never mended the pier").speaker == "Bo Orde"


@pytest.mark.parametrize(
    ("text", "hearer"),
    [
        ("“The pier is not safe,” Ann Lee told reporters.", "reporters"),
        ("“The pier is not safe,” Ann Lee told the Harbour Post in June.", "the Harbour Post"),
        ("Ann Lee told the board that the pier was not safe.", "the board"),
        ("Ann Lee reminded her readers that “the pier is not safe”.", "her readers"),
        ("Ann Lee asked pilot Bo Orde: “Is the pier safe?”", "pilot Bo Orde"),
        ("“The pier is not safe,” Ann Lee told a crowd of fishermen in June.", "a crowd of fishermen"),
        ("“The pier is not safe,” Ann Lee told a Round of 40 meeting in Oslo.", "a Round of 40 meeting"),
        ("Ann Lee told members of parliament that the pier was not safe.", "members of parliament"),
        ("Ann Lee told the House of Lords: “The pier is not safe at all.”", "the House of Lords"),
        ("“The pier is not safe,” Ann Lee told the board of the plan.", "the board"),
        ("Ann Lee told the board of “a storm that nobody had seen before”.", "the board"),
        ("Ann Lee warned a crowd of “a storm that nobody had seen before”.", "a crowd"),
    ],
)
def test_the_hearer_is_kept(text: str, hearer: str) -> None:
    """To whom it was said is part of the attribution."""
    assert read(text).only().given.hearer == hearer


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("“The pier is not safe,” Ann Lee told the Harbour Post in June.", "in June"),
        ("Ann Lee said on Monday that the pier was not safe.", "on Monday"),
        ("Ann Lee said in an interview last year that the pier was not safe.", "in an interview last year"),
        ("Ann Lee noted last year: “The pier is not safe.”", "last year"),
        ("In a letter to the board, Ann Lee said that the pier was not safe.", "In a letter to the board"),
        ("“The pier is not safe,” Ann Lee said at a meeting on Monday.", "at a meeting on Monday"),
    ],
)
def test_the_occasion_is_kept(text: str, occasion: str) -> None:
    """When and where it was said is part of the attribution, and no part of the words."""
    one = read(text).only()
    assert one.given.occasion == occasion
    assert occasion not in one.text
