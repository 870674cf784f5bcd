"""One question, one answer, wherever Slack still lets it be put; and never silence.

Everything has been acknowledged by now, so nothing is hurried; who waits long is told that an answer will come. A
`response_url` reaches even channels that the bot is not in, but takes five answers and half an hour only.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.dispatch import failed
from bot.patience import patiently
from bot.platforms.slack.draw import draw
from bot.platforms.slack.failures import FAILURES, error_of
from bot.platforms.slack.limits import ROOM
from bot.platforms.slack.sending import TOO_LONG, RefusedError
from bot.platforms.slack.spoken import escaped
from bot.reply import Outcome, Reply

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.command import Request
    from bot.orders import Orders
    from bot.platforms.slack.asking import Where
    from bot.platforms.slack.naming import Naming
    from bot.platforms.slack.sending import Sender

    Replying = Callable[[Request], Awaitable[Reply]]

PROMPT = 2.0  # seconds after which who waits is told so
PATIENCE = 120.0  # seconds without a sign of life after which an answer is given up
_MISSES = {Outcome.ERROR, Outcome.NOT_FOUND}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Manner:
    """How to answer: to the asker alone, in the place of the message asked from, or named as shared by somebody."""

    private: bool = True
    in_place: bool = False
    shared_by: str = ""


class Answering:
    """Puts replies where they were asked for."""

    def __init__(self, sender: Sender, orders: Orders, naming: Naming) -> None:
        self._sender, self._orders, self._naming = sender, orders, naming

    async def answer(self, where: Where, request: Request, replying: Replying, manner: Manner) -> None:
        """Answer with what `replying` to `request` comes to. Never raises, except when cancelled."""
        waiting = _Waiting(self._sender, where)
        task = asyncio.ensure_future(replying(replace(request, progress=waiting.tell)))
        try:
            done, _ = await asyncio.wait({task}, timeout=PROMPT)
            if not done:
                await waiting.tell(request.say("One moment: this takes longer than usual. The answer will come here."))
            await self._put(where, await patiently(task, PATIENCE, waiting.stirred), manner)
        except Exception as error:  # noqa: BLE001 - the boundary: whatever failed, the asker hears of it
            await self._apologise(where, request, error)
        finally:
            task.cancel()

    async def tell(self, where: Where, request: Request, sentence: str) -> None:
        """Say one sentence to the asker alone. Never raises, except when cancelled."""

        async def replying(request: Request) -> Reply:
            return Reply(Outcome.ERROR, note=sentence, private=True, asked=request)

        await self.answer(where, request, replying, Manner())

    async def _put(self, where: Where, reply: Reply, manner: Manner) -> None:
        """Put the reply in its place; where Slack refuses its length, in half of it."""
        reply = self._naming.reply(reply)
        try:
            await self._put_within(ROOM, where, reply, manner)
        except RefusedError as error:
            if error.word != TOO_LONG:
                raise
            await self._put_within(ROOM // 2, where, reply, manner)

    async def _put_within(self, room: int, where: Where, reply: Reply, manner: Manner) -> None:
        private = (manner.private or reply.private) and not where.alone
        in_place = manner.in_place and reply.outcome not in _MISSES

        def drawn(reply: Reply) -> dict[str, Any]:
            shared_by = "" if private else manner.shared_by
            return draw(reply, self._orders, private=private, shared_by=shared_by, room=room).arguments

        if where.response_url:
            word = await self._sender.respond(where.response_url, {**drawn(reply), **_there(where, private, in_place)})
            if not word:
                return
            log.info("an answer goes another way, because its own takes it no more: %s", word)
            reply = _moved(reply)
        await self._sender.say(where, drawn(reply), private=private)

    async def _apologise(self, where: Where, request: Request, error: Exception) -> None:
        reference = secrets.token_hex(3)
        if isinstance(error, FAILURES):
            log.warning("reference %s: an answer could not be given: %s", reference, error_of(error) or repr(error))
        else:
            log.error("reference %s: an answer failed", reference, exc_info=error)
        text = escaped(failed(request, reference).note or "")
        try:
            body = {"text": text, **_there(where, private=True, in_place=False)}
            if not where.response_url or await self._sender.respond(where.response_url, body):
                await self._sender.say(where, {"text": text}, private=True)
        except (*FAILURES, RefusedError) as failure:
            log.warning("reference %s: not even that could be said: %s", reference, error_of(failure) or repr(failure))


class _Waiting:
    """What somebody is told while they wait: one sentence, because each is a message of its own, and few are taken."""

    def __init__(self, sender: Sender, where: Where) -> None:
        self._sender, self._where = sender, where
        self._told = self._stirred = False

    def stirred(self) -> bool:
        """Whether anything was to be told since this was last asked."""
        stirred, self._stirred = self._stirred, False
        return stirred

    async def tell(self, sentence: str) -> None:
        """Say the first sentence of all to the asker alone; what fails here takes nothing away from the answer."""
        self._stirred = True
        if self._told:
            return
        self._told = True
        where, body = self._where, {"text": escaped(sentence)}
        try:
            if where.response_url:
                await self._sender.respond(where.response_url, {**body, **_there(where, private=True, in_place=False)})
            else:
                await self._sender.say(where, body, private=True)
        except (*FAILURES, RefusedError) as error:
            log.info("nobody could be told to wait: %s", error_of(error) or repr(error))


def _there(where: Where, private: bool, in_place: bool) -> Mapping[str, Any]:  # noqa: FBT001 - as Slack takes them
    """How a `response_url` is told where the message belongs."""
    return {
        "response_type": "ephemeral" if private else "in_channel",
        "replace_original": in_place,
        **({"thread_ts": where.thread} if where.thread else {}),
    }


def _moved(reply: Reply) -> Reply:
    """The reply, saying why it stands somewhere else than expected."""
    note = reply.say("Slack takes no more answers in that place, so here it is.")
    return replace(reply, note=reply.say.together(note, reply.note))
