"""Corrections as editors read them, and what of an answer goes into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import Choice, Section, Way
from bot.wording import clipped, moment
from knowledge import Fix, Name, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.language import Language
    from bot.state import Entry
    from knowledge import BuildReport, Correction, Excerpt, Person, Unapplied

_WORDS = 90


def words_of(excerpt: Excerpt) -> Words:
    """A quotation as a correction names it."""
    return Words(excerpt.id, excerpt.text, excerpt.citation.article, excerpt.citation.file)


def name_of(person: Person) -> Name:
    """Somebody in the base as a correction names them."""
    return Name(person.name, person.native_name, person.id)


def described(correction: Correction, say: Language) -> str:
    """What a correction says, in one sentence."""
    words = clipped(correction.words.text, _WORDS) if correction.words else ""
    name = correction.person.name if correction.person else ""
    other = correction.other.name if correction.other else ""
    said_by = say("“{words}” was said by {name}.", words=words, name=name)
    known = {
        Fix.SPEAKER: said_by if name else say("Who said “{words}” is not known.", words=words),
        Fix.HIDE: say("“{words}” is not shown.", words=words),
        Fix.TERM: say("“{words}” is nobody’s speech.", words=words),
        Fix.MERGE: say("{other} is the same person as {name}.", other=other, name=name),
        Fix.SPLIT: say("In one article, {name} is somebody else: {other}.", other=other, name=name),
        Fix.ALIAS: say("{name} is also called {alias}.", name=name, alias=correction.alias),
    }
    return known[correction.fix]


def entry_section(entry: Entry, reason: str | None, say: Language) -> Section:
    """A correction with who made it, when and why, and what became of it; `reason` says why it has no effect."""
    made = say("{moment}, by {asker}", moment=moment(entry.made_at, say), asker=entry.made_by)
    lines = (
        described(entry.correction, say),
        entry.reason and say("why: {reason}", reason=entry.reason),
        entry.report and say("settles report {number}", number=entry.report),
        entry.undone_at
        and say("undone: {moment}, by {asker}", moment=moment(entry.undone_at, say), asker=entry.undone_by),
        reason and say("has no effect now: {reason}", reason=reason),
    )
    title = say("Correction {number}: {made}", number=entry.correction.number, made=made)
    return Section(title, tuple(line for line in lines if line))


def idle(report: BuildReport, held: Iterable[Correction]) -> tuple[Unapplied, ...]:
    """The corrections without effect, but for those of words of which an editor has said something else since."""
    last = {each.words.id: each.number for each in held if each.words}
    return tuple(
        each
        for each in report.unapplied
        if each.correction.words is None or each.correction.number == last.get(each.correction.words.id)
    )


def undoing(number: int, say: Language) -> Choice:
    """The way back from a correction."""
    return Choice(say("Undo"), "", "kb undo", {"number": str(number)}, Way.MEANT)


def redoing(number: int, say: Language) -> Choice:
    """The way to an undone correction."""
    return Choice(say("Put it back"), "", "kb redo", {"number": str(number)}, Way.MEANT)
