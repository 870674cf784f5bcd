"""The ways in which something can be said on Slack, and what Slack says to each."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING

from bot.platforms.slack.failures import CLOSED_TO_US, FAILURES, REVOKED, UNREACHABLE, error_of, explained

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.errors import BotError
    from bot.platforms.slack.asking import Where
    from bot.platforms.slack.clients import Clients

    Body = Mapping[str, object]

OK = 200
MALFORMED = {"invalid_blocks", "invalid_blocks_format", "invalid_payload", "no_text", "invalid_attachments"}
TOO_LONG = "msg_blocks_too_long"
_SERVER_ERROR = 500
_ONCE_MORE = 0.5  # seconds before an answer that Slack could not take is given again

log = logging.getLogger(__name__)


class RefusedError(Exception):
    """Slack will not show the message, for the reason in `word`, whichever way it is sent."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class Sender:
    """Sends to one workspace; `revoked` is told once Slack refuses the bot's token."""

    def __init__(self, clients: Clients, revoked: Callable[[BotError], None]) -> None:
        self._clients, self._revoked = clients, revoked

    async def respond(self, url: str, body: Body) -> str:
        """Say something through a `response_url`: empty where Slack took it, else why not, in a word.

        Raises RefusedError where the message itself is at fault.
        """
        hook, word = self._clients.hook(url), ""
        for wait in (_ONCE_MORE, 0.0):
            try:
                answer = await hook.send_dict(dict(body))
            except (*FAILURES, ValueError) as error:
                return type(error).__name__
            if answer.status_code == OK:
                return ""
            word = _word(answer.body) or f"status {answer.status_code}"
            if answer.status_code < _SERVER_ERROR:
                break
            await asyncio.sleep(wait)
        if word in MALFORMED or word == TOO_LONG:
            raise RefusedError(word)
        return word

    async def say(self, where: Where, body: Body, *, private: bool) -> None:
        """Say something in the channel, to the asker alone where `private`; where the bot may not, in a direct message.

        Raises RefusedError where the message itself is at fault, and whatever else Slack's library raises.
        """
        there = {"channel": where.channel, **({"thread_ts": where.thread} if where.thread else {})}
        if where.channel:
            try:
                if private and not where.alone:
                    await self._called(self._clients.posts.chat_postEphemeral, user=where.asker, **there, **body)
                else:
                    await self._called(self._clients.posts.chat_postMessage, **there, **body)
            except FAILURES as error:
                if error_of(error) not in CLOSED_TO_US:
                    raise
                log.info("said in a direct message, because the channel is closed to the bot: %s", error_of(error))
            else:
                return
        await self._called(self._clients.posts.chat_postMessage, channel=where.asker, **body)

    async def open(self, trigger: str, view: Body) -> str:
        """Show a form: empty where Slack shows it, else why not, in a word."""
        try:
            await self._called(self._clients.calls.views_open, trigger_id=trigger, view=dict(view))
        except (*FAILURES, RefusedError) as error:
            return error_of(error) or str(error) or type(error).__name__
        return ""

    async def publish(self, user: str, view: Body) -> None:
        """Show the Home to somebody; raises what Slack's library raises."""
        await self._called(self._clients.calls.views_publish, user_id=user, view=dict(view))

    async def _called(self, method: Callable[..., Awaitable[object]], **arguments: object) -> None:
        """Call a method of the Web API; a refusal of the token is told, a refusal of the message raised as such."""
        try:
            await method(**arguments)
        except FAILURES as error:
            word = error_of(error)
            if word in REVOKED and not isinstance(error, UNREACHABLE):
                self._revoked(explained(error, "SLACK_BOT_TOKEN"))
            if word in MALFORMED or word == TOO_LONG:
                raise RefusedError(word) from error
            raise


def _word(body: str) -> str:
    """What Slack says is wrong; it answers with JSON, or with the bare word."""
    try:
        return str(json.loads(body)["error"])
    except (KeyError, TypeError, ValueError):
        return body.strip() if body.strip().isidentifier() else ""
