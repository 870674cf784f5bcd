"""What a document's properties say of it, as far as its text agrees: templates and owners of computers do not."""

from __future__ import annotations

import re

from knowledge.formats import bylines
from knowledge.formats.draft import Fields

_LONGEST_TITLE = 300
_FIRST = 6000
_SEVERAL = re.compile(r"[;,]| and ")


def agreed(title: str, author: str, text: str) -> Fields:
    """The title, where the beginning of the text has it too, and the authors, where the text names them all."""
    fields = Fields()
    whole, named = _letters(text), [name.strip() for name in _SEVERAL.split(author)]
    headline = " ".join(title.split())
    if _letters(headline) and len(headline) <= _LONGEST_TITLE and _letters(headline) in _letters(text[:_FIRST]):
        fields["headline"] = headline
    if all(bylines.is_name(name) and _letters(name) in whole for name in named):
        fields["authors"] = tuple(named)
    return fields


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
