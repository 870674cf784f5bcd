"""EPUB books: their documents in reading order, as one article."""

from __future__ import annotations

import pytest

from knowledge.formats import source_text
from tests.knowledge.formats.samples import HEADLINE, PARAGRAPHS, SECTION, article_of, body_of, book, code_of, zipped


def test_a_book_is_an_article() -> None:
    """Cover, table of contents and scripts are no part of it; headings go over from one document to the next."""
    article = article_of(book(), "story.epub")
    assert article.headline == HEADLINE
    assert article.authors == ("Jane Roe",)
    assert article.published == "2024-05-17"
    assert article.outlet == "The Elsmar Post"
    assert body_of(article) == PARAGRAPHS
    assert [passage.section for passage in article.passages] == [None, None, SECTION, SECTION]
    assert dict(article.origins)["published"] == "document"


def test_ranges_point_into_the_text_that_is_taken_out() -> None:
    """Which anybody can have."""
    article, text = article_of(book(), "story.epub"), source_text(book(), "story.epub")
    for passage in article.passages:
        assert "".join(span.of(text) for span in article.source_spans(passage.span)) == passage.span.of(article.body)


@pytest.mark.parametrize(
    ("stated", "url", "warned"),
    [
        ("<dc:source>https://post.example/ships</dc:source>", "https://post.example/ships", False),
        ("<dc:identifier>urn:uuid:1</dc:identifier>", None, False),
        ("<dc:identifier>https://post.example/ships</dc:identifier>", "https://post.example/ships", False),
        ('<dc:date opf:event="modification">2030-01-01</dc:date>', None, False),
        ("<dc:date>2030-01-01</dc:date>", None, True),
        ('<dc:creator opf:role="ill">Il Lustrator</dc:creator>', None, False),
    ],
)
def test_the_list_of_contents_states_the_rest(stated: str, url: str | None, warned: bool) -> None:  # noqa: FBT001 - a case
    """Two days of publication are none, and an illustrator is no author."""
    article = article_of(book(stated=stated), "story.epub")
    assert article.url == url
    assert article.published == (None if warned else "2024-05-17")
    assert bool(article.warnings) == warned
    assert article.authors == ("Jane Roe",)


PLAIN = '<?xml version="1.0"?><container><rootfiles><rootfile full-path="{}"/></rootfiles></container>'
LOCK = '<encryption><CipherData><CipherReference URI="OEBPS/c.xhtml"/></CipherData></encryption>'
FONT = '<encryption><CipherData><CipherReference URI="OEBPS/font.otf"/></CipherData></encryption>'


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (book(parts={"META-INF/container.xml": PLAIN.format("nowhere.opf")}), "damaged"),
        (book(parts={"META-INF/container.xml": ""}), "damaged"),
        (book(parts={"OEBPS/content.opf": "no markup"}), "damaged"),
        (book(parts={"META-INF/encryption.xml": LOCK}), "encrypted"),
        (book(parts={"META-INF/encryption.xml": FONT}), "read"),
        (book(parts={"OEBPS/c.xhtml": b" " * (51 * 1024 * 1024)}), "decompression_limit"),
        (book(parts={"OEBPS/cover.jpg": b" " * (60 * 1024 * 1024)}), "read"),
        (book(parts={"OEBPS/c.xhtml": f"<p>{'words ' * 1_000}</p>" * 2_000}), "decompression_limit"),
        (book(parts={"../../../evil.xhtml": "x"}), "read"),
        (book([]), "no_body"),
        (zipped({"a.txt": "words"}), "kind_mismatch"),
        (b"<html></html>", "kind_mismatch"),
        (b"", "empty"),
    ],
    ids="nowhere,none,markup,locked,font,unpacks,picture,endless,outside,empty book,zip,page,empty".split(","),
)
def test_what_cannot_be_read_is_named(raw: bytes, code: str) -> None:
    """Each has its code, and a sentence for a person; pictures and fonts are not unpacked."""
    assert code_of(raw, "story.epub") == code


def test_entities_of_a_bomb_are_not_expanded() -> None:
    """Neither in the documents nor in the list of contents."""
    declared = '<!DOCTYPE html [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
    raw = book(parts={"OEBPS/c.xhtml": f"{declared}<html><body><p>{PARAGRAPHS[2]} &b;</p></body></html>"})
    assert "haha" not in article_of(raw, "story.epub").body
    title = f"{declared.replace('html [', 'package [')}<package><metadata><title>T &b;</title></metadata></package>"
    assert code_of(book(parts={"OEBPS/content.opf": title}), "story.epub") in {"no_body", "no_headline"}
