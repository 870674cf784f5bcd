"""Whether an article is in English, which is the only language whose frames of speech are known here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.model import Article

_SAMPLE = 20_000  # characters that are enough to tell
_FEWEST = 10  # words below which only the script and the small words of other languages tell
_SHARE = 0.08  # of all words that are one of these; running English has .25 to .45, a list of names .05
_BEYOND_LATIN = "\u0250"
_LETTERS = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    """
    the of and to that is for with as on at by it be this are from or have not but had has they you he she we his her
    which were been their would there will can who what said says
    """.split()
)

# Small words of other languages in Latin letters that are neither English words nor parts of names ("de la", "van").
_ELSEWHERE = frozenset(
    """
    und ist nicht ein eine mit auf für sich auch dem den im zu sagte aus nach werden wurde dass wir hatte über
    est dans une qui pas avec cette ont été elle mais déclaré dit aux ces nous
    que por una dijo pero como más según fue ha sido muy entre
    che non è sono detto della nel più anche
    não uma disse mais foi são ao pela
    het een niet voor zijn wordt zei dat aan naar
    nie się że jest jak powiedział
    och att inte är som på sade ikke og av
    azt nem egy hogy és mondta
    bir olarak için dedi
    """.split()
)


def is_english(article: Article) -> bool:
    """False where the article says that it is in another language, or where its words do.

    No quotation is better than a wrong one: a short text must show words of English, and fewer of other languages.
    """
    if article.language is not None:
        return article.language.lower().startswith("en")
    words = _LETTERS.findall(article.body[:_SAMPLE])
    latin = sum(w[0] < _BEYOND_LATIN for w in words)
    common = sum(w.lower() in _COMMON for w in words)
    elsewhere = sum(w in _ELSEWHERE for w in words)  # in small letters: "EST" is a time
    if len(words) < _FEWEST:
        return latin * 2 >= len(words) and common >= elsewhere
    return common >= _SHARE * len(words) and common > elsewhere
