"""Which quotations are one that several articles carry, which of them is shown for all, and where copies disagree.

In a family the same words are one quotation, once for each time an article has them. A speaker who is named more fully
in one copy is the same, and words that only some copies attribute are the speaker's whom these name. Where two copies
name different speakers, each stands as it is, unless an editor has said whose the words are. Outside of families the
same person's same words are one quotation if they are long enough not to be said twice by chance.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from knowledge.model import Kind
from knowledge.search.normal import plain
from knowledge.store import FULL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.store import Carried

LEAST_WORDS = 8
"""So many words of one person are one quotation wherever they are carried."""

_RANK = {Kind.DIRECT: 0, Kind.MIXED: 1, Kind.INDIRECT: 2, None: 3}
_UNDATED = "9999"
_Form = frozenset[str]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The same words with different speakers in two copies."""

    one: Carried
    other: Carried


@dataclass(slots=True)
class Repeats:
    """For each quotation that another is shown for, that other; both by key."""

    shown: dict[int, int] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)

    def settle(self, alike: Sequence[Carried]) -> None:
        """Take in all quotations, or all passages, of one wording."""
        units: list[list[Carried]] = []
        for copies in _by_family(alike):
            units += _units(copies)
            self.disagreements += _disagreements(copies)
        for unit in _said_again(units):
            first = _to_show(unit)
            self.shown |= {each.key: first.key for each in unit if each is not first}


def _by_family(alike: Iterable[Carried]) -> Iterator[list[Carried]]:
    """The carriers of one wording, those of a family together, others alone; each in the order of their places."""
    families: dict[str, list[Carried]] = defaultdict(list)
    for each in sorted(alike, key=lambda one: (one.article, one.n)):
        families[each.family or f"alone {each.article}"].append(each)
    yield from families.values()


def _units(copies: Sequence[Carried]) -> list[list[Carried]]:
    """What is one quotation within a family: by speaker, the first time of each article together, then the second."""
    forms = _forms(copies)
    settled = {each.name for each in copies if each.corrected}
    by_speaker: dict[_Form | None, dict[str, list[Carried]]] = defaultdict(lambda: defaultdict(list))
    for each in copies:
        by_speaker[None if len(settled) == 1 else _speaker(each, forms)][each.article].append(each)
    if len(by_speaker) == 2 and None in by_speaker:  # noqa: PLR2004 - one speaker, and nobody
        nobody = by_speaker.pop(None)
        (named,) = by_speaker.values()
        for article in nobody.keys() - named.keys():
            named[article] = nobody.pop(article)
        by_speaker[None] = nobody
    return [unit for articles in by_speaker.values() for unit in _times(list(articles.values()))]


def _times(articles: Sequence[Sequence[Carried]]) -> Iterator[list[Carried]]:
    for time in range(max(map(len, articles), default=0)):
        yield [carried[time] for carried in articles if len(carried) > time]


def _disagreements(copies: Sequence[Carried]) -> Iterator[Disagreement]:
    """The first two articles of a family that give the words to different speakers, if any do."""
    if any(each.corrected for each in copies):
        return
    named = [each for each in copies if each.name is not None]
    forms = _forms(named)
    speakers: dict[str, set[_Form | None]] = defaultdict(set)
    for each in named:
        speakers[each.article].add(_speaker(each, forms))
    first = {each.article: each for each in reversed(named)}
    for one, other in combinations(sorted(speakers), 2):
        if speakers[one].isdisjoint(speakers[other]):
            yield Disagreement(first[one], first[other])
            return


def _said_again(units: Iterable[list[Carried]]) -> Iterator[list[Carried]]:
    """Units of the same person's same words, joined where no article would be there twice."""
    joined: dict[str, list[list[Carried]]] = defaultdict(list)
    for unit in sorted(units, key=lambda each: min((one.article, one.n) for one in each)):
        speaker = _who_says_it_often(unit)
        if speaker is None:
            yield unit
            continue
        articles = {each.article for each in unit}
        home = next((h for h in joined[speaker] if articles.isdisjoint(each.article for each in h)), None)
        if home is None:
            joined[speaker].append(list(unit))
        else:
            home += unit
    for homes in joined.values():
        yield from homes


def _who_says_it_often(unit: Sequence[Carried]) -> str | None:
    """The one speaker of words that are long enough to be known again anywhere."""
    speakers = {each.speaker for each in unit if each.speaker is not None}
    return speakers.pop() if len(speakers) == 1 and min(each.words for each in unit) >= LEAST_WORDS else None


def _to_show(unit: Sequence[Carried]) -> Carried:
    """An attributed one before others, then the more literal, then that of the earliest article that is full."""
    fullest = max(each.shingles for each in unit)

    def order(each: Carried) -> tuple[object, ...]:
        cut = each.family is not None and each.shingles < FULL * fullest
        certain = (not each.corrected, each.speaker is None, _RANK[each.kind], -len(_form(each.name or "")))
        return (*certain, cut, each.published or _UNDATED, each.file, each.article)

    return min(unit, key=order)


def _forms(copies: Iterable[Carried]) -> set[_Form]:
    return {_form(each.name) for each in copies if each.name}


def _speaker(said: Carried, forms: Iterable[_Form]) -> _Form | None:
    """The speaker by the fullest form of the name that is known."""
    return _fullest(_form(said.name), forms) if said.name else None


def _form(name: str) -> _Form:
    return frozenset(plain(name).split())


def _fullest(form: _Form, forms: Iterable[_Form]) -> _Form:
    """The one fuller form of a name among others; the form itself where there is none, or more than one."""
    fuller = [other for other in forms if form < other]
    longest = [other for other in fuller if not any(other < another for another in fuller)]
    return longest[0] if len(longest) == 1 else form
