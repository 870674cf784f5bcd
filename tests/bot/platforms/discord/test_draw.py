"""A reply drawn is one message that fits Discord, says who said it and where, and hides nothing it leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings

from bot.cutting import units
from bot.orders import Orders
from bot.platforms.discord.draw import Drawn, Edges, draw
from bot.platforms.discord.fit import COMPONENTS, TEXT
from bot.platforms.discord.parts import layout
from bot.reply import Choice, Group, Outcome, Reply, Section, Way
from knowledge import ArticleSummary, Context, Counts, Excerpt, Kind, Match, Profile, Span
from tests.bot.platforms.discord import schema
from tests.bot.platforms.discord.rules import COMPONENTS_V2, refused
from tests.bot.platforms.discord.server import Shown
from tests.bot.replies import REPLIES
from tests.bot.values import ARTICLE, DIGEST, DIRECT, KEEPER, MATCH, OTHER, PASSAGE, PROFILE

if TYPE_CHECKING:
    import discord

    from tests.bot.platforms.discord.payloads import Payload


def text(drawn: Drawn) -> str:
    """All markdown of a message."""
    return "\n".join(block.text for group in drawn.groups for block in group)


def message(reply: Reply) -> Shown:
    """The reply as Discord would show it."""
    return Shown({"components": _components(layout(draw(reply), Orders(), private=True)), "flags": COMPONENTS_V2})


def _components(view: discord.ui.LayoutView) -> list[Payload]:
    components: list[Payload] = view.to_components()  # type: ignore[no-untyped-call] # discord.py's own omission
    return components


# -------------------------------------------------------------------------------------------------------- the law


@hypothesis_settings(max_examples=40)
@given(REPLIES)
@example(Reply(Outcome.AMBIGUOUS))
@example(Reply(title="", note="", sections=(Section("", ("",)),), choices=(Choice("", "", "", {}),)))
def test_any_reply_drawn_fits_every_limit(reply: Reply) -> None:
    """Whatever stands in a reply, Discord takes the message."""
    shown = message(reply)
    body = {"type": 4, "data": {"components": shown.payload["components"], "flags": COMPONENTS_V2}}
    assert schema.complaint("POST", "/interactions/1/t/callback", body) is None
    assert len(shown.parts) <= COMPONENTS
    assert units(shown.text.replace("\n", "")) <= TEXT
    assert not refused(body)


@hypothesis_settings(max_examples=30)
@given(REPLIES)
def test_a_post_fits_with_what_stands_above_and_below(reply: Reply) -> None:
    """A role, when the next one comes, and the mark are shown whole beside any reply."""
    edges = Edges(("<@&99999999999999999999>",), ("-# Briefing 999999 · 0123456789abcdef01234567",))
    drawn = draw(replace(reply, next_at=datetime(2026, 7, 1, 7, tzinfo=UTC)), edges=edges)
    shown = Shown({"components": _components(layout(drawn, Orders(), private=False))})
    assert not refused({"components": shown.payload["components"], "flags": COMPONENTS_V2})
    assert shown.text.startswith(edges.above[0])
    assert edges.below[0] in shown.text
    assert "<t:1782889200:F> (<t:1782889200:R>)" in shown.text


@pytest.mark.parametrize("size", [300, 10_000])
def test_a_message_that_is_full_still_shows_words_speaker_and_link(size: int) -> None:
    """Names, headlines and words of any size leave each other room."""
    long = "a sentence of words. " * (size // 21)
    citation = replace(ARTICLE, headline=long, authors=(long,), outlet=long)
    excerpt = replace(DIRECT, text=long, citation=citation, speaker=replace(KEEPER, name=long), affiliation=long)
    reply = Reply(title=long, note=long, profiles=(PROFILE,), matches=(Match(excerpt, 90),), total=1)
    drawn = text(draw(replace(reply, site="https://" + "q" * 192)))
    assert "> “a sentence of words." in drawn
    assert "— **a sentence" in drawn
    assert "](https://gazette.example/harbour)" in drawn
    assert f"{'q' * 192}/quotations/{excerpt.id})" in drawn


# ------------------------------------------------------------------------------------------------------- excerpts


def test_an_excerpt_says_what_it_is_who_said_it_and_where() -> None:
    """Kind in words, matched words bold, speaker with native name and affiliation, linked citation, date and id."""
    drawn = draw(Reply(matches=(MATCH,), total=1))
    assert [block.text for group in drawn.groups for block in group] == [
        (
            "-# Direct quotation · match: nearly word for word\n"
            "> “We have **never closed**, and we never will.”\n"
            f"— **{KEEPER.name} (安娜)**, the harbour master\n"
            "-# Ines Writer, Jo Writer, “[The Harbour Stays Open](https://gazette.example/harbour)”, "
            "The Example Gazette, 17 May 2024 · id qdirect"
        ),
    ]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(matches=(MATCH,), total=1),
        Reply(matches=(MATCH,), groups=(Group("Ana", (MATCH,)),)),
        Reply(groups=(Group("Ana", (MATCH,)), Group("Bruno", (MATCH,)))),
        Reply(context=Context(DIRECT, (PASSAGE,), 0)),
    ],
)
def test_each_excerpt_leads_to_its_page_where_there_is_a_site(reply: Reply) -> None:
    """Beside its id; where there is none, nothing leads there."""
    drawn = text(draw(replace(reply, site="https://quotes.example.org/here")))
    link = " · id qdirect · [read in context](https://quotes.example.org/here/quotations/qdirect)"
    assert drawn.count(link) == drawn.count(" · id qdirect") > 0
    assert "read in context" not in text(draw(reply))


def test_an_excerpt_among_others_can_be_opened() -> None:
    """Alone it has its ways on below it; among others, each has the way to itself alone beside it."""
    ((alone,),) = draw(Reply(matches=(MATCH,), total=1)).groups
    assert alone.beside is None
    other = Match(replace(DIRECT, id="qother"), 90)
    (first,), (second,) = draw(Reply(groups=(Group("Ana", (MATCH,)), Group("Bruno", (other,))))).groups
    assert first.beside == Choice("Open", "", "source", {"id": "qdirect", "around": "0"})
    assert second.beside == Choice("Open", "", "source", {"id": "qother", "around": "0"})


def test_a_digest_names_the_publication_and_itself() -> None:
    """The link leads to the publication; the digest stands below it."""
    drawn = text(draw(Reply(matches=(Match(replace(DIRECT, citation=DIGEST), 90),), total=1)))
    assert "-# reported in Ines Writer, “[The Harbour Stays Open](https://gazette.example/1)”" in drawn
    assert "-# digest: Dragoman, “What the Gazette found”, Dragoman digests, June 2024" in drawn


def test_words_of_the_author_are_not_shown_as_a_quotation() -> None:
    """A passage has no quotation marks, and its kind says whose words they are."""
    drawn = text(draw(Reply(matches=(Match(PASSAGE, 90),), total=1)))
    assert drawn.startswith("-# The author’s words\n> The harbour froze twice.\n— **Ines Writer, Jo Writer**")


def test_a_quotation_without_speaker_says_so() -> None:
    """An honest unattributed, and nobody's name."""
    drawn = text(draw(Reply(matches=(Match(replace(DIRECT, speaker=None), 90),), total=1)))
    assert "— **Speaker not named**" in drawn
    assert KEEPER.name not in drawn


def test_a_long_excerpt_is_cut_visibly_at_a_sentence_end() -> None:
    """The cut shows, the attribution stays whole."""
    excerpt = replace(DIRECT, text="It goes on and on. " * 600)
    drawn = text(draw(Reply(matches=(Match(excerpt, 90),), total=1)))
    assert f"It goes on and on. …” (more)\n— **{KEEPER.name} (安娜)**, the harbour master\n" in drawn
    assert units(drawn) > TEXT * 0.9


def test_a_long_excerpt_shows_the_words_that_were_asked_for() -> None:
    """It begins at the sentence of the first marked word, not at its own beginning."""
    before = "It goes on and on. " * 600
    excerpt = replace(DIRECT, text=f"{before}Here it is at last. {before}")
    at = len(before) + len("Here it is ")
    drawn = text(draw(Reply(matches=(Match(excerpt, 90, (Span(at, at + 7),)),), total=1)))
    assert "> … “Here it is **at last**. It goes on" in drawn


def test_several_excerpts_share_the_room() -> None:
    """A short one is whole, and long ones get the same."""
    long = replace(DIRECT, text="It goes on and on. " * 600)
    drawn = draw(Reply(matches=(MATCH, Match(long, 80), Match(long, 70)), total=3))
    sizes = [units(group[0].text) for group in drawn.groups]
    assert "never will.”" in drawn.groups[0][0].text
    assert sizes[1] == sizes[2] > 1000


def test_a_cut_excerpt_can_be_read_to_its_end() -> None:
    """Message by message, nothing left out and nothing twice."""
    long = replace(DIRECT, text=" ".join(f"Sentence {n} of many." for n in range(500)))
    skipped, read = 0, ""
    while True:
        drawn = draw(Reply(matches=(Match(long, 100),), total=1, skipped=skipped))
        on = [choice for choice in drawn.ways if choice.label == "Read on"]
        end = int(on[0].values["from"]) if on else len(long.text)
        part = long.text[skipped:end]
        assert all(sentence.strip() in text(drawn) for sentence in part.split(". "))
        read += part
        if not on:
            break
        skipped = end
    assert read == long.text


def test_excerpts_that_do_not_fit_are_counted() -> None:
    """What is left out is said."""
    drawn = draw(Reply(groups=(Group("Ana", (MATCH,) * 30),)))
    shown = len(drawn.groups) - 1
    assert drawn.groups[-1][0].text == f"-# … and {30 - shown} more"


@pytest.mark.parametrize(("before", "total", "position"), [(0, 2, "1 of 2"), (1, 7, "2 of 7"), (6, 7, "7 of 7")])
def test_an_excerpt_says_which_of_how_many_it_is(before: int, total: int, position: str) -> None:
    """Counted over all pages."""
    assert text(draw(Reply(matches=(MATCH,), total=total, before=before))).startswith(
        f"-# Direct quotation · {position} ·"
    )


def test_a_quotation_over_paragraphs_stays_one_quotation() -> None:
    """Every line of it stands in the quotation, and a heading in it is none."""
    excerpt = replace(DIRECT, text="First line.\n\n# Second line")
    assert "> “First line.\n> \\# Second line”\n—" in text(draw(Reply(matches=(Match(excerpt, 90),), total=1)))


# ---------------------------------------------------------------------------------------------- cards and surroundings


def test_one_person_is_a_card() -> None:
    """Names, affiliation with where it is stated, and counts for each article."""
    assert text(draw(Reply(profiles=(PROFILE,)))) == (
        f"## {KEEPER.name} (安娜)\n"
        f"-# also {KEEPER.aliases[0]}\n"
        "the harbour master\n-# stated in [The Harbour Stays Open](https://gazette.example/harbour)\n"
        "**3 quotations: 2 direct, 1 partly quoted**\n"
        "- **2** · [The Harbour Stays Open](https://gazette.example/harbour)\n"
        "- **1** · [What the Gazette found](https://gazette.example/1)"
    )


def test_one_article_is_a_card() -> None:
    """Linked headline, who wrote it where and when, its size, and who speaks in it."""
    summary = ArticleSummary(ARTICLE, 4, Counts(direct=2), ((KEEPER, 2),), ("no date in the text",))
    assert text(draw(Reply(articles=(summary,)))) == (
        "## [The Harbour Stays Open](https://gazette.example/harbour)\n"
        "-# Ines Writer, Jo Writer · The Example Gazette · 17 May 2024\n"
        "4 passages, 2 quotations: 2 direct\n"
        f"Quoted: {KEEPER.name} (安娜) (2)\n"
        "- no date in the text"
    )


def test_a_digest_is_a_card_that_names_the_publication() -> None:
    """Its own headline above, and the publication linked."""
    assert text(draw(Reply(articles=(ArticleSummary(DIGEST, 1),)))) == (
        "## What the Gazette found\n"
        "-# reported in Ines Writer, “[The Harbour Stays Open](https://gazette.example/1)”, The Example Gazette, 2024\n"
        "1 passage, no quotations"
    )


def test_a_link_that_is_too_long_is_said_to_be() -> None:
    """It is not dropped in silence, and not cut to lead elsewhere."""
    far = replace(ARTICLE, url="https://gazette.example/" + "x" * 2000)
    drawn = text(draw(Reply(matches=(Match(replace(DIRECT, citation=far), 90),), total=1)))
    assert "(its link is too long to be shown)" in drawn
    assert "](" not in drawn


def test_several_people_are_told_apart_by_a_line_each() -> None:
    """Before a select is opened the message says who there is."""
    choices = tuple(Choice(name, "a professor", "expert", {"name": name}) for name in ("Ana", "Bruno"))
    profiles = (PROFILE, Profile(OTHER, counts=Counts(direct=1)))
    drawn = draw(Reply(Outcome.AMBIGUOUS, note="Which one?", profiles=profiles, choices=choices))
    assert text(drawn) == "Which one?\n- **Ana** · a professor\n- **Bruno** · a professor"
    assert [(select.question, select.choices) for select in drawn.selects] == [("Which one do you mean?", choices)]


def test_an_excerpt_in_its_surroundings() -> None:
    """Who said it above, then the passages in order with the excerpt's own words bold: the rest is not theirs."""
    passages = tuple(
        Excerpt(f"x{n}", words, ARTICLE) for n, words in enumerate(["Before.", "She said: never.", "After."])
    )
    drawn = text(draw(Reply(context=Context(DIRECT, passages, 1, (Span(10, 15),)))))
    assert drawn.startswith(
        f"### In context\n-# Direct quotation\n**{KEEPER.name} (安娜)**, the harbour master\n"
        "> Before.\n> \n> She said: **never**.\n> \n> After.\n-# The words in bold are the excerpt"
    )
    assert drawn.count(KEEPER.name) == 1


def test_surroundings_that_are_too_long_keep_the_excerpt() -> None:
    """The passage it stands in has the first claim on the room."""
    long = "Nothing to see in this passage. " * 200
    passages = tuple(Excerpt(f"x{n}", words, ARTICLE) for n, words in enumerate([long, long + "Never.", long]))
    drawn = text(draw(Reply(context=Context(DIRECT, passages, 1, (Span(len(long), len(long) + 5),)))))
    assert "**Never**." in drawn
    assert units(drawn) <= TEXT


def test_sections_are_titled_lists() -> None:
    """Help and about are lines under titles."""
    drawn = text(draw(Reply(title="What you can ask", sections=(Section("Commands", ("/expert name", "/help")),))))
    assert drawn == "## What you can ask\n### Commands\n- /expert name\n- /help"


def test_an_empty_reply_is_still_a_message() -> None:
    """Discord takes no empty one."""
    assert text(draw(Reply())) == "There is nothing to show."


# ---------------------------------------------------------------------------------------------------------- parts


def test_few_ways_on_are_buttons_and_turns_stand_below_them() -> None:
    """The label has the second line beside it where both fit; back stands left of on."""
    choices = (
        Choice("Nearest", "a professor", "expert", {"name": "p1"}),
        Choice("Far", "x" * 80, "expert", {"name": "p2"}),
        Choice("Next", "3 of 3", "quote", {"phrase": "x", "page": "3"}, Way.NEXT),
        Choice("Previous", "1 of 3", "quote", {"phrase": "x", "page": "1"}, Way.PREVIOUS),
    )
    shown = message(Reply(Outcome.NOT_FOUND, note="Nothing.", choices=choices))
    assert shown.buttons == ["Nearest · a professor", "Far", "◀ Previous", "Next ▶"]


def test_many_ways_on_are_a_select() -> None:
    """More than a row of buttons becomes a list, of which Discord takes 25."""
    choices = tuple(Choice(f"Person {n}", "", "expert", {"name": f"p{n}"}) for n in range(30))
    shown = message(Reply(note="Many.", choices=choices))
    assert [option["label"] for option in shown.options] == [f"Person {n}" for n in range(25)]


def test_two_buttons_that_do_the_same_are_one() -> None:
    """Discord refuses a message with two equal custom ids."""
    choice = Choice("Again", "", "expert", {"name": "p1"})
    assert message(Reply(note="x", choices=(choice, choice))).buttons == ["Again"]


def test_an_excerpt_shown_twice_is_opened_once() -> None:
    """The same rule inside the message."""
    assert message(Reply(groups=(Group("Ana", (MATCH, MATCH)),))).buttons == ["Open"]


def test_kinds_are_told_in_words() -> None:
    """Not by colour alone."""
    shown = message(Reply(matches=tuple(Match(replace(DIRECT, id=k, kind=k), 9) for k in Kind), total=3)).text
    assert all(word in shown for word in ("Direct quotation", "Partly quoted", "Paraphrased"))
