"""Laws of reading that hold for any bytes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from knowledge.errors import ArticleError
from knowledge.formats import parse
from tests.knowledge.formats.dumps import NAMES, load

if TYPE_CHECKING:
    from knowledge.model import Article

LINES = sorted({line for name in NAMES for line in load(name).text.splitlines()})
# The dumps with a blank line between any two paragraphs, and not broken into lines already.
SPACED = [name for name in NAMES if name not in {"no_blank_lines", "station", "wire", "wrapped", "wrapped_indented"}]
PIECES = st.sampled_from(
    [
        *"*_`[](){}<>!&;\\#>-+|~:.'\"“”‘’ \n\t",
        "\n\n",
        "**",
        "](",
        "&amp;",
        "&lt;",
        "[^1]",
        "a",
        "word",
        "  \n",
        "> ",
        "- ",
        "1. ",
        "    ",
        "é",
        "赵",
        "<b>",
        "`` ",
        "http://a.b",
    ]
)
MARKDOWN = st.lists(PIECES, max_size=60).map("".join)
PAGE = st.lists(st.sampled_from(["", *LINES]), max_size=40).map("\n".join)
ANYTHING = st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda t: t.encode(errors="replace")))


def article_or_none(raw: bytes, file: str, sidecar: bytes | None = None) -> Article | None:
    """The article, or None where it is set aside; any other error is a failure."""
    try:
        return parse(raw, file, sidecar)
    except ArticleError:
        return None


def check(article: Article, text: str) -> None:
    """What is promised of every article of a text format."""
    ends = [passage.span.end for passage in article.passages]
    starts = [passage.span.start for passage in article.passages]
    assert starts[0] == 0
    assert ends[-1] == len(article.body)
    assert all(article.body[end:start] == "\n\n" for end, start in zip(ends, starts[1:], strict=False))
    last = 0
    for passage in article.passages:
        spans = article.source_spans(passage.span)
        assert "".join(span.of(text) for span in spans) == passage.span.of(article.body)
        assert passage.span.of(article.body).strip()
        assert [span.of(article.body) for span in article.pieces(passage.span)] == [span.of(text) for span in spans]
        assert last <= spans[0].start
        last = spans[-1].end


@settings(max_examples=200)
@given(ANYTHING, st.sampled_from(["x.txt", "x.md"]), st.one_of(st.none(), ANYTHING))
def test_reading_raises_nothing_but_an_article_error(raw: bytes, file: str, sidecar: bytes | None) -> None:
    """Any bytes give an article that keeps its promises, or a code and a sentence."""
    article = article_or_none(raw, file, sidecar)
    if article is not None and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        check(article, raw.decode(errors="replace"))


@settings(max_examples=200)
@given(MARKDOWN)
def test_markdown_shows_what_the_parser_shows(markdown: str) -> None:
    """Every passage is found again in the file, and holds just the characters that a renderer would print."""
    source = "# T\n\n" + markdown
    article = article_or_none(source.encode(), "x.md")
    if article is None:
        return
    check(article, source)
    if "&" not in markdown and "[^" not in markdown and "<" not in markdown:
        seen = [" ".join(p.span.of(article.body).split()) for p in article.passages]
        assert seen == printed(source)


def printed(source: str) -> list[str]:
    """The paragraphs as the Markdown library itself prints them, without pictures."""
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    texts = []
    for opening, token in pairwise(tokens):
        if opening.type == "paragraph_open":
            parts = ["\n" if c.type.endswith("break") else c.content for c in token.children or () if c.type != "image"]
            texts.append(" ".join("".join(parts).split()))
    return [text for text in texts if text]


@settings(max_examples=200)
@given(PAGE, st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_mixture_of_lines_keeps_the_law(page: str, newline: str) -> None:
    """However pages are shuffled, what is body stands in the file, in order and undivided."""
    text = page.replace("\n", newline)
    article = article_or_none(text.encode(), "x.txt", b'title = "T"')
    if article is not None:
        check(article, text)


@settings(max_examples=100)
@given(st.sampled_from(SPACED), st.integers(50, 100))
def test_wrapping_a_page_changes_no_word_of_its_body(name: str, width: int) -> None:
    """The same page broken at any usual column has the same words in its body, and no others."""
    dump = load(name)
    wrapped = "\n".join(line for long in dump.text.splitlines() for line in broken(long, width))
    article = parse(wrapped.encode(), "x.txt", b'title = "T"')
    assert article.body.split() == "\n\n".join(dump.body).split()


def broken(line: str, width: int) -> list[str]:
    """A line broken at blanks, so that no part is wider than `width` unless a word is."""
    parts = [""]
    for word in line.split(" "):
        if parts[-1] and len(parts[-1]) + 1 + len(word) > width:
            parts.append(word)
        else:
            parts[-1] += " " + word if parts[-1] else word
    return parts
