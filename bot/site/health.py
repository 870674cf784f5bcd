"""`/healthz`: whether the knowledge base answers, how old it is, and what runs beside the site."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from knowledge import Unavailable

if TYPE_CHECKING:
    from bot.site.site import Site


async def health(site: Site) -> tuple[bool, dict[str, Any]]:
    """Whether questions are answered, and what a monitor may want to know."""
    services = site.dispatcher.services
    beside = {
        "running": {name: "running" if runs else "stopped" for name, runs in services.running.items()},
        "connected": {name: each.is_connected for name, each in services.health.items()},
    }
    try:
        stats = await site.knowledge.stats()
    except Unavailable:
        return False, {"ok": False, **beside}
    age = datetime.now(UTC) - datetime.fromisoformat(stats.built_at)
    told = {
        "ok": True,
        "built_at": stats.built_at,
        "age_seconds": max(0, int(age.total_seconds())),
        "articles": stats.articles,
        "people": stats.people,
        "quotations": stats.quotations.total,
        "set_aside": stats.set_aside,
        **beside,
    }
    return True, told
