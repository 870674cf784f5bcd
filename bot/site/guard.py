"""What reaches a page: only plain, bounded reads addressed to this site; and what leaves it has its headers."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from aiohttp import hdrs

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import web

    from bot.config import Settings
    from bot.language import Language

READING = ("GET", "HEAD")
_LONGEST_TARGET = 4_000  # characters of path and query; 300 of a question take up to 12 each, encoded
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "dragoman",
}


async def sealed(_: web.Request, response: web.StreamResponse) -> None:
    """Give an answer the headers that every answer has."""
    response.headers.update(HEADERS)


def hosts(settings: Settings) -> frozenset[str] | None:
    """The names that the site answers to, or None where it listens for everybody.

    A site that only this machine reaches must not be read by a page from elsewhere under a name made to lead here.
    """
    if settings.site is None or not settings.site.is_loopback:
        return None
    public = urlsplit(settings.site_url or "").hostname
    return _LOCAL_NAMES | {settings.site.host.lower(), *([public] if public else [])}


def admit(request: web.Request, known: frozenset[str] | None, say: Language) -> None:
    """Raise RefusedError for another name, too long an address, signs that are no text, or a body."""
    if known is not None and (host := request.headers.get(hdrs.HOST)) is not None and _name(host) not in known:
        raise RefusedError(421, say("This site is not known under that name."))
    if len(request.raw_path) > _LONGEST_TARGET:
        raise RefusedError(414, say("That address is too long."))
    if not _is_text(request.raw_path):
        raise RefusedError(400, say("That address holds signs that are no text."))
    if request.method in READING and request.body_exists:
        raise RefusedError(400, say("Nothing can be sent to this site; it is only for reading."))


def _name(host: str) -> str:
    """The name in a Host header; every browser sends one, and who sends none is no browser."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _is_text(target: str) -> bool:
    try:
        unquote_to_bytes(target.encode("utf-8", "surrogateescape")).decode()
    except UnicodeDecodeError:
        return False
    return True


class RefusedError(Exception):
    """A request is not taken: the status to answer with, and why."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Gate:
    """Lets so many in at once, and so many more wait; whoever else comes is told to come back."""

    def __init__(self, inside: int = 16, waiting: int = 64) -> None:
        self._room = asyncio.Semaphore(inside)
        self._left = inside + waiting

    @asynccontextmanager
    async def entered(self, say: Language) -> AsyncIterator[None]:
        """A place inside for as long as it takes; raises RefusedError where there are too many."""
        if not self._left:
            raise RefusedError(503, say("Too many are reading at this moment; please try again soon."))
        self._left -= 1
        try:
            async with self._room:
                yield
        finally:
            self._left += 1
