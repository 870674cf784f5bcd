"""An editor at work: finds quotations, names people, and puts corrections in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import Correction, Excerpt, Fix, KnowledgeBase, Name, Person, Words

if TYPE_CHECKING:
    from knowledge import BuildReport


async def quotation(base: KnowledgeBase, text: str) -> Excerpt:
    """The one quotation with exactly these words."""
    _, matches = await base.quotations(text)
    (found,) = [match.excerpt for match in matches if match.excerpt.kind and match.excerpt.text == text]
    return found


async def words(base: KnowledgeBase, text: str) -> Words:
    """The same, as a correction names it."""
    excerpt = await quotation(base, text)
    return Words(excerpt.id, excerpt.text, excerpt.citation.article, excerpt.citation.file)


async def person(base: KnowledgeBase, name: str) -> Person:
    """The one person of this name."""
    (profile,) = (await base.people(name)).profiles
    return profile.person


async def name(base: KnowledgeBase, called: str) -> Name:
    """The same, as a correction names them."""
    known = await person(base, called)
    return Name(known.name, known.native_name, known.id)


async def said_by(base: KnowledgeBase, called: str) -> list[str]:
    """What the one person of this name is quoted with."""
    return [match.excerpt.text for match in (await base.said_by((await person(base, called)).id))[1]]


async def put(base: KnowledgeBase, *corrections: Correction) -> BuildReport:
    """Put these in force; every one of them finds what it corrects."""
    report = await base.correct(corrections)
    assert report.unapplied == ()
    return report


def speaker(words: Words, who: Name | None, number: int = 1) -> Correction:
    """These words are theirs."""
    return Correction(number, Fix.SPEAKER, words, who)


def reasons(report: BuildReport) -> list[tuple[int, str]]:
    """The corrections without effect: their numbers, and why."""
    return [(each.correction.number, each.reason) for each in report.unapplied]
