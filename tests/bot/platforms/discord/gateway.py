"""Discord's gateway as far as a bot with slash commands meets it: hello, identify, resume, heartbeats, dispatch."""

from __future__ import annotations

import asyncio
import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.bot.platforms.discord import payloads

if TYPE_CHECKING:
    from collections.abc import Callable

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 7, 9, 10, 11
AUTHENTICATION_FAILED = 4004


@dataclass
class Session:
    """One identified shard: it outlives its connection, and what was sent is kept for a resume."""

    id: str
    shard: list[int]
    sent: list[payloads.Payload] = field(default_factory=list)
    connection: Connection | None = None


class Connection:
    """One websocket. It compresses as the real gateway does, where the client asks for it."""

    def __init__(self, socket: web.WebSocketResponse, compression: str | None) -> None:
        self.socket = socket
        self.codec = zlib.compressobj() if compression == "zlib-stream" else None

    async def send(self, payload: payloads.Payload) -> None:
        """Send one gateway message, unless the other side has gone."""
        text = json.dumps(payload)
        if self.socket.closed:
            return
        if self.codec is None:
            await self.socket.send_str(text)
        else:
            await self.socket.send_bytes(self.codec.compress(text.encode()) + self.codec.flush(zlib.Z_SYNC_FLUSH))


class Gateway:
    """All sessions of one bot. The counters say what its client did."""

    def __init__(self, token: str, changed: Callable[[], None]) -> None:
        self.token = token
        self.changed = changed
        self.url = ""
        self.heartbeat_interval = 41.25  # seconds
        self.guild_follows = asyncio.Event()
        self.guild_follows.set()
        self.sessions: dict[str, Session] = {}
        self.connections: list[Connection] = []
        self.identified: list[payloads.Payload] = []
        self.resumed = 0
        self.heartbeats = 0
        self.closed_with: list[int | None] = []

    @property
    def connected(self) -> list[Session]:
        """The sessions with an open connection."""
        return [session for session in self.sessions.values() if session.connection is not None]

    async def dispatch(self, event: str, data: payloads.Payload, session: Session | None = None) -> None:
        """Send an event to a session, the newest unless said; a session without connection gets it when it resumes."""
        session = session or list(self.sessions.values())[-1]
        message = {"op": DISPATCH, "t": event, "s": len(session.sent) + 1, "d": data}
        session.sent.append(message)
        if session.connection is not None:
            await session.connection.send(message)

    async def ask_to_reconnect(self) -> None:
        """Tell every client to come back and resume, as Discord does several times a day."""
        for session in self.connected:
            await _open(session).send({"op": RECONNECT, "d": None})

    async def invalidate(self) -> None:
        """Tell every client that its session is gone for good."""
        for session in self.connected:
            connection = _open(session)
            del self.sessions[session.id]
            await connection.send({"op": INVALID_SESSION, "d": False})

    async def cut(self, code: int = 1011) -> None:
        """Close every connection from this side."""
        for connection in list(self.connections):
            await connection.socket.close(code=code)

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection from hello to close."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket, request.query.get("compress"))
        self.connections.append(connection)
        await connection.send({"op": HELLO, "d": {"heartbeat_interval": int(self.heartbeat_interval * 1000)}})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._receive(connection, json.loads(message.data))
        finally:
            self._leave(connection)
        return socket

    async def _receive(self, connection: Connection, payload: payloads.Payload) -> None:
        match payload["op"]:
            case 1:
                self.heartbeats += 1
                await connection.send({"op": HEARTBEAT_ACK, "d": None})
            case 2:
                await self._identify(connection, payload["d"])
            case 6:
                await self._resume(connection, payload["d"])
        self.changed()

    async def _identify(self, connection: Connection, data: dict[str, Any]) -> None:
        if data["token"] != self.token:
            await connection.socket.close(code=AUTHENTICATION_FAILED, message=b"Authentication failed.")
            return
        session = Session(f"session-{len(self.identified) + 1}", data.get("shard", [0, 1]), connection=connection)
        self.identified.append(data)
        self.sessions[session.id] = session
        await self.dispatch("READY", payloads.ready(session.id, self.url, session.shard), session)
        if self.guild_follows.is_set():
            await self.dispatch("GUILD_CREATE", payloads.guild(), session)

    async def _resume(self, connection: Connection, data: dict[str, Any]) -> None:
        session = self.sessions.get(data["session_id"])
        if session is None or data["token"] != self.token:
            await connection.send({"op": INVALID_SESSION, "d": False})
            return
        self.resumed += 1
        session.connection = connection
        for missed in session.sent[data["seq"] :]:
            await connection.send(missed)
        await self.dispatch("RESUMED", {}, session)

    def _leave(self, connection: Connection) -> None:
        self.connections.remove(connection)
        self.closed_with.append(connection.socket.close_code)
        for session in self.connected:
            if session.connection is connection:
                session.connection = None
        self.changed()


def _open(session: Session) -> Connection:
    assert session.connection is not None
    return session.connection
