"""Posting briefings on Slack: a headline in the channel, the excerpts in its thread, and none twice.

Slack has nothing that makes a second post of the same harmless, and the bot may not read channels. So a post whose
answer was lost is only found where somebody has granted that; elsewhere it is not known to stand, and not posted again.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.delivering import ABSENT, UNKNOWN, Found, Posted, Refused, Unreachable
from bot.language import language_of
from bot.orders import Orders
from bot.platforms.slack.cards import known
from bot.platforms.slack.clients import retry_after
from bot.platforms.slack.draw import Edges, draw
from bot.platforms.slack.failures import FAILURES, REVOKED, error_of
from bot.platforms.slack.limits import ROOM, TEXT
from bot.platforms.slack.rich import small
from bot.platforms.slack.spoken import escaped, whole
from bot.posts import composed, counted, parted, quoted, shows_all
from bot.reply import Section
from bot.wording import person_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.command import Services
    from bot.language import Language
    from bot.platforms.slack.rich import Block
    from bot.reply import Reply
    from bot.state import Schedule

PLATFORM = "slack"
_LOOKED_AT = 50  # messages in which a post is looked for
_PACE = 1.0  # seconds: Slack takes about one message a second in a channel
_SOON, _LATER = 5.0, 30.0  # seconds after which to come back where nothing can have been posted
_LIMITED, _SERVER_ERROR = 429, 500
_MARK = "briefing."  # a block_id that begins with it ends with the nonce of the post
_PERHAPS = {"internal_error", "fatal_error", "service_unavailable"}  # it may have been posted
_NOT_GRANTED = "missing_scope"
_UNHEARD = {  # it was not posted, and somebody else than an admin of the place has to mend it
    *REVOKED,
    *(_NOT_GRANTED, "request_timeout", "team_added_to_org"),
}
_TOO_LONG = "msg_blocks_too_long"
_SHOWN = re.compile(r"\bid (q[a-z2-7]+)")

log = logging.getLogger(__name__)


class Poster:
    """Posts to Slack through whichever client has connected last; while there is none, Slack is unreachable.

    The client must repeat nothing but what Slack has refused for its rate: whatever else it were to repeat might stand
    twice.
    """

    def __init__(self, services: Services, pace: float = _PACE) -> None:
        self._services, self._pace = services, pace
        self._through: tuple[AsyncWebClient, Orders] | None = None

    def attach(self, client: AsyncWebClient, orders: Orders) -> None:
        """Post through this client, which has authenticated itself."""
        self._through = client, orders

    def detach(self, client: AsyncWebClient) -> None:
        """Post through this client no more."""
        if self._through and self._through[0] is client:
            self._through = None

    async def post(self, schedule: Schedule, due: datetime, nonce: str, *, late: bool) -> Posted:
        """Compose the briefing and post it, unless there is nothing new to say.

        Raises Refused, with a reason for an admin, or Unreachable.
        """
        say = language_of(schedule.locale)
        self._client(say)
        briefing = await composed(self._services, schedule, due, late=late)
        if briefing is None:
            return Posted(None, (), say("nothing is new"))
        headline, details = _arranged(briefing.replies, say)
        edges = Edges(_called(schedule.role), _mark(schedule, nonce, say))
        with _failures(say):
            message = await self._send(schedule, headline, edges)
        posted = await self._follow(schedule, message, details)
        return Posted(message, counted(briefing, [headline, *posted]), None)

    async def find(self, schedule: Schedule, nonce: str) -> Found:
        """Whether a post with this nonce stands among the last messages of the channel.

        That is not known where the bot may not read them: it asks for no such permission.
        """
        say = language_of(schedule.locale)
        client = self._client(say)
        told: Any = {"has_more": True}
        messages: list[dict[str, Any]] = []
        with _failures(say, reading=True):
            told = await client.conversations_history(channel=schedule.channel, limit=_LOOKED_AT)
            messages = told.get("messages") or []
            for message in messages:
                if nonce in json.dumps(message.get("blocks", ())):
                    return Found(str(message["ts"]), await self._shown(client, schedule.channel, message))
        return ABSENT if len(messages) >= _LOOKED_AT or not told.get("has_more") else UNKNOWN

    async def tell(self, schedule: Schedule, text: str) -> None:
        """Say something for the admins: to whoever made the schedule, else in the channel, else in the log."""
        client = self._client(language_of(schedule.locale))
        said = escaped(text)[:TEXT]
        for place in filter(None, (known(schedule.created_by), schedule.channel)):
            try:
                await client.chat_postMessage(channel=place, text=said, mrkdwn=False, unfurl_links=False)
            except FAILURES as error:
                log.info("briefing %s: nobody could be told there: %s", schedule.number, error_of(error) or repr(error))
            else:
                return
        log.warning("briefing %s of %s: %s", schedule.number, schedule.place, text)

    async def _send(self, schedule: Schedule, reply: Reply, edges: Edges, thread: str | None = None) -> str:
        """Post one message, smaller where Slack finds it too long, and say its timestamp, which is its id."""
        client, orders = self._through or (self._client(reply.say), Orders())

        async def sent(room: int) -> str:
            message = draw(reply, orders, private=False, unasked=True, edges=edges, room=room)
            told = await client.chat_postMessage(channel=schedule.channel, thread_ts=thread, **message.arguments)
            return str(told["ts"])

        try:
            return await sent(ROOM)
        except SlackApiError as error:
            if error_of(error) != _TOO_LONG:
                raise
            return await sent(ROOM // 2)

    async def _follow(self, schedule: Schedule, message: str, details: Sequence[Reply]) -> list[Reply]:
        """Post the details in the thread of the message, and say which were posted.

        What fails here takes back nothing: the briefing stands.
        """
        posted: list[Reply] = []
        try:
            for reply in details:
                await asyncio.sleep(self._pace)
                await self._send(schedule, reply, Edges(), message)
                posted.append(reply)
        except (Unreachable, *FAILURES) as error:
            log.warning(
                "briefing %s: its thread could not be posted: %s", schedule.number, error_of(error) or repr(error)
            )
        return posted

    async def _shown(self, client: AsyncWebClient, channel: str, message: dict[str, Any]) -> tuple[str, ...]:
        """The excerpts in the thread of a message."""
        told = await client.conversations_replies(channel=channel, ts=message["ts"], limit=_LOOKED_AT)
        said = "\n".join(json.dumps(each.get("blocks", ())) for each in told.get("messages") or ())
        return tuple(dict.fromkeys(_SHOWN.findall(said)))

    def _client(self, say: Language) -> AsyncWebClient:
        """The client; where there is none, nothing can have been posted."""
        if self._through is None:
            raise Unreachable(say("Slack is not connected."), _SOON)
        return self._through[0]


def _arranged(replies: Sequence[Reply], say: Language) -> tuple[Reply, list[Reply]]:
    """What stands in the channel, and what in its thread: the excerpts, each with who said it and where."""
    first, *others = replies
    excerpts = [each for reply in replies for each in quoted(reply)]
    heard = dict.fromkeys(person_name(each.speaker) for each in excerpts if each.speaker)
    inside = [Section(say("In the thread"), (say.listed(heard),))] if heard else []
    sources = first.sections[-1:] if excerpts and not others else ()
    news = first.sections[: len(first.sections) - len(sources)]
    headline = replace(first, matches=(), groups=(), sections=(*news, *inside))
    details = [replace(first, title=None, note=None, sections=sources, next_at=None), *others]
    return headline, [part for reply in details for part in _fitting(reply)]


def _fitting(reply: Reply) -> list[Reply]:
    """The reply, or where one message would not show all its excerpts, each alone; nothing where it says nothing."""
    if not (reply.matches or reply.groups or reply.sections):
        return []
    shown = whole(draw(reply, Orders(), private=False, unasked=True).blocks)
    return [reply] if shows_all(shown, reply) else list(parted(reply))


def _called(role: str | None) -> tuple[Block, ...]:
    """The group of people who are told, in the only text of a message that Slack reads: it calls nobody else."""
    group = known(role or "")
    text = {"type": "mrkdwn", "text": f"<!subteam^{group}>", "verbatim": True}
    return ({"type": "section", "text": text},) if group.startswith("S") else ()


def _mark(schedule: Schedule, nonce: str, say: Language) -> tuple[Block, ...]:
    """The small print whose name is what a post is found by."""
    return ({**small(say("Briefing {number}", number=schedule.number))[0], "block_id": f"{_MARK}{nonce}"},)


@contextmanager
def _failures(say: Language, *, reading: bool = False) -> Iterator[None]:
    """What Slack's library raises, as Refused or Unreachable; that something may not be read is passed over.

    Only where nothing can have been posted does Unreachable say when to come back.
    """
    try:
        yield
    except SlackApiError as error:
        failure = _failure(error, say)
        if not (reading and (isinstance(failure, Refused) or error_of(error) == _NOT_GRANTED)):
            raise failure from error
    except aiohttp.ClientConnectorError as error:
        raise Unreachable(say("Slack cannot be reached."), _LATER) from error
    except FAILURES as error:
        raise Unreachable(say("Slack cannot be reached."), None) from error


def _failure(error: SlackApiError, say: Language) -> Refused | Unreachable:
    word, status = error_of(error), int(getattr(error.response, "status_code", 0) or 0)
    if status == _LIMITED or word == "ratelimited":
        return Unreachable(say("Slack asks for patience."), retry_after(error.response.headers))
    if word in _UNHEARD:
        return Unreachable(say("Slack cannot take it now ({status}).", status=word), _LATER)
    if word in _PERHAPS or status >= _SERVER_ERROR or not word:
        return Unreachable(say("Slack cannot take it now ({status}).", status=word or status), None)
    return Refused(_reason(word, say))


def _reason(word: str, say: Language) -> str:
    """Why Slack refuses, and what an admin can do."""
    invite = say("The bot is not in the channel. Invite it there: /invite @Dragoman")
    known_reasons = {
        "channel_not_found": say("The bot sees no such channel. Invite it there, or choose another: /briefing edit"),
        "not_in_channel": invite,
        "is_archived": say("The channel is archived. Choose another: /briefing edit"),
        "restricted_action": say("The bot may not write in the channel: the workspace’s settings forbid it."),
    }
    return known_reasons.get(word) or say("Slack does not take the message ({code}).", code=word)
