"""A citation to paste says who said what, where, and breaks nothing where it is pasted."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot import citing
from bot.language import ENGLISH
from knowledge import Excerpt, Kind
from tests.bot.replies import EXCERPTS
from tests.bot.values import ARTICLE, DIGEST, DIRECT


def test_plain_text_says_all_of_it() -> None:
    """Words, speaker, kind, publication and link."""
    assert citing.plain(DIRECT) == (
        "“We have never closed, and we never will.” — Ana Reis (安娜), the harbour master (direct quotation), "
        "Ines Writer, Jo Writer, “The Harbour Stays Open”, The Example Gazette, 17 May 2024. "
        "https://gazette.example/harbour"
    )


def test_a_paraphrase_is_not_put_between_marks() -> None:
    """They are not the speaker's words."""
    assert citing.plain(replace(DIRECT, kind=Kind.INDIRECT)).startswith(
        "We have never closed, and we never will. — Ana"
    )


def test_markdown_links_the_headline() -> None:
    """And shows the same words."""
    shown = MarkdownIt().render(citing.markdown(DIRECT))
    assert '<a href="https://gazette.example/harbour">The Harbour Stays Open</a>' in shown
    assert "<blockquote>" in shown


def test_bibtex_names_the_publication() -> None:
    """Of a digest the one it reports on; authors are kept whole, dates as exact as they are known."""
    assert citing.bibtex(DIRECT).splitlines() == [
        "@misc{qdirect,",
        "  author = {{Ines Writer} and {Jo Writer}},",
        "  title = {{The Harbour Stays Open}},",
        "  howpublished = {The Example Gazette},",
        "  year = {2024},",
        "  month = {5},",
        "  day = {17},",
        "  url = {https://gazette.example/harbour},",
        (
            "  note = {“We have never closed, and we never will.” — Ana Reis (安娜), the harbour master "
            "(direct quotation)},"
        ),
        "}",
    ]
    told = citing.bibtex(replace(DIRECT, citation=DIGEST))
    assert "  author = {{Ines Writer}}," in told
    assert "  year = {2024}," in told
    assert "month" not in told


def test_csl_json_is_what_reference_managers_read() -> None:
    """One item, with the words in its note."""
    (item,) = json.loads(citing.csl(DIRECT))
    assert (item["title"], item["author"], item["issued"]) == (
        "The Harbour Stays Open",
        [{"literal": "Ines Writer"}, {"literal": "Jo Writer"}],
        {"date-parts": [[2024, 5, 17]]},
    )
    assert item["note"].startswith("“We have never closed")


def test_the_page_of_a_printed_source_is_told() -> None:
    """In every format; that of a digest is no page of the publication."""
    printed = replace(DIRECT, citation=replace(ARTICLE, page=3))
    assert "17 May 2024, p. 3" in citing.plain(printed)
    assert "  pages = {3}," in citing.bibtex(printed)
    assert json.loads(citing.csl(printed))[0]["page"] == "3"
    digest = replace(DIRECT, citation=replace(DIGEST, page=3))
    assert "pages" not in citing.bibtex(digest)
    assert "page" not in json.loads(citing.csl(digest))[0]


def test_what_is_not_known_is_left_out() -> None:
    """Nothing empty, and nothing made up."""
    bare = replace(DIRECT, citation=replace(ARTICLE, authors=(), outlet=None, published=None, url=None))
    assert not re.search(r"author|year|url|howpublished", citing.bibtex(bare))
    (item,) = json.loads(citing.csl(bare))
    assert set(item) == {"id", "type", "title", "note"}


@pytest.mark.parametrize("sign", [*r"\&%$#_{}~^"])
def test_a_sign_of_tex_is_written_as_itself(sign: str) -> None:
    """No title ends a field or begins a comment."""
    told = citing.bibtex(replace(DIRECT, citation=replace(ARTICLE, headline=f"a{sign}b")))
    assert f"  title = {{{{a{citing._TEX[sign]}b}}}}," in told


@given(EXCERPTS)
def test_any_excerpt_can_be_cited(excerpt: Excerpt) -> None:
    """In every form; JSON stays JSON, and braces of BibTeX pair."""
    for write in citing.FORMATS.values():
        assert write(excerpt, ENGLISH)
    assert len(json.loads(citing.csl(excerpt))) == 1


@given(st.text(alphabet="{}\\&a %", max_size=30))
def test_braces_of_bibtex_pair_whatever_the_words(words: str) -> None:
    """So that one entry never swallows the next."""
    told = citing.bibtex(replace(DIRECT, text=words, citation=replace(ARTICLE, headline=words or "x")))
    bare = re.sub(r"\\[{}]", "", told)
    assert bare.count("{") == bare.count("}")
