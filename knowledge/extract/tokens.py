"""Words and marks of a text, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.extract.marks import Region

# Abbreviations that keep their full stop ("Mr. Trump"). Words that also end sentences ("no", "sun") are left out.
ABBREVIATIONS = frozenset(
    """mr mrs ms mx dr prof sen sens rep reps gov govs gen col lt capt maj sgt cpl adm cmdr rev hon pres sr jr st mt
    vs etc inc corp ltd co llc nos vol eds dept univ assn bros jan feb apr jun jul aug sept sep oct nov dec approx
    ala ariz ark calif colo conn fla ga kan ky md mich minn mo mont neb nev okla pa tenn tex va vt wis wyo""".split()
)

_TOKEN = re.compile(
    r"""
    (?P<abbr>(?:[A-Za-z]\.){2,}|[A-Z]\.(?=\s))                       # U.S.  e.g.  the J. of a name
  | (?P<url>https?://[^\s<>"“”]+|www\.[^\s<>"“”]+)
  | (?P<compound>\d+(?:-[^\W\d_]+)+)                                    # 71-year-old
  | (?P<num>\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|bn|km|pm|am)?\b|\d+)
  | (?P<ellipsis>\.\.\.+|…|(?:\.\s){2,}\.)
  | (?P<typewriter>``|'')
  | (?P<word>(?:[^\W\d_]|_)[\w\u0300-\u036f]*(?:[-‐‑–.&/](?=\w)[\w\u0300-\u036f]+|['’](?=[^\W\d_])[\w\u0300-\u036f]+)*)
  | (?P<dash>--+|[–—―])
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)(?<=\w)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
QUOTED = "QUOTED"
_STOPS = frozenset(",.?!…;:—–-")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Token:
    """One word or mark: `start`/`end` in the text, `lower` with straight apostrophes, `tag` set by the tagger.

    `tag` is a Penn Treebank tag; `entity` is PER, ORG, LOC, OTH or "" and says what kind of thing a noun names.
    In a sentence, all the words of one pair of quotation marks stand as a single token tagged `QUOTED`, whose `lower`
    is the last character within the marks.
    """

    start: int
    end: int
    text: str
    lower: str
    tag: str = ""
    entity: str = ""
    region: Region | None = None

    @property
    def is_word(self) -> bool:
        """Whether there is a letter in it."""
        return _LETTERS.search(self.text) is not None

    @property
    def closes_clause(self) -> bool:
        """Whether these are marked words that end with a stop of their own: “It is doable,” | Risch said."""
        return self.region is not None and self.lower in _STOPS


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, in order, with offsets into `text`; nothing but white space is left out."""
    return list(_tokens(text, start, len(text) if end is None else end))


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    done = start
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        if first < done:  # the full stop that an abbreviation took
            continue
        if match.lastgroup == "word":
            for token in _words(text, first, last, end):
                done = token.end
                yield token
        else:
            yield _token(text, first, last)


def _words(text: str, first: int, last: int, end: int) -> Iterator[Token]:
    """A word, parted from its clitic ("he's", "don't") or joined with the full stop of its abbreviation ("Mr.")."""
    word = text[first:last]
    clitic = _CLITIC.search(word)
    if clitic:
        yield _token(text, first, first + clitic.start())
        yield _token(text, first + clitic.start(), last)
        return
    if last < end and text[last] == "." and _abbreviates(word, text[last + 1 : last + 3]):
        last += 1
    yield _token(text, first, last)


def _abbreviates(word: str, after: str) -> bool:
    lower = word.lower()
    if lower == "no":  # "No. 2", but never "He said no."
        return after.strip()[:1].isdigit()
    return lower in ABBREVIATIONS and (word[0].isupper() or lower in {"vs", "etc", "approx"})


def _token(text: str, first: int, last: int) -> Token:
    word = text[first:last]
    return Token(first, last, word, word.lower().replace("’", "'"))
