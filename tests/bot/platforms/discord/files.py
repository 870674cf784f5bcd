"""The files of the local Discord: those that people attached, and those that the bot sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from tests.bot.platforms.discord.payloads import Body


class Files:
    """`sent` are the contents of the bot's files by name; `lost` makes those of people unavailable."""

    def __init__(self) -> None:
        self.url = ""
        self.sent: dict[str, str] = {}
        self.lost = False
        self.asked_for = 0
        self._kept: dict[str, bytes] = {}

    def keep(self, number: int, name: str, content: bytes) -> str:
        """Keep what somebody attached, and say where."""
        self._kept[f"{number}/{name}"] = content
        return f"{self.url}/{number}/{name}"

    async def handle(self, request: web.Request) -> web.Response:
        """Hand a file over."""
        self.asked_for += 1
        if self.lost:
            return web.Response(status=503)
        return web.Response(body=self._kept[request.match_info["rest"]])

    async def body_of(self, request: web.Request) -> Body:
        """The JSON of a request to REST; files beside it are kept."""
        if not request.can_read_body:
            return None
        if not request.content_type.startswith("multipart/"):
            return await request.json()
        parts = await request.post()
        for part in parts.values():
            if isinstance(part, web.FileField):
                self.sent[part.filename] = part.file.read().decode()
        body = json.loads(str(parts["payload_json"]))
        for sent in (body.get("data") or body).get("attachments", []):
            sent["id"] = str(sent["id"])  # Discord's manual shows a number here, its description knows text alone
        return body
