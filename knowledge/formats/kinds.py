"""What kind of file some bytes are, whatever their name says."""

from __future__ import annotations

import codecs
import re

from knowledge.errors import ArticleError

TEXT, PAGE, ARCHIVED_PAGE, PDF = "text", "a web page (HTML)", "a saved web page (MHTML)", "a PDF document"
WORD, BOOK, ZIP = "a Word document", "an EPUB book", "a ZIP archive or an office document"

_PROLOGUE = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
_PAGE = re.compile(r"<!doctype\s+html\b|<(?:html|head|body)[\s>/]", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml\s", re.IGNORECASE)
_HEADER = re.compile(r"(?:[A-Za-z][\w-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)*?MIME-Version:", re.IGNORECASE)
_MARKS = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"{\\rtf", "a rich text document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or locked Word document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"bplist00", "a web archive (.webarchive)"),
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BEGINNING = 4096
_PDF_WITHIN = 1024
# What to do with a file whose name says something else.
_ADVICE = {
    PAGE: "Rename it so that it ends in .html.",
    ARCHIVED_PAGE: "Rename it so that it ends in .mhtml.",
    PDF: "Rename it so that it ends in .pdf.",
    WORD: "Rename it so that it ends in .docx.",
    BOOK: "Rename it so that it ends in .epub.",
    TEXT: "Rename it so that it ends in .txt.",
    "an old or locked Word document": "Save it as .docx, without a password.",
    "a rich text document": "Save it as .docx.",
    "a web archive (.webarchive)": "Save the page as .html.",
}


def kind_of(raw: bytes) -> str:
    """The kind that the first bytes tell; text where they tell none."""
    start = raw[:_BEGINNING]
    if start.startswith(_UTF16):
        return _kind_of_text(start.decode("utf-16", errors="ignore"))
    bare = start.removeprefix(codecs.BOM_UTF8).lstrip()
    for mark, kind in _MARKS:
        if bare.startswith(mark):
            return _kind_of_zip(raw) if kind == ZIP else kind
    if b"%PDF-" in start[:_PDF_WITHIN]:
        return PDF
    return _kind_of_text(bare.decode("latin-1"))


def expect(wanted: str, raw: bytes) -> None:
    """Refuse bytes of another kind than their name says. Raises ArticleError: kind_mismatch or empty."""
    if not raw.strip():
        raise ArticleError("empty", "The file holds no text.")
    found = kind_of(raw)
    if found != wanted:
        raise mismatch(wanted, found)


def mismatch(wanted: str, found: str) -> ArticleError:
    """The error for a file whose name says one kind and whose content says another."""
    shown = "not one" if found == TEXT else found
    advice = _ADVICE.get(found, "")
    reason = f"The file name says {wanted}, but this is {shown}. {advice}".rstrip()
    return ArticleError("kind_mismatch", reason, 1 if wanted == TEXT else None)


def _kind_of_text(start: str) -> str:
    prologue = _PROLOGUE.match(start)
    if prologue and _PAGE.match(start, prologue.end()):
        return PAGE
    if _XML.match(start):
        return "an XML document"
    return ARCHIVED_PAGE if _HEADER.match(start) else TEXT


def _kind_of_zip(raw: bytes) -> str:
    """Office documents and books say what they are in the names of their parts."""
    if b"application/epub+zip" in raw[:_BEGINNING] or b"META-INF/container.xml" in raw:
        return BOOK
    return WORD if b"word/document.xml" in raw else ZIP
