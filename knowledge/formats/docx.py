"""Word documents: their text as mammoth turns it into markup, with headings, lists and notes told apart.

Who a document's properties name as its author is often whose computer it was: they count where the text says the same.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from knowledge.errors import ArticleError
from knowledge.formats.archive import refuse_declarations, unpacked
from knowledge.formats.information import agreed
from knowledge.formats.kinds import WORD, expect
from knowledge.formats.manuscript import manuscript
from knowledge.formats.web.outline import outline
from knowledge.formats.web.tree import drop_unseen, parse_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from knowledge.formats.draft import Draft

SUFFIXES = (".docx",)
LIMIT_BYTES = 50 * 1024 * 1024
LIBRARIES = ("mammoth", "lxml")

_PROPERTIES = "docProps/core.xml"
_PARTS = re.compile(
    r"(?:\[Content_Types\]\.xml|_rels/.*|docProps/core\.xml|word/(?!media/|embeddings/).*\.(?:xml|rels))"
)
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
"""
_NOTE = re.compile(r"^#?(?:footnote|endnote|comment)-")


def read_bytes(raw: bytes) -> Draft:
    """The draft of one document. Raises ArticleError: kind_mismatch, damaged, encrypted or decompression_limit."""
    expect(WORD, raw)
    parts = unpacked(raw, lambda name: bool(_PARTS.fullmatch(name)))
    refuse_declarations(parts)
    tree = parse_tree(f"<html><body>{_markup(parts)}</body></html>")
    drop_unseen(tree)
    _drop_notes(tree)
    draft = manuscript(outline(tree))
    stated = agreed(*_properties(parts.get(_PROPERTIES, b"")), draft.source)
    return replace(draft, stated=(("document", stated),) if stated else ())


def _markup(parts: Mapping[str, bytes]) -> str:
    """The document as HTML, made of the parts that were counted, and of nothing else in the file."""
    import mammoth  # noqa: PLC0415 - slow to import, and only these files need it

    counted = BytesIO()
    with zipfile.ZipFile(counted, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    try:
        found = mammoth.convert_to_html(counted, style_map=_STYLES, convert_image=lambda _image: [])
    except (ArticleError, MemoryError):
        raise
    except Exception as error:
        raise ArticleError("damaged", "The Word document is damaged: its text cannot be read.") from error
    return str(found.value)


def _drop_notes(tree: HtmlElement) -> None:
    """Take out footnotes, comments and the marks that lead to them."""
    for element in list(tree.iter("a", "li", "dt", "dd")):
        if _NOTE.match(element.get("href") or element.get("id") or "") and element.getparent() is not None:
            element.drop_tree()


def _properties(content: bytes) -> tuple[str, str]:
    """The title and author in the document's properties."""
    from lxml import etree  # noqa: PLC0415 - as above

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(content, parser) if content.strip() else None
    if root is None:
        return "", ""
    found = {etree.QName(child).localname: child.text or "" for child in root if isinstance(child.tag, str)}
    return found.get("title", ""), found.get("creator", "")
