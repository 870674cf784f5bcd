"""A word of a question may be meant for others: its synonyms, and what it may be a slip for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from knowledge.model import Span
from knowledge.search.texts import remove_texts
from tests.knowledge.search.conftest import quotation

if TYPE_CHECKING:
    from tests.knowledge.search.conftest import Texts


@pytest.mark.parametrize("typed", ["primary area of concern", "chief area of concern", "the principal area of concern"])
async def test_a_word_may_be_asked_for_by_its_synonym(texts: Texts, typed: str) -> None:
    """The phrase with a word of the same meaning is found, before texts that have the words far apart."""
    texts.add(
        "China remains the main area of concern for the carmaker.",
        "The primary votes are counted, said the governor, whose area it is, and there is no concern at all.",
        "The harvest was poor.",
    )
    assert (await texts.keys(typed))[:1] == [1]


@pytest.mark.parametrize(("typed", "reworded"), [("primary area", True), ("main areas", False), ("mian area", False)])
async def test_it_is_known_that_a_text_has_another_word(texts: Texts, typed: str, *, reworded: bool) -> None:
    """A synonym is another word; another form of the same, or what was misspelt, is not."""
    texts.add("China remains the main area of concern for the carmaker.")
    assert [hit.reworded for hit in await texts.hits(typed)] == [reworded]


@pytest.mark.parametrize(
    ("typed", "reworded"), [("heavy rain", True), ("heavier rain", False), ("heavier rains", False)]
)
async def test_it_is_known_that_a_text_has_an_adjective_compared(texts: Texts, typed: str, *, reworded: bool) -> None:
    """Heavier rain than some other is not what "heavy rain" says."""
    texts.add("Heavier rain fell.")
    assert [hit.reworded for hit in await texts.hits(typed)] == [reworded]


async def test_a_word_may_be_asked_for_by_another_that_seldom_has_its_sense(texts: Texts) -> None:
    """Of the text's word it is the main sense; a text with the other is not found by it."""
    texts.add("I think that the bank must go.", "They consider the offer of the harbour.")
    assert await texts.keys("consider that the bank") == [1]
    assert [hit.marked for hit in await texts.hits("consider that")] == [(Span(2, 12),)]
    assert await texts.keys("think") == [1]


@pytest.mark.parametrize(
    ("typed", "right"),
    [("heaviest rain", 1), ("heavy losses", 2), ("strongest ties", 3), ("good friends", 4), ("big ships", 5)],
)
async def test_an_adjective_may_be_asked_for_as_it_is_compared(texts: Texts, typed: str, right: int) -> None:
    """And the other way about, also where no rule of spelling leads from one to the other."""
    texts.add(
        "Heavy rain fell, in heaps of losses.",
        "Heavier losses are to come, and rain.",
        "Their ties are strong, and friends know it.",
        "Better friends than ties can make nobody has, large as the ships are.",
        "The biggest ships go north of the friends.",
    )
    assert (await texts.keys(typed))[0] == right


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("peace offer", "Peace is off the table."),
        ("flattered earth", "The flat earth."),
        ("bothered sides", "Both sides met."),
        ("wilderness camp", "The wild camp was burnt."),
        ("onerous rule", "The one rule is here."),
        ("foundest treaty", "Find a treaty."),
    ],
)
async def test_another_word_is_no_adjective_compared(texts: Texts, typed: str, text: str) -> None:
    """Though it is spelt like one, or has the stem of one."""
    texts.add(text, *(f"Rain in May {n}." for n in range(300)))
    assert await texts.keys(typed) == []


async def test_who_asks_for_many_texts_has_as_many_with_a_slip(texts: Texts) -> None:
    """Also those that have the words far apart, as without the slip; the phrase comes first."""
    texts.add(
        "The grain harvest was poor.",
        "Of the harvest that the province expected nobody saw a single bag of grain.",
        "Nobody asked the fishermen.",
    )
    assert await texts.keys("grain havrest", limit=20) == await texts.keys("grain harvest", limit=20) == [1, 2]


async def test_letters_that_changed_places_are_likelier_than_another_letter(texts: Texts) -> None:
    """Of words that are one slip away, the one with the same letters comes first."""
    texts.add("The form of the treaty was praised.", "The text of it came from the ministry.", "The firm was sold.")
    assert (await texts.keys("fomr"))[0] == 1
    assert (await texts.keys("frim"))[0] == 3


@pytest.mark.parametrize(("typed", "right"), [("stolk", 2), ("stolw", 1), ("couts", 4), ("couurts", 3)])
async def test_the_key_beside_and_a_letter_struck_twice_are_likelier_than_others(
    texts: Texts, typed: str, right: int
) -> None:
    """Fingers stray to the next key, and strike one twice or once for twice, sooner than anywhere else."""
    texts.add("Somebody stole the treaty.", "Mr Stoll read it out.", "The courts were closed.", "Ms Coutts knew.")
    assert (await texts.keys(typed))[0] == right


async def test_what_a_slip_may_be_meant_for_is_seen_beside_what_many_texts_hold(texts: Texts) -> None:
    """Two texts for a guess come first, then those for another; the further ones of the first are not lost."""
    courts = [f"She wants a radical reform of the courts, said witness {n}." for n in range(9)]
    texts.add(*courts, "Replacements: Bozzi, Coults, Anglesea and Lund.")
    assert await texts.keys("couts", limit=5) == [1, 2, 10, 3, 4]
    assert await texts.keys("courts", limit=5) == [1, 2, 3, 4, 5]


async def test_what_is_known_about_a_text_is_no_guess(texts: Texts) -> None:
    """All that a speaker said on something comes before what another, of a name like theirs, is named in."""
    said = [quotation(n, f"An alliance is no answer, case {n}.", about="huasheng") for n in range(1, 6)]
    named = quotation(6, "Huashong, who had not slept in the train, saw neither harbour nor port nor allianse.")
    texts.add(*said, named, *(quotation(n, f"Rain in May {n}.") for n in range(7, 40)))
    assert await texts.keys("huasheng alliance") == [1, 2, 3, 4, 5, 6]


async def test_a_word_that_was_recognised_by_its_letters_alone_is_still_looked_up(texts: Texts) -> None:
    """However many texts hold the other words of a question, and the misspelt one far from them."""
    others = (f"An enemy so secret that year {n} passed, and with it the hope of democracy." for n in range(40))
    texts.add(*others, "It is an enemy so secret, democracy must name it.")
    assert (await texts.keys("enemy so secret dekocracy"))[:1] == [41]


async def test_a_word_that_nobody_writes_so_is_read_again_although_texts_have_all_words(texts: Texts) -> None:
    """Its stem may be another's: of an unfinished word as of "Japan's" trade."""
    others = (f"Rain in May {n}, and nobody was asked." for n in range(400))
    texts.add("Japan has it in mind to avert, by talks, a war.", "Japanese talks to avert the curbs went on.", *others)
    assert (await texts.keys("japanes talks to avert"))[0] == 2


@pytest.mark.parametrize("typed", ["prop from priva", "propos from privat"])
async def test_where_one_word_is_unfinished_another_may_be(texts: Texts, typed: str) -> None:
    """Even if that beginning is a word of other texts; the phrase comes before those that have it far apart."""
    props = (f"He is a prop, number {n} of the team, and came back from it." for n in range(30))
    apart = (f"The prop of case {n} went, as was seen from the stands, for a sum kept private." for n in range(30))
    texts.add(*props, *apart, "A proposal from privately owned firms was read.", *(f"Rain {n}." for n in range(300)))
    assert (await texts.keys(typed))[0] == 61


async def test_unfinished_words_are_found_wherever_they_stand(texts: Texts) -> None:
    """However many texts have one of them, or a word that is the beginning of the other."""
    props = (f"The prop of case {n} was seen from the stands." for n in range(40))
    private = (f"Private talks of day {n} went on." for n in range(40))
    texts.add(*props, *private, "A proposal that nobody expected went to privately owned firms.")
    assert (await texts.keys("prop priva"))[0] == 81


async def test_as_many_are_found_as_are_asked_for(texts: Texts) -> None:
    """Up to a few dozen; how many texts are looked at depends on it."""
    texts.add(*(f"The trade winds of year {n}." for n in range(80)))
    assert [len(await texts.keys("trade winds", limit=limit)) for limit in (1, 5, 25, 50)] == [1, 5, 25, 50]


async def test_the_synonyms_of_removed_texts_are_forgotten(texts: Texts) -> None:
    """An index from which everything went holds nothing."""
    texts.add("The main area of concern.")
    with closing(sqlite3.connect(texts.path)) as db, db:
        assert db.execute("SELECT count(*) FROM search_alike").fetchone() > (0,)
        remove_texts(db, [1])
        assert db.execute("SELECT count(*) FROM search_alike").fetchone() == (0,)


@pytest.mark.parametrize(
    ("typed", "right"),
    [("i e e e", 1), ("w w w", 2), ("u s s r", 3), ("a u s s r museum", 3), ("a f b i agent", 5), ("the f b i", 5)],
)
async def test_letters_spell_a_word_whatever_stands_beside_them(texts: Texts, typed: str, right: int) -> None:
    """Also with a letter in it twice, or after one that is a word."""
    rain = (f"Rain in May {n}." for n in range(300))
    texts.add("The IEEE met.", "The www grew.", "The USSR closed.", "W came, then.", "The FBI agent came.", *rain)
    assert (await texts.keys(typed))[0] == right


@pytest.mark.parametrize("typed", ["u s processing", "u s process facili", "facilities in the u s", "u s s r facili"])
async def test_letters_may_be_typed_one_by_one(texts: Texts, typed: str) -> None:
    """As in "u s" for the U.S., also where another word is unfinished, and though texts have the letters alone."""
    others = (f"Process {n}: columns R to U, and row S, in May." for n in range(60))
    texts.add(*others, "The processing facilities of the U.S. and the USSR closed.")
    assert (await texts.keys(typed))[:1] == [61]


async def test_words_that_stand_as_they_were_asked_speak_for_an_unfinished_one(texts: Texts) -> None:
    """Though another text has the very word, but not beside the others."""
    others = (f"Rain in May {n}: nobody was to pass, and no human did." for n in range(40))
    texts.add("He set a standard for humanity and pass a law against all human cloning.", *others, "A human passion.")
    assert (await texts.keys("human pass", limit=1)) == [42]


async def test_what_an_unfinished_word_begins_counts_beside_what_it_is_like(texts: Texts) -> None:
    """However many words begin so, and though the text has one that is only spelt nearly so."""
    ends = (
        "agation",
        "ane",
        "el",
        "eller",
        "ensity",
        "er",
        "erly",
        "erty",
        "hecy",
        "het",
        "ose",
        "osal",
        "riety",
        "sed",
    )
    begun = [f"The prop{end} of case {n} went." for n in range(4) for end in (*ends, "ulsion", "tosis", "py", "ping")]
    drops = (f"A drop of rain, {n}." for n in range(200))
    texts.add("The peace talks propylaeum, and a drop fell.", "Peace talks, and a drop.", *begun, *begun, *drops)
    assert (await texts.keys("peace talks prop"))[0] == 1


async def test_an_unfinished_word_is_seen_where_it_stands(texts: Texts) -> None:
    """And not at the word that is only spelt nearly so, further off."""
    begun = [f"ara{one}{other}" for one in "bcdf" for other in "aeiouy"]
    others = [f"The {word}, {word} and {word} of old: they are few." for word in begun]
    texts.add("The little are many.", "The farms are old, with little arable land.", *others, *others)
    assert (await texts.keys("little ara"))[0] == 2


@pytest.mark.parametrize(("typed", "right"), [("podium onstage", 73), ("the farmhousing starts", 74)])
async def test_a_word_of_few_texts_may_be_two_typed_together(texts: Texts, typed: str, right: int) -> None:
    """Also one that some texts write so, or in another form, but not beside the other words."""
    others = [f"She came onstage in year {n}, and the farmhouses and the podiums shook." for n in range(12)]
    others += [f"The podium of year {n} starts to shake." for n in range(60)]
    texts.add(*others, "He put the last touch on the podium on stage.", "The farm housing starts were few.")
    assert (await texts.keys(typed))[0] == right


async def test_what_stands_beside_two_words_typed_together_leads_to_them(texts: Texts) -> None:
    """However many texts have these two, and what stands beside them somewhere else."""
    texts.add(
        *(f"The harbour of year {n} closed, and plax was sold." for n in range(60)), "He called it plax the harbour."
    )
    assert (await texts.keys("plax theharbour"))[0] == 61


async def test_two_words_that_may_be_typed_together_count_beside_the_word_that_they_are(texts: Texts) -> None:
    """Where a text has both, the better place counts."""
    others = (f"Process {n} went on." for n in range(60))
    texts.add("On stage there were many who sat. The onstages podium fell.", *others, *("onstage" for _ in range(3)))
    assert [(hit.key, round(hit.score)) for hit in await texts.hits("onstage podium", limit=1)] == [(1, 99)]
