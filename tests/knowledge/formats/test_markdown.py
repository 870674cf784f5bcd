"""Markdown: the text without its markup, every character found again in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.errors import ArticleError
from knowledge.formats import parse

if TYPE_CHECKING:
    from knowledge.model import Article

HEAD = "---\ntitle: A Harbour Without Ice\n---\n\n"


def article_of(markdown: str, head: str = HEAD) -> Article:
    """The article that a Markdown text makes."""
    return parse((head + markdown).encode(), "harbour.md")


def shown(markdown: str) -> tuple[str, ...]:
    """The passages' texts, each checked against the file."""
    article = article_of(markdown)
    source = HEAD + markdown
    for passage in article.passages:
        found = "".join(span.of(source) for span in article.source_spans(passage.span))
        assert found == passage.span.of(article.body)
    return tuple(passage.span.of(article.body) for passage in article.passages)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("plain words", "plain words"),
        ("*one* and **two** and ***three***", "one and two and three"),
        ("snake_case and 2 * 3 stay", "snake_case and 2 * 3 stay"),
        ("an [open](https://example.org/a_(b) 'title *x*') harbour", "an open harbour"),
        (
            "a [reference][r] and [another] and [r][]\n\n[r]: https://example.org\n[another]: </x y>",
            "a reference and another and r",
        ),
        ("[not a link] and [nor](this one", "[not a link] and [nor](this one"),
        ("[**bold** link](x) end", "bold link end"),
        ("a \\*star\\* and \\“ kept", "a *star* and \\“ kept"),
        ("the `code *here*` and `` a ` b ``", "the code *here* and a ` b"),
        ("AT&amp;T and &lt;", "AT&T and &lt;"),
        ("an <b>old</b> tag <!-- note --> gone", "an old tag  gone"),
        ("see <https://example.org/x%20y> now", "see https://example.org/x%20y now"),
        ("a picture ![of *ships*](ships.png) inside", "a picture  inside"),
        (
            "a note[^1] and[^long-name] two[^2].\n\n[^1]: https://example.org\n[^2]: A longer note here.",
            "a note and two.",
        ),
        ("soft\nwrapped *over\nlines*", "soft\nwrapped over\nlines"),
        ("hard  \nbreak\\\nand   \n   indent", "hard\nbreak\nand\nindent"),
        ("- an *item*", "an item"),
        ("1. first\n   goes on", "first\ngoes on"),
        ("> quoted\n> *words* here\nlazy", "quoted\nwords here\nlazy"),
        ("> - deep\n>   er", "deep\ner"),
        ("ends with space   ", "ends with space"),
        ("“We *know* this,” she said.", "“We know this,” she said."),
        ("a [*b*](c)[*d*](e)", "a bd"),
        ("\u3000\nwords *x*", "words x"),
        ("``\nx\n`` and `  ` y", "x and    y"),
    ],
)
def test_markup_is_taken_off_and_every_character_found_again(markdown: str, text: str) -> None:
    """What a reader of the rendered page sees is the passage, and its ranges in the file hold exactly that."""
    assert shown(markdown) == (text,)


def test_code_html_tables_and_pictures_are_no_body() -> None:
    """Only running text is; what stands around it is not."""
    blocks = [
        "before",
        "    code by indent",
        "```python\nprint('no')\n```",
        "<div>\nno\n</div>",
        "| a | b |\n|---|---|\n| no | no |",
        "![no](x.png)",
        "***",
        "after",
    ]
    assert shown("\n\n".join(blocks)) == ("before", "after")


def test_headings_are_sections_and_no_passages() -> None:
    """Each passage stands under the nearest heading above it, without markup."""
    article = article_of("intro\n\n## The *other* side ##\n\none\n\ntwo\n\nSetext\n------\n\nthree\n\n##\n\nfour")
    assert [p.section for p in article.passages] == [None, "The other side", "The other side", "Setext", None]


def test_the_first_level_one_heading_is_the_headline() -> None:
    """Without a title in front matter the first `#` heading is; with one it gives way."""
    text = "# From the *text*\n\nwords\n\n# A later part\n\nmore"
    article = article_of(text, head="")
    assert (article.headline, [p.section for p in article.passages]) == ("From the text", [None, "A later part"])
    assert article_of(text).headline == "A Harbour Without Ice"
    assert dict(article.origins)["headline"] == "text"
    assert dict(article_of(text).origins)["headline"] == "front_matter"


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_line_ends_keep_offsets_true(newline: str) -> None:
    """Offsets count the file's own characters, whatever ends its lines."""
    source = (
        (HEAD + "one\n*two*\n\n> three\n> four\n").replace("\n", newline)
        if newline == "\r\n"
        else "# T\r\rone\r*two*\r"
    )
    article = parse(source.encode(), "x.md")
    for passage in article.passages:
        found = "".join(span.of(source) for span in article.source_spans(passage.span))
        assert found == passage.span.of(article.body)
    assert article.passages[0].span.of(article.body).split() == ["one", "two"]


def test_a_byte_order_mark_counts_as_the_first_character() -> None:
    """The mark is kept in the count, as Python's utf-8 codec keeps it, and does not hide the front matter."""
    source = "\ufeff" + HEAD + "words here"
    article = parse(source.encode(), "x.md")
    assert article.headline == "A Harbour Without Ice"
    assert article.source_spans(article.passages[0].span)[0].of(source) == "words here"


def test_an_entity_that_cannot_be_shown_is_kept_and_reported() -> None:
    """`&mdash;` has no character of its own in the file, so it stays as written and the writer is told."""
    article = article_of("one &mdash; two &quot;three&quot;")
    assert article.body == "one &mdash; two &quot;three&quot;"
    assert any("&mdash;" in warning and "&quot;" in warning for warning in article.warnings)


def test_a_block_of_inhuman_size_is_taken_as_written() -> None:
    """Markup is not looked for in 60,000 characters without a break, so hostile nesting costs nothing."""
    (text,) = shown("[" * 60_000 + " word")
    assert text == "[" * 60_000 + " word"


@pytest.mark.parametrize("markdown", ["", "\n\n", "## only a heading\n", "```\nonly code\n```\n", "- \n- \n"])
def test_a_file_without_running_text_has_no_body(markdown: str) -> None:
    """Headings, code and empty items alone are no article."""
    with pytest.raises(ArticleError) as caught:
        article_of(markdown)
    assert caught.value.code == "no_body"
