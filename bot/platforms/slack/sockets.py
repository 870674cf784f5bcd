"""Socket Mode: two sockets to Slack, each replaced by a fresh one before it goes, or as soon as it has gone.

Slack asks a socket to leave every few hours, and hands each envelope to one socket alone. Whoever closes the old one
first loses what is on its way through it, so the new one is opened first, and the old one heard until Slack closes it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp import ClientWSTimeout, WSMsgType

from bot.errors import ConfigError
from bot.platforms.slack.failures import FAILURES, explained

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.health import Health
    from bot.platforms.slack.clients import Clients

    Envelope = Mapping[str, Any]
    Handle = Callable[[Envelope], Awaitable[Mapping[str, Any] | None]]

SOCKETS = 2
PING_INTERVAL = 2.0  # seconds
SILENCE = 6.0  # seconds without any sign, pongs included, after which a socket is taken for dead
HELLO = 10.0  # seconds that Slack has to greet a new socket
LEAVING = 15.0  # seconds for which a socket that is asked to leave is still heard
PAUSES = (0.0, 0.2, 1.0, 2.0, 5.0, 15.0, 60.0)  # seconds between attempts to open one; the last repeats
_LASTED = 10.0  # seconds that a socket must last to count as a success
_GOODBYE = 1.0  # seconds for closing one
_LAST_WORDS = 0.5  # seconds that acknowledgements have at the end

log = logging.getLogger(__name__)


class Sockets:
    """Hears Slack over sockets and answers each envelope with what `handle` makes of it."""

    def __init__(self, clients: Clients, app_token: str, handle: Handle, health: Health) -> None:
        self._clients, self._app_token, self._handle, self._health = clients, app_token, handle, health
        self._open: list[Socket] = []
        self._in_hand: set[asyncio.Task[None]] = set()
        self._deaf = False

    async def run(self) -> None:
        """Hear Slack until cancelled. Raises ConfigError once Slack refuses the app's token."""
        keeping = [asyncio.create_task(self._keep()) for _ in range(SOCKETS)]
        try:
            done, _ = await asyncio.wait(keeping, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in keeping:
                task.cancel()
            await asyncio.gather(*keeping, return_exceptions=True)

    async def close(self) -> None:
        """Take no new envelopes, acknowledge those in hand, and close every socket."""
        self._deaf = True
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=_LAST_WORDS)
        await asyncio.gather(*(socket.close() for socket in list(self._open)))

    async def _keep(self) -> None:
        """Have one socket that hears, always."""
        failures = 0
        while True:
            await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
            try:
                socket = await self._opened()
            except (*FAILURES, ValueError) as error:
                reason = explained(error, "SLACK_APP_TOKEN")
                if isinstance(reason, ConfigError):
                    raise reason from error
                failures += 1
                log.warning("%s", reason)
                continue
            since = time.monotonic()
            reason_to_leave = await socket.leaving
            if reason_to_leave == "link_disabled":
                raise ConfigError(
                    "Slack has Socket Mode switched off for this app. Switch it on under Settings > Socket Mode."
                )
            failures = 0 if time.monotonic() - since > _LASTED else failures + 1
            log.info("a socket to Slack is replaced: %s", reason_to_leave)

    async def _opened(self) -> Socket:
        """A fresh socket that Slack has greeted."""
        ticket = await self._clients.calls.apps_connections_open(app_token=self._app_token)
        connection = await self._clients.session.ws_connect(
            str(ticket["url"]),
            autoping=False,
            max_msg_size=0,
            proxy=self._clients.calls.proxy,
            timeout=ClientWSTimeout(ws_close=_GOODBYE),
        )
        socket = Socket(connection, self._received, self._health)
        try:
            async with asyncio.timeout(HELLO):
                await asyncio.shield(socket.greeted)
        except BaseException:
            await socket.close()
            raise
        self._open.append(socket)
        self._health.connections = len(self._open)
        socket.reading.add_done_callback(lambda _: self._gone(socket))
        return socket

    def _gone(self, socket: Socket) -> None:
        self._open.remove(socket)
        self._health.connections = len(self._open)

    def _received(self, socket: Socket, envelope: Envelope) -> None:
        if not self._deaf:
            task = asyncio.create_task(self._acknowledge(socket, envelope))
            self._in_hand.add(task)
            task.add_done_callback(self._in_hand.discard)

    async def _acknowledge(self, socket: Socket, envelope: Envelope) -> None:
        """Handle one envelope and acknowledge it, over another socket where its own has gone."""
        payload = await self._handle(envelope)
        answer = {"envelope_id": envelope["envelope_id"], **({"payload": payload} if payload else {})}
        others = [each for each in reversed(self._open) if each is not socket]
        taken = await socket.send(answer)
        if taken and not socket.leaving.done():
            return
        for other in others:  # what goes into a socket that is being closed may never arrive
            if await other.send(answer):
                return
        if not taken:
            log.warning("an envelope could not be acknowledged: every socket has gone")


class Socket:
    """One connection: it reads until it is closed, and tells through `leaving` when another should take its place."""

    def __init__(
        self,
        connection: aiohttp.ClientWebSocketResponse,
        received: Callable[[Socket, Envelope], None],
        health: Health,
    ) -> None:
        loop = asyncio.get_running_loop()
        self.greeted: asyncio.Future[None] = loop.create_future()
        self.leaving: asyncio.Future[str] = loop.create_future()
        self._connection, self._received, self._health = connection, received, health
        self._heard = time.monotonic()
        self.reading = asyncio.create_task(self._read())

    async def send(self, message: Mapping[str, Any]) -> bool:
        """Send a message, and say whether the socket took it."""
        if self._connection.closed:
            return False
        try:
            await self._connection.send_str(json.dumps(message))
        except (OSError, aiohttp.ClientError):
            return False
        return True

    async def close(self) -> None:
        """Close it now; what it has in hand goes on."""
        self.reading.cancel()
        await asyncio.wait({self.reading})

    async def _read(self) -> None:
        beating = asyncio.create_task(self._beat())
        try:
            async for message in self._connection:
                self._heard = time.monotonic()
                self._health.hear()
                if message.type is WSMsgType.TEXT:
                    self._take(message.data)
                elif message.type is WSMsgType.PING:
                    await self._connection.pong(message.data)
        except (OSError, aiohttp.ClientError) as error:
            self._leave(f"it broke ({type(error).__name__})")
        finally:
            beating.cancel()
            self._leave("it was closed")
            if not self.greeted.done():
                self.greeted.set_exception(ConnectionResetError("Slack closed a socket before it greeted"))
                self.greeted.exception()  # whoever waited for it has gone, perhaps
            with suppress(OSError, aiohttp.ClientError):
                await self._connection.close()

    async def _beat(self) -> None:
        """Ping; a socket from which nothing comes any more, not even pongs, is given up."""
        while True:
            await asyncio.sleep(PING_INTERVAL)
            if time.monotonic() - self._heard > SILENCE:
                self._leave(f"nothing came over it for {SILENCE:.0f} seconds")
                self.reading.cancel()
                return
            with suppress(OSError, aiohttp.ClientError):
                await self._connection.ping()

    def _take(self, text: str) -> None:
        try:
            envelope = json.loads(text)
        except ValueError:
            log.warning("Slack sent something over a socket that is no JSON")
            return
        match envelope.get("type") if isinstance(envelope, dict) else None:
            case "hello":
                if not self.greeted.done():
                    self.greeted.set_result(None)
            case "disconnect":
                self._retire(str(envelope.get("reason", "")))
            case _ if isinstance(envelope, dict) and "envelope_id" in envelope:
                self._received(self, envelope)

    def _retire(self, reason: str) -> None:
        """Let another take this one's place, and go on hearing meanwhile: Slack will close it."""
        self._leave(reason)
        asyncio.get_running_loop().call_later(LEAVING, self.reading.cancel)

    def _leave(self, reason: str) -> None:
        if not self.leaving.done():
            self.leaving.set_result(reason)
