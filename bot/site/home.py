"""`/`: where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.site.page import Page

if TYPE_CHECKING:
    from bot.site.site import Site
    from bot.site.visit import Visit

_ARTICLES = 5
_PEOPLE = 12


async def home(visit: Visit, site: Site) -> Page:
    """The newest articles, and the people who are quoted most."""
    articles = await site.knowledge.contents.articles(_ARTICLES)
    people = await site.knowledge.complete_people("", _PEOPLE)
    heading = visit.say("Who said what, exactly, and where.")
    return Page("home.html", heading, {"articles": articles, "people": people})
