"""Bytes to text, so that offsets mean the same to everybody who opens the file.

Offsets count the code points of what `open(path, encoding="utf-8", newline="")` returns: Windows line ends stay two
characters, and a byte order mark stays the first character. A file in UTF-16 must begin with its byte order mark, and
offsets are then those of `open(path, encoding="utf-16", newline="")`.
"""

from __future__ import annotations

import codecs

from knowledge.errors import ArticleError

_BAD_SHARE = 0.001
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_KINDS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"<!doctype html", "a web page (HTML)"),
    (b"<html", "a web page (HTML)"),
    (b"<?xml", "an XML document"),
)


def decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of `raw` and warnings. Raises ArticleError: kind_mismatch, binary, not_utf8 or empty."""
    _refuse_other_kinds(raw)
    text, warnings = _utf16(raw) if raw.startswith(_UTF16) else _utf8(raw)
    if "\0" in text:
        raise ArticleError(
            "binary", "This is not a text file: it contains null characters.", text.count("\n", 0, text.index("\0")) + 1
        )
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u00a0"):
        raise ArticleError("empty", "The file holds no text.")
    return text, warnings


def _refuse_other_kinds(raw: bytes) -> None:
    start = raw[:512].removeprefix(codecs.BOM_UTF8).lstrip()[:16].lower()
    for mark, kind in _KINDS:
        if start.startswith(mark.lower()):
            raise ArticleError("kind_mismatch", f"The file name says text, but this is {kind}.", 1)


def _utf16(raw: bytes) -> tuple[str, tuple[str, ...]]:
    if raw.startswith(_UTF32):
        raise ArticleError("not_utf8", "The file is in UTF-32. Save it as UTF-8.")
    try:
        return raw.decode("utf-16"), (
            "The file is in UTF-16; offsets count the characters of its text in that encoding.",
        )
    except UnicodeDecodeError as error:
        raise ArticleError("not_utf8", "The file begins like UTF-16 but is not. Save it as UTF-8.") from error


def _utf8(raw: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return raw.decode(), ()
    except UnicodeDecodeError as error:
        if b"\0" in raw:
            raise ArticleError("binary", "This is not a text file.") from error
        bad = sum("\udc80" <= c <= "\udcff" for c in raw.decode(errors="surrogateescape"))
        line = raw.count(b"\n", 0, error.start) + 1
        if bad >= _BAD_SHARE * len(raw):
            reason = f"The text is not UTF-8: {bad} of {len(raw)} bytes cannot be read. Save it as UTF-8."
            raise ArticleError("not_utf8", reason, line) from error
        warning = f"{bad} bytes are not UTF-8, the first on line {line}; each is read as a replacement character."
        return raw.decode(errors="replace"), (warning,)
