"""Web pages: their body and nothing else, found again in the file to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.formats import source_text
from tests.knowledge.formats.samples import (
    HEADLINE,
    JSON_LD,
    PARAGRAPHS,
    SECTION,
    article_of,
    body_of,
    code_of,
    page,
    story,
)

MENU = "<nav><ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li><li><a href=/s>Sports</a></li></ul></nav>"
ASIDE = (
    '<aside class="related"><h3>Related articles</h3><ul><li><a href="/a">Fish prices double in a month</a></li>'
    '<li><a href="/b">The lighthouse is sold</a></li></ul></aside>'
)
FOOTER = "<footer>© 2024 The Elsmar Post. All rights reserved.</footer>"
CAPTION = (
    '<figure><img src="x.jpg" alt="Ships">'
    "<figcaption>Ships at the north mole on Sunday. Photo: R. Roe</figcaption></figure>"
)
SCRIPT = "<script>var x = '“I am a script,” said Eve Script, who is none.';</script><style>p {color: red}</style>"
LETTER = '<div class="newsletter-signup"><p>Sign up for our newsletter to get the news in your inbox.</p></div>'
LAYOUTS = {
    "plain": story(),
    "menus and footer": f"<header>{MENU}</header><main>{story()}</main>{FOOTER}",
    "divisions": f'<div id="page"><div class="menu">{MENU}</div><div class="content"><div class="entry">'
    + story().replace("article>", "div>")
    + "</div></div></div>",
    "related in the middle": story(between=ASIDE),
    "caption": story(between=CAPTION),
    "pull quote": story(between='<blockquote class="pullquote"><p>It was mended with a piece of wire</p></blockquote>'),
    "scripts": story(between=SCRIPT),
    "hidden": story(
        between='<p style="display:none">“I am hidden,” said Eve Hidden, whom nobody sees on this page at all.</p>'
        "<p hidden>“I am hidden,” said Eve Hidden once more, and nobody sees it on this page at all.</p>"
        '<p aria-hidden="true">“I am hidden,” said Eve Hidden a third time, and nobody sees it on this page.</p>'
    ),
    "comment": story(between="<!-- <p>“I am a comment,” said Eve Comment to the people who read comments.</p> -->"),
    "cookies": f'<div id="cookie-banner" class="cookie-consent"><p>We use cookies to improve your experience. '
    f"By continuing you agree to our privacy policy.</p></div>{story()}",
    "newsletter": story(between=LETTER),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_body_is_found_in_every_layout(layout: str) -> None:
    """All paragraphs of the story, in order, and nothing that stands around or between them."""
    article = article_of(page(JSON_LD, LAYOUTS[layout]))
    assert body_of(article) == PARAGRAPHS
    assert [passage.section for passage in article.passages] == [None, None, SECTION, SECTION]
    assert article.headline == HEADLINE


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_passage_stands_in_the_file(layout: str) -> None:
    """The ranges of a passage, joined, are its text."""
    text = page(JSON_LD, LAYOUTS[layout])
    article = article_of(text)
    assert source_text(text.encode(), "story.html") == text
    for passage in article.passages:
        spans = article.source_spans(passage.span)
        assert "".join(span.of(text) for span in spans) == passage.span.of(article.body)


def test_markup_inside_a_passage_parts_its_ranges() -> None:
    """Tags are left out, and line breaks of the source are those of the body."""
    marked = (
        PARAGRAPHS[0]
        .replace("Ann Lee", '<a href="/lee" title="a > b">Ann\n   Lee</a>')
        .replace("night", "<b>night</b>")
    )
    text = page(JSON_LD, story().replace(PARAGRAPHS[0], marked))
    article = article_of(text)
    assert body_of(article) == PARAGRAPHS
    first = article.passages[0].span
    assert [span.of(article.body) for span in article.pieces(first)] == [
        s.of(text) for s in article.source_spans(first)
    ]
    assert "".join(span.of(text) for span in article.source_spans(first)) == first.of(article.body)
    assert len(article.source_spans(first)) > 3


def test_a_character_written_as_a_reference_has_no_range() -> None:
    """It is shown as the character it means; what stands around it keeps its place."""
    text = page(JSON_LD, story().replace("It did not", "It didn&rsquo;t thaw; it didn&#8217;t"))
    article = article_of(text)
    second = article.passages[1].span
    assert "It didn’t thaw; it didn’t" in second.of(article.body)
    pieces = [span.of(article.body) for span in article.pieces(second)]
    assert pieces == [span.of(text) for span in article.source_spans(second)]
    assert "".join(pieces) == second.of(article.body).replace("’", "")


def test_a_line_break_inside_a_passage_parts_its_ranges() -> None:
    """Two in a row part passages, as on old pages."""
    one, two = PARAGRAPHS[0].replace(" “Not", "<br>“Not"), PARAGRAPHS[1]
    text = page(JSON_LD, f"<article><h1>{HEADLINE}</h1><div>{one}<br>\n<br>{two}</div></article>")
    article = article_of(text)
    assert body_of(article) == PARAGRAPHS[:2]
    for passage in article.passages:
        pieces = [span.of(article.body) for span in article.pieces(passage.span)]
        assert pieces == [span.of(text) for span in article.source_spans(passage.span)]
        assert len(pieces) == (2 if passage is article.passages[0] else 1)


def test_a_passage_that_stands_twice_gets_the_place_in_the_text() -> None:
    """A teaser above the story has the same words as its first paragraph."""
    teaser = f'<div class="teaser"><p>{PARAGRAPHS[1]}</p></div>'
    text = page(JSON_LD, f"<header>{teaser}</header>{story()}")
    article = article_of(text)
    places = [article.source_spans(passage.span)[0].start for passage in article.passages]
    assert places == sorted(places)


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1"])
def test_western_pages_are_read_as_they_declare(charset: str) -> None:
    """Curly quotation marks included, which browsers read from pages that say ISO 8859-1."""
    text = page().replace("utf-8", charset)
    article = article_of(text.encode("cp1252"))
    assert body_of(article) == PARAGRAPHS
    assert article.warnings == ()


RUSSIAN = (
    "Мы пересчитали все корабли, - сказала Анна Ли, начальник порта, в понедельник. Ни один корабль не погиб.",
    "Зима была долгой, и город боялся, что старый мол не выдержит. Но он выдержал, хотя бури были сильными.",
    "Совет проголосует осенью. До тех пор лоцманы дежурят на башне по ночам, как это делали их деды и прадеды.",
)
CHINESE = (
    "“我们数过每一艘船，”港务长李安在星期一说。她说，没有一艘船在这个漫长的冬天里沉没，也没有一艘船在防波堤外等过一夜。",
    "冬天很长，全城的人都担心旧的防波堤会在第一次解冻之前倒塌。但是它没有倒塌，虽然二月的风暴移动了两块最大的石头。",
    "市议会将在秋天就新的雷达投票。在那之前，领航员们像他们的祖父那样，每天夜里在塔上守望，看着海面上的每一盏灯。",
)


@pytest.mark.parametrize(
    ("paragraphs", "charset", "language"),
    [
        (RUSSIAN, "windows-1251", "ru"),
        (RUSSIAN, "koi8-r", "ru"),
        (CHINESE, "gb18030", "zh"),
        (CHINESE, "gb2312", "zh"),
        (CHINESE, "utf-8", "zh"),
    ],
)
def test_pages_in_other_encodings(paragraphs: tuple[str, ...], charset: str, language: str) -> None:
    """The declared encoding counts where the bytes are no UTF-8, and ranges count the decoded characters."""
    body = "<article><h1>1924</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</article>"
    text = page("", body, title="1924", lang="").replace("utf-8", charset)
    raw = text.encode({"gb2312": "gb18030"}.get(charset, charset))
    article = article_of(raw)
    assert body_of(article) == paragraphs
    assert article.language == language
    assert "".join(span.of(text) for span in article.source_spans(article.passages[0].span)) == paragraphs[0]


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("iso-8859-1", "windows-1251"),
        ("windows-1251", "koi8-r"),
        ("koi8-r", "windows-1251"),
        ("utf-16", "windows-1251"),
    ],
)
def test_an_encoding_that_makes_no_sense_is_not_believed(declared: str, written: str) -> None:
    """Garbled letters are never shown: the page is set aside."""
    body = "<article>" + "".join(f"<p>{text}</p>" for text in RUSSIAN) + "</article>"
    assert code_of(page("", body).replace("utf-8", declared).encode(written)) == "not_utf8"


def test_a_page_in_utf_16_needs_its_mark() -> None:
    """With it, the page is read as any other."""
    assert body_of(article_of(page().replace("utf-8", "utf-16").encode("utf-16"))) == PARAGRAPHS
    assert code_of(page().encode("utf-16-le")) in {"binary", "kind_mismatch"}


@pytest.mark.parametrize(
    ("content", "file", "code"),
    [
        (page(), "story.txt", "kind_mismatch"),
        (page(), "story.md", "kind_mismatch"),
        ("<!-- saved from url=(0020)https://post.example/ -->\n" + page(), "story.txt", "kind_mismatch"),
        ("\n".join(PARAGRAPHS), "story.html", "kind_mismatch"),
        (b"%PDF-1.7\n%...", "story.html", "kind_mismatch"),
        (b"PK\x03\x04....", "story.html", "kind_mismatch"),
        (b"\x89PNG\r\n\x1a\n", "story.htm", "kind_mismatch"),
        (b"", "story.html", "empty"),
        (b"  \n ", "story.html", "empty"),
        ("<html></html>", "story.html", "no_body"),
        ("<html><body><p></p></body></html>", "story.html", "no_body"),
        ("<!doctype html>" + "x" * (5 * 1024 * 1024), "story.html", "too_large"),
        (
            page("", "<h1>Just a moment...</h1><p>Checking your browser before you go on.</p>"),
            "story.html",
            "blocked_page",
        ),
        (page("", "<p>Please enable JavaScript to view this site.</p>"), "story.html", "blocked_page"),
        (
            page("", "<div id=app></div><noscript>You need to enable JavaScript to run this app.</noscript>"),
            "a.html",
            "blocked_page",
        ),
        (
            page("", "<h1>403</h1><p>Access denied. You do not have permission to see this.</p>"),
            "story.html",
            "blocked_page",
        ),
    ],
)
def test_what_is_no_article_is_named(content: str | bytes, file: str, code: str) -> None:
    """Each has its code, and a sentence for a person."""
    assert code_of(content, file) == code


def test_a_page_under_another_name_is_told_what_to_do() -> None:
    """The advice names the right ending."""
    with pytest.raises(Exception, match=r"Rename it so that it ends in \.html\."):
        article_of(page(), "story.txt")


def test_a_note_for_browsers_without_scripts_does_no_harm() -> None:
    """Many an article has one for its comments."""
    note = "<noscript>Please enable JavaScript to view the comments.</noscript>"
    assert body_of(article_of(page("", story(between=note)))) == PARAGRAPHS


def test_xhtml_is_read_with_its_closed_tags() -> None:
    """`<script/>` and `<a/>` close themselves there."""
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en">'
        "<head><title>Harbour</title>"
        f'<script src="x.js"/></head><body><a id="top"/>{story()}</body></html>'
    )
    assert body_of(article_of(text, "story.xhtml")) == PARAGRAPHS


def test_entities_of_a_bomb_are_not_expanded() -> None:
    """Entities that a page declares stay what they are."""
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    text = page(JSON_LD, story().replace("It did", "&c; It did")).replace("<!DOCTYPE html>", bomb)
    assert "haha" not in article_of(text).body


def test_a_short_page_is_read_too() -> None:
    """Two paragraphs are an article."""
    body = f"<h1>{HEADLINE}</h1><p>{PARAGRAPHS[0]}</p><p>Nobody was hurt.</p>"
    assert body_of(article_of(page("", body)))[0] == PARAGRAPHS[0]


TAGS = st.sampled_from(
    "<p>|</p>|<div>|</div>|<b>|</i>|<!--|-->|<script>|</script>|<a href='|\"|>|<|&amp;|&#8217;|&#xD800;|&#0;|<br/>"
    "|<table><tr><td>|\x00|\u00ad|\u200b|<style>|<h2>|</h2>|<svg>".split("|")
)
WORDS = st.sampled_from(
    [*PARAGRAPHS, *(" ".join(text.split()[:4]) for text in PARAGRAPHS), "“Evil,” said Eve.", " ", "\n"]
)


@settings(max_examples=150)
@given(st.lists(st.one_of(TAGS, WORDS), max_size=40).map("".join))
def test_whatever_the_markup_a_range_is_never_wrong(markup: str) -> None:
    """A passage's pieces and their ranges in the file are alike, or the page is set aside."""
    text = f"<html><head><title>T</title></head><body>{markup}</body></html>"
    if code_of(text) != "read":
        return
    article = article_of(text)
    for passage in article.passages:
        pieces = [span.of(article.body) for span in article.pieces(passage.span)]
        assert pieces == [span.of(text) for span in article.source_spans(passage.span)]
        assert passage.span.of(article.body).strip()


@settings(max_examples=60)
@given(st.lists(st.one_of(TAGS.filter(lambda tag: tag not in {"</script>", "\x00"}), WORDS), max_size=15).map("".join))
def test_what_a_script_says_is_never_body(script: str) -> None:
    """Whatever stands in it, short of its end."""
    secret = "“I was never said,” said Eve Script, whom nobody quotes in any newspaper."
    text = page(JSON_LD, story(between=f"<script>{script.replace('</', '<')} {secret}</script>"))
    assert "Eve Script" not in article_of(text).body
