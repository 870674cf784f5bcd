"""`/search`: the chat's own answer to `/quote`, as a page: the same ranking, the same filters, the same offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dispatch import LONGEST, cleaned
from bot.errors import UserError
from bot.reply import Outcome
from bot.request import Request
from bot.site.page import Page, turning

if TYPE_CHECKING:
    from bot.reply import Reply
    from bot.site.site import Site
    from bot.site.visit import Visit

FILTERS = ("speaker", "outlet", "since", "until", "kind")
_RESULTS = 10


class FaultError(Exception):
    """Something went wrong here; the text is shown, and the log tells more under the reference in it."""


async def search(visit: Visit, site: Site) -> Page:
    """What fits the words, with them marked; where nothing does, what may have been meant."""
    say, asked = visit.say, {name: cleaned(visit.query.get(name, "")) for name in ("q", *FILTERS)}
    reply = await _asked(visit, site, asked) if asked["q"] else None
    matches = reply.matches if reply else ()
    values = {
        "asked": asked,
        "narrowed": any(asked[name] for name in FILTERS),
        "reply": reply,
        "matches": matches,
        "choices": [
            (choice, visit.taking(choice)) for choice in (reply.choices if reply else ()) if not choice.is_turn
        ],
        "spoken": await site.knowledge.contents.languages([match.excerpt.citation.article for match in matches]),
        "turning": turning(visit, _RESULTS, reply.total) if reply else None,
    }
    heading = say("Search: {words}", words=asked["q"]) if asked["q"] else say("Search")
    return Page("search.html", heading, values)


def checked(visit: Visit, name: str) -> str:
    """What is asked for under a name, on one line; raises UserError where it is too long to look up."""
    value = cleaned(visit.query.get(name, ""))
    if len(value) > LONGEST:
        raise UserError(
            visit.say(
                "The value of {option} has {length} characters, and {most} is the most I can look up. "
                "A few telling words of it are enough.",
                option=name,
                length=visit.say.number(len(value)),
                most=LONGEST,
            )
        )
    return value


async def _asked(visit: Visit, site: Site, asked: dict[str, str]) -> Reply:
    values = {"phrase": asked["q"], **{name: asked[name] for name in FILTERS if asked[name]}}
    if visit.query.get("page"):
        values["page"] = visit.query["page"]
    request = Request("quote", values, platform="site", locale=visit.say.tag, limit=_RESULTS)
    reply = await site.dispatcher.answer(request)
    if reply.reference is not None:
        raise FaultError(reply.note or "")
    if reply.outcome is Outcome.ERROR:
        raise UserError(reply.note or "")
    return reply
