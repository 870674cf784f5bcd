"""A reply drawn is one message that fits Slack, says who said it and where, and hides nothing it leaves out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings

from bot.command import Request
from bot.cutting import units
from bot.orders import Orders
from bot.platforms.slack.draw import Edges, draw
from bot.platforms.slack.limits import ROOM
from bot.platforms.slack.rich import rich, row, said, weight
from bot.reply import Choice, Group, Outcome, Reply, Section, Spot
from knowledge import ArticleSummary, Context, Counts, Excerpt, Kind, Match, Profile, Span
from tests.bot.platforms.slack.blockkit import complaints
from tests.bot.platforms.slack.drawn import bold, elements, lines, message, text
from tests.bot.platforms.slack.full import full
from tests.bot.replies import REPLIES
from tests.bot.values import ARTICLE, DIGEST, DIRECT, KEEPER, MATCH, OTHER, PASSAGE, PROFILE

# -------------------------------------------------------------------------------------------------------- the law


@hypothesis_settings(max_examples=40)
@given(REPLIES)
@example(Reply(Outcome.AMBIGUOUS))
@example(Reply(title="", note="", sections=(Section("", ("",)),), choices=(Choice("", "", "", {}),)))
def test_any_reply_drawn_is_valid_block_kit(reply: Reply) -> None:
    """Whatever stands in a reply, Slack takes the message, reads no markup in it, and has words for a notification."""
    drawn = draw(reply, Orders(), private=True, shared_by="U0123456")
    assert complaints(drawn.blocks) == []
    assert weight(*drawn.blocks) <= ROOM
    assert "mrkdwn" not in {part.get("type") for block in drawn.blocks for part in (block, block.get("text") or {})}
    assert 0 < units(drawn.text) < 4000
    assert not set("<>") & set(drawn.text)


@pytest.mark.parametrize("unit", ['\\"', "字", "a word. ", "😀", "</>&"])
def test_the_fullest_reply_fits_and_keeps_its_attribution(unit: str) -> None:
    """Where everything is as long as can be, the speaker and the link of the first excerpt are shown."""
    for reply in full(unit * 3000):
        drawn = draw(reply, Orders(), private=True, shared_by="U0123456")
        assert complaints(drawn.blocks) == []
        assert weight(*drawn.blocks) <= ROOM
        assert next(link["url"] for link in elements(drawn, "link")) == "https://gazette.example/harbour"
        assert elements(drawn, "rich_text_quote")


@hypothesis_settings(max_examples=20)
@given(REPLIES)
def test_a_post_fits_with_what_stands_above_and_below(reply: Reply) -> None:
    """What is put around any reply is shown whole beside it, and with it when the next one comes."""
    edges = Edges(tuple(rich(row(said("above")))), tuple(rich(row(said("below")))))
    due = datetime(2026, 7, 1, 7, tzinfo=ZoneInfo("Europe/Berlin"))
    drawn = draw(replace(reply, next_at=due), Orders(), private=False, unasked=True, edges=edges)
    assert complaints(drawn.blocks) == []
    assert weight(*drawn.blocks) <= ROOM
    assert (drawn.blocks[0], edges.below[0] in drawn.blocks) == (edges.above[0], True)
    assert due.timestamp() in {each["timestamp"] for each in elements(drawn, "date")}


def test_hostile_words_are_shown_as_they_are() -> None:
    """Nothing in a quotation formats, links, calls anybody or becomes a picture: it is text, and text alone."""
    words = "<!channel> *bold* _it_ ~no~ `code` :smile: https://evil.example <@U1|x> a@b.example > quoted & done"
    drawn = message(Reply(matches=(Match(replace(DIRECT, text=words), 90),), total=1))
    (quotation,) = elements(drawn, "rich_text_quote")
    assert quotation["elements"] == [{"type": "text", "text": f"“{words}”"}]
    assert [link["url"] for link in elements(drawn, "link")] == ["https://gazette.example/harbour"]
    assert "&lt;!channel&gt; *bold*" in drawn.text
    assert drawn.arguments["unfurl_links"] is drawn.arguments["unfurl_media"] is False


# ------------------------------------------------------------------------------------------------------- excerpts


def test_an_excerpt_says_what_it_is_who_said_it_and_where() -> None:
    """Kind in words, matched words bold, speaker with native name and affiliation, linked citation, date and id."""
    drawn = message(Reply(matches=(MATCH,), total=1))
    assert lines(Reply(matches=(MATCH,), total=1)) == [
        "Direct quotation · match: nearly word for word · id qdirect",
        "“We have never closed, and we never will.”",
        f"— {KEEPER.name} (安娜), the harbour master",
        "Ines Writer, Jo Writer, “The Harbour Stays Open”, The Example Gazette, 17 May 2024",
    ]
    assert bold(drawn) == ["never closed"]
    assert bold(drawn, "rich_text_section") == [f"{KEEPER.name} (安娜)"]
    assert elements(drawn, "link") == [
        {"type": "link", "url": "https://gazette.example/harbour", "text": "The Harbour Stays Open"}
    ]
    assert [block["type"] for block in drawn.blocks] == ["context", "rich_text", "actions"]


def test_a_digest_names_the_publication_and_itself() -> None:
    """The link leads to the publication; the digest stands below it."""
    reply = Reply(matches=(Match(replace(DIRECT, citation=DIGEST), 90),), total=1)
    assert "reported in Ines Writer, “The Harbour Stays Open”" in text(reply)
    assert "digest: Dragoman, “What the Gazette found”, Dragoman digests, June 2024" in text(reply)
    assert [each["url"] for each in elements(message(reply), "link")] == ["https://gazette.example/1"]


def test_words_that_stand_elsewhere_too_say_where() -> None:
    """Below the citation, shortly."""
    again = replace(ARTICLE, article="a2", outlet="The Globe", published="2024-06-01")
    shown = lines(Reply(matches=(Match(replace(DIRECT, also=(again,)), 90),), total=1))
    assert shown[-1] == "also in The Globe, 1 June 2024"


def test_words_of_the_author_are_not_shown_as_a_quotation() -> None:
    """A passage has no quotation marks, and its kind says whose words they are."""
    shown = lines(Reply(matches=(Match(PASSAGE, 90),), total=1))
    assert shown[:3] == ["The author’s words · id xpassage", "The harbour froze twice.", "— Ines Writer, Jo Writer"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(matches=(MATCH,), total=1),
        Reply(groups=(Group("Ana", (MATCH,)),)),
        Reply(context=Context(DIRECT, (PASSAGE,), 0)),
    ],
)
def test_each_excerpt_leads_to_its_page_where_there_is_a_site(reply: Reply) -> None:
    """Below its citation; where there is none, nothing leads there."""
    there = {"type": "link", "url": "https://quotes.example.org/quotations/qdirect", "text": "read in context"}
    assert there in elements(message(replace(reply, site="https://quotes.example.org")), "link")
    assert "read in context" not in text(reply)


def test_a_quotation_without_speaker_says_so() -> None:
    """An honest unattributed, and nobody's name."""
    shown = text(Reply(matches=(Match(replace(DIRECT, speaker=None), 90),), total=1))
    assert "— Speaker not named" in shown
    assert KEEPER.name not in shown


def test_a_long_excerpt_is_cut_visibly_at_a_sentence_end() -> None:
    """The cut shows, the attribution stays whole."""
    drawn = message(Reply(matches=(Match(replace(DIRECT, text="It goes on and on. " * 900), 90),), total=1))
    shown = text(Reply(matches=(Match(replace(DIRECT, text="It goes on and on. " * 900), 90),), total=1))
    assert f"It goes on and on. …” (more)\n— {KEEPER.name} (安娜), the harbour master\n" in shown
    assert weight(*drawn.blocks) > ROOM * 0.9


def test_a_long_excerpt_shows_the_words_that_were_asked_for() -> None:
    """It begins at the sentence of the first marked word, not at its own beginning."""
    before = "It goes on and on. " * 900
    excerpt = replace(DIRECT, text=f"{before}Here it is at last. {before}")
    at = len(before) + len("Here it is ")
    reply = Reply(matches=(Match(excerpt, 90, (Span(at, at + 7),)),), total=1)
    assert "… “Here it is at last. It goes on" in text(reply)
    assert bold(message(reply)) == ["at last"]


def test_several_excerpts_share_the_room() -> None:
    """A short one is whole, and long ones get the same."""
    long = replace(DIRECT, text="It goes on and on. " * 900)
    drawn = message(Reply(matches=(MATCH, Match(long, 80), Match(long, 70)), total=3))
    sizes = [weight(part) for part in elements(drawn, "rich_text_quote")]
    assert "never will.”" in text(Reply(matches=(MATCH, Match(long, 80)), total=2))
    assert sizes[1] == sizes[2] > 3000


def test_a_cut_excerpt_can_be_read_to_its_end() -> None:
    """Message by message, nothing left out and nothing twice."""
    long = replace(DIRECT, text=" ".join(f"Sentence {n} of many." for n in range(1500)))
    skipped, read, orders = 0, "", Orders()
    while True:
        reply = Reply(matches=(Match(long, 100),), total=1, skipped=skipped)
        drawn, shown = draw(reply, orders, private=True), text(reply)
        on = [each for each in elements(drawn, "button") if each["text"]["text"] == "Read on"]
        found = orders.read(on[0]["value"]) if on else None
        end = int(found[1].values["from"]) if found else len(long.text)
        part = long.text[skipped:end]
        assert all(sentence.strip() in shown for sentence in part.split(". "))
        read += part
        if not on:
            break
        skipped = end
    assert read == long.text


def test_excerpts_that_do_not_fit_are_counted() -> None:
    """What is left out is said, and so is every excerpt that is shown."""
    reply = Reply(groups=(Group("Ana", tuple(Match(replace(DIRECT, id=f"q{n}"), 9) for n in range(60))),))
    shown = len(elements(message(reply), "rich_text_quote"))
    assert 5 < shown < 60
    assert f"… and {60 - shown} more" in lines(reply)


@pytest.mark.parametrize(("before", "total", "position"), [(0, 2, "1 of 2"), (1, 7, "2 of 7"), (6, 7, "7 of 7")])
def test_an_excerpt_says_which_of_how_many_it_is(before: int, total: int, position: str) -> None:
    """Counted over all pages."""
    shown = lines(Reply(matches=(MATCH,), total=total, before=before))
    assert shown[0].startswith(f"Direct quotation · {position} · ")


def test_a_quotation_over_paragraphs_stays_one_quotation() -> None:
    """With its marks around all of it."""
    drawn = message(Reply(matches=(Match(replace(DIRECT, text="First line.\n\n> Second line"), 90),), total=1))
    (quotation,) = elements(drawn, "rich_text_quote")
    assert "".join(each["text"] for each in quotation["elements"]) == "“First line.\n> Second line”"


def test_right_to_left_words_cannot_reorder_the_citation() -> None:
    """They are shut off from what stands around them."""
    excerpt = replace(DIRECT, text="قال: لا", speaker=replace(KEEPER, name="حسن", native_name=None))
    shown = lines(Reply(matches=(Match(excerpt, 90, (Span(0, 3),)),), total=1))
    assert shown[1:3] == ["“\u2068قال: لا\u2069”", "— \u2068حسن\u2069, the harbour master"]


def test_kinds_are_told_in_words() -> None:
    """Not by a sign or a colour alone."""
    shown = text(Reply(matches=tuple(Match(replace(DIRECT, id=k, kind=k), 9) for k in Kind), total=3))
    assert all(word in shown for word in ("Direct quotation", "Partly quoted", "Paraphrased"))


# ---------------------------------------------------------------------------------------------- cards and surroundings


def test_one_person_is_a_card() -> None:
    """Names, affiliation with where it is stated, and counts for each article."""
    drawn = message(Reply(profiles=(PROFILE,)))
    assert lines(Reply(profiles=(PROFILE,))) == [
        f"{KEEPER.name} (安娜)",
        f"also {KEEPER.aliases[0]}",
        "the harbour master · stated in The Harbour Stays Open",
        "3 quotations: 2 direct, 1 partly quoted",
        "2 · The Harbour Stays Open",
        "1 · What the Gazette found",
    ]
    assert drawn.blocks[0]["type"] == "header"
    assert len(elements(drawn, "link")) == 3


def test_one_article_is_a_card() -> None:
    """Linked headline, who wrote it where and when, its size, and who speaks in it."""
    summary = ArticleSummary(ARTICLE, 4, Counts(direct=2), ((KEEPER, 2),), ("no date in the text",))
    assert lines(Reply(articles=(summary,))) == [
        "The Harbour Stays Open",
        "The Harbour Stays Open",
        "Ines Writer, Jo Writer · The Example Gazette · 17 May 2024",
        "4 passages, 2 quotations: 2 direct",
        f"Quoted: {KEEPER.name} (安娜) (2)",
        "no date in the text",
    ]


def test_a_link_that_is_too_long_is_said_to_be() -> None:
    """It is not dropped in silence, and not cut to lead elsewhere."""
    far = replace(ARTICLE, url="https://gazette.example/" + "x" * 2000)
    reply = Reply(matches=(Match(replace(DIRECT, citation=far), 90),), total=1)
    assert "(its link is too long to be shown)" in text(reply)
    assert elements(message(reply), "link") == []


def test_several_people_are_told_apart_by_a_line_each() -> None:
    """Before a list is opened the message says who there is."""
    choices = tuple(Choice(name, "a professor", "expert", {"name": name}) for name in ("Ana", "Bruno"))
    profiles = (PROFILE, Profile(OTHER, counts=Counts(direct=1)))
    reply = Reply(Outcome.AMBIGUOUS, note="Which one?", profiles=profiles, choices=choices)
    assert lines(reply) == ["Which one?", "Ana · a professor", "Bruno · a professor"]


def test_an_excerpt_in_its_surroundings() -> None:
    """Who said it above, then the passages in order with the excerpt's own words bold: the rest is not theirs."""
    passages = tuple(
        Excerpt(f"x{n}", words, ARTICLE) for n, words in enumerate(["Before.", "She said: never.", "After."])
    )
    reply = Reply(context=Context(DIRECT, passages, 1, (Span(10, 15),)))
    assert text(reply).startswith(
        f"In context\nDirect quotation · id qdirect\n{KEEPER.name} (安娜), the harbour master\n"
        "Before.\n\nShe said: never.\n\nAfter.\nThe words in bold are the excerpt"
    )
    assert bold(message(reply)) == ["never"]


def test_surroundings_that_are_too_long_keep_the_excerpt() -> None:
    """The passage it stands in has the first claim on the room."""
    long = "Nothing to see in this passage. " * 400
    passages = tuple(Excerpt(f"x{n}", words, ARTICLE) for n, words in enumerate([long, long + "Never.", long]))
    drawn = message(Reply(context=Context(DIRECT, passages, 1, (Span(len(long), len(long) + 5),))))
    assert bold(drawn) == ["Never"]
    assert weight(*drawn.blocks) <= ROOM


# -------------------------------------------------------------------------------------------------------- the rest


def test_sections_are_titled_lists() -> None:
    """Help and about are lines under titles."""
    reply = Reply(title="What you can ask", sections=(Section("Commands", ("/expert name", "/help")),))
    assert lines(reply) == ["What you can ask", "Commands", "/expert name", "/help"]
    (listing,) = elements(message(reply), "rich_text_list")
    assert len(listing["elements"]) == 2


def test_verbatim_lines_can_be_copied() -> None:
    """They are code, whatever stands in them."""
    drawn = message(Reply(title="Cite", sections=(Section("BibTeX", ("@misc{q,", "  x = {```}", "}"), verbatim=True),)))
    (code,) = elements(drawn, "rich_text_preformatted")
    assert code["elements"] == [{"type": "text", "text": "@misc{q,\n  x = {```}\n}"}]


def test_a_section_shows_the_channel_and_the_message_it_is_about() -> None:
    """The channel by Slack's own name for it, the message by a link; a group of people is named and not called."""
    spot = Spot("slack:T0001", "C0001", role="S0001")
    post = Spot("slack:T0001", "C0001", "1700000000.000100")
    drawn = message(Reply(sections=(Section("Briefing 1", ("daily", "posted"), spot=spot, spots=(spot, post)),)))
    assert elements(drawn, "channel") == [{"type": "channel", "channel_id": "C0001"}]
    assert elements(drawn, "usergroup") == []
    assert [each["url"] for each in elements(drawn, "link")] == [
        "https://slack.com/app_redirect?team=T0001&channel=C0001&message_ts=1700000000.000100"
    ]


def test_moments_are_told_by_the_readers_clock() -> None:
    """As elements that Slack draws, with the moment in words for clients that do not."""
    until = datetime(2026, 7, 1, 7, 0, 0, 500, tzinfo=UTC)
    drawn = message(Reply(Outcome.ERROR, note="You can ask again:", until=until, next_at=until))
    clock, date = elements(drawn, "date")
    assert (clock["timestamp"], clock["format"]) == (1782889201, "{time_secs}")
    assert date["fallback"] == "Wed, 1 July 2026, 07:00 (UTC)"
    assert drawn.text.startswith("You can ask again: Wed, 1 July 2026")
    assert "Next briefing: Wed, 1 July 2026" in drawn.text


def test_who_shares_is_named() -> None:
    """By Slack's own name for them."""
    drawn = draw(Reply(matches=(MATCH,), total=1), Orders(), private=False, shared_by="U0001")
    assert elements(drawn, "user") == [{"type": "user", "user_id": "U0001"}]
    assert drawn.text.startswith("Shared by")


def test_an_empty_reply_is_still_a_message() -> None:
    """Slack takes no empty one."""
    reply = Reply(Outcome.ERROR)
    assert (lines(reply), message(reply).text) == (["There is nothing to show."], "There is nothing to show.")


def test_a_message_is_made_of_values_alone() -> None:
    """It is JSON, and the same reply gives the same message."""
    reply = Reply(matches=(MATCH,), total=3, asked=Request("quote", {"phrase": "closed"}, asker="U0001"))
    assert json.loads(json.dumps(message(reply).arguments)) == message(reply).arguments
