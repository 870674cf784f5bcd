"""A set of corrections over a base as it was extracted: who everybody is, and what is shown of each quotation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge import store
from knowledge.correct.errors import UnfitError
from knowledge.correct.finding import Finder
from knowledge.corrections import Fix, in_order
from knowledge.search.normal import plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from knowledge.correct.people import Everybody
    from knowledge.corrections import Correction
    from knowledge.model import Person
    from knowledge.store import Extracted

_OF_WORDS = (Fix.SPEAKER, Fix.HIDE, Fix.TERM)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be shown of one quotation, by the correction at `place`; `speaker` is a person's id."""

    place: int
    fix: Fix
    speaker: str | None = None


@dataclass(slots=True)
class Settled:
    """What a set of corrections comes to: a verdict by key, and the places of the corrections without effect."""

    verdicts: dict[int, Verdict]
    unapplied: dict[int, str]


def settle(db: sqlite3.Connection, corrections: Iterable[Correction], everybody: Everybody) -> Settled:
    """Find what is corrected in a base that shows everything as it was extracted; the later of two words counts.

    Whoever is named and was not known joins `everybody`.
    """
    settled = Settled({}, {})
    finder = Finder(db)
    ordered = in_order(corrections)
    for place, correction in enumerate(ordered):
        if correction.fix not in _OF_WORDS:
            continue
        try:
            key, verdict = _verdict(place, correction, finder, everybody)
        except UnfitError as error:
            settled.unapplied[place] = str(error)
            continue
        earlier = settled.verdicts.get(key)
        if earlier and (earlier.fix, earlier.speaker) != (verdict.fix, verdict.speaker):
            settled.unapplied[earlier.place] = f"Correction {correction.number} overrules it."
        settled.verdicts[key] = verdict
    return settled


def enforce(db: sqlite3.Connection, verdicts: Mapping[int, Verdict], people: Mapping[str, Person]) -> None:
    """Show what the verdicts say, in a base whose people are set."""
    for key, verdict in verdicts.items():
        if verdict.fix is not Fix.SPEAKER:
            store.withhold(db, key, verdict.fix.value)
            continue
        extracted = store.extracted(db, key)
        if extracted.speaker == verdict.speaker:
            store.confirm(db, key)
        else:
            store.overrule(db, key, _spoken(extracted, people[verdict.speaker] if verdict.speaker else None))


def _verdict(place: int, correction: Correction, finder: Finder, everybody: Everybody) -> tuple[int, Verdict]:
    if correction.words is None:
        raise UnfitError("It names no quotation.")
    said = finder.find(correction.words)
    if correction.fix is not Fix.SPEAKER or correction.person is None:
        return said.key, Verdict(place, correction.fix)
    return said.key, Verdict(place, correction.fix, everybody.who(correction.person, said.article))


def _spoken(extracted: Extracted, speaker: Person | None) -> Extracted:
    """The attribution to another speaker: nobody tells their own words to themselves, or passes them on."""
    if speaker is None:
        return replace(extracted, speaker=None, via=None, hearer=None)
    via, hearer = (None if _names(told, speaker) else told for told in (extracted.via, extracted.hearer))
    return replace(extracted, speaker=speaker.id, via=via, hearer=hearer)


def _names(text: str | None, person: Person) -> bool:
    """Whether a few words of the article may mean this person."""
    names = (person.name, person.native_name or "")
    return text is not None and not set(plain(text).split()).isdisjoint(plain(" ".join(names)).split())
