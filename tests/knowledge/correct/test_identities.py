"""Who is who, by an editor's word: people are joined, parted, and found by further names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from knowledge import Correction, Fix, KnowledgeBase, Name
from knowledge.knowledge_base import FILE
from tests.knowledge.build.conftest import content
from tests.knowledge.correct.editor import name, person, put, quotation, reasons, said_by, speaker, words
from tests.knowledge.fakes import FAKE, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


def merge(head: Name, other: Name, number: int = 1) -> Correction:
    """They are one, and the name of the first stays."""
    return Correction(number, Fix.MERGE, person=head, other=other)


def split(article: str, who: Name, other: Name, number: int = 1) -> Correction:
    """The article means somebody else."""
    return Correction(number, Fix.SPLIT, person=who, other=other, article=article)


def alias(who: Name, called: str, number: int = 1) -> Correction:
    """They are also called so."""
    return Correction(number, Fix.ALIAS, person=who, alias=called)


@pytest_asyncio.fixture
async def spelt(tmp_path: Path) -> AsyncIterator[KnowledgeBase]:
    """Three spellings of one name in three articles, and two people of one name in two."""
    folder = tmp_path / "articles"
    write(folder, "a.txt", "Jake Moss, a pilot, said: “alpha one”. Li Na said: “a serve decides it”.")
    write(folder, "b.txt", "Jacob Moss said: “beta two”.", date="2024")
    write(folder, "c.txt", "Jakob Moos noted: “gamma three”. Li Na, the minister, said: “the budget decides it”.")
    async with await KnowledgeBase.open([folder], tmp_path / "data", pipeline=FAKE) as opened:
        yield opened


# ------------------------------------------------------------------------------------------------------ joined


async def test_two_people_become_one(spelt: KnowledgeBase) -> None:
    """With all they said, under the name that stays, found by either."""
    jacob, jake = await name(spelt, "Jacob Moss"), await name(spelt, "Jake Moss")
    await put(spelt, merge(jacob, jake))
    (profile,) = (await spelt.people("Jake Moss")).profiles
    assert (profile.person.id, profile.person.name, profile.counts.direct) == (jacob.id, "Jacob Moss", 2)
    assert "Jake Moss" in profile.person.aliases
    assert [each.text for each in profile.affiliations] == ["a pilot"]
    assert await said_by(spelt, "Jacob Moss") == ["beta two", "alpha one"]
    assert (await spelt.quotations("alpha one", speaker="Jacob Moss"))[0] == 1
    assert (await quotation(spelt, "alpha one")).corrected is False


async def test_chains_are_followed_to_their_end(spelt: KnowledgeBase) -> None:
    """In whatever order they were said."""
    jacob, jake, jakob = [await name(spelt, each) for each in ("Jacob Moss", "Jake Moss", "Jakob Moos")]
    await put(spelt, merge(jake, jakob, 1), merge(jacob, jake, 2))
    assert {each.name for each in [await person(spelt, "Jakob Moos"), await person(spelt, "Jake Moss")]} == {
        "Jacob Moss"
    }
    await put(spelt, merge(jacob, jake, 1), merge(jake, jakob, 2))
    assert (await person(spelt, "Jakob Moos")).name == "Jacob Moss"


async def test_of_a_circle_the_later_word_counts(spelt: KnowledgeBase) -> None:
    """The earlier one is reported; the people are one in any case."""
    jacob, jake, jakob = [await name(spelt, each) for each in ("Jacob Moss", "Jake Moss", "Jakob Moos")]
    report = await spelt.correct([merge(jacob, jake, 1), merge(jake, jacob, 2)])
    assert reasons(report) == [(1, "Correction 2 overrules it.")]
    assert (await person(spelt, "Jacob Moss")).id == jake.id
    report = await spelt.correct([merge(jacob, jake, 1), merge(jacob, jake, 2), merge(jake, jacob, 3)])
    assert [number for number, _ in reasons(report)] == [1, 2]
    report = await spelt.correct([merge(jacob, jake, 1), merge(jake, jakob, 2), merge(jakob, jacob, 3)])
    assert reasons(report) == [(2, "Correction 3 overrules it.")]
    assert (await person(spelt, "Jake Moss")).id == jakob.id


async def test_joining_the_unknown_or_the_same_is_reported(spelt: KnowledgeBase) -> None:
    """Each with its reason."""
    jacob = await name(spelt, "Jacob Moss")
    report = await spelt.correct([merge(jacob, Name("Nobody Here"), 1), merge(jacob, Name("Jacob Moss"), 2)])
    assert reasons(report) == [
        (1, "Nobody is known by the name Nobody Here."),
        (2, "Both names are one person's already: Jacob Moss."),
    ]
    report = await spelt.correct([Correction(3, Fix.MERGE, person=jacob), Correction(4, Fix.ALIAS, person=jacob)])
    assert reasons(report) == [
        (3, "It does not say who is the same as whom."),
        (4, "It does not say who is called what."),
    ]


async def test_words_of_one_who_was_joined_are_the_head_s(spelt: KnowledgeBase) -> None:
    """A correction that names the former id means the person there is now."""
    jacob, jake = await name(spelt, "Jacob Moss"), await name(spelt, "Jake Moss")
    gamma = await words(spelt, "gamma three")
    await put(spelt, speaker(gamma, jake, 1), merge(jacob, jake, 2))
    assert sorted(await said_by(spelt, "Jacob Moss")) == ["alpha one", "beta two", "gamma three"]


async def test_somebody_whom_only_an_editor_named_can_be_joined(spelt: KnowledgeBase) -> None:
    """And called by a further name."""
    gamma = await words(spelt, "gamma three")
    await put(spelt, speaker(gamma, Name("J. Moss-Hale"), 1), merge(Name("J. Moss-Hale"), Name("Jake Moss"), 2))
    assert sorted(await said_by(spelt, "J. Moss-Hale")) == ["alpha one", "gamma three"]
    await put(spelt, speaker(gamma, Name("J. Moss-Hale"), 1), alias(Name("J. Moss-Hale"), "Captain Mossy", 2))
    assert await said_by(spelt, "Captain Mossy") == ["gamma three"]


# ------------------------------------------------------------------------------------------------------ parted


async def test_a_namesake_is_parted(spelt: KnowledgeBase) -> None:
    """The article keeps its words and affiliation; the other's profile is without them."""
    li = await person(spelt, "Li Na")
    article = (await quotation(spelt, "the budget decides it")).citation.article
    await put(spelt, split(article, Name("Li Na", None, li.id), Name("Li Na", "李纳")))
    budget, serve = await quotation(spelt, "the budget decides it"), await quotation(spelt, "a serve decides it")
    assert budget.speaker is not None
    assert (budget.speaker.native_name, budget.affiliation) == ("李纳", "the minister")
    assert serve.speaker == li
    profiles = (await spelt.people("Li Na")).profiles
    assert sorted((each.counts.total, len(each.affiliations)) for each in profiles) == [(1, 0), (1, 1)]


async def test_a_namesake_of_exactly_the_same_name_is_parted_too(spelt: KnowledgeBase) -> None:
    """Nothing but the editor's word tells them apart."""
    article = (await quotation(spelt, "the budget decides it")).citation.article
    await put(spelt, split(article, Name("Li Na"), Name("Li Na")))
    budget, serve = await quotation(spelt, "the budget decides it"), await quotation(spelt, "a serve decides it")
    assert budget.speaker is not None
    assert serve.speaker is not None
    assert budget.speaker.id != serve.speaker.id


async def test_whoever_is_parted_may_be_known(spelt: KnowledgeBase) -> None:
    """By id or by name."""
    jake = await name(spelt, "Jake Moss")
    article = (await quotation(spelt, "the budget decides it")).citation.article
    await put(spelt, split(article, Name("Li Na"), jake))
    assert await said_by(spelt, "Jake Moss") == ["alpha one", "the budget decides it"]


async def test_a_split_that_finds_nobody_is_reported(spelt: KnowledgeBase) -> None:
    """Everybody stays who they were."""
    li, jake = await name(spelt, "Li Na"), await name(spelt, "Jake Moss")
    article = (await quotation(spelt, "a serve decides it")).citation.article
    before = await said_by(spelt, "Li Na")
    report = await spelt.correct(
        [
            split("anowhere", li, jake, 1),
            split(article, Name("Wu Ming"), jake, 2),
            split(article, li, li, 3),
            Correction(4, Fix.SPLIT, person=li, other=jake),
        ]
    )
    assert reasons(report) == [
        (1, "The article is no longer there, or names nobody."),
        (2, "The article names nobody as Wu Ming."),
        (3, "That is whom the article means already: Li Na."),
        (4, "It does not say whom which article names as somebody else."),
    ]
    assert await said_by(spelt, "Li Na") == before


async def test_of_two_splits_the_later_counts(spelt: KnowledgeBase) -> None:
    """The earlier is reported."""
    jake, jacob = await name(spelt, "Jake Moss"), await name(spelt, "Jacob Moss")
    article = (await quotation(spelt, "a serve decides it")).citation.article
    report = await spelt.correct([split(article, Name("Li Na"), jake, 1), split(article, Name("Li Na"), jacob, 2)])
    assert reasons(report) == [(1, "Correction 2 overrules it.")]
    assert "a serve decides it" in await said_by(spelt, "Jacob Moss")
    agreed = [split(article, Name("Li Na"), jake, number) for number in (1, 2)]
    report = await spelt.correct([*agreed, split(article, Name("Li Na"), jacob, 3)])
    assert [number for number, _ in reasons(report)] == [1, 2]


# ------------------------------------------------------------------------------------------------------ called


@pytest.mark.parametrize("called", ["Captain Courage", "雅各布", "Яков Мосс", "  Captain   Courage "])
async def test_somebody_is_found_by_a_further_name(spelt: KnowledgeBase, called: str) -> None:
    """In any script."""
    jake = await name(spelt, "Jake Moss")
    await put(spelt, alias(jake, called))
    found = await person(spelt, called)
    assert (found.id, found.name) == (jake.id, "Jake Moss")
    assert " ".join(called.split()) in found.aliases


async def test_words_can_be_given_to_somebody_by_a_further_name(spelt: KnowledgeBase) -> None:
    """Which is a full name, as good as any."""
    await put(
        spelt,
        alias(await name(spelt, "Jake Moss"), "Jay Mossy", 2),
        speaker(await words(spelt, "beta two"), Name("Jay Mossy"), 1),
    )
    assert "beta two" in await said_by(spelt, "Jake Moss")


async def test_a_name_of_several_means_nobody(spelt: KnowledgeBase) -> None:
    """Until they are joined."""
    li = await person(spelt, "Li Na")
    article = (await quotation(spelt, "the budget decides it")).citation.article
    parting = split(article, Name("Li Na", None, li.id), Name("Li Na", "李纳"), 1)
    given = speaker(await words(spelt, "beta two"), Name("Li Na"), 2)
    report = await spelt.correct([parting, given])
    ((number, reason),) = reasons(report)
    assert number == 2
    assert reason.startswith("2 people are called Li Na: p")
    await put(spelt, parting, given, merge(Name("Li Na", None, li.id), Name("Li Na", "李纳"), 3))


async def test_undone_everybody_is_who_they_were(spelt: KnowledgeBase, tmp_path: Path) -> None:
    """Row for row."""
    database = tmp_path / "data" / FILE
    before = content(database)
    jake, jacob, li = [await name(spelt, each) for each in ("Jake Moss", "Jacob Moss", "Li Na")]
    article = (await quotation(spelt, "a serve decides it")).citation.article
    await put(
        spelt, merge(jacob, jake, 1), split(article, li, Name("Li Na", "李娜"), 2), alias(jacob, "Captain Courage", 3)
    )
    assert content(database) != before
    await put(spelt)
    assert content(database) == before
