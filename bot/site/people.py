"""`/people` and `/people/{id}`: everybody who is quoted, and one person with all their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.site.page import Page, turning
from bot.site.searching import checked
from bot.site.visit import MissingError
from bot.wording import person_name

if TYPE_CHECKING:
    from bot.site.site import Site
    from bot.site.visit import Visit

_PEOPLE = 20
_QUOTATIONS = 20
_FITTING = 25
_BY_NAME = "name"


async def people(visit: Visit, site: Site) -> Page:
    """Everybody who is quoted, most quoted first or by name, or those whom a name fits."""
    say, name = visit.say, checked(visit, "name")
    if name:
        found = await site.knowledge.people(name, _FITTING)
        values: dict[str, object] = {
            "name": name,
            "profiles": found.profiles,
            "near": found.near,
            "turning": None,
            "most": _FITTING,
            "order": "",
        }
        return Page("people.html", say("People"), values)
    order = _BY_NAME if visit.query.get("order") == _BY_NAME else ""
    listing = site.knowledge.contents.people_by_name if order else site.knowledge.everyone
    offset = (visit.page - 1) * _PEOPLE
    total, profiles = await listing(_PEOPLE, offset)
    if offset and not profiles:
        raise MissingError(say("There is no page {number}: the last is {last}.", number=visit.page, last=_last(total)))
    turns = turning(visit, _PEOPLE, total)
    values = {"name": "", "profiles": profiles, "near": (), "turning": turns, "order": order, "total": total}
    return Page("people.html", say("People"), values)


async def person(visit: Visit, site: Site) -> Page:
    """One person: names, affiliations with the articles that state them, and what they are quoted as saying."""
    say, known = visit.say, await site.knowledge.profile(visit.named["id"])
    if known is None:
        raise MissingError(say("There is nobody here under this address; names can be looked up among the people."))
    topic = checked(visit, "q") or None
    offset = (visit.page - 1) * _QUOTATIONS
    total, matches = await site.knowledge.said_by(known.person.id, topic, _QUOTATIONS, offset)
    if offset and not matches:
        last = max(1, -(-total // _QUOTATIONS))
        raise MissingError(say("There is no page {number}: the last is {last}.", number=visit.page, last=last))
    spoken = await site.knowledge.contents.languages([match.excerpt.citation.article for match in matches])
    values = {
        "profile": known,
        "topic": topic,
        "total": total,
        "matches": matches,
        "spoken": spoken,
        "turning": turning(visit, _QUOTATIONS, total),
    }
    return Page("person.html", person_name(known.person), values)


def _last(total: int) -> int:
    return max(1, -(-total // _PEOPLE))
