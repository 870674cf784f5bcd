"""What a page says of its article in JSON-LD, the form that publishers write for search engines."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

from knowledge.formats.web.claims import Claims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml.html import HtmlElement

Node = dict[str, object]

_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)?\s*|[\s;]*(?:-->|(?://\s*)?\]\]>)?[\s;]*$")
_ARTICLES = ("BlogPosting", "LiveBlogPosting", "Report", "Interview")
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "@list")
_ORGANISATIONS = ("Organization", "Corporation")
_MOST_NODES = 5000
_DEEPEST = 12


def json_ld_claims(tree: HtmlElement, is_this_page: Callable[[str], bool]) -> Claims:
    """What JSON-LD claims of this page's article; of several articles, those that name this page count."""
    nodes = list(_nodes(tree))
    named = {name: node for node in nodes if isinstance(name := node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if any(_is_article(kind) for kind in _kinds(node))]
    own = [node for node in articles if any(is_this_page(url) for url in _addresses(node))]
    found = Claims()
    for node in own or articles:
        found.headlines.extend(_strings(node.get("headline") or node.get("name")))
        found.subtitles.extend(_strings(node.get("alternativeHeadline")))
        found.authors.extend(filter(None, (tuple(_names(node.get("author"), named, groups=False)),)))
        found.outlets.extend(list(_names(node.get("publisher"), named, groups=True))[:1])
        found.days.extend(_strings(node.get("datePublished"))[:1])
        found.urls.extend(_addresses(node))
    return found


def _nodes(tree: HtmlElement) -> Iterator[Node]:
    left = _MOST_NODES
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", "").lower() or not script.text:
            continue
        for node in _inside(_loaded(script.text), _DEEPEST):
            left -= 1
            if left < 0:
                return
            yield node


def _loaded(text: str) -> object:
    bare = _WRAPPING.sub("", text)
    for source in (bare, html.unescape(bare)):
        try:
            return json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _inside(value: object, depth: int) -> Iterator[Node]:
    if depth < 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _inside(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in _HOLDERS:
            if key in value:
                yield from _inside(value[key], depth - 1)
        for key in ("author", "publisher"):  # may be described here, and only referred to elsewhere
            yield from _inside(value.get(key), 0 if depth else -1)


def _kinds(node: Mapping[str, object]) -> list[str]:
    kinds = node.get("@type")
    return [str(kind) for kind in kinds] if isinstance(kinds, list) else [str(kinds)]


def _is_article(kind: str) -> bool:
    name = kind.rsplit("/", 1)[-1]
    return name.endswith("Article") or name in _ARTICLES


def _addresses(node: Mapping[str, object]) -> list[str]:
    page = node.get("mainEntityOfPage")
    page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    return [value for value in (node.get("url"), page) if isinstance(value, str)]


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    texts = (" ".join(html.unescape(each).split()) for each in values if isinstance(each, str))
    return [text for text in texts if text]


def _names(value: object, named: Mapping[str, Node], *, groups: bool) -> Iterator[str]:
    """The names of people, or of `groups`; an author that is an organisation is no writer."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            yield from _strings(each)
        elif isinstance(each, dict):
            node = named.get(str(each.get("@id")), each) if "name" not in each else each
            if groups or not any(kind.endswith(_ORGANISATIONS) for kind in _kinds(node)):
                yield from _strings(node.get("name"))
