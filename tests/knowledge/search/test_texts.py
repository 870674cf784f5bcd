"""Quotations and passages are found by their words, however they are typed; and nothing is found by other words."""

from __future__ import annotations

import sqlite3
import string
import threading
from functools import partial
from typing import TYPE_CHECKING

import aiosqlite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.search.texts import Filters, find_texts
from tests.knowledge.search.conftest import LAW, Texts, passage, quotation

if TYPE_CHECKING:
    from collections.abc import Callable

REVERSE = "Some dream of a “reverse-Nixon”, prying the two neighbours apart."
SKY = "Women hold up half of the sky, she reminded the delegates [半边天]."
SWORD = "Secondary sanctions hang over every bank like the sword of Damocles."
LIMITS = "双方的合作没有上限，但是有底线。"
BROTHER = "We are nobody's little brother, and we never will be."
COLOUR = "The organisation coloured the debate about the harbour."
OTHERS = (
    "The harvest was poor and the granaries of the province stood empty.",
    "Nobody asked the fishermen whether the new port would feed them.",
    "He has invaded the kitchen again, and he will invade it tomorrow.",
    "A treaty without verification is a letter to oneself.",
    "Both ministers went home early; neither minister had slept.",
    "外交部发言人周三没有回答记者的提问。",
)
ALL = (REVERSE, SKY, SWORD, LIMITS, BROTHER, COLOUR, *OTHERS)


@pytest.fixture
def library(texts: Texts) -> Texts:
    """A dozen quotations, keys from 1 on in the order of `ALL`."""
    return texts.add(*ALL)


# ------------------------------------------------------------------------------------------------- what is found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("reverse-Nixon", REVERSE),
        ("reverse Nixon", REVERSE),
        ("Reverse‑Nixon", REVERSE),
        ("“reverse nixon”", REVERSE),
        ("reversenixon", REVERSE),
        ("revers nixon", REVERSE),
        ("reverse nixn", REVERSE),
        ("rverse-nixno", REVERSE),
        ("reversnixon", REVERSE),
        ("nixon reverse", REVERSE),
        ("the reverse-Nixon dream", REVERSE),
        ("prying neighbors apart", REVERSE),
        ("nixon", REVERSE),
        ("half of the sky", SKY),
        ("half the sky", SKY),
        ("hlaf of the sky", SKY),
        ("half of the s", SKY),
        ("remind delegates", SKY),
        ("half sky women", SKY),
        ("半边天", SKY),
        ("半邊天", SKY),
        ("天", SKY),
        ("sword of damocels", SWORD),
        ("Damocles' sword", SWORD),
        ("sanction banks", SWORD),
        ("secondary sanctions like a sword", SWORD),
        ("合作没有上限", LIMITS),
        ("合作上限", LIMITS),
        ("合作没有下限", LIMITS),
        ("little brother", BROTHER),
        ("littel bro", BROTHER),
        ("we never will be", BROTHER),
        ("organization color harbor", COLOUR),
        ("invading the kitchen", OTHERS[2]),
        ("the minister goes home", OTHERS[4]),
        ("记者提问", OTHERS[5]),
    ],
)
async def test_a_text_is_found_however_its_words_are_typed(library: Texts, typed: str, meant: str) -> None:
    """Hyphens, joins, typos, other forms, other order, an unfinished end, characters of either tradition."""
    assert (await library.keys(typed))[:1] == [ALL.index(meant) + 1]


@pytest.mark.parametrize(
    "typed",
    [
        "xyzzy",
        "qwrtpsdfg hjklm",
        "pizza",
        "the",
        "of the and",
        "the pizza of the poor astronaut",
        "kitchen treaty fishermen delegates",
        "汽车",
        "马",
        "🙂",
        "2024",
        "",
        "  ",
        "“”—",
    ],
)
async def test_nothing_is_found_by_other_words(library: Texts, typed: str) -> None:
    """Nonsense, words that no text has, common words alone, words of many texts at once."""
    assert await library.keys(typed) == []


async def test_nearer_matches_come_first(texts: Texts) -> None:
    """The very phrase, then its words near each other, then all of them apart."""
    texts.add(
        "Northern armies of the king guard the granaries.",
        "The granaries stood open, said the miller, while far away the northern armies fought over water and salt.",
        "The granaries of the northern armies are empty.",
        "The granaries of the southern armies are empty.",
    )
    assert await texts.keys("granaries of the northern armies") == [3, 1, 2]


async def test_most_of_the_words_will_do_where_no_text_has_all(texts: Texts) -> None:
    """The text with more of what the question tells comes first; one with little of it is not shown."""
    texts.add(
        "The granaries of the southern armies are empty.",
        "The granaries are open to the northern armies of winter.",
        "The granaries were built of stone.",
    )
    assert await texts.keys("granaries of the northern armies of salt") == [2, 1]


async def test_equal_matches_have_equal_scores_and_quotations_come_first(texts: Texts) -> None:
    """Whatever the length of the text, whoever said it; among equals direct words, then reported, then the writer's."""
    texts.add(
        passage(1, "The canal freezes. " * 3 + "Trade winds blow."),
        quotation(2, "He thought that the trade winds had turned.", kind="indirect"),
        quotation(3, "The trade winds", kind="direct"),
        quotation(4, "Of trade winds there is a great deal to be said by sailors.", kind="mixed"),
    )
    hits = await texts.hits("trade winds")
    assert [hit.key for hit in hits] == [3, 4, 2, 1]
    assert {hit.score for hit in hits} == {100.0}


async def test_words_known_about_a_text_match_weakly(texts: Texts) -> None:
    """Speaker, occasion and outlet find it, after texts that have the words."""
    texts.add(
        quotation(1, "The ice is melting.", about="Ann Lee Arctic Forum Northern Post"),
        quotation(2, "I read it in the Northern Post."),
        quotation(3, "The ice is thick."),
    )
    assert await texts.keys("Northern Post") == [2, 1]
    assert await texts.keys("Lee ice") == [1]
    first, second = await texts.hits("Northern Post")
    assert first.score == 100.0 > second.score
    assert second.marked == ()


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        (Filters(), [1, 2, 3, 4]),
        (Filters(speaker="p1"), [1, 3]),
        (Filters(speaker="nobody"), []),
        (Filters(kind="indirect"), [3]),
        (Filters(said=True), [1, 2, 3]),
        (Filters(said=False), [4]),
        (Filters(article="a2"), [4]),
        (Filters(speaker="p1", kind="direct", article="a1", said=True), [1]),
        (Filters(speaker="p1", said=False), []),
        (Filters(speaker='p1" OR "ice'), []),
        (Filters(speaker=""), []),
    ],
)
async def test_filters_restrict_what_is_found(texts: Texts, filters: Filters, keys: list[int]) -> None:
    """One field or several; a value that nothing has finds nothing, whatever its characters."""
    texts.add(
        quotation(1, "The ice is thin.", speaker="p1"),
        quotation(2, "The ice is thin.", speaker="p2"),
        quotation(3, "The ice is thin.", speaker="p1", kind="indirect"),
        passage(4, "The ice is thin.", article="a2"),
    )
    assert await texts.keys("thin ice", filters) == keys
    assert await texts.keys("thin ise", filters) == keys


async def test_a_rare_speaker_is_found_among_many(texts: Texts) -> None:
    """A filter is part of the question, not a sieve over the first answers."""
    texts.add(*(quotation(n, "The ice is thin.") for n in range(1, 600)), quotation(600, "The ice is thin.", "p2"))
    assert await texts.keys("thin ice", Filters(speaker="p2")) == [600]


async def test_at_most_so_many_are_given(library: Texts) -> None:
    """None for a limit of nothing."""
    assert await library.keys("nobody") == [5, 8]
    assert await library.keys("nobody", limit=1) == [5]
    assert await library.keys("nobody", limit=0) == []


# ------------------------------------------------------------------------------------------------ what is marked


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        (REVERSE, "reverse nixon", ["reverse-Nixon"]),
        (REVERSE, "nixon reverse", ["reverse-Nixon"]),
        (REVERSE, "reversenixon", ["reverse-Nixon"]),
        (REVERSE, "dream of a nixn", ["dream of a", "Nixon"]),
        (SKY, "half of the sky", ["half of the sky"]),
        (SKY, "半邊天", ["半边天"]),
        (SKY, "women half sky", ["Women", "half", "sky"]),
        (LIMITS, "合作上限", ["合作", "上限"]),
        (SWORD, "the sanctions", ["sanctions"]),
        ("José’s plan, the U.S. plan", "us plan", ["U.S. plan"]),
        ("他说：半\u200b边天很大", "半边天", ["半\u200b边天很大"]),
        ("半边天", "半 边天", ["半边天"]),
        ("un cafe\u0301 noir", "café", ["cafe\u0301"]),
    ],
)
async def test_the_words_asked_for_are_marked(texts: Texts, text: str, typed: str, marked: list[str]) -> None:
    """In the text as it was given, neighbours as one; common words only beside telling ones."""
    texts.add(text, "Something else entirely.")
    (hit,) = await texts.hits(typed)
    assert [span.of(text) for span in hit.marked] == marked


# ------------------------------------------------------------------------------------------------ others are served


class Visited(aiosqlite.Connection):
    """A connection that counts the visits to its thread."""

    visits = 0

    async def _execute(self, work: Callable[..., object], *values: object) -> object:
        self.visits += 1
        return await super()._execute(work, *values)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    "question", ["the trade winds", "rotues of teh trade wimds", "winds tradewind monsoons", "xyzzy"]
)
async def test_nobody_waits_for_a_question_but_who_asked(texts: Texts, question: str) -> None:
    """However hard it is, all of it is done in the connection's thread, in one visit, while others are served."""
    texts.add(*(f"The trade winds of year {n} and the trade routes." for n in range(300)))
    here = threading.get_ident()
    where: set[int] = set()
    db = Visited(partial(sqlite3.connect, texts.path), iter_chunk_size=1)
    async with db:
        await db.set_trace_callback(lambda _: where.add(threading.get_ident()))
        db.visits = 0
        await find_texts(db, question, Filters(), 5)
        assert db.visits == 1
    assert where
    assert here not in where


# -------------------------------------------------------------------------------------------------- any question

HOSTILE = [
    'NEAR("a" "b", 3) OR text : x*',
    '"""; DROP TABLE search_text; --',
    "AND OR NOT (((",
    "* ^ + - : { }",
    "sanctions" * 1_000,
    "sanctions " * 1_000,
    "半边天" * 3_000,
    "a b c d e f g h i j k l m n o p q r s t",
    "\0\0reverse\0nixon",
    "\ud800\udfff",
    "\u202e\u2066נשק\u2069",
    "🇺🇳👩‍👩‍👧",
    "' OR 1=1 --",
    "%_\\",
    "·§*",
    "½ ﬃ ㎯",
]


@pytest.mark.parametrize("question", HOSTILE)
async def test_hostile_questions_are_answered(library: Texts, question: str) -> None:
    """Operators, quotes, ten thousand characters, control characters: a sound answer."""
    for hit in await library.hits(question):
        assert 0 < hit.score <= 100


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    """The dozen quotations, once for many questions."""
    return Texts(tmp_path_factory.mktemp("shelf") / "index.db").add(*ALL)


PIECES = st.sampled_from([*" ".join(ALL).split(), *string.punctuation, " ", "-", "·", "§", "AND", "NOT", "\0"])
QUESTIONS = st.text(st.characters(), max_size=80) | st.lists(PIECES, max_size=12).map(" ".join)


@LAW
@given(QUESTIONS, st.sampled_from([Filters(), Filters(speaker="p1", said=True), Filters(said=False)]))
async def test_a_question_never_raises(shelf: Texts, question: str, filters: Filters) -> None:
    """Whatever its characters: hits are in order, within bounds, marked within their texts."""
    hits = await shelf.hits(question, filters)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        ends = [at for span in hit.marked for at in (span.start, span.end)]
        assert ends == sorted(ends)
        assert all(end <= len(ALL[hit.key - 1]) for end in ends)


WORDS = st.text(string.ascii_lowercase, min_size=1, max_size=9) | st.sampled_from(
    "the of and we 半边天 中国 état".split()
)


@settings(LAW, max_examples=60)
@given(st.lists(st.lists(WORDS, min_size=5, max_size=12), min_size=1, max_size=8), st.data())
async def test_a_text_finds_itself_by_any_five_of_its_words(
    tmp_path_factory: pytest.TempPathFactory, some: list[list[str]], data: st.DataObject
) -> None:
    """In order, wherever they stand in it."""
    texts = Texts(tmp_path_factory.mktemp("law") / "index.db").add(*(" ".join(words) for words in some))
    at = data.draw(st.integers(0, len(some) - 1))
    chosen = sorted(data.draw(st.permutations(range(len(some[at]))))[:5])
    assert at + 1 in await texts.keys(" ".join(some[at][n] for n in chosen), limit=len(some))


@settings(LAW, max_examples=30)
@given(st.lists(st.lists(WORDS, min_size=3, max_size=9).map(" ".join), max_size=20), st.sampled_from(ALL))
async def test_further_texts_never_hide_an_exact_one(
    tmp_path_factory: pytest.TempPathFactory, others: list[str], text: str
) -> None:
    """What holds the very phrase is found first or beside others that hold it too."""
    texts = Texts(tmp_path_factory.mktemp("law") / "index.db").add(text, *others)
    assert 1 in await texts.keys(text, limit=len(others) + 1)


# ---------------------------------------------------------------------------------------------------- what is near


async def test_what_is_near_is_offered_where_nothing_answers(library: Texts) -> None:
    """Texts with a part of the question, never beside an answer; nothing where no text has any of it."""
    async with library.open() as db:
        nothing = await find_texts(db, "granaries of pizza", Filters(), 5)
        answered = await find_texts(db, "granaries of the province", Filters(), 5)
        strange = await find_texts(db, "xyzzy qwrtpsd", Filters(), 5)
    assert (nothing.best, [hit.key for hit in nothing.near]) == ((), [ALL.index(OTHERS[0]) + 1])
    assert ([hit.key for hit in answered.best], answered.near) == ([ALL.index(OTHERS[0]) + 1], ())
    assert (strange.best, strange.near) == ((), ())


async def test_a_repeated_word_is_looked_for_twice(texts: Texts) -> None:
    """One place cannot stand for both."""
    texts.add("Common the leftover bread.", "They had in common the the the leftover bread.")
    hits = await texts.hits("common the the the leftover")
    assert [hit.key for hit in hits] == [2, 1]
    assert hits[0].score > hits[1].score
