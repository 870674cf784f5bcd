"""Who is in an article: names, native names, aliases, affiliations; and who is one person over many articles."""

from __future__ import annotations

import pytest

from knowledge.extract import Identity, extract, unify
from knowledge.extract.fullnames import same_person
from knowledge.extract.roles import same_office
from knowledge.model import Gender
from tests.knowledge.extract.reading import article_of, read

# ------------------------------------------------------------------------------------------------------ names


def test_every_form_of_a_name_is_one_person() -> None:
    """Full name, surname, title and surname are mentions of one person."""
    reading = read(
        "Ann Lee, the harbour master, shut the pier. Lee wrote to the board.",
        "“It is not safe,” Ms. Lee said. The board thanked Ann Lee.",
    )
    person = reading.person("Ann Lee")
    assert [one.name for one in reading.findings.people if "Lee" in one.name] == ["Ann Lee"]
    assert len(person.mentions) == 4
    assert "Lee" in person.aliases
    assert person.gender is Gender.FEMALE


def test_the_fullest_form_is_the_name() -> None:
    """A person is called by the fullest form, whichever comes first."""
    reading = read("Lee shut the pier. “It is not safe,” said Ann Lee. Ann B. Lee runs the harbour.")
    assert [one.name for one in reading.findings.people] == ["Ann B. Lee"]


@pytest.mark.parametrize(
    ("text", "name", "native"),
    [
        ("“It is late,” said Wang Bo (王波).", "Wang Bo", "王波"),
        ("Wang Bo (王波), a pilot, said it was late.", "Wang Bo", "王波"),
        ("Wang Bo’s (王波) letter said that it was late.", "Wang Bo", "王波"),
        ("Ambassador Wang Bo’s (王波) recent words were a surprise, and Wang said it was late.", "Wang Bo", "王波"),
        ("Kim Areum (김아름) said it was late.", "Kim Areum", "김아름"),
        ("Olga Sokolova (Ольга Соколова) said it was late.", "Olga Sokolova", "Ольга Соколова"),
        ("Wang Bo （王波） said it was late.", "Wang Bo", "王波"),
        ("Ouyang Wen (欧阳文) said it was late.", "Ouyang Wen", "欧阳文"),
    ],
)
def test_native_names_in_brackets(text: str, name: str, native: str) -> None:
    """The form in a person's own script belongs to the person it follows."""
    assert read(text).person(name).native_name == native


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee called the pier half of the sky (半边天) for the town.",
        "Ann Lee, the harbour master (港长), said it was late.",
        "Ann Lee (62) said it was late.",
        "Ann Lee (Labour) said it was late.",
        "Ann Lee (see above) said it was late.",
    ],
)
def test_what_else_stands_in_brackets_is_no_native_name(text: str) -> None:
    """Glosses, ages and parties are not the name of the person before them."""
    assert read(text).person("Ann Lee").native_name is None


def test_namesakes_in_their_own_script_are_two() -> None:
    """Two people who share a surname, each with a native name, stay two."""
    reading = read("Zhao Ming (赵明) met Zhao Hua (赵华). “It is late,” Zhao Ming said.")
    assert {one.name: one.native_name for one in reading.findings.people} == {"Zhao Ming": "赵明", "Zhao Hua": "赵华"}


@pytest.mark.parametrize(
    "text",
    [
        "He lives in the United States and says it is late.",
        "On Monday in Oslo it rained.",
        "The Harbour Post was late in May.",
    ],
)
def test_places_days_and_papers_are_nobody(text: str) -> None:
    """Not every capital letter is a person."""
    assert [one.name for one in read(text).findings.people if not one.group] == []


@pytest.mark.parametrize("word", ["frank", "grace", "mark", "hope", "will", "art"])
def test_words_that_are_also_names_are_nobody(word: str) -> None:
    """A word without a capital is no name, in marks or not."""
    reading = read(f"The mayor said the talks were “{word}.” It was {word} that he wanted.")
    assert [one.name for one in reading.findings.people if one.name.lower() == word] == []


@pytest.mark.parametrize(
    "word",
    [
        "Another",
        "Others",
        "One",
        "Many",
        "Some",
        "Both",
        "Everyone",
        "A third",
        "Officials",
        "Critics",
        "Residents",
    ],
)
def test_words_that_stand_for_people_are_no_names(word: str) -> None:
    """Whoever another is, they are not the person called Another in the next article."""
    articles = {f"a{n}": extract(article_of(f"{word} said it was worse than that.", id_=f"a{n}")) for n in range(2)}
    assert all(len(one.members) == 1 for one in unify(articles))


def test_the_article_s_own_writer_is_marked() -> None:
    """The author is marked when the article speaks of them; others are not."""
    reading = read("“It is late,” said Ann Lee.", "Bo Orde writes for the Post.", authors=("Bo Orde",))
    assert {one.name: one.author for one in reading.findings.people} == {"Ann Lee": False, "Bo Orde": True}


def test_who_signs_an_article_is_in_it() -> None:
    """Even if the text never speaks of them; what is no person's full name is left out."""
    reading = read("“It is late,” said Ann Lee.", authors=("Bo de la Orde", "Harbourwatch"))
    assert {one.name: one.author for one in reading.findings.people} == {"Ann Lee": False, "Bo de la Orde": True}


def test_groups_are_marked() -> None:
    """A group of unnamed people is not a person."""
    reading = read("Senior pilots said that the pier was unsafe. “It is,” said Ann Lee.")
    assert {one.name.lower(): one.group for one in reading.findings.people} == {"senior pilots": True, "ann lee": False}


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mr. Lee said it was late.", Gender.MALE),
        ("Mrs Lee said it was late.", Gender.FEMALE),
        ("Sir Lee Orde said it was late.", Gender.MALE),
        ("Dr. Lee said it was late.", Gender.UNKNOWN),
    ],
)
def test_titles_tell_gender(text: str, gender: Gender) -> None:
    """A title may say whether somebody is a man or a woman; most do not."""
    assert read(text).findings.people[0].gender is gender


# ----------------------------------------------------------------------------------------------- affiliations


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        ("“It is late,” said Ann Lee, the harbour master of Oldport.", "the harbour master of Oldport"),
        ("Ann Lee, a professor at Oldport University, said it was late.", "a professor at Oldport University"),
        (
            "Ann Lee, then a professor at Oldport University, said it was late.",
            "then a professor at Oldport University",
        ),
        ("Ann Lee (李安), director of the Harbour Institute, said it was late.", "director of the Harbour Institute"),
        ("Norwegian Foreign Minister Ann Lee said it was late.", "Norwegian Foreign Minister"),
        ("Harbour master Ann Lee said it was late.", "Harbour master"),
        ("Dairy farmer Ann Lee said it was late.", "Dairy farmer"),
        ("Former mayor Ann Lee said it was late.", "Former mayor"),
        ("Ann Lee, one of the country’s leading pilots, said it was late.", "one of the country’s leading pilots"),
        (
            "Ann Lee, senior analyst at the Harbour Group, told the Post it was late.",
            "senior analyst at the Harbour Group",
        ),
        (
            "Ann Lee, the mayor’s special envoy for ferries and piers, said it was late.",
            "the mayor’s special envoy for ferries and piers",
        ),
        (
            "Ann Lee (李安), a pilot at one of the largest harbours (NHO), notes that it was late.",
            "a pilot at one of the largest harbours (NHO)",
        ),
        ("Ann Lee, a pilot at the harbour (where it rained), said it was late.", "a pilot at the harbour"),
    ],
)
def test_affiliations_in_the_article_s_words(text: str, affiliation: str) -> None:
    """A role beside a name is kept word for word, with the place that says so."""
    assert affiliation in read(text).affiliations("Ann Lee")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Ann Lee, who served as foreign minister under Bo Orde, said it was late.",
            "served as foreign minister under Bo Orde",
        ),
        (
            "Ann Lee, who is the director of the Harbour Institute, said it was late.",
            "the director of the Harbour Institute",
        ),
        ("Ann Lee, who was a top adviser to the mayor, said it was late.", "a top adviser to the mayor"),
        (
            "Ann Lee is the director of the Harbour Institute. She said it was late.",
            "the director of the Harbour Institute",
        ),
        ("The director of the Harbour Institute, Ann Lee, said it was late.", "director of the Harbour Institute"),
    ],
)
def test_affiliations_in_clauses(text: str, words: str) -> None:
    """A role in a relative clause, a sentence of its own or before a comma is found too."""
    assert any(words in one for one in read(text).affiliations("Ann Lee"))


def test_each_affiliation_is_its_own_person_s() -> None:
    """A role belongs to the name it stands beside, not to the next."""
    reading = read("Ann Lee, the harbour master, and Bo Orde, a pilot from Oldport, said it was late.")
    assert reading.affiliations("Ann Lee") == ("the harbour master",)
    assert reading.affiliations("Bo Orde") == ("a pilot from Oldport",)


def test_an_adviser_to_somebody_is_not_that_somebody() -> None:
    """A role that names another person leaves that person with their own."""
    reading = read("Ann Lee, who was a top adviser to former Mayor Bo Orde, said it was late.")
    assert not any("adviser" in one for one in reading.affiliations("Bo Orde"))


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, speaking on Monday, said it was late.",
        "Ann Lee, however, said it was late.",
        "Ann Lee, 62, said it was late.",
        "Ann Lee, for instance, said it was late.",
        "On Monday Ann Lee said it was late.",
        "Yesterday, Ann Lee said it was late.",
    ],
)
def test_what_else_stands_beside_a_name_is_no_affiliation(text: str) -> None:
    """Circumstances, ages and adverbs are no role."""
    assert read(text).affiliations("Ann Lee") == ()


# --------------------------------------------------------------------------------- one person, several offices


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("donald trump", "donald j. trump", True),
        ("j. smith", "john smith", True),
        ("bill orde", "william orde", True),
        ("arho havren", "sari arho havren", True),
        ("ann lee", "ann lee", True),
        ("ann lee", "bo lee", False),
        ("zhao huasheng", "zhao long", False),
        ("ann lee", "lee ann", False),
        ("ann lee", "ann orde", False),
        ("lee", "ann lee", False),
        ("ann b. lee", "ann c. lee", False),
    ],
)
def test_names_of_one_person(a: str, b: str, *, same: bool) -> None:
    """Middle names, initials and short forms do not make two people; another given name does."""
    assert same_person(tuple(a.split()), tuple(b.split())) is same


@pytest.mark.parametrize(
    ("description", "affiliation", "same"),
    [
        ("Norway's top diplomat", "Norwegian Foreign Minister", True),
        ("the U.S. secretary of state", "American diplomat", True),
        ("the French leader", "President of France", True),
        ("the scholar", "a professor at Oldport University", True),
        ("Norway's top diplomat", "Danish Foreign Minister", False),
        ("the pilot", "Norwegian Foreign Minister", False),
        ("Norway's leader", "Norwegian Foreign Minister", False),
        ("a friend", "a neighbour", False),
    ],
)
def test_offices_of_one_kind_and_place(description: str, affiliation: str, *, same: bool) -> None:
    """A description fits an affiliation when kind of office and country agree."""
    assert same_office(description, affiliation) is same


# ---------------------------------------------------------------------------------------------- over articles


def identities(*texts: str) -> dict[str, Identity]:
    """The identities of some articles of one paragraph each, by name."""
    articles = {f"a{n}": extract(article_of(text, id_=f"a{n}")) for n, text in enumerate(texts)}
    found = unify(articles)
    assert len({one.person.name for one in found}) == len(found)
    return {one.person.name: one for one in found}


def test_the_same_full_name_is_the_same_person() -> None:
    """Two articles that name somebody in full speak of one person, with the aliases of both."""
    found = identities("“It is late,” said Ann Lee. Lee left.", "“It is not,” said Ann B. Lee.")
    assert set(found) == {"Ann B. Lee"}
    assert found["Ann B. Lee"].members == (("a0", 0), ("a1", 0))
    assert {"Ann Lee", "Lee"} <= set(found["Ann B. Lee"].person.aliases)


def test_a_surname_alone_is_nobody_else() -> None:
    """A surname in one article is not the person of that surname in another."""
    found = identities("“It is late,” said Ann Lee.", "“It is not,” said Mr. Lee.")
    assert len(found) == 2


def test_namesakes_over_articles_stay_apart() -> None:
    """Equal names with different native names are two people."""
    articles = {
        "a0": extract(article_of("“It is late,” said Wang Bo (王波).", id_="a0")),
        "a1": extract(article_of("“It is not,” said Wang Bo (王博).", id_="a1")),
    }
    found = unify(articles)
    assert sorted(one.person.native_name or "" for one in found) == ["王博", "王波"]
    assert len({one.person.id for one in found}) == 2


def test_a_couple_without_given_names_stays_two() -> None:
    """Mr and Mrs of one surname are two identities, with an id each."""
    found = unify({"a0": extract(article_of("“It is late,” Mrs Moss said. “It is not,” Mr Moss said.", id_="a0"))})
    assert len(found) == len({one.person.id for one in found}) == 2


def test_a_native_name_is_learned_from_another_article() -> None:
    """A name without its native form is the one person known by it."""
    found = identities("“It is late,” said Wang Bo (王波).", "“It is not,” said Wang Bo.")
    assert found["Wang Bo"].person.native_name == "王波"
    assert len(found["Wang Bo"].members) == 2


def test_unnamed_speakers_are_not_one() -> None:
    """Officials in one article are not the officials of another."""
    articles = {f"a{n}": extract(article_of("Harbour officials said it was late.", id_=f"a{n}")) for n in range(2)}
    found = unify(articles)
    assert [one.members for one in sorted(found, key=lambda one: one.members)] == [(("a0", 0),), (("a1", 0),)]
    assert len({one.person.id for one in found}) == 2


def test_an_organisation_is_one_over_articles() -> None:
    """A named organisation is the same group everywhere."""
    articles = {
        f"a{n}": extract(article_of("The Ministry of Fisheries said it was late.", id_=f"a{n}")) for n in range(2)
    }
    assert [one.person.group for one in unify(articles)] == [True]


def test_ids_survive_other_articles() -> None:
    """A person's id does not depend on who else is in the corpus."""
    alone = identities("“It is late,” said Ann Lee.")
    among = identities("“It is late,” said Ann Lee.", "“It is not,” said Bo Orde.", "Senior pilots said it was late.")
    assert alone["Ann Lee"].person.id == among["Ann Lee"].person.id
