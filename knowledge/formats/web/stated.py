"""What a page states about itself, source by source: nothing here is guessed, and what is said two ways is not taken.

The sources in the order of trust: JSON-LD, meta tags of libraries and publishers, Open Graph, the page's own elements,
and the address that whoever saved the page noted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from knowledge.formats.draft import Fields
from knowledge.formats.fields import web_address
from knowledge.formats.web.claims import Claims, is_outlet, people_in, settled
from knowledge.formats.web.days import stated_day
from knowledge.formats.web.elements import seen_claims
from knowledge.formats.web.json_ld import json_ld_claims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from lxml.html import HtmlElement

Metas = dict[str, list[str]]

# Of the keys for one field, the first that a page uses counts.
_META = {
    "headlines": ("citation_title", "dc.title", "dcterms.title", "parsely-title", "headline"),
    "authors": (
        "citation_author",
        "dc.creator",
        "dcterms.creator",
        "article:author",
        "parsely-author",
        "author",
        "byl",
    ),
    "days": (
        "citation_publication_date",
        "citation_date",
        "article:published_time",
        "og:article:published_time",
        "dcterms.issued",
        "dc.date.issued",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "publish-date",
        "publication_date",
        "pubdate",
        "dc.date",
        "date",
    ),
    "outlets": ("citation_journal_title", "dc.publisher", "article:publisher"),
}
_OPEN_GRAPH = {"headlines": ("og:title", "twitter:title"), "outlets": ("og:site_name",), "days": ("og:pubdate",)}
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)")
_SAVED_WITHIN = 4096
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " • ", " · ")


@dataclass(slots=True)
class Stated:
    """The fields of each source, the weakest first, and warnings where a source contradicts itself."""

    layers: list[tuple[str, Fields]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, origin: str, claims: Claims, source: str) -> None:
        """Take what `claims` settle; `source` names them in warnings."""
        fields, warnings = settled(claims, source)
        self.layers.append((origin, fields))
        self.warnings += warnings

    @property
    def headline(self) -> str:
        """What the strongest source calls the article."""
        return next((fields["headline"] or "" for _, fields in reversed(self.layers) if "headline" in fields), "")

    @property
    def outlet(self) -> str:
        """What the strongest source names as the outlet."""
        return next((fields["outlet"] or "" for _, fields in reversed(self.layers) if "outlet" in fields), "")


def what_is_stated(tree: HtmlElement, text: str, address: str | None = None) -> Stated:
    """What the page states; `address` is where whoever saved it says that it was. The tree must be whole."""
    metas = _metas(tree)
    url, saved = _address(tree, metas), address or _saved_from(text)
    linked = json_ld_claims(tree, _is_same_page(url or saved))
    found = Stated()
    found.layers.append(("saved_from", Fields(url=saved) if saved else Fields()))
    found.add("html_element", seen_claims(tree), "the elements")
    found.add("open_graph", _claims(metas, _OPEN_GRAPH), "the Open Graph tags")
    found.add("meta", _claims(metas, _META), "the meta tags")
    found.add("json_ld", linked, "the JSON-LD data")
    addresses = {each for each in map(_whole, linked.urls) if each}
    if url:
        found.layers.append(("html_element", Fields(url=url)))
    elif len(addresses) == 1:
        found.layers.append(("json_ld", Fields(url=addresses.pop())))
    _finish(found)
    return found


def _finish(found: Stated) -> None:
    """Take the outlet's name off the end of headlines, and out of the authors."""
    outlet = found.outlet
    headlines = {fields["headline"] for _, fields in found.layers if fields.get("headline")}
    for _, fields in found.layers:
        if headline := fields.get("headline"):
            fields["headline"] = _without_outlet(headline, outlet, headlines)
        authors = fields.get("authors") or ()
        kept = tuple(name for name in authors if name.casefold() != outlet.casefold())
        if kept:
            fields["authors"] = kept
        elif authors:
            del fields["authors"]


def _without_outlet(headline: str, outlet: str, others: Iterable[str | None]) -> str:
    """The headline proper: "The harbour opens - The Post" less what comes after it."""
    for separator in _SEPARATORS:
        before, found, after = headline.rpartition(separator)
        if found and before and (after.casefold() == outlet.casefold() or before in others):
            return before.strip()
    return headline


# -------------------------------------------------------------------------------------------------- meta and url


def _metas(tree: HtmlElement) -> Metas:
    found: Metas = defaultdict(list)
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = " ".join((element.get("content") or "").split())
        if value and value not in found[name := key.strip().lower()]:
            found[name].append(value)
    return found


def _claims(metas: Metas, keys: Mapping[str, Sequence[str]]) -> Claims:
    authors = _first_usable(metas, keys.get("authors", ()), people_in)
    return Claims(
        headlines=_first_usable(metas, keys["headlines"], bool),
        authors=[tuple(authors)] if authors else [],
        outlets=_first_usable(metas, keys["outlets"], is_outlet),
        days=_first_usable(metas, keys["days"], stated_day) or _first_usable(metas, keys["days"], bool),
    )


def _first_usable(metas: Metas, keys: Sequence[str], fits: Callable[[str], object]) -> list[str]:
    stated = (metas.get(key, []) for key in keys)
    return next((values for values in stated if any(map(fits, values))), [])


def _address(tree: HtmlElement, metas: Metas) -> str | None:
    links = [e.get("href") or "" for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    for candidates in (links, metas.get("og:url", [])):
        found = {url for each in candidates if (url := _whole(each))}
        if len(found) == 1:
            return found.pop()
    return None


def _saved_from(text: str) -> str | None:
    found = _SAVED_FROM.search(text[:_SAVED_WITHIN])
    return _whole(found[1] or found[2]) if found else None


def _whole(url: str) -> str | None:
    """An address of a page; that of a whole site is none of an article."""
    found = web_address(url.strip())
    if not found:
        return None
    parts = urlsplit(found)
    return found if parts.path.strip("/") or parts.query else None


def _is_same_page(url: str | None) -> Callable[[str], bool]:
    def same(other: str) -> bool:
        return bool(url) and _folded(other) == _folded(str(url))

    return same


def _folded(url: str) -> str:
    parts = url.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]
    return re.sub(r"^https?://(?:www\.)?|/+$", "", parts.strip().casefold())
