"""What a material's origin states, as the sidecar that is written beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from knowledge.formats.fields import published, web_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from knowledge.material import Material

_LONGEST = 500


def sidecar(material: Material, stated: Collection[str]) -> bytes | None:
    """The sidecar's bytes, without the fields that the document has `stated` itself; None where nothing is left.

    `stated` has the names of an Article's fields.
    """
    lines = [f"{key} = {_toml(value)}" for key, value in _values(material, stated)]
    if not lines:
        return None
    source = [f"# {_line(material.source)}"] if material.source else []
    return "\n".join([*source, *lines, ""]).encode()


def _values(material: Material, stated: Collection[str]) -> Iterator[tuple[str, str | list[str]]]:
    found: Mapping[str, tuple[str, str | list[str] | None]] = {
        "headline": ("title", _line(material.title)),
        "authors": ("authors", [name for name in map(_line, material.authors) if name]),
        "outlet": ("outlet", _line(material.outlet)),
        "published": ("date", published(material.published or "")),
        "url": ("url", web_address(_line(material.url))),
        "accessed": ("accessed", published(material.accessed or "")),
    }
    for field, (key, value) in found.items():
        if value and field not in stated:
            yield key, value


def _line(text: str | None) -> str:
    """One line of text that the fields of an article accept."""
    visible = "".join(c if c.isprintable() else " " for c in text or "")
    return " ".join(visible.split())[:_LONGEST].strip()


def _toml(value: str | list[str]) -> str:
    """JSON's strings and lists of visible characters are TOML's."""
    return json.dumps(value, ensure_ascii=False)
