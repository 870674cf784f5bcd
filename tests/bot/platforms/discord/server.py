"""A Discord on loopback: the gateway and the part of REST that a bot with slash commands uses.

It keeps Discord's rules, not only its shapes: one answer for each interaction, nothing after it expired, a deferred
answer stays as private as it was deferred, and bodies that Discord would refuse are refused.
"""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from tests.bot.platforms.discord import payloads, schema
from tests.bot.platforms.discord.channels import Channels
from tests.bot.platforms.discord.files import Files
from tests.bot.platforms.discord.gateway import Gateway
from tests.bot.platforms.discord.rules import refused, walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.bot.platforms.discord.payloads import Body, Payload

TOKEN = "MTExMQ.local1.a-token-of-the-local-server-only"
_BAD = {"code": 50035, "message": "Invalid Form Body"}
CALLBACK = r"/interactions/\d+/[^/]+/callback"  # where first answers are sent
PATIENCE = 60  # seconds before a test that waits for something gives up
EPHEMERAL, LOADING = 64, 128
COMMAND, COMPONENT, AUTOCOMPLETE, FORM = 2, 3, 4, 5
SENT, THINKING, UPDATING, UPDATED, COMPLETED, ASKED_BACK = 4, 5, 6, 7, 8, 9  # kinds of first answers
TEXT_DISPLAY, STRING_SELECT, BUTTON = 10, 3, 2


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request as it came in, and the status it was answered with."""

    method: str
    path: str
    body: Body
    status: int


@dataclass
class Shown:
    """A message of the bot's that somebody sees, until it is `gone`."""

    payload: Payload
    gone: bool = False

    @property
    def private(self) -> bool:
        """Whether the asker alone sees it."""
        return bool(self.payload["flags"] & EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Whether it still says "thinking"."""
        return bool(self.payload["flags"] & LOADING)

    @property
    def parts(self) -> list[Payload]:
        """Every component, those inside others included."""
        return list(walk(self.payload["components"]))

    @property
    def text(self) -> str:
        """All the words on it, as markdown."""
        return "\n".join(part["content"] for part in self.parts if part["type"] == TEXT_DISPLAY)

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons."""
        return [part["label"] for part in self.parts if part["type"] == BUTTON]

    @property
    def options(self) -> list[Payload]:
        """The options of its selects."""
        return [option for part in self.parts if part["type"] == STRING_SELECT for option in part["options"]]


@dataclass
class Asked:
    """One interaction and what came of it. `shown` are the messages that stand, the original answer first.

    The original of one that a button or a select began may be the message that this stands in: then it changes.
    """

    number: int
    token: str
    asker: int = payloads.USER
    pressed: Shown | None = None
    may: int = 0
    acknowledged: bool = False
    expired: bool = False
    waiting: bool = False
    form: Payload | None = None
    original: Shown | None = None
    follow_ups: list[Shown] = field(default_factory=list)
    choices: list[Payload] | None = None

    @property
    def shown(self) -> list[Shown]:
        """The messages that stand."""
        return [*([self.original] if self.original else []), *self.follow_ups]


@dataclass
class Fault:
    """The next `times` requests that fit are answered with `status` and `body` instead of being served.

    With `after_serving` the request takes effect all the same: an answer lost on its way back.
    """

    method: str
    path: str
    status: int
    body: Body = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    after_serving: bool = False


class Server:
    """One Discord with one bot in one server. Start it with `serving()`."""

    def __init__(self) -> None:
        self._changed = asyncio.Event()
        self.gateway = Gateway(TOKEN, self.changed)
        self.api_url = ""
        self.requests: list[Recorded] = []
        self.complaints: list[str] = []
        self.faults: list[Fault] = []
        self.commands: dict[str, list[Payload]] = {}
        self.asked: dict[str, Asked] = {}
        self._count = 9000
        self.channels = Channels(self.next_number)
        self.files = Files()

    # -------------------------------------------------------------------------------- what people do in the client

    async def ask(self, name: str, /, *, by: int = payloads.USER, may: int = 0, **values: str | bool) -> Asked:
        """Somebody, who has the permissions `may`, sends a slash command."""
        return await self._interact(COMMAND, payloads.command_data(name, values), by, permissions=may)

    async def hand_over(self, name: str, option: str, file: str, content: bytes, /, *, may: int = 0) -> Asked:
        """Somebody sends a slash command with a file."""
        number = self.next_number()
        url = self.files.keep(number, file, content)
        data = payloads.upload_data(name, option, payloads.attachment(number, file, len(content), url))
        return await self._interact(COMMAND, data, permissions=may)

    async def ask_directly(self, name: str, /, **values: str | bool) -> Asked:
        """Somebody sends a slash command in a direct message to the bot."""
        here: Payload = {"guild_id": None, "member": None, "user": payloads.user(), "context": 1}
        channel = {"id": str(payloads.CHANNEL), "type": 1, "recipients": [payloads.user()], "last_message_id": None}
        return await self._interact(COMMAND, payloads.command_data(name, values), **here, channel=channel)

    async def ask_elsewhere(self, name: str, /, *, may: int = 0, **values: str | bool) -> Asked:
        """Somebody who brought the bot along sends a slash command in a server that the bot is not in."""
        there = {"id": "2223", "locale": "en-US", "features": []}
        data = payloads.command_data(name, values)
        return await self._interact(COMMAND, data, permissions=may, guild_id="2223", guild=there)

    async def ask_in(self, locale: str, name: str, /, **values: str | bool) -> Asked:
        """Somebody whose Discord speaks another language sends a slash command."""
        return await self._interact(COMMAND, payloads.command_data(name, values), locale=locale)

    async def look_up(self, name: str, content: str) -> Asked:
        """Somebody looks up another's message through the menu beside it."""
        said = payloads.said_by(self.next_number(), 5555, content)
        return await self._interact(COMMAND, payloads.menu_data(name, said))

    async def type(self, name: str, option: str, text: str) -> Asked:
        """Somebody types into an option with autocompletion."""
        return await self._interact(AUTOCOMPLETE, payloads.command_data(name, {option: text}, focused=option))

    async def press(self, shown: Shown, label: str, *, by: int = payloads.USER, may: int = 0) -> Asked:
        """Somebody presses the button with this label."""
        part = next(part for part in shown.parts if part["type"] == BUTTON and part["label"] == label)
        data = {"custom_id": part["custom_id"], "component_type": BUTTON, "id": part["id"]}
        return await self._use(shown, data, by, may)

    async def choose(self, shown: Shown, label: str, *, by: int = payloads.USER) -> Asked:
        """Somebody takes the option with this label from a select."""
        part, value = next(
            (part, option["value"])
            for part in shown.parts
            if part["type"] == STRING_SELECT
            for option in part["options"]
            if option["label"] == label
        )
        data = {
            "custom_id": part["custom_id"],
            "component_type": STRING_SELECT,
            "id": part["id"],
            "values": [value],
        }
        return await self._use(shown, data, by, 0)

    async def fill_in(self, asked: Asked, **values: str) -> Asked:
        """Somebody fills in the form that an interaction was answered with."""
        await self.until(lambda: asked.form)
        assert asked.form is not None
        pressed, data = asked.pressed, payloads.form_data(asked.form["custom_id"], values)
        more = {"message": pressed.payload, "permissions": asked.may} if pressed else {}
        return await self._interact(FORM, data, asked.asker, pressed=pressed, **more)

    async def _use(self, shown: Shown, data: Payload, by: int, may: int) -> Asked:
        return await self._interact(COMPONENT, data, by, pressed=shown, permissions=may, message=shown.payload)

    async def _interact(
        self, kind: int, data: Payload, by: int = payloads.USER, pressed: Shown | None = None, **more: Body
    ) -> Asked:
        number = self.next_number()
        asked = Asked(number, f"interaction-token-{number}", by, pressed, more.get("permissions", 0))
        self.asked[asked.token] = asked
        payload = payloads.interaction(number, asked.token, kind, data, asker=by, **more)
        await self.gateway.dispatch("INTERACTION_CREATE", payload)
        return asked

    # ------------------------------------------------------------------------------------------- what a test awaits

    def changed(self) -> None:
        """Wake those who wait in `until`."""
        self._changed.set()

    async def until(self, condition: Callable[[], Body]) -> None:
        """Wait until the condition holds; looked at after every event here."""
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    async def answer(self, asked: Asked) -> Shown:
        """Wait for the words that somebody sees in the end: the last message that does not say "thinking"."""
        await self.until(lambda: asked.shown and not asked.waiting)
        return asked.shown[-1]

    async def suggestions(self, asked: Asked) -> list[Payload]:
        """Wait for the choices of an autocompletion."""
        await self.until(lambda: asked.choices is not None)
        return asked.choices or []

    def sent(self, method: str, path: str) -> list[Recorded]:
        """The recorded requests whose path matches the pattern as a whole."""
        return [r for r in self.requests if r.method == method and re.fullmatch(path, r.path)]

    def posted(self, channel: int) -> list[Shown]:
        """The messages of the bot's that stand in a channel or a thread."""
        return [Shown(payload) for payload in self.channels.standing.get(str(channel), [])]

    def next_number(self) -> int:
        """A snowflake of its own."""
        self._count += 1
        return self._count

    # ------------------------------------------------------------------------------------------------------- REST

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one REST request, after recording and judging it."""
        path = request.path.removeprefix("/api/v10")
        body = await self.files.body_of(request)
        self.complaints += filter(None, [schema.complaint(request.method, path, body)])
        response = self._fault(request, path, body) or self._serve(request, path, body)
        self.requests.append(Recorded(request.method, path, body, response.status))
        self.changed()
        return response

    def _fault(self, request: web.Request, path: str, body: Body) -> web.Response | None:
        for fault in self.faults:
            if fault.times and fault.method == request.method and re.fullmatch(fault.path, path):
                fault.times -= 1
                if fault.after_serving:
                    self._serve(request, path, body)
                return _json(fault.body, status=fault.status, headers=fault.headers)
        return None

    def _serve(self, request: web.Request, path: str, body: Body) -> web.Response:
        if path.startswith(("/interactions/", "/webhooks/")):
            return self._serve_interaction(request.method, path, body)
        if request.headers.get("Authorization") != f"Bot {TOKEN}":
            return _error(401, 0, "401: Unauthorized")
        if path.startswith("/channels/"):
            status, answer = (400, _BAD) if refused(body) else self.channels.serve(request.method, path, body)
            return _json(answer, status=status)
        if request.method == "PUT" and path.endswith("/commands"):
            return self._register(path, body)
        limits = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        known = {
            "/users/@me": payloads.bot_user(),
            "/oauth2/applications/@me": payloads.application(),
            "/gateway/bot": {"url": self.gateway.url, "shards": 1, "session_start_limit": limits},
        }
        return _json(known[path]) if path in known else _error(404, 0, "404: Not Found")

    def _register(self, path: str, body: list[Payload]) -> web.Response:
        more = {"application_id": str(payloads.APPLICATION), "version": "1", "default_member_permissions": None}
        self.commands[path] = [
            {"id": str(self.next_number()), "description": "", **command, **more} for command in body
        ]
        return _json(self.commands[path])

    def _serve_interaction(self, method: str, path: str, body: Body) -> web.Response:
        asked = self.asked.get(path.split("/")[3])
        if asked is None or asked.expired:
            return _error(404, 10062 if path.endswith("callback") else 10015, "Unknown interaction")
        if refused(body):
            return _error(400, 50035, "Invalid Form Body")
        match method, path.split("/")[4:]:
            case "POST", ["callback"]:
                return self._callback(asked, body)
            case "POST", []:
                return self._follow_up(asked, body)
            case "PATCH", ["messages", "@original"]:
                return self._edit(asked, body)
        return self._delete(asked)

    def _callback(self, asked: Asked, body: Payload) -> web.Response:
        if asked.acknowledged:
            return _error(400, 40060, "Interaction has already been acknowledged.")
        asked.acknowledged = True
        data, kind = body.get("data") or {}, body["type"]
        if kind == COMPLETED:
            asked.choices = data["choices"]
        elif kind == ASKED_BACK:
            asked.form = data
        elif kind in {UPDATING, UPDATED}:
            if asked.pressed is None or asked.pressed.gone:
                return _error(404, 10008, "Unknown Message")
            asked.original = asked.pressed
            if kind == UPDATED:
                self._change(asked.original, data)
        else:
            asked.original = self._message(asked, data, ephemeral=_private(data), loading=kind == THINKING)
        asked.waiting = kind in {THINKING, UPDATING}
        shown = asked.original
        about = {"id": str(asked.number), "type": 2, **({"response_message_id": shown.payload["id"]} if shown else {})}
        resource = {"resource": {"type": kind, "message": shown.payload}} if shown else {}
        return _json({"interaction": about, **resource})

    def _follow_up(self, asked: Asked, body: Payload) -> web.Response:
        if not asked.acknowledged:
            return _error(404, 10015, "Unknown Webhook")
        asked.waiting = False
        if asked.original is not None and asked.original.loading:
            return self._edit(asked, body)
        asked.follow_ups.append(self._message(asked, body, ephemeral=_private(body)))
        return _json(asked.follow_ups[-1].payload)

    def _edit(self, asked: Asked, body: Payload) -> web.Response:
        if asked.original is None or asked.original.gone:
            return _error(404, 10008, "Unknown Message")
        asked.waiting = False
        self._change(asked.original, body)
        return _json(asked.original.payload)

    def _change(self, shown: Shown, body: Payload) -> None:
        """Give a message other words and parts; it stays where, whose and how private it is."""
        changed = payloads.message(int(shown.payload["id"]), body, ephemeral=shown.private)
        shown.payload = {**changed, "interaction_metadata": shown.payload["interaction_metadata"]}

    def _delete(self, asked: Asked) -> web.Response:
        if asked.original is None or asked.original.gone:
            return _error(404, 10008, "Unknown Message")
        asked.original.gone = True
        asked.original = None
        return web.Response(status=204)

    def _message(self, asked: Asked, body: Payload, *, ephemeral: bool, loading: bool = False) -> Shown:
        number = self.next_number()
        return Shown(payloads.message(number, body, ephemeral=ephemeral, loading=loading, asker=asked.asker))


@asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    """A server on a free port of the loopback device."""
    server = Server()
    application = web.Application()
    application.router.add_get("/gateway/", server.gateway.handle)
    application.router.add_get("/files/{rest:.*}", server.files.handle)
    application.router.add_route("*", "/api/v10/{rest:.*}", server.handle)
    runner = web.AppRunner(application, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    server.api_url = f"http://127.0.0.1:{port}/api/v10"
    server.files.url = f"http://127.0.0.1:{port}/files"
    server.gateway.url = f"ws://127.0.0.1:{port}/gateway/"
    try:
        yield server
    finally:
        await server.gateway.cut(1001)
        await runner.cleanup()


def _private(body: Payload) -> bool:
    return bool((body.get("flags") or 0) & EPHEMERAL)


def _json(body: Body, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON with the bare content type that Discord sends; discord.py takes any other for text."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json")


def _error(status: int, code: int, message: str) -> web.Response:
    return _json({"code": code, "message": message}, status=status)
