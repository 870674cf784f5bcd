"""Dragoman on Slack: heard over sockets, or at an address of ours that Slack calls."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request

from bot.errors import BotError, ConfigError
from bot.health import Health
from bot.platforms.slack.clients import clients
from bot.platforms.slack.failures import checked
from bot.platforms.slack.hearing import bolt_app, envelopes
from bot.platforms.slack.identity import insist
from bot.platforms.slack.posting import PLATFORM, Poster
from bot.platforms.slack.sockets import Sockets
from bot.platforms.slack.talk import Talk

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.config import Settings, Slack
    from bot.dispatch import Dispatcher
    from bot.platforms.slack.clients import Clients

__all__ = ["PATH", "run"]

PATH = "/slack/events"
_LONGEST = 1_000_000  # bytes of one request
_GOODBYE = 2.0  # seconds that requests in hand have at the end

log = logging.getLogger(__name__)


async def run(settings: Settings, dispatcher: Dispatcher) -> None:
    """Be on Slack until cancelled, coming back whenever it cannot be reached.

    Raises ConfigError where a token is missing or refused, at the start or later.
    """
    if settings.slack is None:
        raise ConfigError("Slack is switched off: neither SLACK_BOT_TOKEN nor SLACK_APP_TOKEN is set.")
    slack = checked(settings.slack)
    async with clients(slack) as ways:
        identity = await insist(ways.calls)
        log.info("on Slack as %s in %s", identity.user, identity.workspace)
        revoked: asyncio.Future[BotError] = asyncio.get_running_loop().create_future()
        talk = Talk(slack, dispatcher, ways, identity, lambda error: _settle(revoked, error))
        bolt = bolt_app(talk, identity, ways.calls, slack.signing_secret or "")
        poster = dispatcher.services.posters.get(PLATFORM)
        if isinstance(poster, Poster):
            poster.attach(ways.briefings, talk.orders)
        hearing = asyncio.create_task(
            _hear(slack, ways, bolt, dispatcher.services.health.setdefault(PLATFORM, Health()))
        )
        try:
            ending: set[asyncio.Future[Any]] = {hearing, revoked}
            await asyncio.wait(ending, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if isinstance(poster, Poster):
                poster.detach(ways.briefings)
            hearing.cancel()
            await asyncio.wait({hearing})
            await talk.close()
        if revoked.done():
            raise revoked.result()
        hearing.result()


async def _hear(slack: Slack, ways: Clients, bolt: AsyncApp, health: Health) -> None:
    """Hear Slack until cancelled; with an app's token it is called, without it calls."""
    if slack.app_token is None:
        await _serve(slack, bolt, health)
        return
    sockets = Sockets(ways, slack.app_token, envelopes(bolt), health)
    try:
        await sockets.run()
    finally:
        await sockets.close()


async def _serve(slack: Slack, bolt: AsyncApp, health: Health) -> None:
    """Take what Slack sends over HTTP. Raises ConfigError where the address is taken."""

    async def heard(request: web.Request) -> web.Response:
        health.hear()
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    application = web.Application(client_max_size=_LONGEST)
    application.router.add_post(PATH, heard)
    runner = web.AppRunner(application, shutdown_timeout=_GOODBYE, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, slack.host, slack.port).start()
        health.connections = 1
        log.info("Slack is heard at http://%s:%s%s", slack.host, slack.port, PATH)
        await asyncio.Event().wait()
    except OSError as error:
        raise ConfigError(
            f"SLACK_HOST and SLACK_PORT: {slack.host}:{slack.port} cannot be listened at ({error.strerror})."
        ) from error
    finally:
        health.connections = 0
        await runner.cleanup()


def _settle(future: asyncio.Future[BotError], error: BotError) -> None:
    if not future.done():
        future.set_result(error)
