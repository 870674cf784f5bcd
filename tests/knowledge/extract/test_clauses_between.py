"""Marked words in a clause that leads up to another are never the nearest name's."""

from __future__ import annotations

import pytest

from knowledge.model import Kind
from tests.knowledge.extract.reading import read


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("If Bo Orde lifts the ban, “the strike could end by Monday”, Ann Lee wrote.", "Ann Lee"),
        ("When Cy Ode signs the treaty, “nothing will change for the farmers,” Mary Stone said.", "Mary Stone"),
        ("Unless Mr Hale resigns, “the port will close by winter”, said Ana Lopes.", "Ana Lopes"),
        ("Although Mr Orde blocked the aid, “there are ways around a veto,” Zhao Mei argued.", "Zhao Mei"),
        ("Because Mr Hale sold the ferry, “we have no boats left,” Mary Stone told reporters.", "Mary Stone"),
        ("Once Mr Hale announces new taxes, “people will leave the city”, Omar al-Rashid predicted.", "Omar al-Rashid"),
        ("If Mr Hale says no, “we are lost as a town,” Ann Lee wrote.", "Ann Lee"),
        ("When Bo Orde says so, “nobody on the board dares to object,” Mary Stone said.", "Mary Stone"),
        ("Whatever Bo Orde does, “the ferry is finished,” said Ana Lopes.", "Ana Lopes"),
        ("Bo Orde opens the dam, “and the valley floods again”, Ann Lee wrote.", "Ann Lee"),
    ],
)
def test_a_leading_clause_belongs_to_whoever_the_whole_belongs_to(text: str, speaker: str) -> None:
    """There is one quotation, partly marked, by the speaker of the main clause alone, through nobody."""
    one = read(text).only()
    assert (one.kind, one.speaker, one.given.via) == (Kind.MIXED, speaker, None)
    assert one.text.startswith(text.split(",", maxsplit=1)[0])


@pytest.mark.parametrize(
    "text",
    [
        "Asked why Bo Orde did not want Mr Hale “to stop the strike at once”, Ann Lee laughed.",
        "Asked whether Bo Orde would resign “before the first winter storm”, Ann Lee smiled.",
        "Pressed on whether Bo Orde had “told the board the whole truth”, Ann Lee shrugged and walked away.",
        "Questioned about a plan “to close the port for good”, Ann Lee nodded.",
        "When asked whether Bo Orde had been “fully informed of the plan”, Ann Lee declined to comment.",
        "Told that the plan was “an insult to the whole coast”, Ann Lee laughed.",
        "Accused of “selling the city to its enemies”, Ann Lee sued the paper.",
        "Ann Lee laughed when asked why Bo Orde had “not told the whole truth”.",
    ],
)
def test_what_is_put_to_somebody_is_not_theirs(text: str) -> None:
    """A question's words belong to whoever asked, who is not named here; laughing at it says nothing."""
    assert [one.speaker for one in read(text).said if one.speaker is not None] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Asked whether Bo Orde would go, Ann Lee said: “He will stay.”", "He will stay."),
        ("Asked if the strike would “end by Christmas”, Ann Lee replied: “Ask the union, not me.”", "Ask the union"),
        ("Told that the plan had failed, Ann Lee said she was sorry for the crew.", "she was sorry for the crew"),
        ("When asked about Bo Orde, Ann Lee said that “nobody knows” where he is.", "“nobody knows” where he is"),
    ],
)
def test_the_answer_is_whose_it_is(text: str, words: str) -> None:
    """Whoever is asked speaks the answer, and none of the question."""
    reading = read(text)
    assert reading.speaker(words) == "Ann Lee"
    assert [one.text for one in reading.said if one.speaker == "Ann Lee"] == [reading.of(words).text]


@pytest.mark.parametrize(
    "text",
    [
        "Where Bo Orde sees “an opportunity for the whole coast”, Ann Lee sees a disaster.",
        "When Bo Orde became “the first among four equals”, Ann Lee left the board.",
        "As Bo Orde walked past the crowd, “I am not going anywhere at all.”",
    ],
)
def test_a_fragment_in_a_leading_clause_is_nobodys(text: str) -> None:
    """Without a cue, the subject of a clause of time or place has said nothing."""
    assert [one.speaker for one in read(text).marked if one.speaker is not None] == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("As Bo Orde put it, “we are all in the same boat.”", "the same boat", "Bo Orde"),
        ("As Bo Orde told reporters last week, “the plan is dead for good.”", "dead for good", "Bo Orde"),
        ("After Mr Orde called the port “a danger to every child in town”, Ann Lee laughed.", "a danger", "Orde"),
        ("Ann Lee said that Bo Orde had called her “a liar and a cheat”.", "a liar and a cheat", "Bo Orde"),
        ("“I never said any of that,” Ann Lee laughed.", "never said", "Ann Lee"),
    ],
)
def test_a_clause_with_a_cue_of_its_own_still_speaks(text: str, words: str, speaker: str) -> None:
    """Speech reported in a leading or reported clause is its subject's."""
    assert read(text).speaker(words) == speaker
