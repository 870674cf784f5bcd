"""Leafing through a base: in order, a stretch at a time, nothing left out and nothing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import KnowledgeBase, Unavailable
from tests.knowledge.fakes import FAKE, write

if TYPE_CHECKING:
    from pathlib import Path


async def harbour(base: KnowledgeBase) -> str:
    """The id of the article on the harbour."""
    (found,) = (await base.articles("harbour.txt")).articles
    return found.citation.article


async def test_articles_come_newest_first_a_stretch_at_a_time(base: KnowledgeBase) -> None:
    """As `articles` has them."""
    everything = (await base.articles()).articles
    first, rest = await base.contents.articles(3), await base.contents.articles(9, 3)
    assert (*first, *rest) == everything
    assert await base.contents.articles(3, 99) == ()


async def test_quotations_of_an_article_come_as_they_stand_in_it(base: KnowledgeBase) -> None:
    """And with how many there are."""
    total, found = await base.contents.said_in(await harbour(base), 10)
    assert total == 3
    assert [each.cue for each in found] == ["said", "noted", "hinted"]
    assert (await base.contents.said_in(await harbour(base), 1, 1)) == (3, found[1:2])
    assert await base.contents.said_in("anosuch", 10) == (0, ())


async def test_passages_of_an_article_come_as_they_stand_in_it(base: KnowledgeBase) -> None:
    """The author's own among those that hold quotations."""
    total, found = await base.contents.passages_in(await harbour(base), 10)
    assert (total, len(found)) == (3, 3)
    assert found[1].text.startswith("Nobody had counted the gulls")
    assert [each.kind for each in found] == [None, None, None]
    assert await base.contents.passages_in(await harbour(base), 10, 1) == (3, found[1:])


async def test_neighbours_lead_through_an_article(base: KnowledgeBase) -> None:
    """From the first quotation to the last; a passage has those that stand around it."""
    _, (one, two, three) = await base.contents.said_in(await harbour(base), 10)
    assert await base.contents.neighbours(one.id) == (None, two.id)
    assert await base.contents.neighbours(two.id) == (one.id, three.id)
    assert await base.contents.neighbours(three.id) == (two.id, None)
    _, (_, gulls, _) = await base.contents.passages_in(await harbour(base), 10)
    assert await base.contents.neighbours(gulls.id) == (two.id, three.id)
    assert await base.contents.neighbours("qnosuch") == (None, None)


async def test_people_come_by_name_whatever_their_accents(tmp_path: Path) -> None:
    """An á stands with a, and who is not quoted not at all."""
    words = " ".join(f"{name} said: “Word of {name}.”" for name in ("Zoe Orr", "Eávan Orr", "Eve Orr", "Adam Orr"))
    write(tmp_path / "articles", "one.txt", words)
    async with await KnowledgeBase.open([tmp_path / "articles"], tmp_path, pipeline=FAKE) as base:
        total, people = await base.contents.people_by_name(3)
        _, last = await base.contents.people_by_name(3, 3)
    assert total == 4
    assert [each.person.name for each in (*people, *last)] == ["Adam Orr", "Eávan Orr", "Eve Orr", "Zoe Orr"]


async def test_the_order_by_name_follows_a_reload(base: KnowledgeBase, corpus: Path) -> None:
    """It is kept only as long as nothing changes."""
    assert (await base.contents.people_by_name(9))[0] == 3
    write(corpus, "late.txt", "Aa Late said: “Here at last.”")
    await base.reload()
    total, people = await base.contents.people_by_name(9)
    assert (total, people[0].person.name) == (4, "Aa Late")


async def test_the_language_of_an_article_is_told_where_it_states_one(base: KnowledgeBase) -> None:
    """Others are not among them."""
    name = await harbour(base)
    found = await base.contents.languages([name, "anosuch"])
    assert set(found) <= {name}


async def test_a_closed_base_has_no_shelf(base: KnowledgeBase) -> None:
    """It says so."""
    await base.close()
    with pytest.raises(Unavailable):
        await base.contents.articles(1)


# ------------------------------------------------------------------------------------------------------- refresh


async def test_what_another_process_built_is_taken_over(corpus: Path, tmp_path: Path) -> None:
    """Once; the edition tells the two apart, and stays while nothing changes."""
    async with await KnowledgeBase.open([corpus], tmp_path, pipeline=FAKE) as base:
        edition = base.edition
        assert not await base.refresh()
        assert base.edition == edition
        write(corpus, "late.txt", "Aa Late said: “Here at last.”")
        async with await KnowledgeBase.open([corpus], tmp_path, pipeline=FAKE) as other:
            assert await base.refresh()
            assert base.edition == other.edition != edition
        assert not await base.refresh()
        assert (await base.people("Aa Late")).profiles


async def test_a_base_that_is_gone_or_damaged_leaves_the_last_one_in_service(corpus: Path, tmp_path: Path) -> None:
    """Readers notice nothing."""
    async with await KnowledgeBase.open([corpus], tmp_path / "data", pipeline=FAKE) as base:
        edition, file = base.edition, tmp_path / "data" / "knowledge.db"
        file.rename(tmp_path / "away.db")
        assert not await base.refresh()
        (tmp_path / "bad.db").write_bytes(b"no database at all" * 100)
        (tmp_path / "bad.db").rename(file)
        assert not await base.refresh()
        assert base.edition == edition
        assert (await base.people("Ann Lee")).profiles
