"""What Discord takes in a message beyond what its description of the API states."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.bot.platforms.discord.payloads import Body, Payload

COMPONENTS_V2 = 32768


def walk(components: Iterable[Payload]) -> Iterable[Payload]:
    """Every component, depth first."""
    for part in components:
        yield part
        yield from walk(part.get("components", []))
        yield from walk([part[name] for name in ("accessory", "component") if name in part])


def refused(body: Body) -> bool:
    """Whether Discord would refuse this message for limits that its description of the API does not state."""
    data = (body or {}).get("data", body) or {}
    parts = list(walk(data.get("components") or []))
    ids = [part["custom_id"] for part in parts if part.get("custom_id")]
    values = [option["value"] for part in parts for option in part.get("options", [])]
    return (
        len(parts) > 40
        or sum(len(part.get("content", "").encode("utf-16-le")) // 2 for part in parts) > 4000
        or any(len(each) != len(set(each)) for each in (ids, values))
        or (bool(parts) and "title" not in data and not data.get("flags", 0) & COMPONENTS_V2)
    )
