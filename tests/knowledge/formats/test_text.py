"""Page dumps: body, headings, headline and credits are told from everything else, in many styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.errors import ArticleError
from knowledge.formats import parse, read
from tests.knowledge.formats.dumps import NAMES, load
from tests.places import ARTICLES, needs_articles

if TYPE_CHECKING:
    from knowledge.model import Article

FILLER = (
    "The harbour stayed open all winter, which nobody in the town had thought possible before the new breakwater.\n\n"
    "“We have never been so busy,” said the harbour master, who has counted ships there for thirty years.\n\n"
    "The town council will decide in the spring whether the breakwater is to be made longer still.\n"
)
CREDITS = {
    "british": (("Joan Pike",), "2031-01-22"),
    "bullets": (("Lena Okafor",), "2028-05-03"),
    "credits_around": ((), "2031-07-04"),
    "dialogue": (("Peter Ngata",), "2027-03-02"),
    "interview_labelled": ((), "2029-08-19"),
    "interview_prefixed": (("Nadia Ferrant",), "2030-06-14"),
    "lists": (("Rosa Keel",), "2030-07-04"),
    "live_blog": (("Marta Lindqvist",), None),
    "newspaper": (("Ines Farrow",), "2031-05-05"),
    "no_blank_lines": (("Hannah Voss",), "2030-02-02"),
    "page": (("Dora Kemp",), "2032-09-09"),
    "poem": (("Greta Holm",), None),
    "portraits": (("Colin Rusk",), None),
    "quotechain": (("Sam Orton",), None),
    "speech": ((), "2031-03-04"),
    "station": (("Anja Petrova",), None),
    "substack": (("Clara Voigt",), "2031-03-12"),
    "thinktank": (("Maria Kessel", "Jonas Ott"), "2029-11-02"),
    "transcript": ((), "2029-10-12"),
    "wire": (("Ana Quirke", "Tomas Bede"), None),
    "wrapped": (("Ilse Marrow",), None),
}


def passages(article: Article) -> tuple[str, ...]:
    """The passages' texts."""
    return tuple(passage.span.of(article.body) for passage in article.passages)


def article_of(text: str) -> Article:
    """The article that a plain text makes."""
    return parse(text.encode(), "page.txt")


@pytest.mark.parametrize("name", NAMES)
def test_a_dump_gives_its_body_and_nothing_else(name: str) -> None:
    """Body lines are the passages, each under its heading; no other line is one."""
    dump = load(name)
    article = article_of(dump.text)
    assert passages(article) == dump.body
    assert tuple(passage.section for passage in article.passages) == dump.sections


@pytest.mark.parametrize("name", NAMES)
def test_a_dump_gives_its_head(name: str) -> None:
    """Headline, subtitle, authors and date are those that the dump states, and no others."""
    dump = load(name)
    article = article_of(dump.text)
    assert (article.headline, article.subtitle) == (dump.headline, dump.subtitle)
    assert (article.authors, article.published) == CREDITS.get(name, ((), None))


@pytest.mark.parametrize("name", NAMES)
def test_windows_line_ends_change_nothing_but_offsets(name: str) -> None:
    """The same dump with CRLF has the same body, and its source ranges count the carriage returns."""
    dump = load(name)
    windows = dump.text.replace("\n", "\r\n")
    article = article_of(windows)
    assert article.body == article_of(dump.text).body
    for passage in article.passages:
        found = "".join(span.of(windows) for span in article.source_spans(passage.span))
        assert found == passage.span.of(article.body)


@needs_articles
def test_the_first_article_is_exact() -> None:
    """31 paragraphs under two headings; player, captions, biography and newsletter are left out; no date is made up."""
    article = read(ARTICLES / "000_166d25c085e6b858.txt", ARTICLES)
    assert article.headline.startswith("China 'Nervous' Over")
    assert (article.authors, article.outlet, article.published) == (("Reid Standish",), None, None)
    assert (article.language, article.subtitle, article.url) == ("en", None, None)
    sections = [passage.section for passage in article.passages]
    assert [sections.count(section) for section in dict.fromkeys(sections)] == [10, 13, 8]
    assert _source_lines(article, "000_166d25c085e6b858.txt") == [
        *range(11, 31, 2),
        *range(33, 59, 2),
        *(61, 63),
        *range(72, 84, 2),
    ]


@needs_articles
def test_the_second_article_is_exact() -> None:
    """19 paragraphs and the standfirst under four headings; three pull quotes, biography and footer are left out."""
    article = read(ARTICLES / "003_a861f474fe7f994a.txt", ARTICLES)
    assert (article.headline, article.subtitle) == (
        "The Art Of Tasseography",
        "China–Russia Relations as Viewed from China",
    )
    assert article.authors == ("Thomas des Garets Geddes",)
    assert (article.outlet, article.published, article.language) == ("The Republic of Agora", "2023-05-30", "en")
    sections = [passage.section for passage in article.passages]
    assert [sections.count(section) for section in dict.fromkeys(sections)] == [2, 5, 2, 5, 6]
    left_out = {14, 24, 28, 34, 40, 48, 54}
    assert _source_lines(article, "003_a861f474fe7f994a.txt") == sorted(set(range(10, 64, 2)) - left_out)


def _source_lines(article: Article, name: str) -> list[int]:
    text = (ARTICLES / name).read_bytes().decode()
    return [text.count("\n", 0, article.source_spans(p.span)[0].start) + 1 for p in article.passages]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published 3 May 2028", "2028-05-03"),
        ("May 3rd, 2028", "2028-05-03"),
        ("Wednesday, 3 May 2028 10:15 BST", "2028-05-03"),
        ("2028-05-03T10:15", "2028-05-03"),
        ("23/05/2028", "2028-05-23"),
        ("02/03/2028", None),
        ("Updated 3 May 2028", None),
        ("31 February 2028", None),
        ("3 May", None),
        ("Posted May 3, 2028. Updated May 4, 2028", "2028-05-03"),
    ],
)
def test_a_date_is_taken_only_where_a_line_states_it(line: str, published: str | None) -> None:
    """Labelled or plain dates between headline and text count; updates, days without a year and 02/03 do not."""
    assert article_of(f"Harbour open all winter in the north\n\n{line}\n\n{FILLER}").published == published


def test_two_dates_that_differ_give_none() -> None:
    """Two equally good dates are a warning, never a choice."""
    article = article_of(f"Harbour open all winter in the north\n\n3 May 2028\n\n4 May 2028\n\n{FILLER}")
    assert article.published is None
    assert any("2028-05-03" in warning and "2028-05-04" in warning for warning in article.warnings)


def test_a_date_in_the_prose_is_no_date_of_publication() -> None:
    """Years that the text speaks of stay in the text."""
    prose = "On 3 May 2019 the harbour was closed for the first time since 1972, as older people still remember.\n\n"
    assert article_of(f"Harbour open all winter in the north\n\n{prose}{FILLER}").published is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Roe", ("Jane Roe",)),
        ("By JANE ROE and TOM BEDE", ("Jane Roe", "Tom Bede")),
        ("By Jane Roe, Tom Bede and Ida Noll", ("Jane Roe", "Tom Bede", "Ida Noll")),
        ("By Jane Roe, Example Press", ("Jane Roe",)),
        ("Words by Thomas de la Roe", ("Thomas de la Roe",)),
        ("By Jane Roe in Elsmar for the Example Gazette", ("Jane Roe",)),
        ("By Jane Roe - The Example Gazette - Thursday, May 3, 2028", ("Jane Roe",)),
        ("Jane Roe, Ida Noll | 2028.05.03", ("Jane Roe", "Ida Noll")),
        ("By The Associated Example Press", ()),
        ("By Friday, all had been forgotten", ()),
        ("Middle East | 2028.05.03", ()),
        ("Harbour Correspondent", ()),
    ],
)
def test_authors_are_taken_only_from_a_byline(line: str, authors: tuple[str, ...]) -> None:
    """People's names after "By" or before a date are authors; agencies, roles and sections are not."""
    assert article_of(f"Harbour open all winter in the north\n\n{line}\n\n{FILLER}").authors == authors


def test_by_may_stand_on_a_line_of_its_own() -> None:
    """Some pages set "By" and the name on two lines."""
    assert article_of(f"Harbour open all winter\n\nBy\nJane Roe\n\n{FILLER}").authors == ("Jane Roe",)


def test_an_outlet_needs_two_places_that_agree() -> None:
    """A notice of rights names the outlet if the head of the page does too; a company of its own is no outlet."""
    page = (
        "{head}\n\nHarbour open all winter in the north\n\nBy Jane Roe\n\n"
        + FILLER
        + "\n© 2028 {holder}. All rights reserved.\n"
    )
    named = article_of(page.format(head="Example Gazette", holder="Example Gazette"))
    assert (named.outlet, named.headline) == ("Example Gazette", "Harbour open all winter in the north")
    assert article_of(page.format(head="Local news", holder="Nine Lakes Holding")).outlet is None


def test_two_outlets_that_differ_give_none() -> None:
    """Two notices that the head bears out are a warning, never a choice."""
    names = ("Example Gazette", "Nine Lakes Post")
    notices = "\n\n".join(f"© 2028 {name}. All rights reserved." for name in names)
    article = article_of("\n\n".join([*names, "Harbour open all winter in the north", FILLER, notices]))
    assert article.outlet is None
    assert any(all(name in warning for name in names) for warning in article.warnings)


def test_a_standfirst_cut_off_from_the_text_is_body() -> None:
    """Sentences between headline and text belong to the article, whatever stands in between."""
    between = ["Share", "Facebook", "Copy link", "1:02", "Advertisement"] * 3
    opening = "Nobody had expected the ships to come before the spring."
    article = article_of("\n\n".join(["Harbour open all winter", opening, *between, FILLER]))
    assert passages(article)[0] == opening


def test_a_headline_may_ask() -> None:
    """A question above the text is its headline, even where nothing else tells the two apart."""
    assert article_of(f"Who counts the ships?\n\n{FILLER}").headline == "Who counts the ships?"


def test_an_address_on_a_line_of_its_own_is_the_link() -> None:
    """ "Source: https://…" above the text is the article's address; a link in the text is not."""
    article = article_of(f"Harbour open all winter\n\nSource: https://example.org/harbour\n\n{FILLER}")
    assert article.url == "https://example.org/harbour"
    assert article_of(f"Harbour open all winter\n\n{FILLER}\nSee https://example.org/harbour for more.").url is None


def test_a_wide_gap_between_paragraphs_does_not_end_the_body() -> None:
    """A player, a sign-up box and headlines of other stories may stand between two paragraphs."""
    gap = "\n".join(["1:02 / 3:45", "Mute", "Settings", "Share", "Subscribe to our newsletter", "Ice On The Lake"] * 8)
    first, second, third = FILLER.strip().split("\n\n")
    article = article_of(f"Harbour open all winter in the north\n\n{first}\n\n{gap}\n\n{second}\n\n{gap}\n\n{third}\n")
    assert passages(article) == (first, second, third)


def test_a_short_line_with_quoted_words_stays_in_the_body() -> None:
    """In doubt a line with quotation marks or a full stop between paragraphs is body."""
    first, second, third = FILLER.strip().split("\n\n")
    lines = ("“Never”, he said", "“Why?”", "He left.", "‘A pity’")
    article = article_of("\n\n".join(["Harbour open all winter in the north", first, *lines, second, third]))
    assert passages(article) == (first, *lines, second, third)


def test_a_pull_quote_is_left_out_but_what_it_repeats_is_not() -> None:
    """Words of the body that are shown once more, shortened or with marks, are not body twice."""
    first, second, third = FILLER.strip().split("\n\n")
    pulled = "The harbour stayed open all winter, which nobody thought possible before the new breakwater"
    article = article_of(f"A Harbour Without Ice\n\n{first}\n\n{second}\n\n{pulled}\n\n{third}")
    assert passages(article) == (first, second, third)


def test_other_slashes_and_brackets_are_no_picture_credits() -> None:
    """A sentence about AC/DC or a photo is body; only a line that credits a picture is a caption."""
    lines = (
        "“They were the first we asked,” the organiser told RFI/AB.",
        "He later posted a photo of the breakwater, with himself on top of it and a sign that read (wrongly) closed.",
    )
    captions = (
        "The breakwater in March. Ida Noll/EXAMPLE PRESS",
        "(AP Photo/Ida Noll)",
        "Ships (left) wait outside the harbour.",
    )
    first, second, third = FILLER.strip().split("\n\n")
    text = "\n\n".join(
        ["Harbour open all winter", first, captions[0], lines[0], captions[1], second, lines[1], captions[2], third]
    )
    assert passages(article_of(text)) == (first, lines[0], second, lines[1], third)


def test_a_biography_of_somebody_in_the_story_is_body() -> None:
    """Only the author's own biography is left out; a person of the story who "is a professor" is part of it."""
    line = "Ida Noll is a professor of harbours at the University of Elsmar and has advised the town since 2011."
    article = article_of(f"Harbour open all winter in the north\n\nBy Jane Roe\n\n{line}\n\n{FILLER}")
    assert line in passages(article)


def test_the_same_text_gives_the_same_article() -> None:
    """Reading is a function of the bytes and the name alone."""
    raw = load("page").text.encode()
    assert parse(raw, "a/b.txt") == parse(raw, "a/b.txt")


@pytest.mark.parametrize(
    "text",
    [
        "Just a moment\n\nChecking your browser before accessing the site.\n\nRay ID 7",
        "Access Denied\n\nYou don't have permission to access this page.",
        "Page not found\n\nSorry, we can't find that page.",
    ],
)
def test_a_page_shown_instead_of_the_article_is_refused(text: str) -> None:
    """Short pages for robots and error pages are no articles."""
    with pytest.raises(ArticleError) as caught:
        article_of(text)
    assert caught.value.code == "blocked_page"
    assert caught.value.line == 1 if text.startswith(("Access", "Page")) else caught.value.line == 3


def test_an_article_about_such_pages_is_read() -> None:
    """A long text may speak of robots and captchas."""
    told = "Visitors had to solve a captcha before they could see which ships lay in the harbour, he said.\n\n"
    assert (
        len(
            article_of(f"Harbour open all winter in the north\n\n{told}{FILLER}{'More was said of it. ' * 60}").passages
        )
        > 3
    )


@pytest.mark.parametrize("text", ["one two three", "Menu\nHome\nNews\nSport\n", "1 2 3\n4 5 6\n"])
def test_a_text_without_sentences_has_no_body(text: str) -> None:
    """Menus and numbers are no article."""
    with pytest.raises(ArticleError) as caught:
        article_of(text)
    assert caught.value.code == "no_body"


def test_a_body_without_a_headline_is_set_aside() -> None:
    """No headline is made up from the file's name or the first sentence; the reason says what to do."""
    with pytest.raises(ArticleError) as caught:
        article_of(FILLER)
    assert caught.value.code == "no_headline"
    assert "page.toml" in caught.value.reason
