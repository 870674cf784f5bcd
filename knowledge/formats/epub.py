"""EPUB books, as services for reading later make of articles: their documents in reading order, as one article."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from knowledge.errors import ArticleError
from knowledge.formats.archive import unpacked
from knowledge.formats.decode import decode_declared
from knowledge.formats.fields import web_address
from knowledge.formats.kinds import BOOK, expect
from knowledge.formats.manuscript import manuscript
from knowledge.formats.web.claims import Claims, settled
from knowledge.formats.web.outline import outline
from knowledge.formats.web.tree import drop_unseen, parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from knowledge.formats.draft import Draft, Fields
    from knowledge.formats.web.outline import Part

SUFFIXES = (".epub",)
LIMIT_BYTES = 50 * 1024 * 1024
LIBRARIES = ("lxml",)

_CONTAINER = "META-INF/container.xml"
_WANTED = re.compile(r"META-INF/(?:container|encryption)\.xml|.*\.(?:opf|x?html?|xml)", re.IGNORECASE)
_LOCKED = re.compile(rb"CipherReference[^>]+\.(?:x?html?|xml)[\"']", re.IGNORECASE)
_PAGES = ("application/xhtml+xml", "text/html")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]+)", re.IGNORECASE)


def read_bytes(raw: bytes) -> Draft:
    """The draft of one book.

    Raises ArticleError: kind_mismatch, damaged, encrypted, decompression_limit or an encoding's.
    """
    expect(BOOK, raw)
    parts = unpacked(raw, lambda name: bool(_WANTED.fullmatch(name)))
    if _LOCKED.search(parts.get("META-INF/encryption.xml", b"")):
        raise ArticleError("encrypted", "The book is locked. Save it without protection.")
    place, package = _package(parts)
    stated, warnings = _stated(package)
    draft = manuscript(_parts(parts, posixpath.dirname(place), package), stated.get("headline") or "")
    return replace(draft, stated=(("document", stated),), warnings=(*warnings, *draft.warnings))


def _package(parts: Mapping[str, bytes]) -> tuple[str, _Element]:
    container = _xml(parts.get(_CONTAINER, b""))
    for element in _named(container, "rootfile"):
        place = element.get("full-path") or ""
        if place in parts:
            return place, _xml(parts[place])
    raise ArticleError("damaged", "The book does not say what it holds.")


def _xml(content: bytes) -> _Element:
    from lxml import etree  # noqa: PLC0415 - slow to import, and only markup needs it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        raise ArticleError("damaged", "The book is damaged: its list of contents cannot be read.") from error
    if root is None:
        raise ArticleError("damaged", "The book is damaged: its list of contents cannot be read.")
    return root


def _named(root: _Element, name: str) -> Iterator[_Element]:
    """The elements of that name, whatever their namespace."""
    return (each for each in root.iter() if isinstance(each.tag, str) and each.tag.rpartition("}")[2] == name)


def _parts(parts: Mapping[str, bytes], folder: str, package: _Element) -> Iterator[Part]:
    """The blocks of all documents in reading order, but those of the table of contents."""
    items = {each.get("id"): each for each in _named(package, "item")}
    for reference in _named(package, "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or "nav" in (item.get("properties") or "").split():
            continue
        place = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        if reference.get("linear") != "no" and parts.get(place, b"").strip():
            yield from _blocks(parts[place])


def _blocks(content: bytes) -> Iterator[Part]:
    found = _ENCODING.search(content[:400])
    text, _ = decode_declared(content, found[1].decode("ascii", "replace") if found else None)
    try:
        tree = parse_tree(text)
    except ArticleError:  # a page for a picture only
        return
    for title in list(tree.iter("head", "nav")):
        if title.getparent() is not None:
            title.drop_tree()
    drop_unseen(tree)
    yield from outline(tree)


def _stated(package: _Element) -> tuple[Fields, tuple[str, ...]]:
    """What the package states, where it states one thing only."""
    told = {
        name: list(_named(package, name)) for name in ("title", "creator", "date", "publisher", "source", "identifier")
    }
    days = [each for each in told["date"] if _attribute(each, "event") in ("", "publication", "original-publication")]
    creators = [each for each in told["creator"] if _attribute(each, "role") in ("", "aut")]
    claims = Claims(
        headlines=_texts(told["title"][:1]),
        authors=[tuple(_texts(creators))] if creators else [],
        outlets=_texts(told["publisher"]),
        days=_texts(days),
    )
    fields, warnings = settled(claims, "the list of contents")
    addresses = {url for each in _texts(told["source"]) or _texts(told["identifier"]) if (url := web_address(each))}
    if len(addresses) == 1:
        fields["url"] = addresses.pop()
    return fields, warnings


def _attribute(element: _Element, name: str) -> str:
    values = (value for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name)
    return str(next(values, ""))


def _texts(elements: list[_Element]) -> list[str]:
    return [text for each in elements if (text := " ".join("".join(each.itertext()).split()))]
