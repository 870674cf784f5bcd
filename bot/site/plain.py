"""The small files of the site: how it looks, its sign, and what robots and browsers read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import hdrs, web
from markupsafe import escape

from bot.config import SiteText
from bot.site.answering import SITE, visit_of
from bot.site.page import looks
from bot.site.visit import MissingError

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPES: Mapping[str, str] = {".css": "text/css", ".svg": "image/svg+xml"}
_FOR_A_YEAR = "public, max-age=31536000, immutable"
_FOR_A_DAY = "public, max-age=86400"
_ROBOTS = "User-agent: *\nDisallow: {}\n"
_DESCRIPTION = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Dragoman</ShortName>
<Description>{description}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="{site}/search?q={{searchTerms}}"/>
</OpenSearchDescription>
"""


async def robots(request: web.Request) -> web.Response:
    """Articles of others are not to be copied into search engines; the operator's own are, but for their searches."""
    kept_out = "/search" if request.app[SITE].text is SiteText.FULL else "/"
    return web.Response(
        text=_ROBOTS.format(kept_out),
        content_type="text/plain",
        charset="utf-8",
        headers={hdrs.CACHE_CONTROL: _FOR_A_DAY},
    )


async def look(request: web.Request) -> web.Response:
    """A file that pages load; its address has a sign of its content, so that it can be kept."""
    return _file(request, request.match_info["file"], _FOR_A_YEAR if "v" in request.query else _FOR_A_DAY)


async def icon(request: web.Request) -> web.Response:
    """The site's sign, where browsers look for it without being told."""
    return _file(request, "icon.svg", _FOR_A_DAY)


async def search_description(request: web.Request) -> web.Response:
    """How a browser can search the site by itself; only where the site's own address is known."""
    site, visit = request.app[SITE], visit_of(request)
    if site.address is None:
        raise web.HTTPNotFound
    description = escape(visit.say("Who said what, exactly, and where."))
    text = _DESCRIPTION.format(site=escape(site.address), description=description)
    return web.Response(text=text, content_type="application/opensearchdescription+xml", charset="utf-8")


def _file(request: web.Request, name: str, kept: str) -> web.Response:
    if name not in looks():
        raise MissingError(visit_of(request).say("There is no page under this address."))
    content, sign = looks()[name]
    headers = {hdrs.CACHE_CONTROL: kept, hdrs.ETAG: f'W/"{sign}"'}
    if any(each.value == sign for each in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    kind = _TYPES[name[name.rindex(".") :]]
    return web.Response(body=content, content_type=kind, charset="utf-8", headers=headers)
