"""When two names are one person's, as the benchmark counts it: by words, blind to titles, accents, possessives."""

from __future__ import annotations

import re
import unicodedata

ADDRESS = "mr mrs ms miss mx sir dame lord lady dr prof professor father fr sister brother rev reverend"
RANK = (
    "gen general col colonel lt lieutenant capt captain maj major sgt sergeant cpl adm admiral cmdr officer detective"
)
OFFICE = (
    "president president-elect vice prime minister secretary chancellor ambassador "
    "attorney judge justice chief sheriff sen senator rep representative congressman congresswoman gov governor mayor "
    "pope cardinal archbishop bishop rabbi imam king queen prince princess"
)
QUALIFIER = "former ex the then a an acting republican democratic democrat"
SUFFIX = "jr sr ii iii iv v phd md esq mp"

BEFORE_A_NAME = frozenset(f"{ADDRESS} {RANK} {OFFICE} {QUALIFIER}".split())
AFTER_A_NAME = frozenset(SUFFIX.split())


def name_words(name: str) -> list[str]:
    """The words of a name in lower case, without titles, suffixes, brackets, accents and possessives."""
    plain = _without_accents(name).lower()
    plain = re.sub(r"'s\b|'(?=\s|$)", "", plain)
    plain = re.sub(r"\([^)]*\)", " ", plain)
    words = [word for raw in re.findall(r"[\w.'&-]+", plain) if (word := raw.strip(".-'"))]
    while len(words) > 1 and words[0] in BEFORE_A_NAME:
        del words[0]
    while len(words) > 1 and words[-1] in AFTER_A_NAME:
        del words[-1]
    return words


def same_name(one: str, other: str) -> bool:
    """Whether the two agree in every word."""
    return name_words(one) == name_words(other)


def same_person(one: str, other: str) -> bool:
    """Whether the two may be one person: a shared last word that no first name contradicts, or one within the other."""
    a, b = name_words(one), name_words(other)
    if not a or not b:
        return False
    if a[-1] == b[-1] and _first_names_agree(a, b):
        return True
    short, long = sorted((a, b), key=len)
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _first_names_agree(a: list[str], b: list[str]) -> bool:
    return 1 in (len(a), len(b)) or a[0][0] == b[0][0] or a[0] in b or b[0] in a


def _without_accents(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name)
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return bare.replace("\u2019", "'").replace("\u2018", "'")
