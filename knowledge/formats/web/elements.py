"""What the elements that a reader sees state about the article: its heading, byline and time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.formats import bylines
from knowledge.formats.web.claims import Claims
from knowledge.formats.web.tree import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_NOT_FIRST = re.compile(r"updat|modif|edit|comment|relative|ago", re.IGNORECASE)
_FIRST = re.compile(r"publi|pubdate|dateline|posted|created|entry-date", re.IGNORECASE)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:by-?line|authors?|writers?|article-?author)(?:$|[\s_-])", re.IGNORECASE)
_ELSEWHERE = re.compile(r"related|recommend|teaser|promo|sidebar|comment|more-|trending|popular|latest", re.IGNORECASE)
_LONGEST_NAME = 120
_HIGHEST = 4  # how far above its heading an article may hold it


def seen_claims(tree: HtmlElement) -> Claims:
    """What headings, times and bylines of the page's article claim."""
    heading = _only_heading(tree)
    place = _article_around(tree, heading)
    return Claims(headlines=_headlines(tree, heading), authors=_authors(place), days=_days(place))


def _only_heading(tree: HtmlElement) -> HtmlElement | None:
    headings = [each for each in tree.iter("h1") if text_of(each)]
    own = [each for each in headings if each.get("itemprop") == "headline"] or headings
    return own[0] if len(own) == 1 else None


def _headlines(tree: HtmlElement, heading: HtmlElement | None) -> list[str]:
    if heading is not None:
        return [text_of(heading)]
    return [text for title in list(tree.iter("title"))[:1] if (text := text_of(title))]


def _article_around(tree: HtmlElement, heading: HtmlElement | None) -> HtmlElement:
    """The part of the page that tells of this article: the nearest around its heading that holds a time or a byline."""
    if heading is None:
        articles = list(tree.iter("article"))
        return articles[0] if len(articles) == 1 else tree
    place = heading
    for _ in range(_HIGHEST):
        above = place.getparent()
        if above is None or above.tag in ("body", "html"):
            break
        place = above
        if place.tag == "article":
            break
    return place if place is not heading else tree


def _days(place: HtmlElement) -> list[str]:
    times = [each for each in _here(place) if each.tag == "time" or each.get("itemprop") == "datePublished"]
    times = [each for each in times if not _NOT_FIRST.search(_labels(each))]
    labelled = [each for each in times if "pubdate" in each.attrib or _FIRST.search(_labels(each))]
    values = (each.get("datetime") or each.get("content") or text_of(each) for each in labelled or times)
    return [value for value in values if value.strip()]


def _authors(place: HtmlElement) -> list[tuple[str, ...]]:
    """Those who are linked or marked as authors, else those whom a line in the place of a byline names."""
    marked = [e for e in _here(place) if e.get("rel") == "author" or "author" in (e.get("itemprop") or "").split()]
    names = dict.fromkeys(text for each in marked if 0 < len(text := text_of(each)) <= _LONGEST_NAME)
    if names:
        return [(name,) for name in names]
    lines = (text_of(each) for each in _here(place) if _BYLINE.search(_labels(each)))
    named = (bylines.byline_of(line) for line in lines if line)
    return list(dict.fromkeys(names for names in named if names))


def _here(place: HtmlElement) -> Iterator[HtmlElement]:
    """The elements of a place but those of teasers for other articles."""
    waiting = list(reversed(place))
    while waiting:
        element = waiting.pop()
        if isinstance(element.tag, str) and element.tag != "aside" and not _ELSEWHERE.search(_labels(element)):
            yield element
            waiting.extend(reversed(element))


def _labels(element: HtmlElement) -> str:
    return " ".join(element.get(name) or "" for name in ("class", "id", "itemprop"))
