"""Pages saved as one file: the page among its pictures and styles."""

from __future__ import annotations

import pytest

from knowledge.formats import source_text
from tests.knowledge.formats.samples import HEADLINE, JSON_LD, PARAGRAPHS, article_of, body_of, code_of, page, saved


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_saved_page_is_an_article(encoding: str, charset: str) -> None:
    """However the page is packed; ranges point into the page as it was before."""
    text = page(JSON_LD).replace("utf-8", charset)
    raw = saved(text, charset=charset, encoding=encoding)
    article, source = article_of(raw, "story.mhtml"), source_text(raw, "story.mhtml")
    assert (article.headline, article.published) == (HEADLINE, "2024-05-17")
    assert body_of(article) == PARAGRAPHS
    assert source.replace("\r\n", "\n").strip() == text.strip()
    for passage in article.passages:
        assert "".join(s.of(source) for s in article.source_spans(passage.span)) == passage.span.of(article.body)


def test_the_address_is_where_it_was_saved_from() -> None:
    """Unless the page states its own; the day on which it was saved is no day of publication."""
    article = article_of(saved(page()), "story.mht")
    assert (article.url, article.published) == ("https://post.example/harbour/saved", None)
    assert article_of(saved(page(JSON_LD)), "story.mht").url == "https://post.example/harbour/ships"


@pytest.mark.parametrize(
    ("raw", "file", "code"),
    [
        (saved(page(), kind="text/plain"), "story.mhtml", "no_body"),
        (saved("<p></p>"), "story.mhtml", "no_body"),
        (saved(page("", "<p>Please enable JavaScript.</p>")), "story.mhtml", "blocked_page"),
        (saved("<p>" + "x" * (5 * 1024 * 1024)), "story.mhtml", "too_large"),
        (saved(page()), "story.html", "kind_mismatch"),
        (saved(page()), "story.txt", "kind_mismatch"),
        (page().encode(), "story.mhtml", "kind_mismatch"),
        (b"MIME-Version: 1.0\r\n\r\n", "story.mhtml", "no_body"),
        (b"", "story.mhtml", "empty"),
    ],
    ids="no page,empty page,blocked,large,named page,named text,page,no parts,empty".split(","),
)
def test_what_cannot_be_read_is_named(raw: bytes, file: str, code: str) -> None:
    """Each has its code, and a sentence for a person."""
    assert code_of(raw, file) == code
