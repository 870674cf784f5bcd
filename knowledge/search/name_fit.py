"""How a question fits a person's names and roles, word by word.

A score over whole strings prefers long partial overlaps; here every word of the question must find a word of its own.
What could as well be somebody else ("Wang Yi" for Wang Yiwei, "Zheng" for Zhang) is `NEAR`: offered, never answered.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from knowledge.search.name_forms import PARTICLES, orders
from knowledge.search.normal import is_run
from knowledge.search.romanisation import is_pinyin, sound_alike
from knowledge.search.stems import COMMON, stem

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Sequence

    from knowledge.search.name_forms import Person


class Rank(IntEnum):
    """How a question fits, best first."""

    AS_WRITTEN = 0
    REORDERED = 1
    ALIAS = 2
    WORDS = 3
    BEGINNING = 4
    ROLE = 5
    TYPO = 6
    NEAR = 7
    NOT = 8


class Fit(NamedTuple):
    """The rank of a fit, and among equals how many letters are wrong."""

    rank: Rank
    typos: int = 0


NOT = Fit(Rank.NOT)
_NEAR = Fit(Rank.NEAR)

_FROM_ALONE = 4  # letters of a lone beginning that may answer: "Huas"; of three only more than half a word: "Nix"
_FROM_IN_COMPANY = 5  # of a beginning beside other words: "Zhao Huash", for "Wang Yi" is not Wang Yiwei
_TYPO_ALONE = 6  # letters of a lone word with a typo: "Zheng" is not Zhang
_TYPO_IN_COMPANY = 3
_SURE_COMPANY = 5  # letters of a word that vouches for a short one with a typo: "Zhoa Huasheng"
_ONE_TYPO, _TWO_TYPOS = 4, 8  # letters from which a word may have one, and two
_ONE_SWAP = 3  # letters of a word that may have two neighbours swapped, and nothing else: "Kmi"
_MOST_TYPOS = 2
_LIKE_IN_SOUND = 5
_JOINED_TYPO = 10  # letters of a whole name, its words parted otherwise, with one typo, and with two
_JOINED_TWO_TYPOS = 14
_MOST_INITIALS = 4
_SHORT_FORM = 2  # letters of a short form that may as well be a name ("UN"): it tells something beside other words
_ROLE_BEGINNING = 4
_LEFT_OUT = 3  # the doubt where a role does not say "US" of a "US president"
_OTHER_OFFICES = frozenset(map(stem, "assistant deputy vice".split()))


def fit(asked: Sequence[str], person: Person, known: Container[str], short: Collection[str] = ()) -> Fit:
    """How the question fits the person. A word `known` as part of somebody's name is no typo of another.

    `short` are common words that were written as short forms of a role's names: "US", "WHO".
    """
    runs = [word for word in asked if is_run(word)]
    others = [word for word in asked if not is_run(word)]
    best = max((_fit_run(run, person.runs) for run in runs), default=Fit(Rank.AS_WRITTEN))
    if others and best is not NOT:
        best = max(best, _fit_names(others, person, known, short))
    return best


class _Demands(NamedTuple):
    """What a word must have to answer although it is not the very word: letters of a beginning, and with a typo."""

    alone: bool
    beginning: int
    typo: int


def _fit_names(asked: Sequence[str], person: Person, known: Container[str], short: Collection[str]) -> Fit:
    letters = "".join(asked)
    if letters in person.parts and all(len(word) > 1 for word in asked):
        return Fit(Rank.WORDS)
    by_name = min((_fit_form(asked, letters, form, known) for form in person.forms()), default=NOT)
    if letters in person.parts:  # "O Brien" is O'Brien, but "Z. Hu" is sooner Hu Zhen than Zhu
        by_name = min(by_name, Fit(Rank.BEGINNING, 1))
    return by_name if by_name.rank < Rank.ROLE else min(by_name, _fit_roles(asked, person, short))


def _fit_form(asked: Sequence[str], letters: str, form: tuple[str, ...], known: Container[str]) -> Fit:
    vouched = any(len(word) >= _SURE_COMPANY and word in form for word in asked)
    alone = len(asked) == 1
    typo = _TYPO_IN_COMPANY if vouched else _TYPO_ALONE
    demands = _Demands(alone, _FROM_ALONE if alone else _FROM_IN_COMPANY, typo)
    by_words = _fit_words(asked, form, demands, known)
    return by_words if len(asked) == len(form) else min(by_words, _fit_letters(letters, form))


def _fit_words(asked: Sequence[str], form: tuple[str, ...], demands: _Demands, known: Container[str]) -> Fit:
    """The worst of the matches when each word takes the best word of the name that is still free."""
    free = list(form)
    rank, typos = Rank.WORDS, 0
    for word in sorted(asked, key=len, reverse=True):
        fits = ((_fit_word(word, other, demands, known), at) for at, other in enumerate(free))
        best, at = min(fits, default=(NOT, 0))
        taken = 1
        if best.rank is Rank.NOT:
            best, at, taken = _fit_initials(word, free)
        if best.rank is Rank.NOT:
            return NOT
        del free[at : at + taken]
        rank, typos = max(rank, best.rank), typos + best.typos
    return Fit(rank, typos)


def _fit_word(word: str, other: str, demands: _Demands, known: Container[str]) -> Fit:
    if word == other:
        return Fit(Rank.WORDS)
    if len(word) == 1 or len(other) == 1:
        return _fit_initial(word, other, demands)
    if word in PARTICLES and other in PARTICLES and not (demands.alone or _both_chinese(word, other)):
        return Fit(Rank.TYPO, 1)  # "al-Sisi" is el-Sisi
    if other.startswith(word):
        most_of_it = demands.alone and len(word) == _FROM_ALONE - 1 and 2 * len(word) > len(other)
        sure = word not in known and (len(word) >= demands.beginning or most_of_it)
        return Fit(Rank.BEGINNING if sure else Rank.NEAR)
    typos = _typos(word, other)
    if not typos:
        return _NEAR if sound_alike(word, other) else NOT
    sure = len(word) >= demands.typo and word not in known and not _both_chinese(word, other)
    return Fit(Rank.TYPO if sure else Rank.NEAR, typos)


def _fit_initial(word: str, other: str, demands: _Demands) -> Fit:
    """An initial stands for its name ("H. Zhao"); whether an entry's own ("J. Smith") stands for John nobody knows."""
    if word[0] != other[0]:
        return NOT
    return _NEAR if demands.alone or len(other) == 1 else Fit(Rank.BEGINNING)


def _fit_initials(word: str, free: Sequence[str]) -> tuple[Fit, int, int]:
    """Initials written together ("JRR Tolkien"), where in the name they stand, and how many they are."""
    for at in range(len(free) - len(word) + 1) if 1 < len(word) <= _MOST_INITIALS else ():
        if all(free[at + n].startswith(letter) for n, letter in enumerate(word)):
            return Fit(Rank.BEGINNING), at, len(word)
    return NOT, 0, 0


def _typos(word: str, other: str) -> int:
    """How many letters are wrong, as many as a word of its length may have; none where it is another word."""
    swapped = len(word) == _ONE_SWAP and sorted(word) == sorted(other)
    allowed = _MOST_TYPOS if len(word) >= _TWO_TYPOS else 1 if len(word) >= _ONE_TYPO or swapped else 0
    edits = OSA.distance(word, other, score_cutoff=allowed) if allowed else 1
    if edits <= allowed:
        return edits
    alike = min(len(word), len(other)) >= _LIKE_IN_SOUND and sound_alike(word, other)
    return _MOST_TYPOS if alike else 0


def _fit_letters(letters: str, form: tuple[str, ...]) -> Fit:
    """Typos in a whole name whose words are parted in another way: "zhaohuashang", "Zhao Hua Shang"."""
    wholes = ["".join(order) for order in orders(form)]
    edits, whole = min((OSA.distance(letters, whole, score_cutoff=_MOST_TYPOS), whole) for whole in wholes)
    if edits > _MOST_TYPOS or len(letters) < _TYPO_ALONE:
        return NOT
    enough = _JOINED_TYPO if edits == 1 else _JOINED_TWO_TYPOS
    sure = len(letters) >= enough and not _both_chinese(letters, whole)
    return Fit(Rank.TYPO if sure else Rank.NEAR, edits)


def _both_chinese(word: str, other: str) -> bool:
    """Two names in pinyin a letter apart are two names: Huaqiang and Haiqiang."""
    return is_pinyin(word) and is_pinyin(other)


def _fit_roles(asked: Sequence[str], person: Person, short: Collection[str]) -> Fit:
    """Roles and organisations ("top diplomat"), the name beside them or not ("Zhao Fudan")."""
    names = {word for form in person.forms() for word in form}
    telling = [word.upper() if word in short else word for word in asked if word in short or word not in COMMON]
    return min((_fit_role(telling, role, names) for role in person.roles), default=NOT)


def _fit_role(telling: Sequence[str], role: Collection[str], names: Collection[str]) -> Fit:
    rest = [word for word in telling if word not in names]
    if not rest:
        return NOT
    doubts = [_doubt_of_role(word, role, alone=len(telling) == 1) for word in rest]
    if None in doubts:
        return NOT
    other_office = not _OTHER_OFFICES.intersection(role).issubset(
        map(stem, telling)
    )  # a vice president is no president
    return Fit(Rank.NEAR if other_office or _LEFT_OUT in doubts else Rank.ROLE, sum(filter(None, doubts)))


def _doubt_of_role(word: str, role: Collection[str], *, alone: bool) -> int | None:
    if stem(word) in role:
        return 0
    if word.isupper() or (len(word) == _SHORT_FORM and not alone):
        if word.upper() in role:
            return 0
        if word.isupper():
            return _LEFT_OUT
    if len(word) >= _ROLE_BEGINNING and any(other.startswith(word) for other in role):
        return 1
    if len(word) >= _TYPO_ALONE and any(OSA.distance(stem(word), other, score_cutoff=1) <= 1 for other in role):
        return 2
    return None


def _fit_run(run: str, names: Sequence[str]) -> Fit:
    """A name in its own characters, whole or a part of it; a lone one is first of all a surname."""
    if run in names:
        return Fit(Rank.AS_WRITTEN)
    if any(name.startswith(run) or (len(run) > 1 and run in name) for name in names):
        return Fit(Rank.WORDS)
    if any(run in name for name in names):
        return Fit(Rank.WORDS, 1)
    shared = max((len(set(run) & set(name)) for name in names), default=0)
    return _NEAR if 2 * shared > len(run) else NOT
