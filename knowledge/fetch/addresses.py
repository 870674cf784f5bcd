"""When two web addresses are those of one page."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

_HOST_PREFIX = re.compile(r"^(?:www\d?|amp|m|mobile)\.(?=[^.]+\.)")
_LAST_PARTS = re.compile(r"(?:/(?:amp|amp\.html|index\.(?:html?|php)))?/*$")
_AMP_ENDING = re.compile(r"\.amp(?=\.html?$|$)")
_AMP_QUERY = re.compile(r"(?:^|&)(?:amp(?:=[^&]*)?|outputtype=amp)(?=&|$)", re.IGNORECASE)


def is_same_page(one: str, other: str) -> bool:
    """Whether two addresses differ at most in scheme, tracking, fragment, last slash, and the form for phones."""
    return normal(one) == normal(other)


@lru_cache(20_000)
def normal(url: str) -> str:
    """One form for all addresses of a page: for comparing, not for fetching."""
    from courlan import clean_url  # noqa: PLC0415 - slow to import, and most runs compare nothing

    try:
        bare = urlsplit(url)
        parts = urlsplit(clean_url(bare._replace(query=_AMP_QUERY.sub("", bare.query)).geturl()) or url)
        host = _HOST_PREFIX.sub("", (parts.hostname or "").rstrip("."))
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url
    path = _AMP_ENDING.sub("", _LAST_PARTS.sub("", parts.path))
    return urlunsplit(("", host + port, path, parts.query, ""))
