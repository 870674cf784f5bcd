"""Composing a briefing: what is new, which excerpts, and in how many messages."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

from bot import briefing
from bot.briefing import compose
from bot.state import Schedule
from knowledge import Kind, KnowledgeBase

if TYPE_CHECKING:
    import pytest

    from bot.briefing import Briefing
    from bot.reply import Reply
    from knowledge import Excerpt

DAILY = Schedule("discord:1", "discord", "7", "Europe/Berlin", ("09:00",), tuple(range(7)))
SINCE = "2024-07-01T07:00:00+00:00"
NEXT = datetime(2024, 7, 2, 7, tzinfo=UTC)
LATER = """---
title: The Lamps Are Back
date: 2024-08-01
language: en
---

“The lamps are burning again along the whole coast,” said Ana Reis. “I carried the oil up myself,” said Gil Harrow.
"""


async def composed(
    knowledge: KnowledgeBase, schedule: Schedule = DAILY, *marks: str, since: str | None = SINCE
) -> Briefing:
    """A briefing that there must be."""
    found = await compose(knowledge, schedule, frozenset(marks), since, NEXT)
    assert found is not None
    return found


def said(reply: Reply) -> list[Excerpt]:
    """What one reply shows."""
    return [match.excerpt for match in (*reply.matches, *(match for group in reply.groups for match in group.matches))]


def all_said(found: Briefing) -> list[Excerpt]:
    """What a briefing shows."""
    return [each for reply in found.replies for each in said(reply)]


def picks(found: Briefing) -> list[Excerpt]:
    """The excerpts that were chosen, without what others say on the same."""
    return [match.excerpt for reply in found.replies for match in reply.matches]


def lines(found: Briefing) -> str:
    """Every title, sentence and line."""
    parts = [
        (reply.title or "", reply.note or "", *(line for each in reply.sections for line in (each.title, *each.lines)))
        for reply in found.replies
    ]
    return "\n".join(line for part in parts for line in part)


async def test_a_first_briefing_shows_what_there_is(knowledge: KnowledgeBase) -> None:
    """The newest articles, excerpts of different people from different articles, sources, and when the next comes."""
    found = await composed(knowledge, since=None)
    opening = found.replies[0]
    assert opening.title == "Briefing"
    assert opening.sections[0].title == "The newest articles"
    assert opening.next_at is not None
    assert f"{opening.next_at:%H:%M %Z}" == "09:00 CEST"
    chosen = picks(found)
    assert len(chosen) == 3
    assert len({each.speaker for each in chosen}) == len({each.citation.article for each in chosen}) == 3
    assert "Sources" in lines(found)
    assert "Quoted for the first time" not in lines(found)


async def test_the_same_is_composed_again(knowledge: KnowledgeBase) -> None:
    """The same questions give the same briefing."""
    assert await composed(knowledge) == await composed(knowledge)


async def test_what_was_added_is_told(articles: Path, tmp_path: Path) -> None:
    """The article, and who was quoted for the first time; not whom earlier ones quoted."""
    folder = Path(copytree(articles, tmp_path / "articles"))
    async with await KnowledgeBase.open([folder], tmp_path / "data") as knowledge:
        first = await composed(knowledge, since=None)
        (folder / "later.md").write_text(LATER, encoding="utf-8")
        await knowledge.reload()
        second = await composed(knowledge, DAILY, *first.shown)
        told = lines(second)
        assert "New since the last briefing" in told
        assert "The Lamps Are Back" in told
        assert second.replies[0].sections[1].lines == ("Gil Harrow",)
        assert "1 new article, 1 person newly quoted" in told
        third = await composed(knowledge, DAILY, *first.shown, *second.shown)
        assert "New since the last briefing" not in lines(third)


async def test_a_reload_in_the_same_second_disturbs_no_briefing(articles: Path, tmp_path: Path) -> None:
    """Each that is composed meanwhile is one of before or of after, whole; none fails."""
    folder = Path(copytree(articles, tmp_path / "articles"))
    async with await KnowledgeBase.open([folder], tmp_path / "data") as knowledge:
        before = await composed(knowledge, since=None)
        (folder / "later.md").write_text(LATER, encoding="utf-8")
        reloading = asyncio.create_task(knowledge.reload())
        meanwhile = []
        while not reloading.done():
            meanwhile.append(await composed(knowledge, since=None))
        assert (await reloading).added == ("later.md",)
        after = await composed(knowledge, since=None)
    assert before != after
    assert meanwhile
    assert all(each in (before, after) for each in meanwhile)


async def test_nothing_is_shown_twice_until_all_was(knowledge: KnowledgeBase) -> None:
    """Then a schedule that posts always begins anew and says so, and another posts nothing."""
    marks: set[str] = set()
    seen: list[str] = []
    while found := await compose(knowledge, DAILY, frozenset(marks), SINCE, NEXT):
        assert not found.anew
        assert marks.isdisjoint(found.shown)
        seen += [each.id for each in all_said(found)]
        marks.update(found.shown)
    everything = [each.excerpt.id for each in await knowledge.pool(limit=1000)]
    assert sorted(seen) == sorted(everything)
    again = await composed(knowledge, replace(DAILY, always=True), *marks)
    assert again.anew
    assert "begin anew" in lines(again)
    assert "Nothing is new" in lines(again)
    assert marks.isdisjoint(again.shown)
    after = await composed(knowledge, replace(DAILY, always=True), *marks, *again.shown)
    assert {each.id for each in all_said(after)}.isdisjoint(each.id for each in all_said(again))


async def test_a_topic_a_person_and_a_kind_are_kept_to(knowledge: KnowledgeBase) -> None:
    """Each alone and together; what fits nothing has no briefing."""
    (bruno,) = (await knowledge.people("Bruno Baker")).profiles
    theirs = all_said(await composed(knowledge, replace(DAILY, people=(bruno.person.id,))))
    assert {each.speaker and each.speaker.name for each in theirs} == {"Bruno Baker"}
    retold = all_said(await composed(knowledge, replace(DAILY, kinds=("indirect",))))
    assert {each.kind for each in retold} == {Kind.INDIRECT}
    on_ice = await composed(knowledge, replace(DAILY, topic="ice", people=(bruno.person.id,), kinds=("direct",)))
    assert [each.text for each in all_said(on_ice)] == ["The ice decides, not the office"]
    assert on_ice.replies[0].title == "Briefing on “ice”"
    assert await compose(knowledge, replace(DAILY, topic="zeppelins"), frozenset(), SINCE, NEXT) is None


async def test_a_topic_has_others_who_speak_on_it(knowledge: KnowledgeBase) -> None:
    """Each once, and none of those who are quoted above."""
    found = await composed(knowledge, replace(DAILY, topic="ice", size=1))
    (group,) = [group for reply in found.replies for group in reply.groups]
    assert group.title == "Who else speaks on “ice”"
    (chosen,) = picks(found)
    assert chosen.speaker not in [match.excerpt.speaker for match in group.matches]


async def test_a_schedule_that_posts_always_says_that_there_is_nothing(knowledge: KnowledgeBase) -> None:
    """Rather than keep silent."""
    found = await composed(knowledge, replace(DAILY, topic="zeppelins", always=True))
    assert found.replies[0].note == "There is nothing to show. Nothing is new since the last briefing."


async def test_a_preview_and_a_late_one_say_so(knowledge: KnowledgeBase) -> None:
    """A preview is shown even where nothing would be posted, and counts for nothing."""
    preview = await compose(knowledge, DAILY, frozenset(), None, NEXT, preview=True)
    empty = await compose(knowledge, replace(DAILY, topic="zeppelins"), frozenset(), SINCE, None, preview=True)
    late = await compose(knowledge, DAILY, frozenset(), None, NEXT, late=True)
    assert preview is not None
    assert empty is not None
    assert late is not None
    assert (preview.replies[0].title, preview.shown) == ("Preview: Briefing", ())
    assert empty.replies[0].next_at is None
    assert late.replies[0].title == "Briefing (late)"
    assert "It comes late" in (late.replies[0].note or "")


async def test_a_long_briefing_goes_on_in_further_replies(
    knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the same order, every excerpt once and whole, the opening first."""
    whole = await composed(knowledge, replace(DAILY, size=6))
    monkeypatch.setattr(briefing, "ROOM", 500)
    parted = await composed(knowledge, replace(DAILY, size=6))
    assert len(parted.replies) > len(whole.replies)
    assert all_said(parted) == all_said(whole)
    assert [reply.title for reply in parted.replies[1:]] == [None] * (len(parted.replies) - 1)
    places = [reply.before for reply in parted.replies if reply.matches]
    assert places == sorted(places)


async def test_a_briefing_speaks_the_language_of_its_schedule(knowledge: KnowledgeBase) -> None:
    """Whoever reads it."""
    found = await composed(knowledge, replace(DAILY, locale="ru"))
    assert found.replies[0].say.tag == "ru"
    assert found.replies[0].title != "Briefing"


async def test_every_message_leads_to_the_site_where_there_is_one(knowledge: KnowledgeBase) -> None:
    """Each reply has the address, for platforms to draw the way beside the citation."""
    found = await compose(knowledge, DAILY, frozenset(), SINCE, NEXT, site="https://quotes.example.org")
    assert found is not None
    assert {reply.site for reply in found.replies} == {"https://quotes.example.org"}
