"""Posting briefings on Discord: the first message in the channel, the rest in a thread of it, and none twice.

Discord keeps a message's nonce for some minutes and gives the same message back for the same nonce, so a post whose
answer was lost can be sent again. After that, the small print at its end tells whether it stands.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import aiohttp
import discord

from bot.delivering import ABSENT, UNKNOWN, Found, Posted, Refused, Unreachable
from bot.language import language_of
from bot.offers import Gestures
from bot.orders import Orders
from bot.platforms.discord.cards import mark
from bot.platforms.discord.draw import Edges, draw
from bot.platforms.discord.failures import UNREACHABLE
from bot.platforms.discord.parts import layout
from bot.platforms.discord.placing import myself
from bot.platforms.discord.words import line
from bot.posts import composed, counted, parted, shows_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from discord import ui
    from discord.abc import Messageable, Snowflake

    from bot.command import Services
    from bot.language import Language
    from bot.platforms.discord.draw import Drawn
    from bot.reply import Reply
    from bot.state import Schedule

PLATFORM = "discord"
_LOOKED_AT = 50  # messages in which a post is looked for
_NONCE = 25  # characters that Discord takes
_TOLD = 1900  # units of what an admin is told
_THREAD_NAME = 100
_HAS_THREAD = 160004  # the message has its thread already: made by a request whose answer was lost
_NOT_NOW, _SERVER_ERROR, _FORBIDDEN = {401, 429}, 500, 403
_SOON, _LATER = 5.0, 30.0  # seconds after which to come back where nothing can have been posted
_SHOWN = re.compile(r" · id (q[a-z2-7]+)")
_NOBODY = discord.AllowedMentions.none()

log = logging.getLogger(__name__)


class Poster:
    """Posts to Discord through whichever client has logged in last; while there is none, Discord is unreachable."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._through: tuple[discord.Client, Orders] | None = None

    def attach(self, client: discord.Client, orders: Orders) -> None:
        """Post through this client, which has logged in."""
        self._through = client, orders

    def detach(self, client: discord.Client) -> None:
        """Post through this client no more."""
        if self._through and self._through[0] is client:
            self._through = None

    async def post(self, schedule: Schedule, due: datetime, nonce: str, *, late: bool) -> Posted:
        """Compose the briefing and post it, unless there is nothing new to say.

        Raises Refused, with a reason for an admin, or Unreachable.
        """
        say = language_of(schedule.locale)
        briefing = await composed(self._services, schedule, due, late=late)
        if briefing is None:
            return Posted(None, (), say("nothing is new"))
        role = (f"<@&{schedule.role}>",) if schedule.role else ()
        edges = Edges(role, (mark(schedule.number, nonce, say),))
        first, *others = _messages(briefing.replies, edges)
        with _failures(say):
            message = await self._channel(schedule, say).send(
                view=self._view(first),
                nonce=nonce,
                suppress_embeds=True,
                allowed_mentions=_calling(schedule.role),
            )
        posted = [first[0], *await self._follow(message, others, schedule, nonce)]
        return Posted(str(message.id), counted(briefing, posted), None)

    async def find(self, schedule: Schedule, nonce: str) -> Found:
        """Whether a post with this nonce stands among the last messages of the channel.

        Without the permission to read them that is not known: Discord then shows none.
        """
        say, seen = language_of(schedule.locale), 0
        client, may_read = self._client(say), self._may_read(schedule)
        if may_read is False:
            return UNKNOWN
        with _failures(say, reading=True) as failed:
            async for message in self._channel(schedule, say).history(limit=_LOOKED_AT):
                seen += 1
                if client.user == message.author and nonce in (text := _text(message)):
                    return Found(str(message.id), tuple(_SHOWN.findall(text)))
        return UNKNOWN if failed or not (seen or may_read) else ABSENT

    async def tell(self, schedule: Schedule, text: str) -> None:
        """Say something for the admins: in the channel, else where the server has its own messages, else in the log."""
        client = self._client(language_of(schedule.locale))
        guild = client.get_guild(_server(schedule))
        system = guild.system_channel if guild else None
        places: list[Messageable] = [
            client.get_partial_messageable(int(schedule.channel)),
            *([system] if system else []),
        ]
        for place in places:
            try:
                await place.send(line(text, _TOLD), suppress_embeds=True, allowed_mentions=_NOBODY)
            except (discord.DiscordException, *UNREACHABLE) as error:
                log.info("briefing %s: nobody could be told there: %s", schedule.number, error)
            else:
                return
        log.warning("briefing %s of %s: %s", schedule.number, schedule.place, text)

    async def _follow(
        self, message: discord.Message, others: Sequence[tuple[Reply, Drawn]], schedule: Schedule, nonce: str
    ) -> list[Reply]:
        """Post the rest in a thread, or in the channel where no thread may be made, and say what was posted.

        What fails here takes back nothing: the briefing stands.
        """
        posted: list[Reply] = []
        if not others:
            return posted
        try:
            place = await self._thread(message, schedule)
            for number, (reply, drawn) in enumerate(others, 2):
                mine = f"{nonce[: _NONCE - 4]}.{number}"
                await place.send(
                    view=self._view((reply, drawn)), nonce=mine, suppress_embeds=True, allowed_mentions=_NOBODY
                )
                posted.append(reply)
        except (discord.DiscordException, *UNREACHABLE) as error:
            log.warning("briefing %s: its rest could not be posted: %s", schedule.number, error)
        return posted

    async def _thread(self, message: discord.Message, schedule: Schedule) -> Messageable:
        say = language_of(schedule.locale)
        client = self._client(say)
        name = say("Briefing on “{topic}”", topic=schedule.topic) if schedule.topic else say("Briefing")
        try:
            thread = await client.http.start_thread_with_message(
                message.channel.id, message.id, name=name[:_THREAD_NAME], auto_archive_duration=1440
            )
        except discord.HTTPException as error:
            if error.code == _HAS_THREAD:
                return client.get_partial_messageable(message.id)  # a thread has the id of its message
            if error.status in _NOT_NOW or error.status >= _SERVER_ERROR:
                raise
            return message.channel  # no thread may be made, or none can be, as in a thread
        return client.get_partial_messageable(int(thread["id"]))

    def _channel(self, schedule: Schedule, say: Language) -> Messageable:
        """The channel of the schedule; raises Refused where it is another server's."""
        client = self._client(say)
        channel = client.get_channel(int(schedule.channel))
        guild = getattr(channel, "guild", None)
        if guild is not None and guild.id != _server(schedule):
            raise Refused(say("The channel is not in this server."))
        return client.get_partial_messageable(int(schedule.channel), guild_id=_server(schedule))

    def _may_read(self, schedule: Schedule) -> bool | None:
        """Whether the bot may read what stands in the channel; None where Discord has not told."""
        client = self._through[0] if self._through else None
        guild = client.get_guild(_server(schedule)) if client else None
        channel = guild.get_channel(int(schedule.channel)) if guild else None
        me = myself(guild) if guild else None
        return channel.permissions_for(me).read_message_history if channel and me else None

    def _client(self, say: Language) -> discord.Client:
        """The client; where there is none, nothing can have been posted."""
        if self._through is None:
            raise Unreachable(say("Discord is not connected."), _SOON)
        return self._through[0]

    def _view(self, message: tuple[Reply, Drawn]) -> ui.LayoutView:
        orders = self._through[1] if self._through else Orders()
        return layout(replace(message[1], gestures=Gestures()), orders, private=False)


def _messages(replies: Sequence[Reply], edges: Edges) -> list[tuple[Reply, Drawn]]:
    """Each reply as a message that shows all its excerpts; where they do not fit, each has a message of its own."""
    found: list[tuple[Reply, Drawn]] = []
    for reply in replies:
        drawn = draw(reply, edges=edges if not found else Edges())
        whole = _shows_all(drawn, reply)
        parts = [(reply, drawn)] if whole else [(each, draw(each, edges=Edges())) for each in parted(reply)]
        if not whole and not found:
            parts[0] = (parts[0][0], draw(parts[0][0], edges=edges))
        found += parts
    return found


def _shows_all(drawn: Drawn, reply: Reply) -> bool:
    return shows_all("\n".join(block.text for group in drawn.groups for block in group), reply)


def _calling(role: str | None) -> discord.AllowedMentions:
    """Nobody may be called but that role. Its id stays text: Discord's description has no number there."""
    named = cast("Snowflake", SimpleNamespace(id=role))
    return discord.AllowedMentions(everyone=False, users=False, roles=[named] if role else False, replied_user=False)


def _server(schedule: Schedule) -> int:
    return int(schedule.place.rpartition(":")[2])


def _text(message: discord.Message) -> str:
    """All that stands in a message of components, roughly."""
    return "\n".join(str(component.to_dict()) for component in message.components)


@contextmanager
def _failures(say: Language, *, reading: bool = False) -> Iterator[list[str]]:
    """What discord.py raises, as Refused or Unreachable; that something may not be read is only noted.

    Only where nothing can have been posted does Unreachable say when to come back.
    """
    noted: list[str] = []
    try:
        yield noted
    except discord.RateLimited as error:
        raise Unreachable(say("Discord asks for patience."), error.retry_after) from error
    except discord.HTTPException as error:
        if error.status in _NOT_NOW or error.status >= _SERVER_ERROR:
            sure = _LATER if error.status in _NOT_NOW else None
            raise Unreachable(say("Discord cannot take it now ({status}).", status=error.status), sure) from error
        if not (reading and error.status == _FORBIDDEN):
            raise Refused(_reason(error, say)) from error
        noted.append(_reason(error, say))
    except aiohttp.ClientConnectorError as error:
        raise Unreachable(say("Discord cannot be reached."), _LATER) from error
    except (discord.DiscordException, *UNREACHABLE) as error:
        raise Unreachable(say("Discord cannot be reached."), None) from error


def _reason(error: discord.HTTPException, say: Language) -> str:
    """Why Discord refuses, and what an admin can do."""
    known = {
        10003: say("The channel is gone. Choose another with /briefing edit."),
        50001: say("The bot may not see the channel. Give it the permission View Channel there."),
        50013: say("The bot may not write in the channel. Give it the permission Send Messages there."),
    }
    if error.code in known:
        return known[error.code]
    if isinstance(error, discord.Forbidden | discord.NotFound):
        return say("Discord refuses the channel ({code}). Look at the bot’s permissions there.", code=error.code)
    return say("Discord does not take the message ({code}).", code=error.code)
