"""Pages that a site shows to robots instead of its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.errors import ArticleError
from knowledge.formats.shape import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLOCKED_WORDS = 200
_BLOCKED = re.compile(
    r"\b(?:enable|turn on|disable) (?:javascript|cookies|your ad ?blocker)\b|checking your browser|are you a robot|"
    r"verify (?:that )?you are (?:a )?human|\bcaptcha\b|access (?:to this page has been )?denied|"
    r"unusual (?:traffic|activity)|\b(?:error )?40[34]\b.{0,20}(?:forbidden|not found|error)|page (?:was )?not found|"
    r"request (?:was )?blocked|\bcloudflare\b",
    re.IGNORECASE,
)


def refuse_blocked(texts: Iterable[tuple[str, int | None]]) -> None:
    """Such a page is short and says so. `texts` are its blocks with their lines. Raises ArticleError: blocked_page."""
    blocks = list(texts)
    if sum(count_words(text) for text, _ in blocks) > _BLOCKED_WORDS:
        return
    for text, line in blocks:
        if found := _BLOCKED.search(text):
            reason = f"This is not the article but a page shown in its place: it says {found[0]!r}."
            raise ArticleError("blocked_page", reason, line)
