"""What an editor says of a quotation is shown at once, everywhere, and can be taken back without a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import Correction, Excerpt, Fix, KnowledgeBase, Name, Words

if TYPE_CHECKING:
    from knowledge import BuildReport


async def quoted(base: KnowledgeBase, phrase: str) -> Excerpt:
    """The one quotation with these words."""
    _, matches = await base.quotations(phrase)
    (found,) = [match.excerpt for match in matches if match.excerpt.kind and match.excerpt.text == phrase]
    return found


def words(excerpt: Excerpt) -> Words:
    """How a correction names it."""
    return Words(excerpt.id, excerpt.text, excerpt.citation.article, excerpt.citation.file)


async def said_by(base: KnowledgeBase, name: str) -> list[str]:
    """The words of the one person of that name."""
    (profile,) = (await base.people(name)).profiles
    return [match.excerpt.text for match in (await base.said_by(profile.person.id))[1]]


async def corrected(base: KnowledgeBase, *corrections: Correction) -> BuildReport:
    """Put these in force; all of them find what they correct."""
    report = await base.correct(corrections)
    assert report.unapplied == ()
    return report


async def test_another_speaker_is_shown_at_once(base: KnowledgeBase) -> None:
    """In the excerpt, the lists and the counts of both, and in the search by speaker."""
    ship = await quoted(base, "no ship was lost")
    assert (ship.speaker and ship.speaker.name, ship.corrected) == ("Ann Lee", False)
    await corrected(base, Correction(1, Fix.SPEAKER, words(ship), Name("Bo Lee")))
    ship = await quoted(base, "no ship was lost")
    assert ship.speaker is not None
    assert (ship.speaker.name, ship.affiliation, ship.confidence, ship.corrected) == ("Bo Lee", "a pilot", 1.0, True)
    assert ship.text in await said_by(base, "Bo Lee")
    assert ship.text not in await said_by(base, "Ann Lee")
    (bo,) = (await base.people("Bo Lee")).profiles
    assert (bo.counts.mixed, bo.counts.indirect) == (1, 1)
    assert (await base.quotations("no ship was lost", speaker="Bo Lee"))[0] == 1
    assert not any(m.excerpt.id == ship.id for m in (await base.quotations(ship.text, speaker="Ann Lee"))[1])
