"""What is typed is gone on with as texts go on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.normal import plain
from knowledge.search.texts import complete_phrase
from tests.knowledge.search.conftest import LAW, Texts, passage, quotation


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    """Five texts, once for many questions."""
    return Texts(tmp_path_factory.mktemp("shelf") / "index.db").add(
        passage(1, "The reverse-Nixon manoeuvre failed. Nobody was surprised."),
        quotation(2, "A “reverse-Nixon” would need a partner."),
        quotation(3, "It was a reversal of all that we had hoped for in the long years of waiting."),
        quotation(4, "双方的合作没有上限，但是有底线。"),
        quotation(5, "A “reverse-Nixon” would need a partner!"),
    )


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("reverse-n", ("reverse-Nixon", "reverse-Nixon manoeuvre failed")),
        ("Reverse Nixon m", ("reverse-Nixon manoeuvre failed",)),
        ("manoe", ("manoeuvre failed",)),
        ("nobody w", ("Nobody was surprised",)),
        ("all that we h", ("all that we had hoped for in the long",)),
        ("合作", ("合作没有上限",)),
        ("上限", ("上限",)),
        ("合作沒", ("合作没有上限",)),
        ("xyz", ()),
        ("nixon reverse", ()),
        ("", ()),
        ("   “", ()),
    ],
)
async def test_phrases_go_on_from_what_is_typed(shelf: Texts, typed: str, phrases: tuple[str, ...]) -> None:
    """As the texts have them, to the end of the clause or a few words on; quotations first, each phrase once."""
    async with shelf.open() as db:
        assert await complete_phrase(db, typed, 5) == phrases


@pytest.mark.parametrize(
    ("text", "typed", "phrase"),
    [
        ("He met Beijing's envoys, then left.", "beijing envoy", "Beijing's envoys"),
        ("The U.S. told us so.", "us to", "U.S. told us so"),
        ("It cost 10,000 dollars (or more).", "10000", "10,000 dollars"),
        ("Un café fermé – dommage.", "cafe f", "café fermé"),
        ("İstanbul waits; İzmir waits longer than most.", "izmir", "İzmir waits longer than most"),
        ("We wait\n for the 'end' of it.", "we", "We wait"),
        ("We shall wait\tfor the 'end'.", "wait", "wait for the 'end"),
        ("We wait " + "incomprehensibilities " * 9, "wait", "wait" + " incomprehensibilities" * 3),
        ("A " + "very" * 30 + " long word.", "very", None),
        ("q " + "a-" * 20_000, "q a", None),
        ("We wait " + "- " * 20_000 + "for it.", "wait", "wait"),
        ("O'Brien met Brien.", "brien", "Brien"),
        ("O‘Brien met Brien.", "brien", "Brien"),
        ("super\u00adtrade and trade war", "trade", "trade war"),
        ("與俄羅斯的貿易增長了。", "贸易", "貿易增長了"),
        ("出口增长10,000吨", "增长", "增长10,000吨"),
        ("2024年中国GDP增长5.0%。", "增长", "增长5.0%"),
        ("2024年中国GDP增长5.0%。", "中国g", "中国GDP增长5.0%"),
        ("2024年中国GDP增长5.0%。", "国gdp增", "国GDP增长5.0%"),
        ("與俄羅斯U.S.的贸易", "俄罗斯", "俄羅斯U.S"),
        ("這是我們 with them all", "我们 wi", "我們 with them all"),
        ("Trade 半边天 holds.", "trade 半", "Trade 半边天"),
    ],
)
async def test_a_phrase_is_cut_from_its_text(texts: Texts, text: str, typed: str, phrase: str | None) -> None:
    """From the first word typed, as it is written there, to the end of a clause, a line or a few words on.

    A number or word is never cut in two; one that is too long to be read is not offered.
    """
    texts.add(text)
    async with texts.open() as db:
        assert await complete_phrase(db, typed, 5) == ((phrase,) if phrase else ())


async def test_a_word_is_looked_for_as_it_is_typed(texts: Texts) -> None:
    """However many texts have another of its forms; and as many phrases are offered as are wanted."""
    texts.add(*(f"The trade of year {n} was poor." for n in range(60)), "They traded blows.")
    async with texts.open() as db:
        assert await complete_phrase(db, "traded", 25) == ("traded blows",)
        assert len(await complete_phrase(db, "trade", 50)) == 50


async def test_an_ending_that_few_words_have_is_seen_in_the_first_texts(texts: Texts) -> None:
    """More words begin so than are asked for by name, each in more texts."""
    others = (f"Rain on z{letter}oo {n}." for letter in "abcdefghijklmnopqrstuvwxyz" for n in range(3))
    texts.add("The minister saw zealots there.", *others, *(f"The minister saw rain {n}." for n in range(200)))
    async with texts.open() as db:
        assert await complete_phrase(db, "minister saw z", 5) == ("minister saw zealots there",)


@pytest.mark.parametrize(
    "typed", ["said that z", "said that zeal", "that zealots", "minister said that ze", "the minister said that zealo"]
)
async def test_a_rare_end_is_found_among_many(texts: Texts, typed: str) -> None:
    """However many texts begin the phrase and go on otherwise."""
    others = ("trade", "war", "peace", "rates", "talks", "oil")
    texts.add(*(f"The minister said that {others[at % 6]}, number {at}, went on." for at in range(300)))
    texts.add(quotation(1_000, "Here the minister said that zealots won."))
    async with texts.open() as db:
        assert [phrase.split("that ")[-1] for phrase in await complete_phrase(db, typed, 5)] == ["zealots won"]


WORDS = st.sampled_from(
    ["trade", "Trade", "traders'", "café", "don't", "U.S.", "10,000", "re-elect", "İzmir", "ß", "the"]
)
GAPS = st.sampled_from([" ", ", ", "-", " – ", "“", "\n", " '"])


@LAW
@given(data=st.data())
async def test_what_stands_in_a_text_is_gone_on_with(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Any words of it in a row, the last unfinished: what is offered begins with them."""
    some = data.draw(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=12))
    text = "".join(map("".join, some))
    words = plain(text).split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    letters = data.draw(st.integers(1 if last > first else 2, max(len(words[last]), 2)))
    typed = " ".join([*words[first:last], words[last][:letters]])
    async with Texts(tmp_path_factory.mktemp("law") / "index.db").add(text).open() as db:
        offered = await complete_phrase(db, typed, 5)
    assert len(offered) == 1
    assert all(plain(phrase).startswith(typed) for phrase in offered)


async def test_at_most_so_many_are_given(shelf: Texts) -> None:
    """None for a limit of nothing."""
    async with shelf.open() as db:
        assert len(await complete_phrase(db, "reverse-n", 1)) == 1
        assert await complete_phrase(db, "reverse-n", 0) == ()


@LAW
@given(st.text(st.characters(), max_size=60) | st.sampled_from(['"*', "a" * 10_000, "re*", "AND OR", "·"]))
async def test_whatever_is_typed_is_taken(shelf: Texts, typed: str) -> None:
    """Never an error, never an empty phrase."""
    async with shelf.open() as db:
        assert all(await complete_phrase(db, typed, 5))
