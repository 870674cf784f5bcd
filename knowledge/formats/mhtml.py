"""Web pages saved as one file (MHTML): the page among its pictures and styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.errors import ArticleError
from knowledge.formats.fields import web_address
from knowledge.formats.kinds import ARCHIVED_PAGE, expect
from knowledge.formats.webpage import LIBRARIES, page_of

if TYPE_CHECKING:
    from email.message import Message

    from knowledge.formats.draft import Draft

SUFFIXES = (".mhtml", ".mht")
LIMIT_BYTES = 25 * 1024 * 1024

_PAGES = ("text/html", "application/xhtml+xml")

__all__ = ["LIBRARIES", "LIMIT_BYTES", "SUFFIXES", "read_bytes"]


def read_bytes(raw: bytes) -> Draft:
    """The draft of the first page in the archive; its source is that page. Raises ArticleError, as for web pages."""
    import email  # noqa: PLC0415 - slow to import, and only these files need it

    expect(ARCHIVED_PAGE, raw)
    message = email.message_from_bytes(raw)
    for part in message.walk():
        if part.get_content_type() in _PAGES:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return page_of(content, _charset(part), _address(part, message))
    raise ArticleError("no_body", "The archive holds no web page.")


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError):
        return None


def _address(part: Message, message: Message) -> str | None:
    stated = (str(part.get("Content-Location", "")), str(message.get("Snapshot-Content-Location", "")))
    return next((url for each in reversed(stated) if (url := web_address(each.strip()))), None)
