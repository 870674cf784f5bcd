"""Copies of an article are all kept and know of one another; what they carry alike is one quotation."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import Correction, Fix, KnowledgeBase, Name, Words
from knowledge.build import build
from tests.knowledge.build.conftest import content
from tests.knowledge.fakes import FAKE, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from knowledge import Excerpt

HARBOUR = (
    "The harbour of the old town stays open through the winter, although the ice reached the outer mole last week.\n\n"
    "Ann Lee, the harbour master, said: “The breakwater holds for another winter, and nobody needs to fear it”.\n\n"
    "Fishermen had asked for a decision since the great storm of that autumn, which took two boats and a crane.\n\n"
    "Bo Chen, a pilot, said: “Without the radar I would not bring a tanker in after dark”.\n\n"
    "The council meets again on the first Monday of the month to vote on the money for the northern quay.\n\n"
    "Ann Lee said: “We will dig out 400 tonnes of sand before spring comes”."
)
EDITED = (
    HARBOUR.replace("and nobody needs to fear it", "and nobody need fear it")
    .replace("dig out 400 tonnes", "dig out 300 tonnes")
    .replace("the great storm of that autumn", "last autumn's storm")
)
CUT = "\n\n".join(HARBOUR.split("\n\n")[:5]).replace(", which took two boats and a crane", "")
OTHER = (
    "Wheat stood higher than ever at the exchange on Friday, and bakers in three towns shut their doors for a day.\n\n"
    "Cy Ode, a baker, said: “Bread will cost what cake did a year ago, whatever the minister promises”.\n\n"
    "Rain in the south had spoilt a third of what was sown, and what came by train was bought before it was unloaded."
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """An empty folder of articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


async def opened(articles: Path) -> KnowledgeBase:
    """A base over these articles."""
    return await KnowledgeBase.open([articles], articles.parent / "data", pipeline=FAKE)


async def found(
    base: KnowledgeBase, words: str, article: str | None = None, outlet: str | None = None, since: str | None = None
) -> list[Excerpt]:
    """What a search shows."""
    _, matches = await base.quotations(words, article=article, outlet=outlet, since=since)
    return [match.excerpt for match in matches]


@pytest.fixture
async def base(articles: Path) -> AsyncIterator[KnowledgeBase]:
    """An article, its edited and its cut copy, and another article."""
    write(articles, "first.txt", HARBOUR, headline="Open harbour", date="2024-03-01", outlet="The Post")
    write(articles, "edited.txt", EDITED, headline="Harbour open", date="2024-03-03", outlet="The Globe")
    write(articles, "cut.txt", CUT, headline="In short", date="2024-02-28", outlet="The Wire")
    write(articles, "other.txt", OTHER, headline="Bread", date="2024-03-02", outlet="The Post")
    async with await opened(articles) as base:
        yield base


async def test_copies_are_kept_and_reported_with_the_one_that_leads(base: KnowledgeBase) -> None:
    """The earliest of those that are about as full as the fullest."""
    assert sorted(base.report.added) == ["cut.txt", "edited.txt", "first.txt", "other.txt"]
    assert base.report.copies == (("cut.txt", "first.txt"), ("edited.txt", "first.txt"))
    assert base.report.duplicates == ()


async def test_a_quotation_of_several_copies_is_found_once_with_the_others_as_citations(base: KnowledgeBase) -> None:
    """As the leading article has it; the others earliest first."""
    (shown,) = await found(base, "the breakwater holds for another winter")
    assert shown.text == "The breakwater holds for another winter, and nobody needs to fear it"
    assert shown.citation.outlet == "The Post"
    assert [citation.outlet for citation in shown.also] == ["The Wire", "The Globe"]
    assert await base.excerpt(shown.id) == shown


async def test_words_that_differ_in_a_number_are_two(base: KnowledgeBase) -> None:
    """An edited figure is another statement."""
    shown = await found(base, "tonnes of sand before spring")
    assert sorted(each.text for each in shown) == [
        "We will dig out 300 tonnes of sand before spring comes",
        "We will dig out 400 tonnes of sand before spring comes",
    ]
    assert [each.also for each in shown] == [(), ()]


async def test_counts_count_once_what_several_carry(base: KnowledgeBase) -> None:
    """In profiles, in lists and in the size of the base; each article still tells what stands in it."""
    (profile,) = (await base.people("Ann Lee")).profiles
    assert profile.counts.direct == 3
    assert (await base.said_by(profile.person.id))[0] == 3
    assert (await base.stats()).quotations.total == 5
    assert [summary.counts.total for summary in (await base.articles()).articles] == [3, 1, 3, 2]


async def test_asked_for_a_copy_its_own_words_are_shown(base: KnowledgeBase) -> None:
    """By article, outlet or date; the others stand beside it."""
    for filters in ({"article": "edited.txt"}, {"outlet": "The Globe"}, {"since": "2024-03-03"}):
        (shown,) = await found(base, "the breakwater holds for another winter", **filters)
        assert shown.citation.outlet == "The Globe"
        assert shown.text.endswith("nobody need fear it")
        assert [citation.outlet for citation in shown.also] == ["The Wire", "The Post"]


async def test_passages_of_copies_are_found_once_too(base: KnowledgeBase) -> None:
    """The author's words are no less the same."""
    (shown,) = await found(base, "council meets again on the first Monday")
    assert (shown.kind, shown.citation.outlet, len(shown.also)) == (None, "The Post", 2)


async def test_nothing_that_is_chosen_by_itself_comes_twice(base: KnowledgeBase) -> None:
    """Neither for a briefing, nor at random, nor as related; what was shown from one copy is not new in another."""
    pool = [match.excerpt for match in await base.pool()]
    assert len(pool) == len({each.id for each in pool}) == 5
    (hidden,) = await found(base, "the breakwater holds for another winter", article="cut.txt")
    assert len(await base.pool(besides={hidden.id})) == 4
    assert len(await base.pool("breakwater winter", besides={hidden.id})) == 0
    assert {(await base.drawn(lot / 20)) for lot in range(20)} <= set(pool)
    assert hidden.text not in [match.excerpt.text for match in (await base.related(hidden.id))[1]]


async def test_when_the_leading_copy_goes_another_takes_its_place(base: KnowledgeBase, articles: Path) -> None:
    """And when all others have gone, nothing is left of the family."""
    (articles / "first.txt").unlink()
    assert (await base.reload()).copies == (("cut.txt", "edited.txt"),)
    (shown,) = await found(base, "the breakwater holds for another winter")
    assert (shown.citation.outlet, len(shown.also)) == ("The Globe", 1)
    (articles / "edited.txt").unlink()
    assert (await base.reload()).copies == ()
    (shown,) = await found(base, "the breakwater holds for another winter")
    assert (shown.citation.outlet, shown.also) == ("The Wire", ())


async def test_an_attribution_that_only_some_copies_have_is_taken(articles: Path) -> None:
    """Nobody in one copy and somebody in another is somebody."""
    write(articles, "a.txt", HARBOUR.replace("Bo Chen, a pilot,", "Somebody"), date="2024-01-01")
    write(articles, "b.txt", HARBOUR, date="2024-02-01", outlet="B")
    async with await opened(articles) as base:
        (shown,) = await found(base, "bring a tanker in after dark")
        assert shown.speaker is not None
        assert (shown.speaker.name, shown.citation.file) == ("Bo Chen", "b.txt")
        assert base.report.warnings == ()


async def test_where_copies_name_different_speakers_each_stands_and_both_are_warned(articles: Path) -> None:
    """No copy overrules another."""
    write(articles, "a.txt", HARBOUR)
    write(articles, "b.txt", HARBOUR.replace("Bo Chen, a pilot,", "Di Fox"), outlet="B")
    async with await opened(articles) as base:
        shown = await found(base, "bring a tanker in after dark")
        assert {each.speaker and each.speaker.name for each in shown} == {"Bo Chen", "Di Fox"}
        assert [each.also for each in shown] == [(), ()]
        assert {file for file, _ in base.report.warnings} == {"a.txt", "b.txt"}
        assert all("Bo Chen" in warning and "Di Fox" in warning for _, warning in base.report.warnings)


async def test_a_name_that_a_copy_shortens_is_the_same_speaker(articles: Path) -> None:
    """A cut copy often keeps the surname alone."""
    write(articles, "a.txt", HARBOUR.replace("Ann Lee", "Lee").replace("Bo Chen", "Chen"))
    write(articles, "b.txt", HARBOUR, outlet="B")
    write(articles, "c.txt", "Cy Lee said: “One”. Cy Chen said: “Two”.")
    async with await opened(articles) as base:
        (shown,) = await found(base, "bring a tanker in after dark")
        assert shown.speaker is not None
        assert (shown.speaker.name, len(shown.also)) == ("Bo Chen", 1)
        assert base.report.warnings == ()


async def test_one_persons_same_words_in_unlike_articles_are_one_quotation(articles: Path) -> None:
    """If they are eight or more: two outlets quote one speech. Few words may be said twice."""
    speech = "Ann Lee said: “Nobody will ever take this harbour away from us”. Ann Lee said: “Thank you all”."
    write(articles, "a.txt", f"{speech}\n\n{PARTS[0]}\n\n{PARTS[2]}", date="2024-02-01")
    write(articles, "b.txt", f"{PARTS[6]}\n\n{PARTS[8]}\n\n{speech}", date="2024-01-01")
    write(articles, "c.txt", "Bo Chen said: “Nobody will ever take this harbour away from us”.")
    async with await opened(articles) as base:
        assert base.report.copies == ()
        shown = await found(base, "nobody will ever take this harbour away")
        assert [(each.citation.file, len(each.also)) for each in shown] == [("b.txt", 1), ("c.txt", 0)]
        assert len(await found(base, "thank you all")) == 2


async def test_what_an_article_says_twice_stays_two(articles: Path) -> None:
    """The first time goes with the first time of a copy."""
    twice = f"{HARBOUR}\n\nAnn Lee said: “The breakwater holds for another winter, and nobody needs to fear it”."
    write(articles, "a.txt", twice)
    write(articles, "b.txt", twice, outlet="B")
    async with await opened(articles) as base:
        assert [len(each.also) for each in await found(base, "the breakwater holds for another winter")] == [1, 1]


async def test_what_an_editor_hides_is_hidden_in_every_copy(base: KnowledgeBase) -> None:
    """And comes back in all of them when the correction goes."""
    (shown,) = await found(base, "the breakwater holds for another winter")
    hide = Correction(1, Fix.HIDE, Words(shown.id, shown.text, shown.citation.article, shown.citation.file))
    await base.correct([hide])
    assert "breakwater holds" not in " ".join(
        each.text for each in await found(base, "the breakwater holds") if each.kind
    )
    assert await base.excerpt(shown.id) is None
    await base.correct([])
    assert await found(base, "the breakwater holds for another winter") == [shown]


async def test_an_editors_word_on_one_copy_counts_for_all(articles: Path) -> None:
    """Also where the copies disagree, which is then no longer worth a warning."""
    write(articles, "a.txt", HARBOUR)
    write(articles, "b.txt", HARBOUR.replace("Bo Chen, a pilot,", "Di Fox"), outlet="B")
    async with await opened(articles) as base:
        one, other = await found(base, "bring a tanker in after dark")
        words = Words(one.id, one.text, one.citation.article, one.citation.file)
        assert other.speaker is not None
        report = await base.correct([Correction(1, Fix.SPEAKER, words, Name(other.speaker.name, id=other.speaker.id))])
        assert report.warnings == ()
        (shown,) = await found(base, "bring a tanker in after dark")
        assert (shown.id, shown.speaker, len(shown.also)) == (one.id, other.speaker, 1)


def test_the_same_form_filled_in_years_apart_is_no_copy(articles: Path) -> None:
    """Headlines differ and dates lie far apart; a reprint word for word is a copy whenever it appears."""
    report = HARBOUR.replace("400 tonnes", "500 barrels").replace("Bo Chen, a pilot,", "Cy Ode")
    write(articles, "a.txt", HARBOUR, headline="The harbour in spring", date="2021")
    write(articles, "b.txt", report, headline="Quarterly figures again", date="2024-05-30")
    assert build([articles], articles.parent / "one.db", pipeline=FAKE).copies == ()
    write(articles, "b.txt", report, headline="Quarterly figures again", date="2021-05")
    assert build([articles], articles.parent / "one.db", pipeline=FAKE).copies == (("b.txt", "a.txt"),)
    write(articles, "b.txt", HARBOUR, headline="From the archive", date="2024-05-30", outlet="B")
    assert build([articles], articles.parent / "one.db", pipeline=FAKE).copies == (("b.txt", "a.txt"),)


def test_copies_in_a_script_without_blanks_are_recognised(articles: Path) -> None:
    """Characters take the place of words."""
    text = (
        "老城的港口整个冬天都保持开放，尽管上周冰层已经到达外防波堤。渔民们自从那年秋天的大风暴以来一直要求作出决定。"
    )
    other = "星期五交易所的小麦价格比以往任何时候都高，三个城镇的面包师关门一天。南方的雨水毁掉了三分之一的种子。"
    write(articles, "a.txt", text)
    write(articles, "b.txt", text.replace("整个冬天", "全年"), outlet="B")
    write(articles, "c.txt", other)
    assert build([articles], articles.parent / "one.db", pipeline=FAKE).copies == (("b.txt", "a.txt"),)


PARTS = (*HARBOUR.split("\n\n"), *OTHER.split("\n\n"))
BODIES = st.sampled_from(
    [
        None,
        HARBOUR,
        EDITED,
        CUT,
        OTHER,
        HARBOUR.replace("Bo Chen, a pilot,", "Di Fox"),
        HARBOUR.replace("Ann Lee", "Lee"),
        HARBOUR.replace("Ann Lee, the harbour master,", "Somebody"),
        f"{HARBOUR}\n\n{OTHER}",
        PARTS[1],
    ]
)
EDITS = st.lists(
    st.tuples(st.sampled_from("abcd"), BODIES, st.sampled_from(["2021", "2024-05-30"])), min_size=1, max_size=5
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(EDITS, min_size=2, max_size=4))
def test_any_order_of_builds_finds_the_same_copies(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[str, str | None, str]]]
) -> None:
    """However copies come, change and go."""
    folder = tmp_path_factory.mktemp("copies")
    articles = folder / "articles"
    articles.mkdir()
    for edits in rounds:
        for name, body, day in edits:
            if body is None:
                (articles / f"{name}.txt").unlink(missing_ok=True)
            else:
                write(articles, f"{name}.txt", body, date=day, outlet=name)
        build([articles], folder / "grown.db", pipeline=FAKE)
    build([articles], folder / "fresh.db", pipeline=FAKE)
    assert told(folder / "grown.db") == told(folder / "fresh.db")
    assert content(folder / "grown.db") == content(folder / "fresh.db")


def told(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a base knows about copies, whatever the numbers of its rows."""
    name = "(SELECT id FROM excerpts WHERE key = {})"
    statements = {
        "families": "SELECT * FROM families ORDER BY article",
        "wordings": f"SELECT {name.format('w.key')}, own, shared, words FROM wordings w ORDER BY 1",
        "repeats": f"SELECT {name.format('r.key')}, {name.format('shown')} FROM repeats r ORDER BY 1",
        "disagreements": "SELECT * FROM disagreements ORDER BY file, warning",
        "quoted": "SELECT * FROM quoted ORDER BY person",
    }
    with closing(sqlite3.connect(database)) as db:
        return {what: db.execute(statement).fetchall() for what, statement in statements.items()}
