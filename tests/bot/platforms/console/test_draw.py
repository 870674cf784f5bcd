"""Replies as a person reads them in a terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.platforms.console.draw import draw, plain
from bot.platforms.console.talk import key
from bot.reply import Attachment, Choice, Outcome, Reply, Section, Way
from knowledge import ArticleSummary, Context, Counts, Excerpt, Kind, Match, Span
from tests.bot.values import ARTICLE, DIGEST, DIRECT, KEEPER, MATCH, PASSAGE, PROFILE


def drawn(reply: Reply, *, width: int = 80, colour: bool = False) -> str:
    """What the terminal shows."""
    console = Console(file=io.StringIO(), width=width, force_terminal=colour, highlight=False, _environ={})
    console.print(draw(reply, key), crop=False)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_an_excerpt_stands_with_speaker_kind_and_citation() -> None:
    """The words in quotation marks, then who, how and where, and how to see them in their place."""
    assert drawn(Reply(matches=(MATCH,), total=1)).splitlines() == [
        "“We have never closed, and we never will.”",
        "  Ana Reis (安娜), the harbour master",
        "  direct quotation · match: nearly word for word · /source qdirect",
        "  Ines Writer, Jo Writer, “The Harbour Stays Open”, The Example Gazette, 17 May",
        "  2024",
        "  https://gazette.example/harbour",
    ]


def test_an_excerpt_leads_to_its_page_where_there_is_a_site() -> None:
    """On a line of its own that is never cut, below its citation."""
    reply = Reply(matches=(MATCH,), total=1, site="https://quotes.example.org")
    assert drawn(reply, width=30).splitlines()[-1] == "  https://quotes.example.org/quotations/qdirect"
    shown = drawn(Reply(context=Context(DIRECT, (PASSAGE,), 0), site="https://quotes.example.org"))
    assert shown.splitlines()[-1] == "  https://quotes.example.org/quotations/qdirect"


def test_a_digest_is_named_beside_what_it_reports_on() -> None:
    """Reported in the original, with the digest on its own line."""
    shown = drawn(Reply(matches=(replace(MATCH, excerpt=replace(DIRECT, citation=DIGEST)),)), width=120)
    assert "  reported in Ines Writer, “The Harbour Stays Open”, The Example Gazette, 2024\n" in shown
    assert "  digest: Dragoman, “What the Gazette found”, Dragoman digests, June 2024\n" in shown


def test_other_articles_with_the_same_words_are_named() -> None:
    """On one line, below where they stand."""
    also = (replace(ARTICLE, outlet="The Globe", published="2024-05-18"),)
    shown = drawn(Reply(matches=(replace(MATCH, excerpt=replace(DIRECT, also=also)),)), width=120)
    assert shown.splitlines()[-1] == "  also in The Globe, 18 May 2024"


@pytest.mark.parametrize(
    ("excerpt", "first", "how"),
    [
        (replace(DIRECT, kind=Kind.INDIRECT), "We have never", "paraphrased"),
        (PASSAGE, "The harbour froze", "the author’s words"),
    ],
)
def test_words_that_are_not_the_speakers_have_no_marks(excerpt: Excerpt, first: str, how: str) -> None:
    """Paraphrases and passages say what they are."""
    shown = drawn(Reply(matches=(Match(excerpt, 50.0),)))
    assert shown.startswith(first)
    assert f"  {how} · /source" in shown


def test_matched_words_are_marked_where_there_is_colour() -> None:
    """Exactly the stretch that fits the question."""
    assert "\x1b[1;33mnever closed\x1b[0m" in drawn(Reply(matches=(MATCH,)), colour=True)


def test_one_person_is_a_card() -> None:
    """Names, affiliations with where they come from, and how many quotations of which kind, where."""
    shown = drawn(Reply(profiles=(PROFILE,)))
    for part in (
        "Ana Reis (安娜)",
        "the harbour master  “The Harbour Stays Open”",
        "also Reis",
        "3 quotations: 2 direct, 1 partly quoted",
        "2  “The Harbour Stays Open”",
        "1  “What the Gazette found”",
    ):
        assert part in shown


def test_several_people_are_shown_by_the_choices_alone() -> None:
    """A number, a name and one line of context each; `more` turns the page."""
    choices = (
        Choice("Ana Reis (安娜)", "the harbour master · 3 quotations", "expert", {"name": "pkeeper"}),
        Choice("Bruno Reis", "only mentioned", "expert", {"name": "pother"}),
        Choice("Next", "2 of 3", "expert", {"name": "Reis", "page": "2"}, Way.NEXT),
    )
    reply = Reply(Outcome.AMBIGUOUS, note="Which one?", profiles=(PROFILE, PROFILE), choices=choices)
    assert drawn(reply).splitlines() == [
        "Which one?",
        "",
        "1  Ana Reis (安娜)",
        "    the harbour master · 3 quotations",
        "2  Bruno Reis",
        "    only mentioned",
        "more  Next",
        "    2 of 3",
    ]


def test_a_command_line_that_is_its_own_label_stands_once() -> None:
    """As in help, where examples are shown."""
    reply = Reply(choices=(Choice("1", "first", "help"),))
    assert drawn(reply).splitlines() == ["1", "    first"]


def test_one_article_is_a_card() -> None:
    """Where it stands in print, what was found in it, its file and what was odd about it."""
    shown = drawn(Reply(articles=(ArticleSummary(ARTICLE, 4, Counts(1), ((KEEPER, 1),), ("no date",)),)))
    for part in ("The Harbour Stays Open", "4 passages, 1 quotation: 1 direct", "harbour.md", "no date"):
        assert part in shown


def test_an_excerpt_is_shown_in_its_place() -> None:
    """The section, the passages around, and the words marked in theirs."""
    here = replace(PASSAGE, text="It froze. “We have never closed.”", section="Winter")
    context = Context(DIRECT, (PASSAGE, here), 1, (Span(11, 32),))
    shown = drawn(Reply(context=context), colour=True)
    assert shown.index("Winter") < shown.index("froze twice") < shown.index("\x1b[1;33mWe have never closed.")


def test_more_than_is_shown_is_told() -> None:
    """How many there are in all."""
    assert "1 of 12 excerpts\n" in drawn(Reply(matches=(MATCH,), total=12))


def test_help_is_a_list() -> None:
    """Titles and their lines."""
    assert drawn(Reply(title="T", sections=(Section("S", ("one", "two")),))) == "T\n\nS\n  one\n  two\n"


def test_a_file_is_shown_line_by_line() -> None:
    """As it can be copied, and steering nothing."""
    assert drawn(Reply(note="N", attached=Attachment("x.toml", "a = 1\n\x1b = 2\n"))) == "N\n\na = 1\n  = 2\n"


def test_a_link_is_never_cut() -> None:
    """In the narrowest terminal it can still be copied whole, and the rest wraps."""
    shown = drawn(Reply(matches=(MATCH,)), width=20)
    assert "  https://gazette.example/harbour\n" in shown
    assert all(len(line) <= 20 for line in shown.splitlines() if "https" not in line)


def test_an_article_cannot_steer_the_terminal() -> None:
    """Escape sequences and reordering marks in any text come out as blanks."""
    bad = "a\x1b[2J\x07\x9b\u202eb"
    excerpt = replace(DIRECT, text=bad, affiliation=bad, citation=replace(ARTICLE, headline=bad, url=f"https://x{bad}"))
    card = replace(PROFILE, affiliations=(replace(PROFILE.affiliations[0], text=bad),))
    choice = Choice(bad, bad, "expert", {"name": bad})
    reply = Reply(Outcome.FOUND, bad, bad, None, (card,), matches=(Match(excerpt, 1),), choices=(choice,))
    shown = drawn(replace(reply, sections=(Section(bad, (bad,)),)), width=200)
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


@given(st.text())
def test_plain_text_keeps_its_length(text: str) -> None:
    """So that the ranges of marked words still fit."""
    assert len(plain(text)) == len(text)
