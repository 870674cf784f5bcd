"""What a fetch may cost, where it may lead, and what a feed turns out to hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost. Bytes are counted after decompression."""

    bytes: int = 50 * 1024 * 1024
    feed_bytes: int = 10 * 1024 * 1024
    robots_bytes: int = 512 * 1024
    seconds: float = 60.0
    read_seconds: float = 20.0
    redirects: int = 5
    entries: int = 200
    pause_seconds: float = 1.0
    longest_pause_seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Network:
    """How names become addresses, and which addresses and ports are allowed though they are not public.

    Only for tests against a server on this machine: nothing that a person or the environment says comes in here.
    """

    resolve: Callable[[str, int], Awaitable[list[str]]] | None = None
    trusted: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that a feed announces.

    `published` is a day. `html` is its text, where the feed carries it; `feed` is the feed's address.
    """

    title: str
    url: str
    published: str | None = None
    authors: tuple[str, ...] = ()
    html: str | None = None
    feed: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A web feed: `left_out` says how many entries more there were than are taken."""

    title: str
    url: str
    entries: tuple[Entry, ...] = ()
    left_out: int = 0
