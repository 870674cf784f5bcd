"""The bytes of a web feed, of any dialect, to the articles that it announces."""

from __future__ import annotations

import io
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from knowledge import apart
from knowledge.errors import FetchError
from knowledge.fetch.values import Entry, Feed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_LONGEST = 500
_LONGEST_URL = 2000
_MOST_AUTHORS = 20


async def feed_of(content: bytes, url: str, most: int) -> Feed:
    """The first `most` entries of the feed; links are resolved against `url`. FetchError where there are none."""
    try:
        feed = await apart.called(_read, content, url, most)
    except apart.ApartError as error:
        raise FetchError("bad_feed", f"That feed cannot be read: {error}.") from error
    if not feed.entries:
        raise FetchError("bad_feed", "That feed announces no article that can be fetched.")
    return feed


def _read(content: bytes, url: str, most: int) -> Feed:
    import feedparser  # noqa: PLC0415 - this process alone needs it

    found = feedparser.parse(  # a stream: bytes might be taken for the name of a file
        io.BytesIO(content),
        response_headers={"content-location": url, "content-type": "application/xml"},
        resolve_relative_uris=True,
        sanitize_html=True,
    )
    first: dict[str, Entry] = {}
    for entry in _entries(found.entries, url):
        first.setdefault(entry.url, entry)
    entries = tuple(first.values())
    title = _line(found.feed.get("title")) or url
    return Feed(title, url, entries[:most], left_out=max(0, len(entries) - most))


def _entries(found: Iterable[Any], feed: str) -> Iterator[Entry]:
    for entry in found:
        url = str(entry.get("link") or "")
        if _WEB.match(url) and len(url) <= _LONGEST_URL:
            yield Entry(
                title=_line(entry.get("title")) or url,
                url=url,
                published=_day(entry.get("published")),
                authors=_authors(entry),
                html=_text(entry),
                feed=feed,
            )


def _authors(entry: Any) -> tuple[str, ...]:  # noqa: ANN401 - feedparser's dictionaries hold what the feed had
    names = [_line(author.get("name")) for author in entry.get("authors") or ()]
    return tuple(dict.fromkeys(name for name in names if name))[:_MOST_AUTHORS]


def _text(entry: Any) -> str | None:  # noqa: ANN401 - as above
    """The whole text, where the feed carries it: a summary is no article."""
    texts = [content.get("value") for content in entry.get("content") or () if "html" in content.get("type", "")]
    return next((text for text in texts if text), None)


def _day(said: str | None) -> str | None:
    """The day as its writer's clock had it."""
    if not said:
        return None
    if found := _DAY.match(said.strip()):
        return found[0]
    try:
        return parsedate_to_datetime(said).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return None


def _line(text: object) -> str:
    return " ".join(str(text or "").split())[:_LONGEST]
