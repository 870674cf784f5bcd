"""What two words must share to count as one: "invading" and "invaded", "went" and "go", "colour" and "color"."""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

from knowledge.search.forms import STANDS_FOR

COMMON = frozenset(
    """a about after again all also am an and any are as at be because been before being but by can could did do does
    doing dont down for from had has have having he her here hers him his how i if in into is isnt it its itself just
    let may me might more most much must my no nor not now of off on once one only or other our out over own said same
    say says shall she should so some such than that the their them then there these they this those through to too
    under until up us very was wasnt we were what when where which while who whom whose why will with wont would you
    your""".split()
)

_LONGEST = 40
_SHORT = 4  # letters of words that spelling rules leave alone
# Regular differences between British and American spelling. A rule may make a word that is none ("promize"): it does
# so to all of the word's forms, and nothing but other stems ever sees it.
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{2}[bdglmnprtv])our(?=$|s$|ed$|ing$|er|able|abl[ey]|ful|ist|ite|less|hood|ly)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[iv])our(?=$|s$|ed$|ing$|al|ably|able|ful|ist|ite|less)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2}l)ys(?=(?:e|ed|er|ers|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2}[bt])re(?=s?$)"), "er"),
    (re.compile(r"(?<=[a-z]{2}[bt])red$"), "ered"),
    (re.compile(r"(?<=[a-z]og)ue(?=s?$)"), ""),
    (re.compile(r"(?<=^def|^off|^lic|ret)enc(?=e|es)"), "ens"),
)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a folded word; a word that is not of Latin letters is its own."""
    if not word.isascii() or not 1 <= len(word) <= _LONGEST:
        return word
    word = STANDS_FOR.get(word, word)
    if len(word) > _SHORT:
        word = _one_spelling(word)
    # A stemmer keeps the word it works on in itself: one for each call is what makes this safe in any thread.
    found: str = Stemmer.Stemmer("english", maxCacheSize=0).stemWord(word)
    return found[:-1] if len(found) > _SHORT and found.endswith("ll") else found  # "travelled", "traveled"


def _one_spelling(word: str) -> str:
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return word
