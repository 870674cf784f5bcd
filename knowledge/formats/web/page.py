"""One web page to a draft, wherever it comes from: a file of its own, a saved archive, a converted document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.errors import ArticleError
from knowledge.formats.blocked import refuse_blocked
from knowledge.formats.draft import Draft, Fields, Paragraph
from knowledge.formats.language import KNOWN, language_of
from knowledge.formats.shape import count_words
from knowledge.formats.web.body import body_of
from knowledge.formats.web.places import Places
from knowledge.formats.web.stated import what_is_stated
from knowledge.formats.web.tree import drop_unseen, lines_of, parse_tree, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from knowledge.formats.web.body import Text

_LITTLE_WORDS = 40
_SHORT_BODY = 200
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


def read_page(text: str, address: str | None = None) -> Draft:
    """The draft of a page, given as text; `address` is where it was saved from, if that is known.

    Raises ArticleError: blocked_page or no_body.
    """
    tree = parse_tree(text)
    stated = what_is_stated(tree, text, address)
    unscripted = [text_of(each) for each in tree.iter("noscript")]
    drop_unseen(tree)
    lines = lines_of(tree)
    body = body_of(tree)
    _refuse_blocked(lines, body, unscripted)
    places = Places.of(text)
    paragraphs = _paragraphs(body, places, stated.headline)
    warnings = list(stated.warnings)
    lost = sum(all(isinstance(part, str) for part in paragraph.parts) for paragraph in paragraphs)
    if lost:
        warnings.append(
            f"{lost} of {len(paragraphs)} passages could not be found again in the file, and have no place in it"
        )
    language = _declared_language(tree, " ".join(each.text for each in body if not each.is_heading))
    layers = [*([("html_element", Fields(language=language))] if language else []), *stated.layers]
    return Draft(paragraphs, warnings=tuple(warnings), stated=tuple(layers), source=text)


def _refuse_blocked(lines: Sequence[str], body: Sequence[Text], unscripted: Sequence[str]) -> None:
    words = sum(count_words(each.text) for each in body)
    notes = unscripted if words < _LITTLE_WORDS else []
    refuse_blocked((line, None) for line in (*lines, *notes))
    if not words:
        raise ArticleError("no_body", "No running text was found in the page.")


def _paragraphs(body: Sequence[Text], places: Places, headline: str) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    section = None
    for each in body:
        if each.is_heading:
            section = each.text if each.text != headline else section
        else:
            found.append(Paragraph(places.parts_of(each.text), section))
    return tuple(found)


def _declared_language(tree: HtmlElement, body: str) -> str | None:
    """The language that the page declares, where its text is too short to tell or in one that is not told.

    Pages of German newspapers declare English often enough.
    """
    match = _LANGUAGE.fullmatch((tree.get("lang") or "").strip())
    if not match or language_of(body):
        return None
    declared = match[1].lower()
    return declared if len(body) < _SHORT_BODY or declared not in KNOWN else None
