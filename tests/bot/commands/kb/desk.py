"""Who asks what of the commands that look after the knowledge base."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.command import Request
from bot.dispatch import parse
from bot.request import Upload

if TYPE_CHECKING:
    from bot.command import Services
    from bot.dispatch import Dispatcher
    from bot.reply import Choice, Reply
    from knowledge import Excerpt

EDITOR, ADMIN = "70", "80"
HERE = "discord:1"


@dataclass(frozen=True, slots=True)
class Desk:
    """The bot, as an editor and others ask it."""

    dispatcher: Dispatcher

    @property
    def services(self) -> Services:
        """What the commands use."""
        return self.dispatcher.services

    async def ask(self, line: str, *, by: str = EDITOR, locale: str = "en") -> Reply:
        """The reply to a line that somebody who manages a server types there."""
        return await self.dispatcher.answer(_from(parse(line, self.dispatcher.commands), by, locale))

    async def take(self, reply: Reply, label: str, *, by: str = EDITOR, **more: str) -> Reply:
        """The reply to the choice with this label, with the value that it asks for."""
        choice = labelled(reply, label)
        assert set(more) == {choice.asks} - {""}
        return await self.dispatcher.answer(_from(Request(choice.command, {**choice.values, **more}), by, "en"))

    async def hand_over(self, command: str, name: str, content: bytes, **values: str) -> Reply:
        """The reply to an editor who hands over a file."""

        async def read() -> bytes:
            return content

        request = Request(command, {"file": name, **values}, uploads={"file": Upload(name, len(content), read)})
        return await self.dispatcher.answer(_from(request, EDITOR, "en"))

    async def excerpt(self, phrase: str) -> Excerpt:
        """The quotation that anybody finds by these words."""
        return (await self.ask(f"/quote {phrase}", by="1")).matches[0].excerpt


def labelled(reply: Reply, label: str) -> Choice:
    """The choice with this label."""
    return next(choice for choice in reply.choices if choice.label == label)


def lines(reply: Reply) -> str:
    """Everything in its sections."""
    return "\n".join(line for section in reply.sections for line in (section.title, *section.lines))


def _from(request: Request, by: str, locale: str) -> Request:
    return replace(request, platform="discord", asker=by, place=HERE, admin=True, locale=locale)
