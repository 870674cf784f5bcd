"""Word documents: their text with its headings, and none of what only Word needs."""

from __future__ import annotations

import pytest

from knowledge.formats import source_text
from tests.knowledge.formats.samples import (
    HEADLINE,
    PARAGRAPHS,
    SECTION,
    article_of,
    body_of,
    code_of,
    in_style,
    word,
    zipped,
)

DC = "<dc:title>{}</dc:title><dc:creator>{}</dc:creator>"


def test_a_document_is_an_article() -> None:
    """Its title, byline and date are no body, and its headings are sections."""
    article = article_of(word(), "story.docx")
    assert article.headline == HEADLINE
    assert article.authors == ("Jane Roe",)
    assert article.published == "2024-05-17"
    assert body_of(article) == PARAGRAPHS
    assert [passage.section for passage in article.passages] == [None, None, SECTION, SECTION]
    assert {origin for _, origin in article.origins} == {"text"}


def test_ranges_point_into_the_text_that_is_taken_out() -> None:
    """Which anybody can have."""
    article, text = article_of(word(), "story.docx"), source_text(word(), "story.docx")
    for passage in article.passages:
        assert "".join(span.of(text) for span in article.source_spans(passage.span)) == passage.span.of(article.body)


@pytest.mark.parametrize(
    ("title", "creator", "origins"),
    [
        (HEADLINE, "Jane Roe", {"document"}),
        ("Template of the newsroom", "Owen Computer", {"text"}),
        ("", "admin", {"text"}),
    ],
)
def test_properties_count_where_the_text_says_the_same(title: str, creator: str, origins: set[str]) -> None:
    """Templates and owners of computers are neither headline nor author."""
    article = article_of(word(core=DC.format(title, creator)), "story.docx")
    assert (article.headline, article.authors) == (HEADLINE, ("Jane Roe",))
    assert {dict(article.origins)[name] for name in ("headline", "authors")} == origins


def test_a_first_line_is_the_headline_where_none_is_styled() -> None:
    """A subtitle is told by its style, and a date in a line of its own is the day of publication."""
    head = in_style(HEADLINE) + in_style("None was lost", "Subtitle") + in_style("17 May 2024")
    article = article_of(word(head=head), "story.docx")
    assert (article.headline, article.subtitle, article.published) == (HEADLINE, "None was lost", "2024-05-17")
    assert body_of(article) == PARAGRAPHS


def test_a_document_without_headline_asks_for_one() -> None:
    """Its first paragraph is none."""
    assert code_of(word(head=in_style(PARAGRAPHS[3])), "story.docx") == "no_headline"


def test_captions_deletions_and_notes_are_no_body() -> None:
    """What an editor struck out was not said in print."""
    struck = "<w:p><w:del><w:r><w:delText>“Struck,” said Eve Struck.</w:delText></w:r></w:del></w:p>"
    caption = in_style("Ships at the north mole on Sunday, seen from the tower of the town.", "Caption")
    notes = '<w:p><w:r><w:t>She said so.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    office = "http://schemas.openxmlformats.org"
    note = (
        f'<w:footnotes xmlns:w="{office}/wordprocessingml/2006/main"><w:footnote w:id="2">'
        f"{in_style('“A note,” said Eve Note in a footnote.')}</w:footnote></w:footnotes>"
    )
    relations = (
        f'<Relationships xmlns="{office}/package/2006/relationships">'
        f'<Relationship Id="s" Type="{office}/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
        f'<Relationship Id="f" Type="{office}/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
        "</Relationships>"
    )
    parts = {"word/footnotes.xml": note, "word/_rels/document.xml.rels": relations}
    article = article_of(word(more=struck + caption + notes, parts=parts), "story.docx")
    assert body_of(article) == (*PARAGRAPHS, "She said so.")


DECLARED = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
BOMB = f"{DECLARED}<w:document>&c;</w:document>"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (word(parts={"word/document.xml": BOMB}), "damaged"),
        (word(parts={"word/document.xml": BOMB.encode("utf-16")}), "damaged"),
        (word(parts={"word/document.xml": "<w:document"}), "damaged"),
        (word(parts={"word/document.xml": b" " * (51 * 1024 * 1024)}), "decompression_limit"),
        (word()[:900], "damaged"),
        (word().replace(b"PK\x01\x02", b"PK\x09\x09"), "damaged"),
        (zipped({"a.txt": "words"}), "kind_mismatch"),
        (b"PK\x03\x04", "kind_mismatch"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "kind_mismatch"),
        (b"words", "kind_mismatch"),
        (b"", "empty"),
    ],
    ids=["bomb", "wide bomb", "cut", "unpacks", "half", "no list", "other", "start", "old", "text", "empty"],
)
def test_what_cannot_be_read_is_named(raw: bytes, code: str) -> None:
    """Each has its code, and a sentence for a person."""
    assert code_of(raw, "story.docx") == code


def test_pictures_are_not_unpacked() -> None:
    """However large they are."""
    article = article_of(word(parts={"word/media/image1.png": b"\0" * (60 * 1024 * 1024)}), "story.docx")
    assert body_of(article) == PARAGRAPHS


def test_names_that_lead_out_of_the_archive_are_only_names() -> None:
    """Nothing is ever written to disk."""
    parts = {"../../etc/passwd": "x", "word/../../evil.xml": "<x/>", "/abs.xml": "<x/>"}
    assert body_of(article_of(word(parts=parts), "story.docx")) == PARAGRAPHS
