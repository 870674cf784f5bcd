"""A quotation as a citation to paste: plain text, Markdown, BibTeX and CSL-JSON.

BibTeX and CSL-JSON describe the publication; who said the words, and which words, stands in their note.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bot.language import ENGLISH
from bot.wording import citation_line, citation_link, clipped, kind_label, marks, speaker_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.language import Language
    from knowledge import Citation, Excerpt, Original

_LONGEST = 400  # of the words themselves
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
_ISO_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def plain(excerpt: Excerpt, say: Language = ENGLISH) -> str:
    """The words, who said them, how they are reported, and where: `“…” — Ana Reis (direct quotation), …`."""
    link = citation_link(excerpt.citation)
    return _quoted(excerpt, say) + (f". {link}" if link else ".")


def markdown(excerpt: Excerpt, say: Language = ENGLISH) -> str:
    """The same as a Markdown quotation, the headline linked."""
    before, after = marks(excerpt)
    citation, link = excerpt.citation, citation_link(excerpt.citation)
    line, headline = _escaped(citation_line(citation, say)), _escaped(_publication(citation).headline)
    if link:
        target = link.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
        line = line.replace(headline, f"[{headline}]({target})", 1)
    words = "\n".join(f"> {_escaped(part)}" for part in f"{before}{_words(excerpt)}{after}".splitlines())
    return f"{words}\n>\n> — {_escaped(speaker_line(excerpt, say))} ({kind_label(excerpt, say)}), {line}"


def bibtex(excerpt: Excerpt, say: Language = ENGLISH) -> str:
    """A `@misc` entry under the excerpt's id; what is not known is left out."""
    work, link = _publication(excerpt.citation), citation_link(excerpt.citation)
    year, month, date = _day(work)
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in work.authors),
        "title": f"{{{_tex(work.headline)}}}",
        "howpublished": _tex(work.outlet or ""),
        "year": year,
        "month": month and str(int(month)),
        "day": date and str(int(date)),
        "pages": _page(excerpt.citation),
        "url": (link or "").replace("{", "%7B").replace("}", "%7D"),
        "note": _tex(_quoted(excerpt, say, cited=False)),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@misc{{{excerpt.id},", *lines, "}"])


def csl(excerpt: Excerpt, say: Language = ENGLISH) -> str:
    """A CSL-JSON list of one item, as reference managers read it."""
    work = _publication(excerpt.citation)
    parts = [int(part) for part in _day(work) if part]
    item = {
        "id": excerpt.id,
        "type": "article",
        "title": work.headline,
        "author": [{"literal": author} for author in work.authors],
        "container-title": work.outlet,
        "issued": {"date-parts": [parts]} if parts else None,
        "page": _page(excerpt.citation),
        "URL": citation_link(excerpt.citation),
        "note": _quoted(excerpt, say, cited=False),
    }
    known = [f'"{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in item.items() if value]
    return "[{\n  " + ",\n  ".join(known) + "\n}]"


FORMATS: dict[str, Callable[[Excerpt, Language], str]] = {
    "plain": plain,
    "markdown": markdown,
    "bibtex": bibtex,
    "csl-json": csl,
}


def _quoted(excerpt: Excerpt, say: Language, *, cited: bool = True) -> str:
    before, after = marks(excerpt)
    said = f"{before}{_words(excerpt)}{after} — {speaker_line(excerpt, say)} ({kind_label(excerpt, say)})"
    return f"{said}, {citation_line(excerpt.citation, say)}" if cited else said


def _words(excerpt: Excerpt) -> str:
    return clipped(" ".join(excerpt.text.split()), _LONGEST)


def _publication(citation: Citation) -> Citation | Original:
    return citation.original or citation


def _page(citation: Citation) -> str:
    """The page in the publication, where its own pages were read."""
    return str(citation.page) if citation.page and not citation.original else ""


def _day(work: Citation | Original) -> tuple[str, str, str]:
    found = _ISO_DAY.fullmatch(work.published or "")
    year, month, date = found.groups("") if found else ("", "", "")
    return year, month, date


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)
