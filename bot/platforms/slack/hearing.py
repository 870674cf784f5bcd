"""A Bolt app that hears everything Slack may send, acknowledges it first, and passes it on."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.platforms.slack.clients import QUIET
from bot.platforms.slack.talk import SHORTCUT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from slack_bolt.async_app import AsyncAck
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.platforms.slack.identity import Identity
    from bot.platforms.slack.talk import Talk

    Payload = Mapping[str, Any]

_ANY = re.compile("")
_OK = 200
_GONE = {"tokens_revoked", "app_uninstalled"}

log = logging.getLogger(__name__)


def bolt_app(talk: Talk, identity: Identity, client: AsyncWebClient, signing_secret: str = "") -> AsyncApp:
    """The app; whatever comes over HTTP is checked against the signing secret."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=identity.bot,
            bot_user_id=identity.user,
            bot_token=client.token,
        )

    bolt = AsyncApp(
        name="dragoman",
        logger=QUIET,
        client=client,
        authorize=authorize,
        signing_secret=signing_secret,
        process_before_response=True,  # nothing here lasts; else Bolt looks every hundredth of a second for the answer
    )
    _hear_people(bolt, talk)
    _hear_events(bolt, talk)
    return bolt


def envelopes(bolt: AsyncApp) -> Callable[[Payload], Awaitable[Payload | None]]:
    """What to acknowledge an envelope of Socket Mode with; it never raises."""

    async def handle(envelope: Payload) -> Payload | None:
        try:
            request = SocketModeRequest.from_dict(dict(envelope))
            if request is None:
                return None
            response = await run_async_bolt_app(bolt, request)
            if response.status != _OK or not response.body:
                return None
            said = json.loads(response.body) if response.body.startswith("{") else {"text": response.body}
        except Exception:
            log.exception("an envelope of Slack's could not be read")
            return None
        return dict(said)

    return handle


def _hear_people(bolt: AsyncApp, talk: Talk) -> None:
    """Commands, parts of messages, forms and shortcuts: acknowledged at once, then answered."""

    @bolt.command(_ANY)
    async def command(ack: AsyncAck, body: Payload) -> None:
        await ack()
        talk.start(talk.command(body))

    @bolt.action(_ANY)
    async def action(ack: AsyncAck, body: Payload, action: Payload) -> None:
        await ack()
        talk.start(talk.press(body, action))

    @bolt.options(_ANY)
    async def options(ack: AsyncAck, body: Payload) -> None:
        await ack(options=await talk.complete(body))

    @bolt.view(_ANY)
    async def view(ack: AsyncAck, body: Payload) -> None:
        await ack()
        talk.start(talk.submit(body))

    @bolt.view_closed(_ANY)
    async def closed(ack: AsyncAck) -> None:
        await ack()

    @bolt.shortcut(_ANY)
    async def shortcut(ack: AsyncAck, body: Payload) -> None:
        await ack()
        if body.get("callback_id") == SHORTCUT:
            talk.start(talk.look_up(body))


def _hear_events(bolt: AsyncApp, talk: Talk) -> None:
    """Events, which Bolt acknowledges by itself; one that comes again is heard no second time."""

    @bolt.event(_ANY)
    async def event(body: Payload) -> None:
        kind = str((body.get("event") or {}).get("type"))
        if talk.repeated(body):
            log.info("an event that Slack sent again is left alone")
        elif kind in {"app_mention", "message"}:
            talk.start(talk.message(body))
        elif kind == "app_home_opened":
            talk.start(talk.show_home(body))
        elif kind in _GONE:
            talk.removed(kind)
