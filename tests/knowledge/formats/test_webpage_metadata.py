"""What a page states about itself: the strongest source wins, a contradiction is none, and nothing is guessed."""

from __future__ import annotations

import json

import pytest

from tests.knowledge.formats.samples import HEADLINE, JSON_LD, PARAGRAPHS, article_of, page, story

URL = "https://post.example/harbour/ships"


def linked(**claims: object) -> str:
    """A page's JSON-LD about one article."""
    data = json.dumps({"@type": "NewsArticle", **claims})
    return f'<script type="application/ld+json">{data}</script>'


def meta(**claims: str) -> str:
    """Meta tags; two underscores stand for a colon."""
    return "\n".join(f'<meta property="{key.replace("__", ":")}" content="{value}">' for key, value in claims.items())


def test_json_ld_states_everything() -> None:
    """Also where authors are described apart from the article, and other nodes stand beside it."""
    article = article_of(page(JSON_LD))
    assert article.headline == HEADLINE
    assert article.subtitle == "None was lost"
    assert article.authors == ("Jane Roe",)
    assert article.outlet == "The Elsmar Post"
    assert article.published == "2024-05-17"
    assert article.url == URL
    assert article.language == "en"
    assert dict(article.origins) == {
        "headline": "json_ld",
        "subtitle": "json_ld",
        "authors": "json_ld",
        "outlet": "json_ld",
        "published": "json_ld",
        "url": "json_ld",
        "language": "text",
    }
    assert article.warnings == ()


@pytest.mark.parametrize(
    ("head", "origin"),
    [
        (
            linked(headline="Ships Counted", author={"@type": "Person", "name": "Ann Ay"}, datePublished="2024-01-02"),
            "json_ld",
        ),
        (
            meta(citation_title="Ships Counted", citation_author="Ann Ay", citation_publication_date="2024/01/02"),
            "meta",
        ),
        (meta(og__title="Ships Counted", og__pubdate="2024-01-02"), "open_graph"),
    ],
)
def test_each_source_is_read(head: str, origin: str) -> None:
    """And the article tells which."""
    article = article_of(page(head))
    assert (article.headline, article.published) == ("Ships Counted", "2024-01-02")
    assert article.authors == (("Ann Ay",) if origin != "open_graph" else ())
    assert dict(article.origins)["headline"] == dict(article.origins)["published"] == origin


def test_the_stronger_source_wins() -> None:
    """Sidecar, JSON-LD, meta tags, Open Graph, the page's elements: each may be silent about what another states."""
    head = (
        linked(headline="From JSON-LD")
        + meta(article__published_time="2024-03-03", og__title="From Open Graph", og__site_name="The Graph")
        + '<meta name="author" content="Mo Meta"><meta name="citation_title" content="From Meta">'
    )
    time = '<time datetime="2020-01-01">1 January 2020</time><a rel="author" href="/e">El Ement</a>'
    text = page(head, story(heading=f"<h1>From Heading</h1>{time}"))
    article = article_of(text)
    assert (article.headline, article.published) == ("From JSON-LD", "2024-03-03")
    assert (article.authors, article.outlet) == (("Mo Meta",), "The Graph")
    beside = article_of(text, sidecar='title = "From Sidecar"\ndate = "2019"')
    assert (beside.headline, beside.published, beside.authors) == ("From Sidecar", "2019", ("Mo Meta",))
    assert dict(beside.origins)["published"] == "sidecar"
    article = article_of(page("", story(heading=f"<h1>From Heading</h1>{time}")))
    assert (article.headline, article.published, article.authors) == ("From Heading", "2020-01-01", ("El Ement",))
    assert {dict(article.origins)[name] for name in ("headline", "published", "authors")} == {"html_element"}


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2024-05-17T23:30:00+02:00", "2024-05-17"),
        ("2024-05-17 09:00", "2024-05-17"),
        ("2024/05/17", "2024-05-17"),
        ("20240517", "2024-05-17"),
        ("20240517T090000Z", "2024-05-17"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("17 May 2024", "2024-05-17"),
        ("Fri, 17 May 2024 09:00:00 GMT", "2024-05-17"),
        ("May 17, 2024, 9 a.m.", "2024-05-17"),
        ("17.05.2024", "2024-05-17"),
        ("02/03/2024", None),
        ("2024-02-30", None),
        ("2024-13-01", None),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("17 May", None),
        ("", None),
        ("202405", None),
    ],
)
def test_a_date_is_taken_only_where_one_day_is_meant(stated: str, day: str | None) -> None:
    """What could be read two ways, or is no day, is left out; a warning tells what was not taken."""
    article = article_of(page(linked(datePublished=stated)))
    assert article.published == day
    assert (stated in "".join(article.warnings)) == (day is None)


def test_no_date_is_made_up() -> None:
    """Not from the text, the address, the footer, a change, or other articles' times."""
    body = (
        '<p>2021-01-01</p><aside><time datetime="2022-02-02">x</time></aside>'
        + story(heading=f'<h1>{HEADLINE}</h1><time class="updated" datetime="2023-03-03">updated</time>')
        + "<footer>© 2024 The Elsmar Post, 4 April 2024</footer>"
    )
    head = f'<link rel="canonical" href="{URL}/2025/05/05/">' + linked(headline="X", dateModified="2026-06-06")
    assert article_of(page(head, body)).published is None


def test_two_claims_of_equal_rank_are_none() -> None:
    """With a warning that names both; weaker sources do not decide between them."""
    head = linked(headline="X", datePublished="2024-01-01") + linked(headline="X", datePublished="2024-02-02")
    article = article_of(page(head + meta(article__published_time="2024-01-01")))
    assert article.published is None
    assert any("2024-01-01; 2024-02-02" in warning for warning in article.warnings)


def test_a_day_and_its_month_are_one_claim() -> None:
    """The more exact one is taken."""
    head = linked(headline="X", datePublished="2024-01") + linked(headline="X", datePublished="2024-01-05")
    assert article_of(page(head)).published == "2024-01-05"


def test_of_several_articles_the_pages_own_counts() -> None:
    """The one that has the page's address."""
    other = linked(headline="Other", datePublished="2020-01-01", url="https://post.example/other")
    own = linked(headline="Own", datePublished="2024-05-17", url=URL + "/")
    article = article_of(page(f'<link rel="canonical" href="{URL}">{other}{own}'))
    assert (article.headline, article.published, article.url) == ("Own", "2024-05-17", URL)
    assert article.warnings == ()


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ann Ay", ("Ann Ay",)),
        ("By Ann Ay and Bo Be", ("Ann Ay", "Bo Be")),
        ({"@type": "Person", "name": "Ann Ay"}, ("Ann Ay",)),
        ([{"@type": "Person", "name": "Ann Ay"}, {"@type": "Person", "name": "Bo Be"}], ("Ann Ay", "Bo Be")),
        ({"@type": "Person", "name": "赵华胜"}, ("赵华胜",)),
        ({"@type": "Organization", "name": "Reuters"}, ()),
        ("https://social.example/ann", ()),
        ("ann@post.example", ()),
        ("admin", ()),
        ({"name": None}, ()),
        ([], ()),
        (7, ()),
    ],
)
def test_authors_are_people(author: object, names: tuple[str, ...]) -> None:
    """Not organisations, addresses or accounts."""
    assert article_of(page(linked(headline="X", author=author))).authors == names


def test_an_author_named_as_the_outlet_is_none() -> None:
    """Many a page says so where nobody is named."""
    head = '<meta name="author" content="The Elsmar Post">' + meta(og__site_name="The Elsmar Post")
    assert article_of(page(head)).authors == ()


def test_a_byline_in_its_place_is_read() -> None:
    """Where no other source names an author."""
    article = article_of(page("", story(heading=f'<h1>{HEADLINE}</h1><div class="byline">By Jane Roe</div>')))
    assert article.authors == ("Jane Roe",)
    assert "By Jane Roe" not in article.body


@pytest.mark.parametrize("separator", [" | ", " - ", " – ", " — "])
def test_the_outlet_is_no_part_of_the_headline(separator: str) -> None:
    """Where it is known."""
    head = meta(og__site_name="The Elsmar Post", og__title=f"{HEADLINE}{separator}The Elsmar Post")
    assert article_of(page(head)).headline == HEADLINE
    kept = f"{HEADLINE}{separator}What They Say"
    assert article_of(page(meta(og__title=kept), story(heading=""), title=kept)).headline == kept


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (f'<link rel="canonical" href="{URL}">', URL),
        (meta(og__url=URL), URL),
        (f'<link rel="canonical" href="/ships">{meta(og__url=URL)}', URL),
        ('<link rel="canonical" href="https://post.example/">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        (linked(headline="X", url=URL), URL),
        ("", None),
    ],
)
def test_the_address_is_the_pages_own(head: str, url: str | None) -> None:
    """That of the whole site is none."""
    assert article_of(page(head)).url == url


@pytest.mark.parametrize(
    "note",
    [
        f"<!-- saved from url=({len(URL):04}){URL} -->",
        f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Fri May 17 2030 10:00:00 GMT+0200\n-->",
    ],
)
def test_who_saved_the_page_noted_its_address(note: str) -> None:
    """The day on which it was saved is no day of publication."""
    article = article_of(page().replace("<html", f"{note}\n<html"))
    assert (article.url, article.published) == (URL, None)
    assert dict(article.origins)["url"] == "saved_from"


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[]",
        "null",
        '"x"',
        "[[[[[[" * 5000,
        '{"@type": ["NewsArticle", 7], "headline": {"a": 1}}',
        '{"@type": "NewsArticle",}',
        '{"@graph": {"@graph": {"@graph": []}}}',
        '{"@type": "NewsArticle", "publisher": 3, "datePublished": {}}',
    ],
)
def test_broken_data_does_no_harm(broken: str) -> None:
    """The weaker sources are read then."""
    article = article_of(page(f'<script type="application/ld+json">{broken}</script>'))
    assert article.headline == HEADLINE
    assert len(article.passages) == len(PARAGRAPHS)


def test_data_in_comments_and_with_references_is_read() -> None:
    """As some publishers write it."""
    data = '{"@type": "NewsArticle", "headline": "Ships &amp; Lights", "datePublished": "2024-05-17"}'
    head = f'<script type="application/ld+json">\n//<![CDATA[\n{data};\n//]]>\n</script>'
    article = article_of(page(head))
    assert (article.headline, article.published) == ("Ships & Lights", "2024-05-17")


@pytest.mark.parametrize(
    ("lang", "paragraph", "language"),
    [
        ("de", PARAGRAPHS[0], "en"),
        ("nb-NO", "Havnen holdt åpent.", "nb"),
        ("uk", "Порт відкритий усю зиму, сказала вона.", "uk"),
    ],
)
def test_the_text_tells_its_language_before_the_page_does(lang: str, paragraph: str, language: str) -> None:
    """What the page declares counts where the text is too short to tell, or in a language that is not told."""
    body = f"<article><h1>X</h1><p>{paragraph}</p><p>{paragraph * 3}</p></article>"
    assert article_of(page("", body, lang=lang)).language == language
