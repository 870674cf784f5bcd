"""From a web address to the material that stands there, or to the feed."""

from __future__ import annotations

import codecs
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote, urlsplit

from knowledge.errors import FetchError
from knowledge.fetch.values import Limits, Network
from knowledge.material import Material

if TYPE_CHECKING:
    from knowledge.fetch.client import Client, Response
    from knowledge.fetch.robots import Manners
    from knowledge.fetch.values import Entry, Feed

_TEXTS = (".html", ".txt", ".md")
_GOOD = range(200, 300)
_MAY_STAND_IN = ("refused", "timeout", "unreachable", "empty")
_MEGABYTE = 1024 * 1024
_SAID = {
    401: "asks for a password",
    402: "asks to be paid",
    403: "does not give that page to this program",
    404: "has no such page",
    410: "has that page no more",
    429: "asks to be left in peace for a while",
    451: "may not show that page for legal reasons",
}


class Fetcher:
    """Fetches what admins name, with good manners: one for a program. `version` is that of the program.

    `network` is for tests alone. `LISTS` are the endings of files that hold addresses, for `listed`.
    """

    LISTS: ClassVar = (".url", ".toml", ".xml", ".rss", ".atom")

    def __init__(self, version: str, limits: Limits | None = None, network: Network | None = None) -> None:
        self._agent = f"Dragoman/{version} (reads the articles that its admins name)"
        self._limits = limits or Limits()
        self._network = network or Network()
        self._client: Client | None = None
        self._manners: Manners | None = None

    async def fetch(self, url: str) -> Material | Feed:
        """The article, or the feed, at `url`. Raises FetchError, and nothing else."""
        from knowledge.fetch.feeds import feed_of  # noqa: PLC0415 - most runs fetch nothing
        from knowledge.fetch.kinds import FEED, kind_of  # noqa: PLC0415 - as above

        response = await self._get(url.strip())
        kind = kind_of(response)
        if kind != FEED:
            return _material(response, kind)
        if len(response.content) > self._limits.feed_bytes:
            raise FetchError("too_large", f"That feed has more than {self._limits.feed_bytes / _MEGABYTE:.1f} MB.")
        return await feed_of(response.content, response.url, self._limits.entries)

    async def entry(self, entry: Entry) -> Material:
        """The article that a feed announces, with what the feed says of it.

        A text that the feed carries itself stands in for a page that cannot be had. Raises FetchError.
        """
        try:
            found = await self.fetch(entry.url)
        except FetchError as error:
            if entry.html is None or error.code not in _MAY_STAND_IN:
                raise
            return _from_feed(entry)
        if not isinstance(found, Material):
            raise FetchError("bad_type", "That feed announces another feed, and no article.")
        source = f"{found.source} Announced by {entry.feed}." if entry.feed else found.source
        return replace(found, title=_title(entry), authors=entry.authors, published=entry.published, source=source)

    async def listed(self, material: Material) -> Feed:
        """The addresses in a shortcut, a list or a saved feed. Raises FetchError."""
        from knowledge.fetch.lists import listed  # noqa: PLC0415 - as above

        return await listed(material, self._limits)

    async def _get(self, url: str) -> Response:
        client, manners = self._parts()
        response = await client.get(url, self._limits.bytes, manners.wait)
        if response.status not in _GOOD:
            host = urlsplit(response.url).hostname
            said = _SAID.get(response.status, f"answers with an error ({response.status})")
            raise FetchError("refused", f"{host} {said}.")
        if not response.content:
            raise FetchError("empty", "There is nothing at that address.")
        return response

    def _parts(self) -> tuple[Client, Manners]:
        from knowledge.fetch.client import Client  # noqa: PLC0415 - aiohttp is slow to import
        from knowledge.fetch.robots import Manners  # noqa: PLC0415 - as above

        if self._client is None or self._manners is None:
            self._client = Client(self._agent, self._limits, self._network)
            self._manners = Manners(self._agent, self._client, self._limits)
        return self._client, self._manners


def _material(response: Response, kind: str) -> Material:
    content, recoded = _readable(response, kind)
    said = f"{response.type or 'no type'}{f' in {response.charset}' if response.charset else ''}"
    return Material(
        name=_name(response.url) + kind,
        content=content,
        url=response.url,
        accessed=_today(),
        source=f"Fetched as {said}{', and saved as UTF-8' if recoded else ''}.",
    )


def _from_feed(entry: Entry) -> Material:
    head = f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{escape(entry.title)}</title></head>'
    return Material(
        name=f"{_name(entry.url)}.html",
        content=f"{head}\n<body><article>{entry.html}</article></body></html>\n".encode(),
        url=entry.url,
        accessed=_today(),
        title=_title(entry),
        authors=entry.authors,
        published=entry.published,
        source=f"Taken from the feed {entry.feed}, because the page could not be fetched.",
    )


def _title(entry: Entry) -> str | None:
    return entry.title if entry.title != entry.url else None


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _readable(response: Response, kind: str) -> tuple[bytes, bool]:
    """The bytes as they came, unless only the server said in which encoding they are: then as UTF-8, marked as such."""
    content = response.content
    if kind not in _TEXTS or not response.charset or content.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff")):
        return content, False
    try:
        content.decode()
    except UnicodeDecodeError:
        try:
            return codecs.BOM_UTF8 + content.decode(response.charset).encode(), True
        except (LookupError, ValueError):  # the format is to say what is wrong
            return content, False
    return content, False


def _name(url: str) -> str:
    """What the last part of an address, or else its host, calls the page."""
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    stem, dot, ending = last.rpartition(".")
    name = stem if dot and ending.isalnum() else last
    host = parts.hostname or "page"
    return name if any(c.isalpha() for c in name) else f"{host}-{name}".rstrip("-")
