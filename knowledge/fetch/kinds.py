"""What kind of document an answer is: what the server says and what the bytes show must agree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.errors import FetchError

if TYPE_CHECKING:
    from knowledge.fetch.client import Response

FEED = ".feed"
_HTML, _PDF, _TEXT, _MARKDOWN = ".html", ".pdf", ".txt", ".md"
_DOCX, _EPUB, _XML, _ZIP = ".docx", ".epub", ".xml", ".zip"
_TYPES = {
    "text/html": _HTML,
    "application/xhtml+xml": _HTML,
    "application/pdf": _PDF,
    "application/x-pdf": _PDF,
    "text/plain": _TEXT,
    "text/markdown": _MARKDOWN,
    "text/x-markdown": _MARKDOWN,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _DOCX,
    "application/epub+zip": _EPUB,
    "application/rss+xml": FEED,
    "application/atom+xml": FEED,
    "application/rdf+xml": FEED,
    "application/xml": _XML,
    "text/xml": _XML,
}
_MAY_BE_FEED = (FEED, _XML, _HTML, _TEXT)
_CHARACTERS = (_HTML, _TEXT, _MARKDOWN)
_AGREE: dict[str, tuple[str | None, ...]] = {  # what the bytes may show, for what the server says
    _HTML: (_HTML, None),
    _TEXT: (None,),
    _MARKDOWN: (None, _HTML),
    _PDF: (_PDF,),
    _DOCX: (_ZIP,),
    _EPUB: (_ZIP,),
    _XML: (_HTML,),
    FEED: (None,),
}
_UNKNOWN = ("", "application/octet-stream", "binary/octet-stream")
_SHOWN_FIRST = 1024
_FEED_ROOT = re.compile(rb"<(?:[a-z][\w.-]*:)?(?:rss|feed|rdf)[\s>/]", re.IGNORECASE)
_HTML_ROOT = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>/]", re.IGNORECASE)
_BINARY = b"\0"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(response: Response) -> str:
    """The ending that a file of this kind has, or `FEED`. FetchError for what is no article and no feed."""
    shown = _shown(response.content)
    if response.type in _UNKNOWN:
        if shown in (None, _ZIP):
            raise FetchError("bad_type", "What that address holds is not said, and cannot be told.")
        return shown
    said = _TYPES.get(response.type)
    if said is None:
        raise FetchError("bad_type", f"That address holds no article but {response.type[:80]!r}.")
    if shown == FEED and said in _MAY_BE_FEED:
        return FEED
    if shown not in _AGREE[said] or (said in _CHARACTERS and _is_binary(response.content)):
        raise FetchError("bad_type", f"That address says that it holds {response.type[:80]!r}, but it does not.")
    return _HTML if said == _XML else said


def _is_binary(content: bytes) -> bool:
    return b"\0" in content[:_SHOWN_FIRST] and not content.startswith(_BYTE_ORDER_MARKS)


def _shown(content: bytes) -> str | None:
    start = content[:_SHOWN_FIRST].removeprefix(_BYTE_ORDER_MARKS[0]).lstrip()
    if start.startswith(b"%PDF-"):
        return _PDF
    if start.startswith(b"PK\x03\x04"):
        return _ZIP
    if not start.startswith(b"<"):
        return None
    if found := _FEED_ROOT.search(start):
        html = _HTML_ROOT.search(start)
        return FEED if html is None or found.start() < html.start() else _HTML
    return _HTML if _HTML_ROOT.search(start) else None
