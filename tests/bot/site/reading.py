"""A page as a browser reads it: fetched, parsed, and asked for its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import html
from yarl import URL

if TYPE_CHECKING:
    from collections.abc import Mapping

    import aiohttp


@dataclass(frozen=True, slots=True)
class Read:
    """An answer: its status, its headers, and its page."""

    status: int
    headers: Mapping[str, str]
    source: str
    tree: html.HtmlElement

    def texts(self, path: str) -> list[str]:
        """The texts of what an XPath finds, blanks folded."""
        return [" ".join(each.text_content().split()) for each in self.tree.xpath(path)]

    def text(self, path: str) -> str:
        """The text of the one thing that an XPath finds."""
        (found,) = self.texts(path)
        return found

    def links(self, path: str = "//a") -> list[str]:
        """Where the links lead that an XPath finds."""
        return [str(each) for each in self.tree.xpath(f"{path}/@href")]


async def read(client: aiohttp.ClientSession, path: str, **headers: str) -> Read:
    """The page at a path, as it is written: nothing in it is encoded again."""
    async with client.get(URL(path, encoded=True), headers=headers, allow_redirects=False) as answer:
        source = await answer.text()
        return Read(answer.status, answer.headers, source, html.document_fromstring(source or "<html></html>"))
