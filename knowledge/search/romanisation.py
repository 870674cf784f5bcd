"""One name, several Latin spellings: of Chinese names by the older systems, and of others by habit."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_VARIANTS = 24
_LEAST_HEARD = 3

# Wade-Giles as it is typed, without apostrophes and with finals of pinyin: one initial stands for one or several.
_SYLLABLE = re.compile(
    "(ch|hs|sh|ts|tz|ss|sz|[pmftnlkhjyw])?"
    "(iung|iong|iang|uang|ieh|ien|ian|iao|ueh|uei|uai|uan|ang|eng|erh|ing|ung|ong|"
    "ai|an|ao|ei|en|eh|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ih|a|e|i|o|u)"
)
_INITIALS = {
    "ch": ("zh", "j", "q", "ch"), "hs": ("x",), "ts": ("z", "c"), "tz": ("z", "c"), "ss": ("s",), "sz": ("s",),
    "j": ("r",), "p": ("b", "p"), "t": ("d", "t"), "k": ("g", "k"),
}  # fmt: skip
_FINALS = {"ung": "ong", "iung": "iong", "ieh": "ie", "ien": "ian", "ueh": "ue", "uei": "ui", "ih": "i", "erh": "er",
           "eh": "e"}  # fmt: skip
_BY_THEMSELVES = {
    "i": ("yi",), "yen": ("yan",), "yu": ("you", "yu"), "o": ("e",), "ko": ("ge", "ke"), "ho": ("he",),
    "to": ("duo", "tuo"), "no": ("nuo",), "lo": ("luo",), "jo": ("ruo",), "so": ("suo",), "sho": ("shuo",),
    "cho": ("zhuo", "chuo"), "tso": ("zuo", "cuo"), "tzu": ("zi", "ci"), "ssu": ("si",), "szu": ("si",),
}  # fmt: skip
_PALATAL = frozenset("jqx")
_RETROFLEX = frozenset(("zh", "ch"))
_BUZZING = frozenset(("ih", "i"))  # "chih", often typed without its last letter

# Pinyin: which finals follow which initials.
_PINYIN = """
    b:a,o,ai,ei,ao,an,en,ang,eng,i,ie,iao,ian,in,ing,u p:a,o,ai,ei,ao,ou,an,en,ang,eng,i,ie,iao,ian,in,ing,u
    m:a,o,e,ai,ei,ao,ou,an,en,ang,eng,i,ie,iao,iu,ian,in,ing,u f:a,o,ei,ou,an,en,ang,eng,u
    d:a,e,ai,ei,ao,ou,an,en,ang,eng,ong,i,ia,ie,iao,iu,ian,ing,u,uo,ui,uan,un
    t:a,e,ai,ao,ou,an,ang,eng,ong,i,ie,iao,ian,ing,u,uo,ui,uan,un
    n:a,e,ai,ei,ao,ou,an,en,ang,eng,ong,i,ie,iao,iu,ian,in,iang,ing,u,uo,uan,ue,v
    l:a,e,ai,ei,ao,ou,an,ang,eng,ong,i,ia,ie,iao,iu,ian,in,iang,ing,u,uo,uan,un,ue,v
    g,k,h:a,e,ai,ei,ao,ou,an,en,ang,eng,ong,u,ua,uo,uai,ui,uan,un,uang
    j,q,x:i,ia,ie,iao,iu,ian,in,iang,ing,iong,u,ue,uan,un
    zh,ch,sh:a,e,i,ai,ei,ao,ou,an,en,ang,eng,ong,u,ua,uo,uai,ui,uan,un,uang
    r:e,i,ao,ou,an,en,ang,eng,ong,u,uo,ui,uan,un z,c,s:a,e,i,ai,ei,ao,ou,an,en,ang,eng,ong,u,uo,ui,uan,un
    y:a,ao,ou,an,ang,e,i,in,ing,o,ong,u,ue,uan,un w:a,ai,an,ang,ei,en,eng,o,u
    :a,o,e,ai,ei,ao,ou,an,en,ang,eng,er
"""
_IN_PINYIN = re.compile(
    "(?:" + "|".join("(?:{})(?:{})".format(*line.replace(",", "|").split(":")) for line in _PINYIN.split()) + ")+"
)

# Coarse classes of sound over spellings by habit ("Jao", "Chow", "Aleksandr"); their order matters.
_CLASSES = """
    tsch>j zh>j ch>j q>j ts>z tz>z cz>j ks>x x>s hs>s sh>s c>k kh>h k>g p>b t>d w>v ph>f ung>ong ow>ou au>ao uei>ui
    ien>ian ueh>ue ih>i r>j ang>an eng>en ing>in y>i oe>o ae>a ue>u ee>i oo>u ou>o ei>i
"""
_SOUNDS = tuple(tuple(pair.split(">")) for pair in _CLASSES.split())
_REPEATED = re.compile(r"(.)\1+")


def pinyin_readings(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """What a name typed by Wade-Giles syllables ("chao hua sheng") may be in pinyin, other than itself."""
    options = [_pinyin_of(word) for word in words]
    if not all(options):
        return
    for count, reading in enumerate(product(*options)):
        if count >= _MOST_VARIANTS:
            return
        if reading != tuple(words):
            yield reading


@lru_cache(maxsize=1 << 14)
def is_pinyin(word: str) -> bool:
    """Whether a folded word consists of syllables of pinyin."""
    return _IN_PINYIN.fullmatch(word) is not None


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """A coarse key that spellings of one name share; so do some names that are not one."""
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    return _REPEATED.sub(r"\1", word)


def sound_alike(word: str, other: str) -> bool:
    """Whether two words, neither too short to tell, may be spellings of one name."""
    heard = sound(word)
    return min(len(word), len(other)) >= _LEAST_HEARD and len(heard) > 1 and heard == sound(other)


def _pinyin_of(syllable: str) -> list[str]:
    if syllable in _BY_THEMSELVES:
        return [*_BY_THEMSELVES[syllable], syllable]
    parts = _SYLLABLE.fullmatch(syllable)
    if not parts:
        return []
    typed, final = parts[1] or "", _FINALS.get(parts[2], parts[2])
    found = [
        initial + final
        for initial in _INITIALS.get(typed, (typed,))
        if not (initial in _PALATAL and final[0] not in "iu")
        and not (initial in _RETROFLEX and final[0] == "i" and parts[2] not in _BUZZING)
    ]
    return list(dict.fromkeys([*found, syllable]))
