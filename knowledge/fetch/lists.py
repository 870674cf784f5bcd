"""Files that hold addresses instead of an article: a shortcut (`.url`), a list of feeds (`.toml`), a saved feed."""

from __future__ import annotations

import re
import tomllib
from pathlib import PurePath
from typing import TYPE_CHECKING

from knowledge.errors import FetchError
from knowledge.fetch.feeds import feed_of
from knowledge.fetch.values import Entry, Feed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.fetch.values import Limits
    from knowledge.material import Material

_SHORTCUT = re.compile(r"^\s*URL\s*=\s*(\S+)\s*$", re.MULTILINE | re.IGNORECASE)
_LONGEST_LIST = 64 * 1024
_MEGABYTE = 1024 * 1024


async def listed(material: Material, limits: Limits) -> Feed:
    """The addresses in a file, as a feed that announces them; FetchError where there are none."""
    if len(material.content) > limits.feed_bytes:
        raise FetchError("too_large", f"That file has more than {limits.feed_bytes / _MEGABYTE:.1f} MB.")
    most, suffix = limits.entries, PurePath(material.name).suffix.lower()
    if suffix not in (".url", ".toml"):
        return await feed_of(material.content, material.url or "", most)
    text = material.content[:_LONGEST_LIST].decode(errors="replace")
    found = dict.fromkeys(_SHORTCUT.findall(text) if suffix == ".url" else _in_toml(text))
    entries = tuple(Entry(url, url) for url in found)
    if not entries:
        raise FetchError("bad_list", "There is no web address in that file.")
    return Feed(material.name, "", entries[:most], max(0, len(entries) - most))


def _in_toml(text: str) -> Iterator[str]:
    """Every text in `feeds` and `urls`, whether one or a list."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FetchError("bad_list", "That file is not valid TOML.") from error
    for key in ("feeds", "urls"):
        value = values.get(key, [])
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str):
                yield each
