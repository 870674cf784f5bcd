"""One request to one checked address after the other: redirects, sizes and times within limits, nothing remembered.

The host is looked up once for each request, every address it has must be public, and the connection is made to the very
addresses that were checked. Raises FetchError, and nothing else.
"""

from __future__ import annotations

import asyncio
import socket
import zlib
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from knowledge.errors import FetchError
from knowledge.fetch.public import is_public, literal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from knowledge.fetch.public import Address
    from knowledge.fetch.values import Limits, Network

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = (301, 302, 303, 307, 308)
_LONGEST_URL = 2000
_CHUNK_BYTES = 64 * 1024
_GZIP = ("gzip", "x-gzip")
_GZIP_BITS = 16 + zlib.MAX_WBITS
_GZIP_MARK = b"\x1f\x8b"
_ACCEPT = (
    "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,text/plain,*/*;q=0.5"
)
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered: `type` and `charset` are in small letters, empty where it did not say."""

    url: str
    status: int
    type: str
    charset: str
    content: bytes


class Client:
    """Fetches with one name, one set of limits and one view of the network; keeps no connection and no cookie."""

    def __init__(self, agent: str, limits: Limits, network: Network) -> None:
        self._headers = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
        self._limits = limits
        self._network = network

    async def get(self, url: str, most: int, allowed: Callable[[URL], Awaitable[None]] | None = None) -> Response:
        """What stands at `url`, at most `most` bytes, after at most so many redirects.

        `allowed` is asked before every request, and raises FetchError where it must not be made.
        """
        target = self.checked(url)
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._followed(target, most, allowed)
        except TimeoutError as error:
            raise FetchError("timeout", f"{target.host} took too long to answer.") from error

    async def _followed(self, target: URL, most: int, allowed: Callable[[URL], Awaitable[None]] | None) -> Response:
        for _ in range(self._limits.redirects + 1):
            if allowed is not None:
                await allowed(target)
            answer = await self._once(target, most)
            if isinstance(answer, Response):
                return answer
            target = answer
        reason = f"{target.host} redirects more than {self._limits.redirects} times."
        raise FetchError("redirects", reason)

    def checked(self, url: str) -> URL:
        """The address, where it is one that may be fetched as far as can be told without looking its host up."""
        target, address = _parsed(url)
        if target.user is not None or target.password is not None:
            raise FetchError("bad_url", "A web address with a name or a password in it is not fetched.")
        port = target.port or 0
        if port not in _PORTS.values() and port not in {port for _, port in self._network.trusted}:
            raise FetchError("not_public", f"Port {port} is not fetched from: only 80 and 443 are.")
        if address is not None:
            self._check(str(address), port)
        return target.with_fragment(None)

    async def _once(self, target: URL, most: int) -> Response | URL:
        try:
            async with self._asked(target) as response:
                if response.status in _REDIRECTS and "Location" in response.headers:
                    return self._next(target, response.headers["Location"])
                content = await _read(response, most)
                return Response(
                    url=str(target),
                    status=response.status,
                    type=response.content_type.lower() if "Content-Type" in response.headers else "",
                    charset=(response.charset or "").lower(),
                    content=content,
                )
        except TimeoutError:  # which the session's own are too
            raise
        except (aiohttp.ClientError, OSError, ValueError, zlib.error) as error:
            raise FetchError("unreachable", f"{target.host} could not be reached or answered wrongly.") from error

    @asynccontextmanager
    async def _asked(self, target: URL) -> AsyncIterator[aiohttp.ClientResponse]:
        read = self._limits.read_seconds
        connector = aiohttp.TCPConnector(
            resolver=_Resolver(self._network, self._check), use_dns_cache=False, force_close=True
        )
        async with (
            aiohttp.ClientSession(
                connector=connector,
                headers=self._headers,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=self._limits.seconds, sock_connect=read, sock_read=read),
                auto_decompress=False,
                trust_env=False,
            ) as session,
            session.get(target, allow_redirects=False) as response,
        ):
            yield response

    def _next(self, target: URL, location: str) -> URL:
        try:
            joined = str(target.join(URL(location)))
        except ValueError as error:
            raise FetchError("bad_url", f"{target.host} redirects to what is not a web address.") from error
        return self.checked(joined)

    def _check(self, address: str, port: int) -> None:
        if (address, port) in self._network.trusted:
            return
        if not is_public(ip_address(address)):
            raise FetchError("not_public", "That address does not lead to the public internet; it is not fetched.")


def _parsed(url: str) -> tuple[URL, Address | None]:
    """The address and, where its host is written as a number, that number."""
    try:
        target = URL(url if len(url) <= _LONGEST_URL else "")
        if target.scheme in _PORTS and target.raw_host:
            return target, literal(target.raw_host)
    except ValueError:
        pass
    raise FetchError("bad_url", "That is not a web address that begins with http:// or https://.")


class _Resolver(AbstractResolver):
    """Gives away only addresses that were checked, and all of a host's must pass."""

    def __init__(self, network: Network, check: Callable[[str, int], None]) -> None:
        self._lookup = network.resolve or _system
        self._check = check

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - every family is looked up
    ) -> list[ResolveResult]:
        found = list(dict.fromkeys(await self._lookup(host, port)))
        if not found:
            raise OSError(f"no address for {host}")
        for address in found:
            self._check(address, port)
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in found
        ]

    async def close(self) -> None:
        """Nothing is held."""


async def _system(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


async def _read(response: aiohttp.ClientResponse, most: int) -> bytes:
    """The body, decompressed a little at a time, so that a bomb ends at `most` bytes and not in memory."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "", *_GZIP):
        raise FetchError(
            "bad_type", f"{response.url.host} sends its pages in a form that cannot be read ({encoding[:40]})."
        )
    content = bytearray()
    inflated = _Inflated() if encoding in _GZIP else None
    async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
        for part in inflated.parts(chunk) if inflated else (chunk,):
            content += part
            if len(content) > most:
                reason = f"There is more at that address than the {most / _MEGABYTE:.1f} MB that are read."
                raise FetchError("too_large", reason)
    return bytes(content)


class _Inflated:
    """Unpacks gzip piece by piece, none much larger than what came in."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(_GZIP_BITS)

    def parts(self, chunk: bytes) -> Iterator[bytes]:
        """What a chunk holds, in pieces of bounded size."""
        while chunk:
            yield self._inflate.decompress(chunk, _CHUNK_BYTES)
            chunk = self._inflate.unconsumed_tail
            if self._inflate.eof and self._inflate.unused_data.startswith(_GZIP_MARK):
                chunk = self._inflate.unused_data
                self._inflate = zlib.decompressobj(_GZIP_BITS)
        yield self._inflate.decompress(b"", _CHUNK_BYTES)
