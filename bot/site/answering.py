"""One request, one answer: the boundary around every page, where each failure becomes a page of its own."""

from __future__ import annotations

import asyncio
import logging
import secrets
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from aiohttp import ETag, hdrs, web

from bot import __version__
from bot.errors import UserError
from bot.language import language_of
from bot.site.guard import RefusedError, admit
from bot.site.page import Page, drawn
from bot.site.searching import FaultError
from bot.site.site import Site
from bot.site.visit import MissingError, Visit, spoken
from knowledge import Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp.typedefs import Middleware

    from bot.language import Language
    from bot.site.guard import Gate
    from bot.site.site import Showing

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SITE: web.AppKey[Site] = web.AppKey("site", Site)
HEALTH = "/healthz"
_PATIENCE = 20.0  # seconds that a page may take
_COMPRESSED = 1_000  # bytes from which an answer is
_SOON = "5"  # seconds after which to come back
_STATUS: dict[type[Exception], int] = {MissingError: 404, UserError: 400, FaultError: 500}
_VARIES = "Accept-Language, Accept-Encoding"

log = logging.getLogger(__name__)


def visit_of(request: web.Request) -> Visit:
    """What a request looks at, in the language that was chosen in the address, else the one the browser likes best."""
    query: dict[str, str] = {}
    for name, value in request.query.items():
        query.setdefault(name, value)
    chosen = query.get("lang")
    say = language_of(chosen) if chosen else spoken(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""))
    return Visit(request.rel_url.raw_path, say, dict(request.match_info), query, say.tag if chosen else None)


def shown(showing: Showing) -> Handler:
    """Answers with a page, or with "not modified" where the visitor has it from the very base in service."""

    async def answer(request: web.Request) -> web.StreamResponse:
        site, visit = request.app[SITE], visit_of(request)
        tag, built = await _edition(site, visit)
        if _has(request, tag, built):
            response: web.StreamResponse = web.Response(status=304)
        else:
            response = await _page(await showing(visit, site), visit, site)
        response.etag, response.last_modified = tag, built
        response.headers.update({hdrs.CACHE_CONTROL: "no-cache", hdrs.VARY: _VARIES})
        return response

    return answer


def boundary(known: frozenset[str] | None, gate: Gate) -> Middleware:
    """Lets in what may come in, and answers whatever goes wrong; `known` are the names that the site answers to."""

    @web.middleware
    async def bounded(request: web.Request, handler: Handler) -> web.StreamResponse:
        visit = visit_of(request)
        try:
            admit(request, known, visit.say)
            if request.path == HEALTH:
                return await handler(request)
            async with gate.entered(visit.say), asyncio.timeout(_PATIENCE):
                response = await handler(request)
        except Exception as error:  # noqa: BLE001 - the boundary: whatever failed, the visitor hears of it
            response = _failed(request, visit, error)
        if isinstance(response, web.Response) and len(response.body or b"") >= _COMPRESSED:  # type: ignore[arg-type] # bytes
            response.enable_compression()
        return response

    return bounded


# ------------------------------------------------------------------------------------------------------- failures


def _failed(request: web.Request, visit: Visit, error: Exception) -> web.Response:
    """The page that tells what went wrong, and nothing of how."""
    status, sentence = _told(visit, error)
    page = Page("failure.html", _heading(visit, status), {"sentence": sentence, "status": status}, status)
    response = web.Response(
        text=drawn(page, visit, None, None), status=status, content_type="text/html", charset="utf-8"
    )
    response.headers.update({hdrs.CACHE_CONTROL: "no-store", hdrs.CONTENT_LANGUAGE: visit.say.tag})
    if isinstance(error, web.HTTPMethodNotAllowed):
        response.headers[hdrs.ALLOW] = "GET, HEAD"
    if status == 503:  # noqa: PLR2004 - the one that passes
        response.headers[hdrs.RETRY_AFTER] = _SOON
    if request.body_exists:
        response.force_close()  # what was sent is not read
    return response


def _told(visit: Visit, error: Exception) -> tuple[int, str]:
    """The status and the sentence for an error."""
    match error:
        case MissingError() | UserError() | FaultError():
            return _STATUS[type(error)], str(error)
        case RefusedError():
            return error.status, str(error)
        case web.HTTPException():
            return error.status, _of_the_server(error, visit.say)
        case Unavailable() | TimeoutError():
            return 503, _passing(error, visit.say)
    reference = secrets.token_hex(3)
    log.error("reference %s: %s failed", reference, visit.path[:200], exc_info=error)
    sentence = visit.say(
        "Something went wrong here, not with your question. It is noted in the log under {reference}.",
        reference=reference,
    )
    return 500, sentence


def _of_the_server(error: web.HTTPException, say: Language) -> str:
    match error:
        case web.HTTPNotFound():
            return say("There is no page under this address.")
        case web.HTTPMethodNotAllowed():
            return say("Nothing can be sent to this site; it is only for reading.")
        case _:
            return error.reason


def _passing(error: Exception, say: Language) -> str:
    if isinstance(error, TimeoutError):
        return say("That took too long; please try again soon.")
    return say("The knowledge base is not open at the moment; please ask again in a minute.")


def _heading(visit: Visit, status: int) -> str:
    if status == 404:  # noqa: PLR2004 - as above
        return visit.say("Not found")
    return visit.say("That cannot be answered") if status < 500 else visit.say("Not at the moment")  # noqa: PLR2004


# ---------------------------------------------------------------------------------------------------------- pages


async def _page(page: Page, visit: Visit, site: Site) -> web.Response:
    text = drawn(page, visit, await site.stats(), site.address)
    response = web.Response(text=text, status=page.status, content_type="text/html", charset="utf-8")
    response.headers[hdrs.CONTENT_LANGUAGE] = visit.say.tag
    return response


async def _edition(site: Site, visit: Visit) -> tuple[ETag, datetime]:
    """What tells whether a page is still the same: the build, the program, how much is shown, and the language."""
    parts = (site.knowledge.edition, __version__, site.text, site.address or "", visit.say.tag)
    tag = sha256("\n".join(parts).encode()).hexdigest()[:20]
    built = datetime.fromisoformat((await site.stats()).built_at)
    return ETag(tag, is_weak=True), built.astimezone(UTC)


def _has(request: web.Request, tag: ETag, built: datetime) -> bool:
    """Whether the visitor has this edition of the page."""
    if hdrs.IF_NONE_MATCH in request.headers:
        return any(each.value in {tag.value, "*"} for each in request.if_none_match or ())
    since = request.if_modified_since
    return since is not None and built.replace(microsecond=0) <= since
