"""`/articles` and `/articles/{id}`: everything there is to read, and one article, quoted or whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config import SiteText
from bot.site import texts
from bot.site.page import Page, turning
from bot.site.searching import checked
from bot.site.visit import ARTICLE, MissingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from bot.site.site import Site
    from bot.site.visit import Visit
    from knowledge import ArticleSummary, Excerpt

_ARTICLES = 20
_QUOTATIONS = 20
_PASSAGES = 60
_MOST_MARKED = 2_000
_FITTING = 25


async def articles(visit: Visit, site: Site) -> Page:
    """All articles, the newest first, or those that words fit."""
    say, name = visit.say, checked(visit, "name")
    if name:
        found = await site.knowledge.articles(name, _FITTING)
        values: dict[str, object] = {
            "name": name,
            "articles": found.articles,
            "near": found.near,
            "turning": None,
            "most": _FITTING,
        }
        return Page("articles.html", say("Articles"), values)
    total, offset = (await site.stats()).articles, (visit.page - 1) * _ARTICLES
    shown = await site.knowledge.contents.articles(_ARTICLES, offset)
    _there(visit, shown, offset, -(-total // _ARTICLES))
    values = {"name": "", "articles": shown, "near": (), "turning": turning(visit, _ARTICLES, total), "total": total}
    return Page("articles.html", say("Articles"), values)


async def article(visit: Visit, site: Site) -> Page:
    """One article: what it is, who speaks in it, and what is said in it."""
    name = visit.named["id"]
    found = (await site.knowledge.articles(name, 1)).articles if ARTICLE.fullmatch(name) else ()
    if not found or found[0].citation.article != name:
        raise MissingError(visit.say("There is no article under this address. It may have been changed or taken away."))
    summary = found[0]
    spoken = await site.knowledge.contents.languages([name])
    values = {"summary": summary, "spoken": spoken}
    more = await (_whole if site.text is SiteText.FULL else _quoted)(visit, site, summary)
    return Page("article.html", texts.visible(summary.citation.headline, name), {**values, **more})


async def _quoted(visit: Visit, site: Site, summary: ArticleSummary) -> dict[str, object]:
    """The quotations of an article in their order."""
    offset = (visit.page - 1) * _QUOTATIONS
    total, excerpts = await site.knowledge.contents.said_in(summary.citation.article, _QUOTATIONS, offset)
    _there(visit, excerpts, offset, -(-total // _QUOTATIONS))
    return {"excerpts": excerpts, "text": None, "turning": turning(visit, _QUOTATIONS, total)}


async def _whole(visit: Visit, site: Site, summary: ArticleSummary) -> dict[str, object]:
    """The text of an article, each quotation in it marked and leading to its page."""
    name, offset = summary.citation.article, (visit.page - 1) * _PASSAGES
    total, passages = await site.knowledge.contents.passages_in(name, _PASSAGES, offset)
    _there(visit, passages, offset, -(-total // _PASSAGES))
    _, quoted = await site.knowledge.contents.said_in(name, _MOST_MARKED)
    text = [(passage.section, _linked(passage, quoted, visit)) for passage in passages]
    return {"excerpts": (), "text": text, "turning": turning(visit, _PASSAGES, total)}


def _linked(passage: Excerpt, quoted: Sequence[Excerpt], visit: Visit) -> Markup:
    found = texts.inside(quoted, passage)
    return texts.linked(passage.text, [(span, visit.to("quotations", excerpt.id)) for span, excerpt in found])


def _there(visit: Visit, shown: Sequence[object], offset: int, last: int) -> None:
    """Raise MissingError behind the last page."""
    if offset and not shown:
        sentence = visit.say("There is no page {number}: the last is {last}.", number=visit.page, last=max(1, last))
        raise MissingError(sentence)
