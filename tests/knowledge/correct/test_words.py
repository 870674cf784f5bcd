"""What an editor says of a quotation is shown at once, everywhere, and can be taken back without a trace."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from knowledge import Article, Correction, Fix, KnowledgeBase, Name
from knowledge.knowledge_base import FILE
from tests.knowledge.build.conftest import content
from tests.knowledge.correct.editor import name, person, put, quotation, reasons, said_by, speaker, words
from tests.knowledge.fakes import FAKE, write

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.model import Findings

SHIP = "no ship was lost"
ICE = "The ice decides everything"


async def test_another_speaker_is_shown_at_once(base: KnowledgeBase) -> None:
    """In the excerpt, the lists and the counts of both, and in the search by speaker."""
    ship = await quotation(base, SHIP)
    assert (ship.speaker and ship.speaker.name, ship.corrected) == ("Ann Lee", False)
    await put(base, speaker(await words(base, SHIP), await name(base, "Bo Lee")))
    ship = await quotation(base, SHIP)
    assert ship.speaker is not None
    assert (ship.speaker.name, ship.affiliation, ship.confidence, ship.corrected) == ("Bo Lee", "a pilot", 1.0, True)
    assert SHIP in await said_by(base, "Bo Lee")
    assert SHIP not in await said_by(base, "Ann Lee")
    (bo,) = (await base.people("Bo Lee")).profiles
    assert (bo.counts.mixed, bo.counts.indirect) == (1, 1)
    assert (await base.quotations(SHIP, speaker="Bo Lee"))[0] == 1
    assert SHIP not in [match.excerpt.text for match in (await base.quotations(SHIP, speaker="Ann Lee"))[1]]


async def test_the_rule_says_whose_word_it_is(base: KnowledgeBase) -> None:
    """Whoever asks why sees neither the former mention nor the former candidates."""
    said = await words(base, SHIP)
    await put(base, speaker(said, await name(base, "Bo Lee")))
    why = await base.explain(said.id)
    assert why is not None
    assert (why.rule, why.mention, why.weighed, why.cue) == ("corrected", None, (), "noted")
    assert why.speaker is not None
    assert why.speaker.name == "Bo Lee"


async def test_words_can_be_given_to_nobody(base: KnowledgeBase) -> None:
    """That is an answer, and it stays in the search."""
    await put(base, speaker(await words(base, SHIP), None))
    ship = await quotation(base, SHIP)
    assert (ship.speaker, ship.affiliation, ship.corrected) == (None, None, True)


async def test_words_of_nobody_can_be_given_to_somebody_of_another_article(base: KnowledgeBase) -> None:
    """There is no affiliation then: the article states none."""
    await put(base, speaker(await words(base, ICE), await name(base, "Bo Lee")))
    ice = await quotation(base, ICE)
    assert ice.speaker is not None
    assert (ice.speaker.name, ice.affiliation) == ("Bo Lee", None)
    assert (await base.quotations(ICE, speaker="Bo Lee"))[0] == 1


async def test_somebody_new_is_found_by_name(base: KnowledgeBase) -> None:
    """In either script; without the correction nobody of that name is left."""
    await put(base, speaker(await words(base, ICE), Name("Wu Ming", "吴明")))
    assert await said_by(base, "Wu Ming") == await said_by(base, "吴明") == [ICE]
    await put(base)
    assert (await base.people("Wu Ming")).profiles == ()


async def test_two_corrections_name_one_new_person(base: KnowledgeBase) -> None:
    """A middle name may be missing."""
    ice, ship = await words(base, ICE), await words(base, SHIP)
    await put(base, speaker(ice, Name("Wu Xi Ming")), speaker(ship, Name("Wu Ming"), 2))
    assert sorted(await said_by(base, "Wu Ming")) == [ICE, SHIP]


async def test_a_surname_alone_is_nobody_known(base: KnowledgeBase) -> None:
    """Two are called Lee in these articles; one Ode is, and still need not be meant."""
    await put(base, speaker(await words(base, ICE), Name("Ode")))
    ice = await quotation(base, ICE)
    assert ice.speaker is not None
    assert ice.speaker.name == "Ode"
    assert ice.speaker.id != (await person(base, "Cy Ode")).id


async def test_another_native_name_is_another_person(base: KnowledgeBase) -> None:
    """As it is for the extractor."""
    ann = await person(base, "Ann Lee")
    await put(base, speaker(await words(base, ICE), Name("Ann Lee", "李兰")))
    ice = await quotation(base, ICE)
    assert ice.speaker is not None
    assert ice.speaker.id != ann.id
    await put(base, speaker(await words(base, ICE), Name("Ann Lee", "李安")))
    assert (await quotation(base, ICE)).speaker == ann


async def test_an_id_counts_more_than_a_name(base: KnowledgeBase) -> None:
    """Names change with the articles; an id that is still there is whom the editor chose."""
    bo = await person(base, "Bo Lee")
    await put(base, speaker(await words(base, ICE), Name("Ann Lee", None, bo.id)))
    assert (await quotation(base, ICE)).speaker == bo


@pytest.mark.parametrize("fix", [Fix.HIDE, Fix.TERM])
async def test_what_is_hidden_is_nowhere(base: KnowledgeBase, fix: Fix) -> None:
    """Neither by its words, nor by its speaker, nor in a count, nor by its id."""
    said = await words(base, SHIP)
    ann = await person(base, "Ann Lee")
    before = (await base.stats()).quotations.total
    await put(base, Correction(1, fix, said))
    assert SHIP not in [match.excerpt.text for match in (await base.quotations(SHIP))[1]]
    assert SHIP not in await said_by(base, "Ann Lee")
    assert SHIP not in [match.excerpt.text for match in await base.pool()]
    assert await base.excerpt(said.id) is None
    assert await base.context(said.id) is None
    assert await base.explain(said.id) is None
    (profile,) = (await base.people(ann.id)).profiles
    assert (profile.counts.mixed, (await base.stats()).quotations.total) == (0, before - 1)
    (article,) = (await base.articles("harbour.txt")).articles
    assert article.counts.mixed == 0
    assert SHIP not in [row.get("text") async for row in base.export()]


async def test_a_confirmed_speaker_is_sure_and_not_called_corrected(base: KnowledgeBase) -> None:
    """It leaves the list of what is uncertain."""
    total, found = await base.uncertain(100)
    assert total == len(found) == 6
    assert SHIP in [excerpt.text for excerpt in found]
    await put(base, speaker(await words(base, SHIP), await name(base, "Ann Lee")))
    ship = await quotation(base, SHIP)
    assert ship.speaker is not None
    assert (ship.speaker.name, ship.confidence, ship.corrected, ship.cue) == ("Ann Lee", 1.0, False, "noted")
    total, found = await base.uncertain(100)
    assert total == len(found) == 5
    assert SHIP not in [excerpt.text for excerpt in found]


async def test_the_least_certain_come_first(tmp_path: Path) -> None:
    """Page by page, nobody's words left out."""
    write(tmp_path / "articles", "a.txt", "Ann Lee said: “fifty”. Bo Lee said: “ten”. Somebody said: “five”.")
    write(tmp_path / "articles", "b.txt", "Ann Lee said: “ninety”.")
    async with await KnowledgeBase.open([tmp_path / "articles"], tmp_path, pipeline=WAVERING) as base:
        total, found = await base.uncertain(10)
        assert (total, [excerpt.text for excerpt in found]) == (3, ["ten", "fifty", "ninety"])
        total, found = await base.uncertain(1, offset=1)
        assert (total, [excerpt.text for excerpt in found]) == (3, ["fifty"])


def _wavering(article: Article) -> Findings:
    """As sure as the words say."""
    shares = {"fifty": 0.5, "ten": 0.1, "five": 0.0, "ninety": 0.9}
    findings = FAKE.extract(article)
    said = [
        replace(one, attribution=replace(one.attribution, confidence=shares[one.text(article.body)]))
        for one in findings.quotations
    ]
    return replace(findings, quotations=tuple(said))


WAVERING = replace(FAKE, extract=_wavering)


async def test_the_later_of_two_words_counts(base: KnowledgeBase) -> None:
    """The earlier is reported; whichever comes first in the set."""
    said = await words(base, SHIP)
    bo, cy = await name(base, "Bo Lee"), await name(base, "Cy Ode")
    report = await base.correct([speaker(said, cy, 2), speaker(said, bo, 1)])
    assert reasons(report) == [(1, "Correction 2 overrules it.")]
    ship = await quotation(base, SHIP)
    assert ship.speaker is not None
    assert ship.speaker.id == cy.id
    report = await base.correct([speaker(said, cy, 2), Correction(3, Fix.HIDE, said)])
    assert reasons(report) == [(2, "Correction 3 overrules it.")]
    assert await base.excerpt(said.id) is None


async def test_saying_the_same_twice_is_no_contradiction(base: KnowledgeBase) -> None:
    """Two editors agree."""
    said, bo = await words(base, SHIP), await name(base, "Bo Lee")
    await put(base, speaker(said, bo, 1), speaker(said, bo, 2))


async def test_all_that_a_later_word_contradicts_are_reported(base: KnowledgeBase) -> None:
    """Also those that agreed among themselves."""
    said, bo = await words(base, SHIP), await name(base, "Bo Lee")
    report = await base.correct([speaker(said, bo, 1), speaker(said, bo, 2), Correction(3, Fix.HIDE, said)])
    assert reasons(report) == [(1, "Correction 3 overrules it."), (2, "Correction 3 overrules it.")]


async def test_corrections_survive_a_restart_and_are_reported_again(
    base: KnowledgeBase, corpus: Path, tmp_path: Path
) -> None:
    """Opened with the same set there is nothing to do, and what found no place is still said."""
    said = await words(base, SHIP)
    lost = speaker(said, Name(" "), 2)
    both = [speaker(said, await name(base, "Bo Lee")), lost]
    await base.correct(both)
    built = (await base.stats()).built_at, (tmp_path / "data" / FILE).stat().st_mtime_ns
    async with await KnowledgeBase.open([corpus], tmp_path / "data", pipeline=FAKE, corrections=both[::-1]) as again:
        assert reasons(again.report) == [(2, "It names nobody.")]
        assert ((await again.stats()).built_at, (tmp_path / "data" / FILE).stat().st_mtime_ns) == built
        assert (await quotation(again, SHIP)).corrected
    async with await KnowledgeBase.open([corpus], tmp_path / "data", pipeline=FAKE) as plain:
        assert not (await quotation(plain, SHIP)).corrected


async def test_what_was_extracted_comes_back_as_it_was(base: KnowledgeBase, tmp_path: Path) -> None:
    """Row for row, in every table."""
    database = tmp_path / "data" / FILE
    before = content(database)
    await put(
        base,
        speaker(await words(base, SHIP), Name("Wu Ming"), 1),
        Correction(2, Fix.HIDE, await words(base, ICE)),
        Correction(3, Fix.TERM, await words(base, "Fish costs twice what it did")),
    )
    assert content(database) != before
    await base.reload()
    await put(base)
    assert content(database) == before


async def test_a_reload_keeps_what_was_corrected(base: KnowledgeBase, corpus: Path) -> None:
    """Also in an article that changed around it."""
    await put(base, speaker(await words(base, SHIP), await name(base, "Bo Lee")))
    write(corpus, "new.txt", "Cy Ode said: “something else”.")
    await base.reload()
    assert (await quotation(base, SHIP)).corrected
