"""The site as a server: its routes, and its run beside the platforms or alone."""

from __future__ import annotations

import asyncio
import logging
import os
from typing import TYPE_CHECKING

from aiohttp import hdrs, web

from bot.config import LOOPBACK, SITE_PORT, Address
from bot.errors import BotError
from bot.site import articles, guard, home, people, plain, quotations, searching
from bot.site.answering import HEALTH, SITE, boundary, shown, visit_of
from bot.site.health import health
from bot.site.site import Site
from knowledge import KnowledgeError

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.dispatch import Dispatcher
    from bot.site.site import Showing
    from knowledge import KnowledgeBase

_REFRESH = 2.0  # seconds between looks for a base that another process built
_GRACE = 2.0  # seconds that answers under way have at the end
_IDLE = 30.0  # seconds for which a connection is kept
_NAME = "{id:[^/]+}"
_DOWNLOAD = f"/quotations/{{id:[^/.]+}}.{{ending:{'|'.join(quotations.DOWNLOADS)}}}"
_PAGES: dict[str, Showing] = {
    "/": home.home,
    "/people": people.people,
    f"/people/{_NAME}": people.person,
    "/articles": articles.articles,
    f"/articles/{_NAME}": articles.article,
    f"/quotations/{_NAME}": quotations.quotation,
    f"/quotations/{_NAME}/related": quotations.related,
    "/search": searching.search,
}

log = logging.getLogger(__name__)
_protocol_log = logging.getLogger(f"{__name__}.protocol")
_protocol_log.setLevel(logging.CRITICAL)  # that somebody sends what is no HTTP is not worth a trace


async def run(settings: Settings, dispatcher: Dispatcher) -> None:
    """Be there to be read until cancelled; raises BotError where the address cannot be listened on."""
    address = settings.site or Address(LOOPBACK, SITE_PORT)
    runner = web.AppRunner(
        application(settings, dispatcher),
        access_log=None,
        logger=_protocol_log,
        keepalive_timeout=_IDLE,
        shutdown_timeout=_GRACE,
    )
    await runner.setup()
    try:
        await _listen(runner, address)
        while True:
            await asyncio.sleep(_REFRESH)
            await _refresh(dispatcher.services.base)
    finally:
        await runner.cleanup()


def application(settings: Settings, dispatcher: Dispatcher) -> web.Application:
    """The site, for whatever runs an aiohttp application."""
    app = web.Application(middlewares=[boundary(guard.hosts(settings), guard.Gate())])
    app[SITE] = Site(dispatcher, settings.site_text)
    app.on_response_prepare.append(guard.sealed)
    app.router.add_get(_DOWNLOAD, _download)
    for path, showing in _PAGES.items():
        app.router.add_get(path, shown(showing))
    app.router.add_get(HEALTH, _health)
    app.router.add_get("/robots.txt", plain.robots)
    app.router.add_get("/search.xml", plain.search_description)
    app.router.add_get("/look/{file}", plain.look)
    app.router.add_get("/favicon.ico", plain.icon)
    return app


async def _listen(runner: web.AppRunner, address: Address) -> None:
    try:
        await web.TCPSite(runner, address.host, address.port).start()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror or str(error)
        raise BotError(
            f"The site cannot listen on {address} ({reason}); "
            "stop what else uses that address, or choose another: DRAGOMAN_SITE, --host, --port."
        ) from error
    log.info("the site is at http://%s/", address)
    if not address.is_loopback:
        log.warning("the site has no login: whoever can reach %s can read it", address)


async def _refresh(knowledge: KnowledgeBase) -> None:
    try:
        if await knowledge.refresh():
            log.info("the site shows the knowledge base that another process built")
    except KnowledgeError as error:
        log.warning("the site: %s", error)


async def _download(request: web.Request) -> web.StreamResponse:
    text, content_type, file = await quotations.citation(visit_of(request), request.app[SITE])
    response = web.Response(text=text, content_type=content_type, charset="utf-8")
    response.headers.update(
        {hdrs.CONTENT_DISPOSITION: f'attachment; filename="{file}"', hdrs.CACHE_CONTROL: "no-cache"}
    )
    return response


async def _health(request: web.Request) -> web.StreamResponse:
    well, told = await health(request.app[SITE])
    return web.json_response(told, status=200 if well else 503, headers={hdrs.CACHE_CONTROL: "no-store"})
