"""Channels of the local server: messages with enforced nonces, threads, and what Discord says when there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.bot.platforms.discord import payloads

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bot.platforms.discord.payloads import Body, Payload

LONGEST_NONCE = 25
Answer = tuple[int, "Body"]


@dataclass
class Channels:
    """What stands in which channel, oldest first; a thread is a channel with the id of its message."""

    next_number: Callable[[], int]
    standing: dict[str, list[Payload]] = field(
        default_factory=lambda: {str(number): [] for number in (payloads.CHANNEL, payloads.BRIEFINGS, payloads.SYSTEM)}
    )
    threads: dict[str, Payload] = field(default_factory=dict)

    def serve(self, method: str, path: str, body: Body) -> Answer:
        """The answer to a request about a channel, its messages or a thread."""
        parts = path.split("/")[2:]
        channel = parts[0]
        if channel not in self.standing:
            return 404, {"code": 10003, "message": "Unknown Channel"}
        match method, parts[1:]:
            case "POST", ["messages"]:
                return self._send(channel, body)
            case "GET", ["messages"]:
                return 200, self.standing[channel][::-1][:50]
            case "POST", ["messages", message, "threads"]:
                return self._thread(channel, message, body)
        return 404, {"code": 0, "message": "404: Not Found"}

    def _send(self, channel: str, body: Payload) -> Answer:
        nonce = body.get("nonce")
        if nonce is not None and len(str(nonce)) > LONGEST_NONCE:
            return 400, {"code": 50035, "message": "Invalid Form Body"}
        if body.get("enforce_nonce"):
            for message in self.standing[channel]:
                if message["nonce"] == nonce:
                    return 200, message
        if not (body.get("content") or body.get("components")):
            return 400, {"code": 50006, "message": "Cannot send an empty message"}
        made = payloads.message(self.next_number(), body, ephemeral=False)
        del made["interaction_metadata"]
        self.standing[channel].append({**made, "channel_id": channel, "type": 0, "nonce": nonce})
        return 200, self.standing[channel][-1]

    def _thread(self, channel: str, message: str, body: Payload) -> Answer:
        if message in self.threads:
            return 400, {"code": 160004, "message": "A thread has already been created for this message"}
        self.standing[message] = []
        self.threads[message] = {
            "id": message,
            "type": 11,
            "name": body["name"],
            "parent_id": channel,
            "guild_id": str(payloads.GUILD),
            "owner_id": str(payloads.APPLICATION),
            "message_count": 0,
            "member_count": 1,
            "thread_metadata": {
                "archived": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": "2020-01-01T00:00:00+00:00",
                "locked": False,
            },
        }
        return 201, self.threads[message]
