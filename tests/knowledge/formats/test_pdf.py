"""PDF files: paragraphs as they were written, the page of each, and nothing that printers add."""

from __future__ import annotations

import re
import zlib
from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.formats import source_text
from knowledge.formats.printed.lines import Line, lines_of
from knowledge.model import Span
from tests.knowledge.formats.samples import (
    HEADLINE,
    PARAGRAPHS,
    SECTION,
    article_of,
    body_of,
    code_of,
    drawn,
    printed,
    printed_paragraphs,
)

LINES = [
    "“We have counted every ship,” said Ann Lee, the harbour master of Elsmar, on",
    "Monday. The winter was long, and nobody had thought that the old breakwater",
    "would hold until the first thaw of the year, least of all the fishermen.",
]


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("set_in", [True, False])
def test_paragraphs_are_joined_over_lines_columns_and_pages(columns: int, set_in: bool) -> None:  # noqa: FBT001 - a case
    """Whether their first lines are set in or space parts them; running heads and page numbers are gone."""
    article = article_of(printed(columns=columns, set_in=set_in), "story.pdf")
    assert body_of(article) == printed_paragraphs()
    assert article.headline == HEADLINE
    assert article.authors == ("Jane Roe",)
    assert article.published == "2024-05-17"
    assert [p.section for p in article.passages][:6] == [None] * 3 + [f"{SECTION} 1"] * 3
    assert "Page" not in article.body
    assert "Elsmar Post" not in article.body


def test_every_word_has_its_page() -> None:
    """Counted from 1; a paragraph that goes over to the next page has each part on its own."""
    raw = printed(times=18)
    article = article_of(raw, "story.pdf")
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(raw)).pages]
    assert len(pages) > 2
    for found in re.finditer(r"Ann Lee, the harbour master of Elsmar, on Monday \d+\b", article.body):
        number = article.page_of(Span(*found.span()))
        assert number is not None
        assert found[0].rsplit(" ", 3)[-1] in pages[number - 1]
        assert " ".join(found[0].split()[-2:]) + "." in pages[number - 1]


def test_ranges_point_into_the_text_that_is_taken_out() -> None:
    """Which anybody can have."""
    raw = printed()
    article, text = article_of(raw, "story.pdf"), source_text(raw, "story.pdf")
    for passage in article.passages:
        assert "".join(span.of(text) for span in article.source_spans(passage.span)) == passage.span.of(article.body)


def block(*lines: str, x: float = 70, top: float = 700, size: float = 11) -> list[tuple[float, float, float, str]]:
    """Lines one below the other."""
    return [(x, top - 13.5 * n, size, line) for n, line in enumerate(lines)]


def body_drawn(*lines: str) -> str:
    """The body of a page with a headline above these lines."""
    raw = drawn([(70, 760, 18, HEADLINE), *block(*lines)])
    return article_of(raw, "story.pdf").body


def test_a_broken_word_is_joined_where_it_stands_elsewhere() -> None:
    """Or where the hyphen is soft; "well-known" keeps its hyphen, and so does a word that is met only once."""
    assert "the breakwater held" in body_drawn(
        LINES[0], LINES[1], "The sea rose, but the break-", "water held, as everybody saw then."
    )
    kept = body_drawn(
        *LINES[:2], "It was a well-", "known storm, and a far-", "flung one, as the well-known story goes."
    )
    assert "a well-known storm" in kept
    assert "a far-flung one" in kept


def test_an_item_of_a_list_is_one_paragraph() -> None:
    """Its further lines hang below its first; the next bullet begins the next."""
    lines = [(70.0, LINES[0]), (70.0, LINES[1]), (70.0, LINES[2])]
    items = ["• The pilots, who had", "wanted a new radar for", "years, got it.", "• The town got a new mole."]
    lines += [(80.0 if item.startswith("•") else 92.0, item) for item in items]
    raw = drawn([(70, 760, 18, HEADLINE), *((x, 700 - 13.5 * n, 11.0, words) for n, (x, words) in enumerate(lines))])
    text = source_text(raw, "story.pdf")
    assert "• The pilots, who had wanted a new radar for years, got it.\n\n• The town" in text


def test_ligatures_are_letters() -> None:
    """A search for "fish" finds what was set with one sign for "fi"."""

    class Page:
        """A page of one line, as the library shows it: standard fonts cannot print ligatures."""

        def get_contents(self) -> None:
            """Nothing to unpack."""

        def extract_text(self, visitor_text: object) -> None:
            assert callable(visitor_text)
            visitor_text("The ﬁshermen’s ofﬁce", [1, 0, 0, 1, 0, 0], [1, 0, 0, 1, 70, 700], None, 11)

    assert lines_of([Page()]) == [Line("The fishermen’s office", 0, 70, 700, 11)]


def test_a_page_number_alone_is_dropped_from_one_page_too() -> None:
    """Whichever way it is written."""
    for number in ("7", "- 7 -", "Page 7 of 9", "7 / 9"):
        raw = drawn([(70, 760, 18, HEADLINE), *block(*LINES), (290, 30, 9, number)])
        assert article_of(raw, "story.pdf").body.endswith("least of all the fishermen.")


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        (HEADLINE, HEADLINE),
        ("Microsoft Word - ships.doc", HEADLINE),
        ("untitled", HEADLINE),
        ("ships_final_2.indd", HEADLINE),
        ("Some template that nobody changed", HEADLINE),
    ],
)
def test_a_title_counts_where_the_first_page_says_the_same(title: str, headline: str) -> None:
    """Titles of templates and files do not."""
    article = article_of(printed(title=title), "story.pdf")
    assert article.headline == headline
    assert dict(article.origins)["headline"] == ("pdf_info" if title == HEADLINE else "text")


def test_the_author_of_the_file_counts_where_the_pages_name_them() -> None:
    """A computer's owner is no author, and the day on which the file was made is no day of publication."""
    assert dict(article_of(printed(author="Jane Roe"), "a.pdf").origins)["authors"] == "pdf_info"
    assert article_of(printed(author="Owen Computer"), "a.pdf").authors == ("Jane Roe",)
    bare = drawn([(70, 760, 18, HEADLINE), *block(*LINES)])
    assert article_of(bare, "a.pdf").published is None


def locked(password: str, owner: str = "owner") -> bytes:
    """The story, locked."""
    writer = pypdf.PdfWriter(BytesIO(printed()))
    writer.encrypt(password, owner, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_is_said() -> None:
    """A file that is only locked against changes is read."""
    assert code_of(locked("secret"), "story.pdf") == "encrypted_pdf"
    assert code_of(locked(""), "story.pdf") == "read"
    assert code_of(locked_with_aes(), "story.pdf") == "encrypted_pdf"


def locked_with_aes() -> bytes:
    """The story, said to be locked with a cipher that the library does not bring."""
    writer = pypdf.PdfWriter(BytesIO(printed()))
    name, number, words = pypdf.generic.NameObject, pypdf.generic.NumberObject, pypdf.generic.ByteStringObject
    cipher = pypdf.generic.DictionaryObject({name("/CFM"): name("/AESV3"), name("/Length"): number(32)})
    lock = {
        "/Filter": name("/Standard"),
        "/V": number(5),
        "/R": number(6),
        "/Length": number(256),
        "/P": number(-4),
        "/CF": pypdf.generic.DictionaryObject({name("/StdCF"): cipher}),
        "/StmF": name("/StdCF"),
        "/StrF": name("/StdCF"),
        **{key: words(b"x" * size) for key, size in (("/O", 48), ("/U", 48), ("/OE", 32), ("/UE", 32), ("/Perms", 16))},
    }
    entries = pypdf.generic.DictionaryObject({name(key): value for key, value in lock.items()})
    raw = BytesIO()
    place = writer._add_object(entries)
    writer.write(raw)
    reference = f"/Encrypt {place.idnum} 0 R /ID [<78> <78>]".encode()
    return raw.getvalue().replace(b"trailer\n<<", b"trailer\n<< " + reference)


def bomb(megabytes: int) -> bytes:
    """A page whose content unpacks to so much."""
    packed = zlib.compress(b"(spaces) Tj " + b" " * (megabytes * 1024 * 1024), 9)
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = pypdf.generic.StreamObject()
    stream._data = packed
    stream[pypdf.generic.NameObject("/Filter")] = pypdf.generic.NameObject("/FlateDecode")
    page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def many_pages(count: int) -> bytes:
    """Empty pages."""
    writer = pypdf.PdfWriter()
    for _ in range(count):
        writer.add_blank_page(100, 100)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "file", "code"),
    [
        (bomb(60), "story.pdf", "decompression_limit"),
        (many_pages(501), "story.pdf", "too_large"),
        (many_pages(3), "story.pdf", "no_text_layer"),
        (b"%PDF-1.7\n%nothing more", "story.pdf", "damaged"),
        (printed()[:600], "story.pdf", "damaged"),
        (printed(), "story.txt", "kind_mismatch"),
        (b"<html></html>", "story.pdf", "kind_mismatch"),
        (b"Words.", "story.pdf", "kind_mismatch"),
        (b"", "story.pdf", "empty"),
        (drawn(block("Access denied. You are not allowed to see what this page is about.")), "a.pdf", "blocked_page"),
    ],
    ids=["bomb", "pages", "pictures", "cut", "half", "named text", "page", "text", "empty", "blocked"],
)
def test_what_cannot_be_read_is_named(raw: bytes, file: str, code: str) -> None:
    """Each has its code, and a sentence for a person."""
    assert code_of(raw, file) == code


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_file_is_read_or_set_aside(data: st.DataObject) -> None:
    """Whatever bytes are changed in it."""
    raw = bytearray(drawn([(70, 760, 18, HEADLINE), *block(*LINES)], compressed=False))
    for _ in range(data.draw(st.integers(1, 12))):
        raw[data.draw(st.integers(5, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert code_of(bytes(raw), "story.pdf")


def test_the_story_is_as_long_as_it_was_written() -> None:
    """The samples print what the tests believe that they print."""
    assert printed_paragraphs(1)[2] == PARAGRAPHS[2].replace("a pilot", "pilot 0")
