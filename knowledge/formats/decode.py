"""Bytes to text, so that offsets mean the same to everybody who opens the file.

Offsets count the code points of what `open(path, encoding="utf-8", newline="")` returns: Windows line ends stay two
characters, and a byte order mark stays the first character. A file in UTF-16 must begin with its byte order mark, and
offsets are then those of `open(path, encoding="utf-16", newline="")`.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from knowledge.errors import ArticleError
from knowledge.formats.kinds import TEXT, expect

_BAD_SHARE = 0.001
_ACCENTED, _CAPITALS = 0.3, 0.5
_SAMPLE = 20_000
_LEGACY = re.compile(r"cp\d|iso8859|iso2022|koi8|gb|big5|euc|shift|hz|mac|tis|ptcp|kz|johab|ascii")
_MARKUP = re.compile(r"(?is)<(script|style)\b.*?</\1|<[^>]*>|&#?\w+;")
_LETTER = re.compile(r"[^\W\d_]")
# Encodings that pages name and mean a larger one by, as browsers know.
_CALLED = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "windows-874": "cp874",
}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of `raw` and warnings. Raises ArticleError: kind_mismatch, binary, not_utf8 or empty."""
    expect(TEXT, raw)
    text, warnings = _utf16(raw) if raw.startswith(_UTF16) else _utf8(raw)
    _refuse_empty(text)
    return text, warnings


def decode_declared(raw: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """The same for markup that may name its own encoding, which counts where the bytes are no UTF-8.

    An encoding that makes no sense of the text is not believed. Raises ArticleError: binary, not_utf8 or empty.
    """
    if raw.startswith(_UTF16):
        text, warnings = _utf16(raw)
    else:
        text, warnings = _declared(raw, declared)
    _refuse_empty(text)
    return text, warnings


def _declared(raw: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    with suppress(UnicodeDecodeError):
        return raw.decode(), ()
    with suppress(UnicodeDecodeError, LookupError):
        name = codecs.lookup(_CALLED.get((declared or "").lower(), declared or "")).name
        if _LEGACY.match(name):
            text = raw.decode(name)
            if _is_garbled(text):
                raise ArticleError(
                    "not_utf8", f"The page says that it is in {declared}, but it is not. Save it as UTF-8."
                )
            return text, ()
    return _utf8(raw)


def _is_garbled(text: str) -> bool:
    """Whether a text was read in the wrong encoding: "Ïðèâåò" and "оПХБЕР" both are a Russian "Привет".

    No language written in Latin letters has accents on every third of them, and nobody writes mostly in capitals.
    """
    letters = _LETTER.findall(_MARKUP.sub(" ", text))[:_SAMPLE]
    accented = sum("\u00c0" <= letter <= "\u00ff" for letter in letters)
    russian = [letter for letter in letters if "\u0400" <= letter <= "\u04ff"]
    capitals = sum(map(str.isupper, russian))
    return accented > _ACCENTED * max(1, len(letters)) or capitals > _CAPITALS * max(1, len(russian))


def _refuse_empty(text: str) -> None:
    if "\0" in text:
        raise ArticleError(
            "binary", "This is not a text file: it contains null characters.", text.count("\n", 0, text.index("\0")) + 1
        )
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u00a0"):
        raise ArticleError("empty", "The file holds no text.")


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
