"""Whether an article is in English, which is the only language whose frames of speech are known here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.model import Article

_SAMPLE = 20_000  # characters that are enough to tell
_SOME = 10  # words of English that hold one of these at least
_FEWEST = 60  # words below which only the script can be told
_SHARE = 0.08  # of all words that are one of these; running English has .25 to .45, a list of names .05
_BEYOND_LATIN = "\u0250"
_LETTERS = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    """
    the of and to that is for with as on at by it be this are from or have not but had has they you he she we his her
    which were been their would there will can who what said says
    """.split()
)


def is_english(article: Article) -> bool:
    """False where the article says that it is in another language, or where its words do.

    No quotation is better than a wrong one; a text too short to tell is taken for English.
    """
    if article.language is not None:
        return article.language.lower().startswith("en")
    words: list[str] = [w.lower() for w in _LETTERS.findall(article.body[:_SAMPLE])]
    latin = len([w for w in words if w[0] < _BEYOND_LATIN])
    common = len([w for w in words if w in _COMMON])
    if len(words) < _FEWEST:
        return latin * 2 >= len(words) and (common > 0 or len(words) < _SOME)
    return common >= _SHARE * len(words)
