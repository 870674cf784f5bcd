"""One wording for every platform: citations, speakers, kinds and counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.language import ENGLISH
from knowledge import ArticleSummary, Counts, Excerpt, Kind, Profile, SetAside, Span, StatedAffiliation
from tests.bot.values import ARTICLE, DIGEST, DIRECT, KEEPER, OTHER, PASSAGE, PROFILE


def test_a_citation_names_author_headline_outlet_and_date() -> None:
    """Enough to find the article again; the link is a line of its own."""
    expected = "Ines Writer, Jo Writer, “The Harbour Stays Open”, The Example Gazette, 17 May 2024"
    assert wording.citation_line(ARTICLE) == expected
    assert wording.citation_link(ARTICLE) == "https://gazette.example/harbour"
    assert wording.digest_line(ARTICLE) is None


def test_words_from_print_are_cited_with_their_page() -> None:
    """Where a digest was printed, the page is the digest's."""
    assert wording.citation_line(replace(ARTICLE, page=3)).endswith("The Example Gazette, 17 May 2024, p. 3")
    assert "p. 3" not in wording.citation_line(replace(DIGEST, page=3))
    assert str(wording.digest_line(replace(DIGEST, page=3))).endswith("June 2024, p. 3")


def test_a_digest_cites_what_it_reports_on() -> None:
    """The reader sees the publication first, and which digest stands between."""
    assert (
        wording.citation_line(DIGEST) == "reported in Ines Writer, “The Harbour Stays Open”, The Example Gazette, 2024"
    )
    assert wording.citation_link(DIGEST) == "https://gazette.example/1"
    assert wording.digest_line(DIGEST) == "digest: Dragoman, “What the Gazette found”, Dragoman digests, June 2024"


def test_where_else_the_words_stand_is_told_shortly() -> None:
    """Outlet and date of three others, each once, and how many more there are; nothing where there are none."""
    globe = replace(ARTICLE, article="a2", outlet="The Globe", published="2024-05-18")
    assert wording.also_line(DIRECT) == ""
    assert wording.also_line(replace(DIRECT, also=(globe, globe))) == "also in The Globe, 18 May 2024"
    bare = replace(ARTICLE, outlet=None, published=None)
    assert wording.also_line(replace(DIRECT, also=(bare, globe))) == (
        "also in “The Harbour Stays Open”; The Globe, 18 May 2024"
    )
    many = tuple(replace(globe, outlet=f"Paper {n}", published=None) for n in range(5))
    assert wording.also_line(replace(DIRECT, also=many)) == "also in Paper 0; Paper 1; Paper 2 and 2 others"


def test_what_is_not_known_is_left_out() -> None:
    """No author, outlet, date or link: the headline alone, and nothing made up."""
    bare = replace(ARTICLE, authors=(), outlet=None, published=None, url=None)
    assert wording.citation_line(bare) == "“The Harbour Stays Open”"
    assert wording.citation_link(bare) is None


def test_an_excerpt_has_a_page_where_there_is_a_site() -> None:
    """Under the site's address and its own id."""
    assert wording.reading_link(DIRECT, "https://a.example/b") == "https://a.example/b/quotations/qdirect"
    assert wording.reading_link(DIRECT, None) is None


def test_only_web_addresses_become_links() -> None:
    """An article's link is untrusted text."""
    assert wording.citation_link(replace(ARTICLE, url="javascript:alert(1)")) is None


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2013-03-16", "2022-12", "foreign minister (16 March 2013 – December 2022)"),
        ("2013", None, "foreign minister (since 2013)"),
        (None, "2022", "foreign minister (until 2022)"),
        (None, None, "foreign minister"),
    ],
)
def test_an_office_is_shown_with_its_dates(since: str | None, until: str | None, expected: str) -> None:
    """As people.toml states them; also where namesakes are told apart."""
    stated = StatedAffiliation("foreign minister", ARTICLE, Span(0, 0), known=True, since=since, until=until)
    assert wording.affiliation(stated) == expected
    assert wording.person_context(replace(PROFILE, affiliations=(stated,))) == f"{expected} · 3 quotations"


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024-05-07", "7 May 2024"),
        ("2024-05", "May 2024"),
        ("2024", "2024"),
        ("2024-13-01", "2024-13-01"),
        (None, None),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(published: str | None, expected: str | None) -> None:
    """Nothing is filled up, and what is no date stays as it is."""
    assert ENGLISH.day(published) == expected


def test_a_moment_is_told_to_the_minute() -> None:
    """And what is none stays as it is."""
    assert wording.moment("2024-05-07T09:05:59+00:00") == "7 May 2024, 09:05 UTC"
    assert wording.moment("long ago") == "long ago"


def test_a_speaker_is_told_with_all_that_is_known() -> None:
    """Native name, affiliation, hearer, occasion and who passed it on."""
    assert wording.speaker_line(DIRECT) == "Ana Reis (安娜), the harbour master"
    second_hand = replace(
        DIRECT, speaker=OTHER, affiliation=None, hearer="a reporter", occasion="in May", via="Ana Reis"
    )
    assert wording.speaker_line(second_hand) == "Bruno Reis, to a reporter, in May, as passed on by Ana Reis"


def test_nobody_is_made_a_speaker() -> None:
    """An unattributed quotation says so, and a passage belongs to who wrote it."""
    assert wording.speaker_line(replace(DIRECT, speaker=None)) == "Speaker not named"
    assert wording.speaker_line(PASSAGE) == "Ines Writer, Jo Writer"
    assert wording.speaker_line(replace(PASSAGE, citation=replace(ARTICLE, authors=()))) == "The Example Gazette"
    nobody = replace(ARTICLE, authors=(), outlet=None)
    assert wording.speaker_line(replace(PASSAGE, citation=nobody)) == "The author"


@pytest.mark.parametrize(
    ("excerpt", "label", "marks"),
    [
        (DIRECT, "direct quotation", ("“", "”")),
        (replace(DIRECT, kind=Kind.MIXED), "partly quoted", ("", "")),
        (replace(DIRECT, kind=Kind.MIXED, text="they “never” closed"), "partly quoted", ("", "")),
        (replace(DIRECT, text="“Never,” I say, “never.”"), "direct quotation", ("", "")),
        (replace(DIRECT, text="We say “never” here."), "direct quotation", ("", "")),
        (replace(DIRECT, kind=Kind.INDIRECT), "paraphrased", ("", "")),
        (PASSAGE, "the author’s words", ("", "")),
        (replace(PASSAGE, citation=DIGEST), "the digest’s own words", ("", "")),
    ],
)
def test_marks_stand_only_around_words_as_said(excerpt: Excerpt, label: str, marks: tuple[str, str]) -> None:
    """A paraphrase in quotation marks would be a false quotation."""
    assert (wording.kind_label(excerpt), wording.marks(excerpt)) == (label, marks)


@pytest.mark.parametrize("verb", ["denied", "Denies", "has been denying", "doubts", "refuted", "rebutted", "disputing"])
def test_words_that_are_denied_are_not_shown_as_said(verb: str) -> None:
    """Without its verb, "she denied that it was unsafe" would read as her word that it was."""
    denied = replace(DIRECT, kind=Kind.INDIRECT, cue=verb)
    assert wording.kind_label(denied) == f"paraphrased after “{verb.rpartition(' ')[2]}”"
    assert wording.kind_label(replace(denied, cue="said")) == "paraphrased"


@pytest.mark.parametrize(
    ("cue", "shown"),
    [
        ("refused to say", "refused to say"),
        ("has repeatedly declined to\nconfirm", "declined to confirm"),
        ("did not say", "did not say"),
        ("never said", "never said"),
        ("has yet to confirm", "has yet to confirm"),
        ("hasn’t said", "hasn’t said"),
        ("would not call", "would not call"),
        ("is unwilling to say", "unwilling to say"),
        ("denied having said", "denied having said"),
        ("failed to explain", "failed to explain"),
    ],
)
def test_words_that_are_withheld_are_not_shown_as_said(cue: str, shown: str) -> None:
    """Without the refusal, "declined to say whether the port would close" would read as a statement."""
    withheld = replace(DIRECT, kind=Kind.INDIRECT, cue=cue)
    assert wording.kind_label(withheld) == f"paraphrased after “{shown}”"


@pytest.mark.parametrize("cue", ["said", "according to", "noted", "knocked", "announced shortly"])
def test_an_ordinary_cue_is_not_shown(cue: str) -> None:
    """Letters within a word turn nothing."""
    assert wording.kind_label(replace(DIRECT, kind=Kind.INDIRECT, cue=cue)) == "paraphrased"


def test_one_line_tells_namesakes_apart() -> None:
    """Affiliation and number of quotations; who is only mentioned is said to be."""
    assert wording.person_context(PROFILE) == "the harbour master · 3 quotations"
    assert wording.person_context(Profile(KEEPER)) == "only mentioned"
    assert wording.person_context(Profile(replace(KEEPER, author=True))) == "an author"


def test_who_wrote_an_article_is_not_only_mentioned_in_it() -> None:
    """But an author may be mentioned in articles of others."""
    writer = replace(KEEPER, name=ARTICLE.authors[0], author=True)
    assert wording.not_quoted(writer, ARTICLE) == "the author"
    assert wording.not_quoted(writer, replace(ARTICLE, authors=("Jo Writer",))) == "only mentioned"


def test_one_line_tells_articles_apart() -> None:
    """Where it stands in print, and what was found in it."""
    found = ArticleSummary(ARTICLE, counts=Counts(direct=1))
    assert wording.article_context(found) == "Ines Writer, Jo Writer · The Example Gazette · 17 May 2024 · 1 quotation"
    assert wording.article_context(replace(found, citation=DIGEST)).startswith("reported in Ines Writer")


def test_counts_name_the_kinds_there_are() -> None:
    """Kinds of which there is none are not spoken of."""
    assert wording.counts_line(Counts(direct=1)) == "1 quotation: 1 direct"
    assert wording.counts_line(Counts(2, 1, 1_200)) == "1,203 quotations: 2 direct, 1 partly quoted, 1,200 paraphrased"
    assert wording.counts_line(Counts()) == "no quotations"


def test_a_file_set_aside_is_told_with_its_line() -> None:
    """File, line where there is one, and the reason."""
    assert wording.set_aside_line(SetAside("a.md", "code", "no headline", 3)) == "a.md:3: no headline"
    assert wording.set_aside_line(SetAside("a.md", "code", "no headline")) == "a.md: no headline"


@given(st.text(), st.integers(1, 40))
def test_clipped_text_fits(text: str, length: int) -> None:
    """Never longer than asked for, and whole where it fits."""
    shown = wording.clipped(text, length)
    assert len(shown) <= length
    assert shown == text or shown.endswith("…")
