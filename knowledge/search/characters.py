"""What one character becomes before words are compared: a letter without case, marks, width or tradition."""

from __future__ import annotations

import unicodedata

from opencc import OpenCC

APOSTROPHE = "'"
MOST_REMEMBERED = 20_000

_APOSTROPHES = "'\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\u0060\uff07"
_VOICING = "\u3099\u309a"  # marks that make another kana, not an accent
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | dict.fromkeys(_APOSTROPHES, APOSTROPHE)
)
_SIMPLIFY = OpenCC("t2s").convert


class FoldedCharacters(dict[int, str]):
    """A table for `str.translate`, filled as characters are met.

    Letters and digits become lower case, unaccented, of one width and simplified; apostrophes become one; marks and
    invisible characters (zero width, bidirectional controls, soft hyphens) vanish; other control characters and lone
    surrogates become blanks. What a character becomes is left alone by a second folding.
    """

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(self) < MOST_REMEMBERED:  # a hostile text cannot fill the memory with rare characters
            self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if character in _APOSTROPHES:
        return APOSTROPHE
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category[0] == "C":
        return " "
    previous, folded = character, _fold_once(character)
    while folded != previous:
        previous, folded = folded, _fold_once(folded)
    return folded


def _fold_once(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in parts if c in _VOICING or unicodedata.category(c)[0] != "M")
    plain = unicodedata.normalize("NFC", kept).strip(_VOICING).translate(_LETTERS)
    return plain if plain.isascii() else _SIMPLIFY(plain)
