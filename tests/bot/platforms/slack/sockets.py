"""Slack's Socket Mode as an app meets it: tickets, greetings, envelopes and their acknowledgements, refreshes."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

if TYPE_CHECKING:
    from collections.abc import Callable

    Payload = dict[str, Any]

IN_TIME = 3.0  # seconds that an app has for an acknowledgement


@dataclass
class Sent:
    """One envelope: when it went out, when it was acknowledged first and with what, in seconds of a clock."""

    at: float
    acknowledged: float | None = None
    payload: Payload | None = None
    times: int = 0

    @property
    def late(self) -> bool:
        """Whether Slack would have given up."""
        return self.acknowledged is None or self.acknowledged - self.at > IN_TIME


@dataclass(eq=False)
class Connection:
    """One socket of the app's; a `leaving` one was asked to go, a `deaf` one answers no ping."""

    socket: web.WebSocketResponse
    transport: asyncio.Transport | None = None
    leaving: bool = False
    deaf: bool = False
    pings: int = 0
    received: int = 0


@dataclass
class Sockets:
    """All sockets of one app. Each envelope goes to one of them, in turns."""

    changed: Callable[[], None]
    url: str = ""
    connections: list[Connection] = field(default_factory=list)
    opened: int = 0
    greets: bool = True
    sent: dict[str, Sent] = field(default_factory=dict)
    closed_with: list[int | None] = field(default_factory=list)
    _tickets: set[str] = field(default_factory=set)
    _turn: int = 0

    def ticket(self) -> str:
        """An address for one new socket, good for one use."""
        name = f"ticket-{self.opened}-{len(self._tickets)}"
        self._tickets.add(name)
        return f"{self.url}?ticket={name}"

    async def send(self, kind: str, payload: Payload, **more: object) -> Sent:
        """Send an envelope over the next socket, one that was asked to leave included, as Slack does for a while."""
        number = f"envelope-{len(self.sent)}"
        sent = self.sent[number] = Sent(time.perf_counter())
        envelope = {"type": kind, "envelope_id": number, "payload": payload, "accepts_response_payload": True, **more}
        self._turn += 1
        connection = self.connections[self._turn % len(self.connections)]
        connection.received += 1
        await connection.socket.send_str(json.dumps(envelope))
        return sent

    async def refresh(self, reason: str = "refresh_requested", notice: float = 0.1, linger: float = 1.0) -> None:
        """Ask the oldest socket to go, and send over it for a moment yet; then close it, if it has not gone by then."""
        connection = next(each for each in self.connections if not each.leaving)
        connection.leaving = True
        await self._say(connection, {"type": "disconnect", "reason": reason, "debug_info": {}})
        await asyncio.sleep(notice)
        if connection in self.connections:
            self.connections.remove(connection)  # from here on envelopes go elsewhere
            await asyncio.sleep(linger)
            await connection.socket.close()

    async def disable(self) -> None:
        """Switch Socket Mode off for the app."""
        for connection in list(self.connections):
            await self._say(connection, {"type": "disconnect", "reason": "link_disabled"})
            await connection.socket.close()

    def cut(self) -> None:
        """Break the oldest socket without a word."""
        transport = self.connections[0].transport
        assert transport is not None
        transport.abort()

    async def close(self) -> None:
        """Close every socket."""
        for connection in list(self.connections):
            await connection.socket.close()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one socket from greeting to close."""
        name = request.query.get("ticket", "")
        if name not in self._tickets:
            return web.Response(status=403)
        self._tickets.remove(name)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        connection = Connection(socket, request.transport)
        if self.greets:
            await self._say(connection, {"type": "hello", "num_connections": len(self.connections) + 1})
        self.connections.append(connection)
        self.opened += 1
        self.changed()
        try:
            async for message in socket:
                await self._take(connection, message.type, message.data)
        finally:
            if connection in self.connections:
                self.connections.remove(connection)
            self.closed_with.append(socket.close_code)
            self.changed()
        return socket

    async def _take(self, connection: Connection, kind: WSMsgType, data: Any) -> None:  # noqa: ANN401 - text or bytes
        if connection.deaf:
            return
        if kind is WSMsgType.PING:
            connection.pings += 1
            await connection.socket.pong(data)
        elif kind is WSMsgType.TEXT:
            answer = json.loads(data)
            sent = self.sent[answer["envelope_id"]]
            sent.times += 1
            if sent.acknowledged is None:
                sent.acknowledged, sent.payload = time.perf_counter(), answer.get("payload")
        self.changed()

    async def _say(self, connection: Connection, message: Payload) -> None:
        if not connection.socket.closed:
            await connection.socket.send_str(json.dumps(message))
