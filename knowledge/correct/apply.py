"""A set of corrections over a base as it was extracted: who everybody is, and what is shown of each quotation."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from knowledge import store
from knowledge.correct.errors import UnfitError
from knowledge.correct.finding import Finder
from knowledge.correct.identities import identified
from knowledge.correct.joins import Claim, joined
from knowledge.corrections import Fix
from knowledge.search.normal import plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from knowledge.correct.identities import Unify
    from knowledge.correct.people import Everybody, Member
    from knowledge.corrections import Correction
    from knowledge.formats.people_file import KnownAffiliation, KnownPerson
    from knowledge.model import Person
    from knowledge.store import Extracted

_OF_WORDS = (Fix.SPEAKER, Fix.HIDE, Fix.TERM)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be shown of one quotation, by the correction at `place`; `speaker` is a person's id."""

    place: int
    fix: Fix
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What a set of corrections comes to: people and who is meant where, a verdict for each quotation by its key.

    `stated` has the affiliations that people.toml states, by person; `unapplied` why corrections are without effect,
    by their places in the set.
    """

    people: dict[str, Person]
    members: dict[Member, str]
    stated: dict[str, tuple[KnownAffiliation, ...]]
    verdicts: dict[int, Verdict]
    unapplied: dict[int, str]


def settle(
    db: sqlite3.Connection,
    corrections: Sequence[Correction],
    entries: Sequence[KnownPerson],
    unify: Unify,
) -> Settled:
    """Find what is corrected in a base that shows everything as it was extracted; `corrections` are in order.

    Of two that contradict each other the later counts.
    """
    local = dict(store.people_by_article(db))
    everybody, unapplied = identified(local, unify, entries, corrections)
    work = _Work(corrections, everybody, Finder(db), unapplied)
    work.each(Fix.ALIAS, work.call)
    for fix in _OF_WORDS:
        work.each(fix, work.judge)
    work.again(Fix.ALIAS, work.call)  # who was only made known by a correction of words
    work.join()
    work.again(Fix.SPEAKER, work.judge)  # whose namesakes were joined
    verdicts = work.verdicts()
    spoken = [verdict.speaker for verdict in verdicts.values() if verdict.speaker]
    return Settled(everybody.people(spoken), everybody.members(), everybody.stated(), verdicts, work.reasons)


def enforce(db: sqlite3.Connection, settled: Settled) -> None:
    """Show what the verdicts say, in a base whose people are set."""
    for key, verdict in settled.verdicts.items():
        if verdict.fix is not Fix.SPEAKER:
            store.withhold(db, key, verdict.fix.value)
            continue
        extracted = store.extracted(db, key)
        if extracted.speaker == verdict.speaker:
            store.confirm(db, key)
        else:
            store.overrule(db, key, _spoken(extracted, settled.people[verdict.speaker] if verdict.speaker else None))


class _Work:
    """One set of corrections on its way: `reasons` are why those that failed did, by their places."""

    def __init__(
        self, corrections: Sequence[Correction], everybody: Everybody, finder: Finder, reasons: dict[int, str]
    ) -> None:
        self.reasons = reasons
        self._corrections = corrections
        self._everybody = everybody
        self._finder = finder
        self._verdicts: dict[int, tuple[int, Verdict]] = {}

    def each(self, fix: Fix, work: Callable[[int, Correction], None]) -> None:
        """Do the work for every correction of a kind, and take down why it fails."""
        for place, correction in enumerate(self._corrections):
            if correction.fix is fix:
                self._try(place, work)

    def again(self, fix: Fix, work: Callable[[int, Correction], None]) -> None:
        """The same for those that have failed."""
        for place in [place for place in self.reasons if self._corrections[place].fix is fix]:
            del self.reasons[place]
            self._try(place, work)

    def call(self, _: int, correction: Correction) -> None:
        """Add an alias."""
        if correction.person is None or not (correction.alias or "").strip():
            raise UnfitError("It does not say who is called what.")
        self._everybody.call(self._everybody.known(correction.person), correction.alias or "")

    def judge(self, place: int, correction: Correction) -> None:
        """Find the quotation, and whose it is said to be."""
        if correction.words is None:
            raise UnfitError("It names no quotation.")
        said, speaker = self._finder.find(correction.words), None
        if correction.fix is Fix.SPEAKER and correction.person is not None:
            speaker = self._everybody.who(correction.person, said.article)
        self._verdicts[place] = (said.key, Verdict(place, correction.fix, speaker))

    def join(self) -> None:
        """Make one of those who are said to be one."""
        claims: list[Claim] = []

        def claim(place: int, correction: Correction) -> None:
            if correction.person is None or correction.other is None:
                raise UnfitError("It does not say who is the same as whom.")
            person, other = map(self._everybody.known, (correction.person, correction.other))
            if person == other:
                raise UnfitError(f"Both names are one person's already: {correction.person.name}.")
            claims.append(Claim(place, person, other))

        self.each(Fix.MERGE, claim)
        result = joined(claims)
        for other, head in sorted(result.heads.items()):
            self._everybody.unite(head, other)
        self.reasons |= {place: self._overruled_by(later) for place, later in result.overruled.items()}

    def verdicts(self) -> dict[int, Verdict]:
        """What counts, by key; what contradicts it and is earlier is overruled."""
        counting: dict[int, list[Verdict]] = {}
        for place, (key, verdict) in sorted(self._verdicts.items()):
            speaker = self._everybody.now(verdict.speaker) if verdict.speaker else None
            now, earlier = replace(verdict, speaker=speaker), counting.get(key, [])
            if earlier and (earlier[0].fix, earlier[0].speaker) != (now.fix, now.speaker):
                self.reasons |= {each.place: self._overruled_by(place) for each in earlier}
                earlier = []
            counting[key] = [*earlier, now]  # those that agree
        return {key: agreeing[-1] for key, agreeing in counting.items()}

    def _overruled_by(self, place: int) -> str:
        return f"Correction {self._corrections[place].number} overrules it."

    def _try(self, place: int, work: Callable[[int, Correction], None]) -> None:
        try:
            work(place, _storable(self._corrections[place]))
        except UnfitError as error:
            self.reasons[place] = str(error)


def _storable(correction: Correction) -> Correction:
    try:
        json.dumps(asdict(correction), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise UnfitError("It holds half a character, which nothing can store.") from error
    return correction


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
