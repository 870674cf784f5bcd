"""A page's markup as a tree, without anything that a reader does not see."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from knowledge.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section "
    "summary table tbody td tfoot th thead title tr ul".split()
)
_DECLARATION = re.compile(r"^\ufeff?\s*(?:<\?xml[^>]*\?>)?")
_IS_XML = re.compile(
    r"\ufeff?\s*(?:<\?xml\b|<!doctype\s+html\s+public\s+\S+//dtd\s+xhtml)|.{0,2000}?xmlns=", re.IGNORECASE | re.DOTALL
)
_SELF_CLOSED = re.compile(
    r"<((?!(?:br|hr|img|meta|link|input|col|area|base|embed|source|track|wbr)\b)[a-z][\w:-]*)"
    r"((?>\s[^<>\"']*+(?:(?:\"[^\"<>]*\"|'[^'<>]*')[^<>\"']*+)*+)?)(?<=[\s\w\"'])/>",
    re.IGNORECASE,
)
_WINDOWS_REFERENCE = re.compile(r"&#(?:12[89]|1[345]\d);?")
_UNSEEN_TAGS = (
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "svg",
    "math",
    "canvas",
    "select",
    "button",
)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)(?!\s*\S*:hover)", re.IGNORECASE)


def parse_tree(text: str) -> HtmlElement:
    """The tree of a page, comments left out. Raises ArticleError: no_body, where there is nothing to make one of."""
    from lxml import etree  # noqa: PLC0415 - slow to import, and only pages need it
    from lxml import html as lxml_html  # noqa: PLC0415 - as above

    source = _DECLARATION.sub("", text, count=1)
    if _IS_XML.match(text):
        source = _SELF_CLOSED.sub(r"<\1\2></\1>", source)
    source = _WINDOWS_REFERENCE.sub(lambda found: html.unescape(found[0]), source)
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True, default_doctype=False
    )
    try:
        tree = lxml_html.document_fromstring(source.encode(errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ArticleError("no_body", "The page's markup cannot be read.") from error
    return tree


def drop_unseen(tree: HtmlElement) -> None:
    """Take out scripts, styles, forms' parts and whatever the page itself hides."""
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and _is_unseen(element) and element.getparent() is not None:
            element.drop_tree()


def _is_unseen(element: HtmlElement) -> bool:
    if element.tag in _UNSEEN_TAGS:
        return True
    if element.tag in ("html", "body", "main", "article"):
        return False  # some pages hide all until a script shows it
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden", "").strip().lower() == "true"
        or bool(_HIDDEN_STYLE.search(element.get("style", "")))
    )


def lines_of(tree: HtmlElement) -> list[str]:
    """The text that the tree shows, a line for each block that has any."""
    lines: list[list[str]] = [[]]
    for word, is_break in _pieces(tree):
        if is_break:
            lines.append([])
        else:
            lines[-1].append(word)
    texts = (" ".join("".join(line).split()) for line in lines)
    return [text for text in texts if text]


def text_of(element: HtmlElement) -> str:
    """All text inside an element, its whitespace folded."""
    return " ".join("".join(element.itertext()).split())


def _pieces(tree: HtmlElement) -> Iterator[tuple[str, bool]]:
    from lxml import etree  # noqa: PLC0415 - as above

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_block = element.tag in BLOCKS
        if is_block:
            yield "", True
        if event == "start":
            yield element.text or "", False
        elif element is not tree:
            yield element.tail or "", False
