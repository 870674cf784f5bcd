"""A Slack on loopback: the Web API, Socket Mode, response URLs and triggers that an app with slash commands meets.

It keeps Slack's rules, not only its shapes: what a response URL takes and for how long, who may write where, that a
message only one person sees cannot be changed by the Web API, and that blocks outside of a limit are refused.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import re
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from tests.bot.platforms.slack import blocks, payloads
from tests.bot.platforms.slack.shown import USES, Asked, Shown
from tests.bot.platforms.slack.sockets import Sockets
from tests.bot.platforms.slack.webapi import WebApi

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.bot.platforms.slack.payloads import Body, Payload
    from tests.bot.platforms.slack.sockets import Sent

BOT_TOKEN = "xoxb-1111-2222-local0test0server0only"
APP_TOKEN = "xapp-1-A0APP-1111-local0test0server0only"
SECRET = "5ecret0of0the0local0server0only0"
PATIENCE = 60  # seconds before a test that waits for something gives up


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request as it came in, and the status and body it was answered with."""

    method: str
    body: Payload
    status: int
    answer: Body


@dataclass
class Fault:
    """The next `times` calls whose method fits the pattern are answered so, `respond` being that of response URLs.

    With `after_serving` the call takes effect all the same: an answer lost on its way back. Without a status the
    connection breaks.
    """

    method: str
    status: int | None = 200
    body: Body = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    after_serving: bool = False


class Server:
    """One Slack with one app in one workspace. Start it with `serving()`."""

    def __init__(self) -> None:
        self._changed = asyncio.Event()
        self._count = 9000
        self.sockets = Sockets(self.changed)
        self.api_url = ""
        self.address = ""
        self.secret = SECRET
        self.hurried = False  # triggers expire before anybody can use them
        self.requests: list[Recorded] = []
        self.complaints: list[str] = []
        self.faults: list[Fault] = []
        self.asked: dict[str, Asked] = {}
        self.api = WebApi(self.next_number, self.asked, self.sockets.ticket, (BOT_TOKEN, APP_TOKEN))

    # -------------------------------------------------------------------------------- what people do in the client

    async def ask(
        self,
        name: str,
        text: str = "",
        *,
        by: str = payloads.USER,
        channel: str = payloads.CHANNEL,
        team: str = payloads.TEAM,
    ) -> Asked:
        """Somebody sends a slash command."""
        asked = self._asking(by, channel)
        body = {**payloads.command(name, text, by, channel, self._reply(asked)), "team_id": team}
        return await self._send(asked, "slash_commands", body)

    async def press(self, shown: Shown, label: str, *, by: str = payloads.USER) -> Asked:
        """Somebody presses the button, or takes the option, with this label."""
        part, block = shown.part(label)
        asked = self._asking(by, shown.channel, shown)
        body = payloads.action(shown.facts(), part, block, by, self._reply(asked))
        return await self._send(asked, "interactive", body)

    async def use_home(self, part: Payload, block: str, *, by: str = payloads.USER) -> Asked:
        """Somebody uses a part of the Home."""
        asked = self._asking(by, "")
        return await self._send(asked, "interactive", payloads.home_action(part, block, by, self._reply(asked)))

    async def type(self, view: Payload, action_id: str, block: str, typed: str, *, by: str = payloads.USER) -> Asked:
        """Somebody types into a select of a form."""
        asked = self._asking(by, "")
        return await self._send(asked, "interactive", payloads.suggestion(view, action_id, block, typed, by))

    async def fill_in(self, view: Payload, values: Payload, *, by: str = payloads.USER) -> Asked:
        """Somebody fills in a form; `values` is its state by block and action."""
        asked = self._asking(by, "")
        return await self._send(asked, "interactive", payloads.submission({**view, "state": {"values": values}}, by))

    async def look_up(self, text: str, *, by: str = payloads.USER, channel: str = payloads.CHANNEL) -> Asked:
        """Somebody looks up another's message through the menu beside it."""
        asked = self._asking(by, channel)
        body = payloads.shortcut("who-said", text, by, channel, self._reply(asked))
        return await self._send(asked, "interactive", body)

    async def write(
        self, text: str, *, by: str = payloads.USER, channel: str = payloads.CHANNEL, thread: str = ""
    ) -> Asked:
        """Somebody writes to the bot: by its name in a channel, or in the conversation with it."""
        stamp = self.stamp()
        asked = await self.happen(payloads.written(text, by, channel, stamp, thread), by, channel)
        asked.stamp = stamp
        return asked

    async def happen(self, inner: Payload, by: str = payloads.USER, channel: str = "") -> Asked:
        """An event."""
        asked = self._asking(by, channel)
        return await self._send(asked, "events_api", payloads.event(asked.number, inner))

    async def repeat(self, asked: Asked, inner: Payload) -> Asked:
        """Slack sends an event again, unsure that it arrived."""
        again = self._asking(asked.asker, asked.channel)
        more = {"retry_attempt": 1, "retry_reason": "timeout"}
        return await self._send(again, "events_api", payloads.event(asked.number, inner), **more)

    # ------------------------------------------------------------------------------------------- what a test awaits

    def changed(self) -> None:
        """Wake those who wait in `until`."""
        self._changed.set()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until the condition holds; looked at after every event here."""
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    async def answer(self, asked: Asked, count: int = 1) -> Shown:
        """Wait for so many messages in answer to what was asked, and take the last; it was acknowledged before."""
        await self.until(lambda: len(asked.shown) >= count)
        return asked.shown[-1]

    async def posted(self, channel: str, count: int = 1) -> list[Shown]:
        """Wait for so many messages that the Web API put into a channel."""
        await self.until(lambda: len([each for each in self.api.shown if each.channel == channel]) >= count)
        return [each for each in self.api.shown if each.channel == channel]

    async def acknowledged(self, asked: Asked) -> Payload | None:
        """Wait for the acknowledgement, and take what travels in it."""
        await self.until(lambda: asked.acknowledged)
        return asked.sent.payload if asked.sent else None

    def called(self, method: str) -> list[Recorded]:
        """The calls of a method."""
        return [each for each in self.requests if re.fullmatch(method, each.method)]

    def next_number(self) -> int:
        """A number of its own."""
        self._count += 1
        return self._count

    def stamp(self) -> str:
        """A time stamp of its own, as messages have."""
        return f"1700000000.{self.next_number():06}"

    # ---------------------------------------------------------------------------------------------------- sending

    def _asking(self, by: str, channel: str, pressed: Shown | None = None) -> Asked:
        number = self.next_number()
        asked = self.asked[str(number)] = Asked(number, by, channel, pressed=pressed, late=self.hurried)
        return asked

    def _reply(self, asked: Asked) -> dict[str, str]:
        base = self.api_url.removesuffix("/api/")
        return {"response_url": f"{base}/respond/{asked.number}", "trigger_id": f"trigger.{asked.number}"}

    async def _send(self, asked: Asked, kind: str, body: Payload, **more: object) -> Asked:
        if self.address:
            asked.status, asked.sent = await self._call(kind, body, more)
        else:
            asked.sent = await self.sockets.send(kind, body, **more)
        self.changed()
        return asked

    async def _call(self, kind: str, body: Payload, more: dict[str, object]) -> tuple[int, Sent]:
        """Send over HTTP, signed, as Slack does to apps without sockets."""
        if kind == "events_api":
            raw, headers = json.dumps(body), {"Content-Type": "application/json"}
        else:
            form = body if kind == "slash_commands" else {"payload": json.dumps(body)}
            raw, headers = urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"}
        if "retry_attempt" in more:
            headers["X-Slack-Retry-Num"] = str(more["retry_attempt"])
        return await self.post(raw, {**headers, **signed(raw, self.secret)})

    async def post(self, raw: str, headers: dict[str, str]) -> tuple[int, Sent]:
        """Post something to the app's address."""
        from tests.bot.platforms.slack.sockets import Sent  # noqa: PLC0415 - for its shape alone

        sent = Sent(time.perf_counter())
        async with aiohttp.ClientSession() as session, session.post(self.address, data=raw, headers=headers) as answer:
            text = await answer.text()
            sent.acknowledged = time.perf_counter()
            sent.payload = json.loads(text) if text.startswith("{") else None
            return answer.status, sent

    # ---------------------------------------------------------------------------------------------------- serving

    async def handle_api(self, request: web.Request) -> web.StreamResponse:
        """Serve one call of the Web API."""
        method = request.match_info["method"]
        body = await _body(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(body.get("token", ""))
        return await self._served(request, method, body, lambda: (200, self.api.call(method, body, token)))

    async def handle_response(self, request: web.Request) -> web.StreamResponse:
        """Serve one post to a response URL."""
        asked, body = self.asked[request.match_info["number"]], await request.json()
        return await self._served(request, "respond", body, lambda: self._respond(asked, body))

    async def _served(
        self, request: web.Request, method: str, body: Payload, serve: Callable[[], tuple[int, Payload]]
    ) -> web.StreamResponse:
        fault = next((each for each in self.faults if each.times and re.fullmatch(each.method, method)), None)
        headers: dict[str, str] = {}
        status: int
        answer: Body
        if fault is None:
            status, answer = serve()
        else:
            fault.times -= 1
            if fault.after_serving:
                serve()
            if fault.status is None:
                self.requests.append(Recorded(method, body, 0, {}))
                self.changed()
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            status, answer, headers = fault.status, fault.body, fault.headers
        self.requests.append(Recorded(method, body, status, answer))
        self.changed()
        if isinstance(answer, str):
            return web.Response(status=status, text=answer, content_type="text/html", headers=headers)
        return web.json_response(answer, status=status, headers=headers)

    def _respond(self, asked: Asked, body: Payload) -> tuple[int, Payload]:
        if asked.expired or asked.uses >= USES:
            return 404, {"ok": False, "error": "expired_url" if asked.expired else "used_url"}
        changes = body.get("delete_original") or body.get("replace_original")
        if changes and (asked.pressed is None or asked.pressed.gone):
            return 404, {"ok": False, "error": "message_not_found"}
        if not body.get("delete_original") and (wrong := blocks.complaint(body)):
            self.complaints.append(f"respond: {wrong}: {body}")
            return 400, {"ok": False, "error": wrong}
        asked.uses += 1
        self._show(asked, body)
        return 200, {"ok": True}

    def _show(self, asked: Asked, body: Payload) -> None:
        if body.get("delete_original") and asked.pressed:
            asked.pressed.gone = True
        elif body.get("replace_original") and asked.pressed:
            asked.pressed.body = body
            asked.shown.append(asked.pressed)
        else:
            only = "" if body.get("response_type") == "in_channel" else asked.asker
            asked.shown.append(Shown(asked.channel, self.stamp(), body, only, body.get("thread_ts", "")))


@asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    """A server on a free port of the loopback device."""
    server = Server()
    async with listening(server):
        yield server


@asynccontextmanager
async def listening(server: Server) -> AsyncIterator[None]:
    """Let the server be reached at a free port of the loopback device."""
    application = web.Application()
    application.router.add_get("/link", server.sockets.handle)
    application.router.add_post("/api/{method}", server.handle_api)
    application.router.add_get("/api/{method}", server.handle_api)
    application.router.add_post("/respond/{number}", server.handle_response)
    runner = web.AppRunner(application, shutdown_timeout=1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    server.api_url = f"http://127.0.0.1:{port}/api/"
    server.sockets.url = f"ws://127.0.0.1:{port}/link"
    try:
        yield
    finally:
        await server.sockets.close()
        await runner.cleanup()


def signed(raw: str, secret: str, at: float | None = None) -> dict[str, str]:
    """The headers by which Slack proves that it has sent this."""
    moment = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{moment}:{raw}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={digest}"}


async def _body(request: web.Request) -> Payload:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {**request.query, **{name: str(value) for name, value in (await request.post()).items()}}
