"""Who everybody is: as the articles say, as people.toml knows, and as editors say whom an article does not mean."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from knowledge.correct.errors import UnfitError
from knowledge.correct.people import Everybody
from knowledge.correct.recognition import Forms, recognised
from knowledge.corrections import Fix
from knowledge.extract.names import name_parts
from knowledge.ids import short_id
from knowledge.model import Findings, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from knowledge.correct.people import Member
    from knowledge.corrections import Correction
    from knowledge.extract import Identity
    from knowledge.formats.people_file import KnownPerson
    from knowledge.model import LocalPerson

    Local = Mapping[str, tuple[LocalPerson, ...]]
    Unify = Callable[[Mapping[str, Findings]], tuple[Identity, ...]]
    Reasons = dict[int, str]

_MOST_ALIASES = 12  # that articles use, of one whom people.toml knows


def identified(
    local: Local, unify: Unify, entries: Sequence[KnownPerson], corrections: Sequence[Correction]
) -> tuple[Everybody, Reasons]:
    """Everybody; and why those of the corrections that are splits are without effect, by their places."""
    reasons: Reasons = {}
    members = [(article, n) for article, people in local.items() for n in range(len(people))]
    before = _told(local, unify, entries, members)
    splits = _splits(before, corrections, reasons)
    while splits:
        everybody = _told(local, unify, entries, [member for member in members if member not in splits])
        failed = dict(_split_off(before, everybody, {who: corrections[place] for who, place in splits.items()}))
        if not failed:
            return everybody, reasons
        reasons |= {splits.pop(member): reason for member, reason in failed.items()}  # they stay who they were
    return before, reasons


def _told(local: Local, unify: Unify, entries: Sequence[KnownPerson], members: Iterable[Member]) -> Everybody:
    """Everybody among these members, as the articles say and people.toml knows."""
    members = tuple(members)
    known = recognised(entries, local, members)
    taken = {member for of_one in known.of.values() for member in of_one} | known.unclear
    everybody = Everybody(local)
    for of_some in ([member for member in members if member not in taken], sorted(known.unclear)):
        for person, of_one in _unified(local, unify, of_some):
            everybody.take(person, of_one)
    names = Counter(_name_of(entry) for entry in entries)
    for at, entry in enumerate(entries):
        forms = Forms(entry)
        where = "" if names[_name_of(entry)] == 1 else f"people.toml {entry.wikidata or ''}"
        who = everybody.take(_person(entry, local, known.of.get(at, ()), where), known.of.get(at, ()))
        everybody.know(who, forms.written, forms.natives, entry.affiliations)
    return everybody


def _unified(local: Local, unify: Unify, members: Sequence[Member]) -> Iterator[tuple[Person, tuple[Member, ...]]]:
    """The identities of some people of the articles, with the places that these have among all."""
    places: dict[str, list[int]] = {}
    for article, n in members:
        places.setdefault(article, []).append(n)
    if not places:
        return
    found = unify({article: Findings(tuple(local[article][n] for n in ns)) for article, ns in places.items()})
    for identity in found:
        yield identity.person, tuple((article, places[article][n]) for article, n in identity.members)


def _name_of(entry: KnownPerson) -> tuple[object, ...]:
    return (entry.group, name_parts(entry.name), entry.native_name)


def _person(entry: KnownPerson, local: Local, members: Sequence[Member], where: str) -> Person:
    called = Counter(form for article, n in members for form in _forms(local[article][n]))
    most = sorted(called, key=lambda form: (-called[form], form))[:_MOST_ALIASES]
    aliases = dict.fromkeys((*entry.aliases, *entry.transliterations, *most))
    kind = "group" if entry.group else "person"
    return Person(
        id=short_id("p", kind, " ".join(name_parts(entry.name)), entry.native_name or "", where),
        name=entry.name,
        native_name=entry.native_name,
        aliases=tuple(form for form in aliases if form not in {entry.name, entry.native_name}),
        group=entry.group,
        author=any(local[article][n].author for article, n in members),
        wikidata=entry.wikidata,
    )


def _forms(local: LocalPerson) -> tuple[str, ...]:
    return (local.name, *local.aliases)


def _splits(before: Everybody, corrections: Sequence[Correction], reasons: Reasons) -> dict[Member, int]:
    """Whom editors take for somebody else, with the place of the correction that says so; the last one counts."""
    splits: dict[Member, int] = {}
    agreeing: dict[Member, list[int]] = {}
    for place, correction in enumerate(corrections):
        if correction.fix is not Fix.SPLIT:
            continue
        try:
            member = _meant(before, correction)
        except UnfitError as error:
            reasons[place] = str(error)
            continue
        earlier = agreeing.get(member, [])
        if earlier and corrections[earlier[0]].other != correction.other:
            reasons |= dict.fromkeys(earlier, f"Correction {correction.number} overrules it.")
            earlier = []
        agreeing[member] = [*earlier, place]
        splits[member] = place
    return splits


def _meant(before: Everybody, correction: Correction) -> Member:
    if correction.person is None or correction.other is None or correction.article is None:
        raise UnfitError("It does not say whom which article names as somebody else.")
    return before.known_in(correction.article, correction.person)


def _split_off(
    before: Everybody, everybody: Everybody, splits: Mapping[Member, Correction]
) -> Iterator[tuple[Member, str]]:
    """Give everybody who is split off an identity of their own; whom that fails for, and why."""
    was, now = before.members(), everybody.members()
    for member, correction in sorted(splits.items()):
        others = (now[each] for each, who in sorted(was.items()) if who == was[member] and each in now)
        if correction.other is None:
            continue
        try:
            everybody.assign(member, everybody.who_else(correction.other, next(others, ""), member[0]))
        except UnfitError as error:
            yield member, str(error)
