"""Which words are reported as said, of what kind, and where exactly they stand."""

from __future__ import annotations

import pytest

from knowledge.model import Kind
from tests.knowledge.extract.reading import Said, read

STYLES = {
    "curly": "“{}”",
    "straight": '"{}"',
    "single curly": "‘{}’",
    "single straight": "'{}'",
    "guillemets": "«{}»",
    "German": "„{}“",
    "low and high": "„{}”",
    "corner brackets": "「{}」",
    "typewriter": "``{}''",
    "two apostrophes": "''{}''",
    "full width": "＂{}＂",
}
EVERY_STYLE = pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)


def shape(one: Said) -> tuple[Kind, tuple[str, ...], str | None]:
    """Kind, words and speaker."""
    return one.kind, one.pieces, one.speaker


# ------------------------------------------------------------------------------------------------------ marks


@EVERY_STYLE
def test_marks_of_every_style_before_the_cue(style: str) -> None:
    """The words stand between the marks, without marks and without the comma before the cue."""
    marked = style.format("The pier is not safe,")
    assert shape(read(f"{marked} said Ann Lee, the harbour master.").only()) == (
        Kind.DIRECT,
        ("The pier is not safe",),
        "Ann Lee",
    )


@EVERY_STYLE
def test_marks_of_every_style_after_the_cue(style: str) -> None:
    """A sentence after a colon is direct, with its own full stop."""
    marked = style.format("The pier is not safe. We shut it.")
    assert shape(read(f"Ann Lee said: {marked}").only()) == (
        Kind.DIRECT,
        ("The pier is not safe. We shut it.",),
        "Ann Lee",
    )


@EVERY_STYLE
def test_marks_of_every_style_around_a_fragment(style: str) -> None:
    """A fragment in a reported clause makes it mixed, and keeps its marks."""
    marked = style.format("not safe at all")
    one = read(f"Ann Lee said that the pier was {marked} for the ferry.").only()
    assert shape(one) == (Kind.MIXED, (f"the pier was {marked} for the ferry",), "Ann Lee")


@pytest.mark.parametrize(
    "text",
    [
        "“The pier is not safe,” Ann Lee said.",  # American: the comma within
        "“The pier is not safe”, Ann Lee said.",
        "‘The pier is not safe,’ Ann Lee said.",
        "‘The pier is not safe’, Ann Lee said.",  # British
        "“The pier is not safe” Ann Lee said.",
        "“The pier is not safe” – Ann Lee said.",
        "“The pier is not safe”, said Ann Lee.",
    ],
)
def test_british_and_american_commas(text: str) -> None:
    """The comma before the cue is no part of the words, on whichever side of the mark it stands."""
    assert shape(read(text).only()) == (Kind.DIRECT, ("The pier is not safe",), "Ann Lee")


@pytest.mark.parametrize("stop", [".", "?", "!", "…"])
def test_the_speaker_s_own_stop_stays(stop: str) -> None:
    """A question stays a question."""
    assert read(f"“Is the pier safe{stop}” Ann Lee asked.").only().text == f"Is the pier safe{stop}"


@pytest.mark.parametrize(
    "words",
    [
        "We don’t know the neighbours’ plans for the ’90s pier",
        "It's the neighbours' pier, isn't it",
        "The 6'2\" keeper can't fix O’Hara’s boat",
        "Rock ’n’ roll won’t save the dogs’ home",
    ],
)
def test_apostrophes_do_not_end_a_quotation(words: str) -> None:
    """Contractions, possessives and left-out centuries are letters."""
    assert read(f"“{words},” said Ann Lee.").only().text == words


def test_apostrophes_within_single_marks() -> None:
    """In British style the same character opens, closes and leaves out."""
    reading = read("‘We don’t know the neighbours’ plans,’ said Ann Lee. ‘It’s the boats’ fault.’")
    assert [one.text for one in reading.said] == ["We don’t know the neighbours’ plans", "It’s the boats’ fault."]


def test_unlike_marks_still_pair() -> None:
    """A mark of another style closes where it cannot open."""
    assert read('“The pier is not safe," Ann Lee said.').only().text == "The pier is not safe"


# ------------------------------------------------------------------------------------------------ where the cue is


def test_split_by_its_cue() -> None:
    """A sentence with its cue in the middle is one quotation of two spans."""
    one = read("“The pier,” said Ann Lee, “is not safe for the ferry.”").only()
    assert shape(one) == (Kind.DIRECT, ("The pier", "is not safe for the ferry."), "Ann Lee")


def test_a_new_sentence_after_the_cue_is_the_same_speakers() -> None:
    """Marked words that go on after the cue's sentence need no cue of their own."""
    reading = read("“The pier is not safe,” said Ann Lee. “We have shut it.”")
    assert [(one.text, one.speaker) for one in reading.said] == [
        ("The pier is not safe", "Ann Lee"),
        ("We have shut it.", "Ann Lee"),
    ]


@pytest.mark.parametrize(
    "frame",
    [
        "“{},” Ann Lee said.",
        "“{},” said Ann Lee.",
        "“{},” Ann Lee, the harbour master, said on Monday.",
        "“{},” said harbour master Ann Lee on Monday.",
        "“{},” says Ann Lee.",
        "“{},” Ann Lee told reporters.",
        "“{},” Ann Lee has said.",
        "“{},” Ann Lee was quoted as saying.",
        "“{},” according to Ann Lee.",
        "“{},” Ann Lee wrote in a letter.",
        "Ann Lee said, “{}.”",
        "Ann Lee said: “{}.”",
        "Ann Lee said “{}”.",
        "Ann Lee said that “{}”.",
        "Ann Lee told the board: “{}.”",
        "Ann Lee told the board that “{}.”",
        "Ann Lee, the harbour master, said: “{}.”",
        "Ann Lee, who runs the harbour, said: “{}.”",
        "In a letter to the board, Ann Lee wrote: “{}.”",
        "On Monday, Ann Lee warned: “{}.”",
        "According to Ann Lee, “{}.”",
        "As Ann Lee put it: “{}.”",
        "Asked about the ferry, Ann Lee replied: “{}.”",
        "Ann Lee: “{}.”",
        "Said Ann Lee: “{}.”",
    ],
)
def test_a_full_sentence_in_every_frame(frame: str) -> None:
    """Wherever the cue stands, the marked sentence is direct and the named person's."""
    one = read(frame.format("the pier is not safe for the ferry")).only()
    assert one.kind is Kind.DIRECT
    assert one.text.rstrip(".") == "the pier is not safe for the ferry"
    assert one.speaker == "Ann Lee"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Lee said that the pier was unsafe.", "the pier was unsafe"),
        ("Ann Lee said the pier was unsafe.", "the pier was unsafe"),
        ("The pier was unsafe, Ann Lee said.", "The pier was unsafe"),
        ("The pier was unsafe, according to Ann Lee.", "The pier was unsafe"),
        ("According to Ann Lee, the pier was unsafe.", "the pier was unsafe"),
        ("Ann Lee told reporters that the pier was unsafe.", "the pier was unsafe"),
        ("Ann Lee warned the board that the pier was unsafe.", "the pier was unsafe"),
        ("Ann Lee asked whether the pier was safe.", "whether the pier was safe"),
        ("Ann Lee explained why the pier was unsafe.", "why the pier was unsafe"),
        ("Ann Lee promised to mend the pier by May.", "to mend the pier by May"),
        ("Ann Lee urged the board to mend the pier.", "to mend the pier"),
        ("Ann Lee denied that the pier was unsafe.", "the pier was unsafe"),
        ("Ann Lee has argued that the pier is unsafe.", "the pier is unsafe"),
        ("Ann Lee believes that the pier is unsafe.", "the pier is unsafe"),
    ],
)
def test_indirect_in_every_frame(text: str, words: str) -> None:
    """A reported clause without marks is indirect: without "that", without its cue, without a full stop."""
    one = read(text).only()
    assert (one.kind, one.speaker) == (Kind.INDIRECT, "Ann Lee")
    assert one.text == words


def test_an_indirect_clause_split_by_its_cue() -> None:
    """The cue's own words are no part of what is reported."""
    one = read("The pier, Ann Lee said, would be mended by May.").only()
    assert shape(one) == (Kind.INDIRECT, ("The pier", "would be mended by May"), "Ann Lee")


def test_a_mixed_clause_before_its_cue() -> None:
    """A clause with marked words may stand before the cue, too."""
    one = read("The pier was “a danger to everybody” and had to be shut, Ann Lee said.").only()
    assert shape(one) == (Kind.MIXED, ("The pier was “a danger to everybody” and had to be shut",), "Ann Lee")


def test_two_fragments_of_one_clause() -> None:
    """Two fragments in one reported clause are one mixed quotation."""
    one = read("Ann Lee said the pier was “not safe” and the board “asleep on its feet”.").only()
    assert shape(one) == (Kind.MIXED, ("the pier was “not safe” and the board “asleep on its feet”",), "Ann Lee")


def test_the_writer_takes_the_floor_again() -> None:
    """What follows the report is the writer's."""
    reading = read("Ann Lee said the pier was unsafe. The ferry sailed at noon. Nobody was hurt.")
    assert [one.text for one in reading.said] == ["the pier was unsafe"]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sailed at noon. Nobody was hurt.",
        "Ann Lee mended the pier and went home.",
        "The harbour board met on Monday in the old town hall.",
        "Nobody said a word.",
        "If Ann Lee says that, nobody will laugh.",
    ],
)
def test_narration_reports_nothing(text: str) -> None:
    """Where nobody is said to have said something, nothing is quoted."""
    assert read(text).said == ()


# ---------------------------------------------------------------------------------------- terms, titles, scare quotes


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("The so-called “ghost ferry” came back at noon.", "ghost ferry"),
        ("The storm, known as “the Widow”, sank two boats.", "the Widow"),
        ("The film “Low Tide at Dusk” opens on Friday.", "Low Tide at Dusk"),
        ("Her novel, “The Long Pier”, won a prize.", "The Long Pier"),
        ("The “freedom” of the board was short.", "freedom"),
        ("The boats are dubbed “floating coffins” on the coast.", "floating coffins"),
        ("The word “pier” comes from Latin.", "pier"),
        ("A policy of “ask no questions” ruled the harbour for years.", "ask no questions"),
        ("The boat, nicknamed “Old Bob”, sank in May.", "Old Bob"),
        ("The band played “Sailing Home” twice.", "Sailing Home"),
        ("The “Harbour First” party lost.", "Harbour First"),
    ],
)
def test_labels_titles_and_scare_quotes_are_terms(text: str, term: str) -> None:
    """Marked words that are nobody's speech are a term, and no quotation shows them."""
    reading = read(text)
    assert [one for one in reading.said if term in one.text] == []
    assert reading.terms == (term,)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Ann Lee, author of “The Long Pier”, said the ferry was late.", "The Long Pier"),
        ("Ann “Sailor” Lee said the ferry was late.", "Sailor"),
        ("Ann Lee, who runs the “ghost ferry”, said it was late.", "ghost ferry"),
    ],
)
def test_terms_beside_a_cue_are_not_what_was_said(text: str, term: str) -> None:
    """A label beside a report is not its content."""
    assert all(one.text != term for one in read(text).said)
    assert all(one.kind is not Kind.DIRECT for one in read(text).said)


def test_a_saying_is_nobodys() -> None:
    """A proverb is not the speech of whoever stands near."""
    reading = read("Ann Lee mended the pier. As the saying goes, “a stitch in time saves nine”.")
    assert [one for one in reading.said if one.speaker is not None] == []


# --------------------------------------------------------------------------------------------- over many paragraphs


def test_open_marks_go_on_in_the_next_paragraph() -> None:
    """A quotation whose mark stays open, with a mark opening the next paragraph, is one quotation of one speaker."""
    reading = read(
        "Ann Lee said: “The pier is not safe. We have known it for years.",
        "“We shut it on Monday. It will stay shut.",
        "“That is all I can say.”",
        "The ferry sailed at noon.",
    )
    one = reading.only()
    assert one.pieces == (
        "The pier is not safe. We have known it for years.",
        "We shut it on Monday. It will stay shut.",
        "That is all I can say.",
    )
    assert (one.kind, one.speaker) == (Kind.DIRECT, "Ann Lee")


def test_open_marks_after_the_cue_go_on_too() -> None:
    """The same holds where the cue stands in the first sentence."""
    reading = read("“The pier is not safe,” said Ann Lee. “We have known it for years.", "“It will stay shut.”")
    assert {one.speaker for one in reading.said} == {"Ann Lee"}
    assert [piece for one in reading.said for piece in one.pieces][-1] == "It will stay shut."


def test_a_closed_mark_ends_the_turn() -> None:
    """After a closed mark the next paragraph's words may be somebody else's."""
    reading = read("“The pier is not safe,” said Ann Lee. “It is shut.”", "“That is news to me,” said Bo Orde.")
    assert [one.speaker for one in reading.said] == ["Ann Lee", "Ann Lee", "Bo Orde"]


def test_several_sentences_in_one_pair_of_marks() -> None:
    """Full stops within marks do not part a quotation."""
    one = read("“The pier is not safe. It never was. Who built it?” Ann Lee asked.").only()
    assert one.pieces == ("The pier is not safe. It never was. Who built it?",)


# --------------------------------------------------------------------------------------- what stands within the marks


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("“{}”", "‘{}’"), ("‘{}’", "“{}”"), ('"{}"', "'{}'"), ("'{}'", '"{}"'), ("“{}”", "“{}”"), ("«{}»", "“{}”")],
)
def test_quotes_within_quotes(outer: str, inner: str) -> None:
    """Words quoted by the speaker stay within the speaker's words, marks and all."""
    words = f"The board told us {inner.format('no money is left')} and left"
    one = read(f"{outer.format(words + ',')} said Ann Lee.").only()
    assert shape(one) == (Kind.DIRECT, (words,), "Ann Lee")


def test_quotes_that_end_together() -> None:
    """An inner quotation may end where the outer one does."""
    one = read("Ann Lee said: “The board told us ‘no money is left.’”").only()
    assert one.text == "The board told us ‘no money is left.’"


@pytest.mark.parametrize(
    "words",
    [
        "The pier [at the north mole] is not safe",
        "[The pier] is not safe",
        "The pier is not safe [for the ferry]",
        "Our upheaval [变故] comes from the sea",
        "The pier is ‘half of the sky’ [半边天] for us",
        "The pier … is not … safe",
        "The pier (built in 1911) is – believe me – not safe",
        "It carries [sic] 3,000 tonnes a day, i.e. too much, Mr. Orde",
    ],
)
def test_editors_brackets_and_originals_stay_inside(words: str) -> None:
    """Editorial brackets, originals in another script, ellipses and dashes belong to the quotation."""
    one = read(f"“{words},” said Ann Lee.").only()
    assert shape(one) == (Kind.DIRECT, (words,), "Ann Lee")


def test_an_original_after_the_words_is_not_spoken() -> None:
    """A gloss in brackets after the closing mark is the writer's."""
    one = read("Ann Lee called the pier “half of the sky” (半边天) for the town.").only()
    assert one.speaker == "Ann Lee"
    assert "half of the sky" in one.text


def test_chinese_marks_in_an_english_text() -> None:
    """A quotation in Chinese with Chinese marks is the named person's."""
    one = read("Wang Bo (王波) said: 「渡轮今天不开」.").only()
    assert shape(one) == (Kind.DIRECT, ("渡轮今天不开",), "Wang Bo")


def test_the_kinds_are_told_apart_in_one_paragraph() -> None:
    """Direct, mixed and indirect beside one another."""
    reading = read(
        "“The pier is not safe,” said Ann Lee. She added that the board was “fast asleep” on Monday. "
        "Lee said the ferry would sail from the north mole."
    )
    assert [shape(one) for one in reading.said] == [
        (Kind.DIRECT, ("The pier is not safe",), "Ann Lee"),
        (Kind.MIXED, ("the board was “fast asleep” on Monday",), "Ann Lee"),
        (Kind.INDIRECT, ("the ferry would sail from the north mole",), "Ann Lee"),
    ]
