"""Web pages as saved from a browser or fetched: HTML and XHTML."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.errors import ArticleError
from knowledge.formats.decode import decode_declared
from knowledge.formats.kinds import PAGE, TEXT, kind_of, mismatch
from knowledge.formats.web import read_page

if TYPE_CHECKING:
    from knowledge.formats.draft import Draft

SUFFIXES = (".html", ".htm", ".xhtml")
LIBRARIES = ("trafilatura", "lxml", "justext")

_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]+)", re.IGNORECASE
)
_DECLARED_WITHIN = 8192
MOST_MARKUP = 5 * 1024 * 1024
_ANY_TAG = re.compile(
    rb"<(?:p|div|span|h[1-6]|article|section|main|meta|title|table|ul|a|br|script|body|head)\b[^>]*>", re.IGNORECASE
)


def read_bytes(raw: bytes) -> Draft:
    """The draft of one page. Raises ArticleError: kind_mismatch, an encoding's, blocked_page or no_body."""
    _refuse_other_kinds(raw)
    return page_of(raw)


def page_of(raw: bytes, charset: str | None = None, address: str | None = None) -> Draft:
    """The draft of a page whose encoding and address somebody else may have noted. Raises ArticleError, as above."""
    if len(raw) > MOST_MARKUP:
        raise ArticleError("too_large", f"The page has more than {MOST_MARKUP // 1024 // 1024} MB of markup.")
    found = _CHARSET.search(raw[:_DECLARED_WITHIN])
    declared = (found[1] or found[2]).decode("ascii", "replace") if found else None
    text, doubts = decode_declared(raw, charset or declared)
    draft = read_page(text, address)
    return replace(draft, warnings=(*doubts, *draft.warnings))


def _refuse_other_kinds(raw: bytes) -> None:
    """A page without its first tags, as some programs save it, is still one."""
    if not raw.strip():
        raise ArticleError("empty", "The file holds no text.")
    found = kind_of(raw)
    if found == PAGE or (found in (TEXT, "an XML document") and _ANY_TAG.search(raw.replace(b"\0", b""))):
        return
    raise mismatch(PAGE, found)
