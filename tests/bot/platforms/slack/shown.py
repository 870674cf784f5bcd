"""What somebody sees on the local Slack, and what became of what they asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.bot.platforms.slack.blocks import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bot.platforms.slack.sockets import Sent

    Payload = dict[str, Any]

USES, SPAN = 5, 30  # answers that a response_url takes, and minutes for which it does


@dataclass(eq=False)
class Shown:
    """A message of the bot's in a channel, or for one person there (`only`), until it is `gone`."""

    channel: str
    ts: str
    body: Payload
    only: str = ""
    thread: str = ""
    gone: bool = False

    @property
    def private(self) -> bool:
        """Whether one person alone sees it."""
        return bool(self.only)

    @property
    def parts(self) -> list[Payload]:
        """Every object in its blocks."""
        return list(walk(self.body.get("blocks") or []))

    @property
    def text(self) -> str:
        """All the words on it but those of buttons and options; without blocks, its text."""
        blocks = self.body.get("blocks")
        return "\n".join(_lines(blocks)) if blocks else str(self.body.get("text", ""))

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons."""
        return [part["text"]["text"] for part in self.parts if part.get("type") == "button"]

    @property
    def options(self) -> list[Payload]:
        """The options of its selects."""
        return [option for part in self.parts for option in part.get("options", [])]

    def facts(self) -> Payload:
        """Where it stands, as payloads tell it."""
        return {"ts": self.ts, "channel": self.channel, "ephemeral": self.private, "thread": self.thread}

    def part(self, label: str) -> tuple[Payload, str]:
        """The button of that label as Slack sends it back, with its block's id; or the option of that label."""
        for block in self.body["blocks"]:
            for part in walk(block):
                if part.get("type") == "button" and part["text"]["text"] == label:
                    return {
                        name: part[name] for name in ("type", "action_id", "value", "text") if name in part
                    }, block.get("block_id", "made-up")
                for option in part.get("options", []):
                    if option["text"]["text"] == label and "action_id" in part:
                        chosen = {"type": part["type"], "action_id": part["action_id"], "selected_option": option}
                        return chosen, block.get("block_id", "made-up")
        raise LookupError(f"no {label!r} among {self.buttons} and {[each['text']['text'] for each in self.options]}")


@dataclass(eq=False)
class Asked:
    """One interaction and what came of it, the newest message last.

    Its `response_url` takes five answers, unless it is `expired`; its trigger opens one form, unless that is `late`.
    """

    number: int
    asker: str
    channel: str
    stamp: str = ""
    pressed: Shown | None = None
    sent: Sent | None = None
    status: int | None = None
    uses: int = 0
    expired: bool = False
    late: bool = False
    triggered: bool = False
    form: Payload | None = None
    shown: list[Shown] = field(default_factory=list)

    @property
    def acknowledged(self) -> bool:
        """Whether Slack has been answered, over a socket or over HTTP."""
        return self.status is not None or (self.sent is not None and self.sent.acknowledged is not None)


def _lines(blocks: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """The words of each block; those of one line of rich text stand together."""
    for block in blocks:
        words = list(_words(block))
        if words:
            yield "".join(words) if block["type"] == "rich_text" else "\n".join(words)


def _words(part: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(part, list):
        for each in part:
            yield from _words(each)
    elif isinstance(part, dict) and part.get("type") not in {"button", "static_select", "external_select"}:
        match part.get("type"):
            case "user":
                yield f"<@{part['user_id']}>"
            case "channel":
                yield f"<#{part['channel_id']}>"
            case "date":
                yield part.get("fallback", "")
            case "link":
                yield part.get("text") or part["url"]
            case _ if isinstance(part.get("text"), str):
                yield part["text"]
            case _:
                yield from _words([each for each in part.values() if isinstance(each, dict | list)])
