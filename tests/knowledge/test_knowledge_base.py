"""Questions get one snapshot's answer; reloads disturb nobody."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge import BuildError, Kind, KnowledgeBase, Unavailable, pool
from knowledge.knowledge_base import FILE
from tests.knowledge.fakes import FAKE, write

if TYPE_CHECKING:
    from knowledge import Match


def texts(matches: tuple[Match, ...]) -> list[str]:
    """The words of what matched."""
    return [match.excerpt.text for match in matches]


async def one(base: KnowledgeBase, name: str) -> str:
    """The id of the one person of that name."""
    (profile,) = (await base.people(name)).profiles
    return profile.person.id


# ---------------------------------------------------------------------------------------------------- people


async def test_a_name_gives_the_person_with_all_that_is_known(base: KnowledgeBase) -> None:
    """Affiliations with the article that states them, and counts article by article."""
    (profile,) = (await base.people("Ann Lee")).profiles
    assert (profile.person.name, profile.person.native_name) == ("Ann Lee", "李安")
    assert [(each.text, each.citation.file) for each in profile.affiliations] == [
        ("chair of the exchange", "market.txt"),
        ("the harbour master", "harbour.txt"),
    ]
    assert (profile.counts.direct, profile.counts.mixed, profile.counts.indirect) == (2, 1, 0)
    assert [(citation.file, counts.total) for citation, counts in profile.per_article] == [
        ("harbour.txt", 2),
        ("market.txt", 1),
    ]


async def test_of_many_articles_a_profile_has_those_that_quote_the_person_most(tmp_path: Path) -> None:
    """Fifty of them; among equals the newest, and the count over all stays whole."""
    for n in range(60):
        words = "Ann Lee said: “One.” Ann Lee said: “Two.”" if n == 3 else f"Ann Lee, keeper {n}, said: “Word {n}.”"
        write(tmp_path / "articles", f"{n:02}.txt", words, date=f"2024-01-01T{n:02}")
    async with await KnowledgeBase.open([tmp_path / "articles"], tmp_path, pipeline=FAKE) as base:
        (profile,) = (await base.people("Ann Lee")).profiles
    assert (profile.counts.total, len(profile.per_article)) == (61, 50)
    assert [citation.file for citation, _ in profile.per_article[:3]] == ["03.txt", "59.txt", "58.txt"]
    assert profile.affiliations[0].text == "keeper 59"


async def test_a_surname_that_several_have_gives_them_all(base: KnowledgeBase) -> None:
    """The asker chooses."""
    found = await base.people("Lee")
    assert [profile.person.name for profile in found.profiles] == ["Ann Lee", "Bo Lee"]


async def test_an_id_is_taken_for_a_name(base: KnowledgeBase) -> None:
    """Buttons carry ids; an id that no longer is gives nobody."""
    person = await one(base, "Bo Lee")
    assert [profile.person.id for profile in (await base.people(person)).profiles] == [person]
    assert (await base.people("paaaaaaaaaa")).profiles == ()
    profile = await base.profile(person)
    assert profile is not None
    assert profile.person.name == "Bo Lee"
    assert await base.profile("paaaaaaaaaa") is None


async def test_names_are_completed_cheaply(base: KnowledgeBase) -> None:
    """With their counts; with nothing typed yet, the most quoted first."""
    assert [(p.person.name, p.counts.total) for p in await base.complete_people("cy")] == [("Cy Ode", 2)]
    assert [p.person.name for p in await base.complete_people(" ")] == ["Ann Lee", "Cy Ode", "Bo Lee"]


async def test_everyone_has_those_who_are_quoted_most_quoted_first(base: KnowledgeBase) -> None:
    """Page by page."""
    total, first = await base.everyone(limit=2)
    _, rest = await base.everyone(limit=2, offset=2)
    names = [profile.person.name for profile in (*first, *rest)]
    assert (total, names) == (3, ["Ann Lee", "Cy Ode", "Bo Lee"])


# ----------------------------------------------------------------------------------------------------- words


async def test_what_a_person_said_stands_in_the_order_of_articles_and_places(base: KnowledgeBase) -> None:
    """The newest article first; page by page."""
    person = await one(base, "Ann Lee")
    total, matches = await base.said_by(person)
    assert (total, texts(matches)) == (
        3,
        ["Fish costs twice what it did", "The breakwater holds for another winter", "no ship was lost"],
    )
    assert {match.score for match in matches} == {100.0}
    assert texts((await base.said_by(person, limit=1, offset=1))[1]) == ["The breakwater holds for another winter"]


async def test_a_topic_narrows_what_a_person_said(base: KnowledgeBase) -> None:
    """To nothing where it does not fit."""
    person = await one(base, "Ann Lee")
    total, matches = await base.said_by(person, "breakwater")
    assert (total, texts(matches)) == (1, ["The breakwater holds for another winter"])
    assert await base.said_by(person, "zeppelin") == (0, ())
    assert await base.said_by("paaaaaaaaaa") == (0, ())


async def test_a_phrase_finds_direct_words_before_retold_ones(base: KnowledgeBase) -> None:
    """Where they match equally."""
    total, matches = await base.quotations("the breakwater holds", article="undated.txt")
    assert (total, [match.excerpt.kind for match in matches]) == (2, [Kind.DIRECT, Kind.INDIRECT])


async def test_an_excerpt_carries_its_attribution_and_citation(base: KnowledgeBase) -> None:
    """And its places, in parallel, in the body and in the file."""
    _, (match, *_) = await base.quotations("breakwater another winter")
    excerpt = match.excerpt
    assert excerpt.text == "The breakwater holds for another winter"
    assert excerpt.speaker is not None
    assert (excerpt.speaker.name, excerpt.affiliation, excerpt.cue) == ("Ann Lee", "the harbour master", "said")
    citation = excerpt.citation
    assert (citation.headline, citation.published) == ("The harbour stays open", "2024-05-17")
    assert [len(span) for span in excerpt.spans] == [len(span) for span in excerpt.source_spans] == [20, 18]
    assert [span.of(excerpt.text) for span in match.marked]


async def test_a_passage_answers_where_no_quotation_does(base: KnowledgeBase) -> None:
    """As the author's words: no kind, no speaker."""
    _, (match, *_) = await base.quotations("counted the gulls on the north mole")
    assert (match.excerpt.kind, match.excerpt.speaker) == (None, None)
    assert match.excerpt.text.startswith("Nobody had counted the gulls")


async def test_a_passage_is_not_shown_for_the_quotation_in_it(base: KnowledgeBase) -> None:
    """Nor when a kind or a speaker is asked for."""
    _, matches = await base.quotations("Fish costs twice what it did")
    assert [match.excerpt.kind for match in matches] == [Kind.DIRECT]
    assert await base.quotations("counted the gulls on the north mole", kind=Kind.DIRECT) == (0, ())
    assert await base.quotations("counted the gulls on the north mole", speaker="Ann Lee") == (0, ())


async def test_filters_take_names_and_ids(base: KnowledgeBase) -> None:
    """A name that nobody has finds nothing."""
    for speaker in ("Cy Ode", await one(base, "Cy Ode")):
        total, matches = await base.quotations("breakwater holds", speaker=speaker)
        assert total == 2
        assert {match.excerpt.speaker and match.excerpt.speaker.name for match in matches} == {"Cy Ode"}
    (summary,) = (await base.articles("market.txt")).articles
    for article in ("Fish prices double", summary.citation.article):
        assert texts((await base.quotations("the ice decides", article=article))[1]) == ["The ice decides everything"]
    assert await base.quotations("breakwater", speaker="Xyzzy Plugh") == (0, ())
    assert await base.quotations("breakwater", article="xyzzy") == (0, ())


async def test_what_is_near_a_phrase_that_nobody_said_is_offered(base: KnowledgeBase) -> None:
    """Quotations with a part of it, where nothing matches; nothing beside an answer."""
    phrase = "breakwater holds pizza margherita"
    assert await base.quotations(phrase) == (0, ())
    assert any("breakwater" in match.excerpt.text for match in await base.near_quotations(phrase))
    assert await base.near_quotations("breakwater holds") == ()


async def test_quotations_come_page_by_page(base: KnowledgeBase) -> None:
    """Nothing twice, nothing left out."""
    total, every = await base.quotations("breakwater holds", limit=50)
    pages = [(await base.quotations("breakwater holds", limit=1, offset=n))[1] for n in range(total)]
    assert [page[0] for page in pages] == list(every)
    assert total >= 3


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "?",
        "'; DROP TABLE articles; --",
        '"',
        "*",
        "NEAR(a b)",
        "a AND",
        "🙂",
        "\u202eabc",
        "x" * 10_000,
        "\0",
        "\ud800",
    ],
)
async def test_any_question_gets_an_answer(base: KnowledgeBase, question: str) -> None:
    """Whatever is typed, at every door."""
    await base.people(question)
    await base.complete_people(question)
    await base.quotations(question)
    await base.quotations("breakwater", speaker=question, article=question)
    await base.said_by(question, question)
    await base.articles(question)
    await base.complete_articles(question)
    await base.complete_phrases(question)
    assert await base.excerpt(question) is None
    assert await base.context(question) is None
    assert await base.profile(question) is None


async def test_an_excerpt_is_found_by_its_id_among_its_neighbours(base: KnowledgeBase) -> None:
    """The passage it stands in is pointed out, and its words in that passage are marked."""
    _, (match, *_) = await base.quotations("the radar may fail")
    assert await base.excerpt(match.excerpt.id) == match.excerpt
    context = await base.context(match.excerpt.id)
    assert context is not None
    assert (len(context.passages), context.here) == (2, 1)
    passage = context.passages[context.here]
    assert [span.of(passage.text) for span in context.marked] == ["the radar may fail"]
    assert passage.kind is None
    alone = await base.context(passage.id, around=0)
    assert alone is not None
    assert (alone.passages, alone.here, alone.marked) == ((passage,), 0, (replace(alone.marked[0]),))
    assert alone.marked[0].of(passage.text) == passage.text


async def test_a_quotation_that_runs_over_passages_is_shown_with_all_of_them(corpus: Path, tmp_path: Path) -> None:
    """However few neighbours were asked for."""
    write(corpus, "long.txt", "Di Fox said: “the first half …\n… the second half”.\n\nAfter.")
    async with await KnowledgeBase.open([corpus], tmp_path / "other", pipeline=FAKE) as base:
        _, (match, *_) = await base.quotations("the first half the second half")
        context = await base.context(match.excerpt.id, around=0)
    assert context is not None
    assert len(context.passages) == 2
    assert context.here == 0


# -------------------------------------------------------------------------------------------------- articles


async def test_all_articles_newest_first_undated_last(base: KnowledgeBase) -> None:
    """With what was found in them."""
    articles = (await base.articles()).articles
    assert [each.citation.file for each in articles] == ["market.txt", "harbour.txt", "quiet.txt", "undated.txt"]
    market = articles[0]
    assert (market.passages, market.counts.total) == (2, 2)
    assert [(person.name, number) for person, number in market.speakers] == [("Ann Lee", 1)]


async def test_articles_by_name(base: KnowledgeBase) -> None:
    """Best and near, as with people."""
    assert [each.citation.file for each in (await base.articles("post")).articles] == ["market.txt", "harbour.txt"]
    assert [each.citation.file for each in (await base.articles("fish tripled")).near] == ["market.txt"]
    assert [each.citation.file for each in await base.complete_articles("fish pr")] == ["market.txt"]


async def test_stats_count_what_is_in_service(base: KnowledgeBase) -> None:
    """And say what made it."""
    stats = await base.stats()
    assert (stats.articles, stats.passages, stats.people, stats.set_aside) == (4, 7, 3, 0)
    assert (stats.quotations.direct, stats.quotations.mixed, stats.quotations.indirect) == (4, 1, 2)
    assert stats.extractor == "fake"
    assert stats.built_at.endswith("+00:00")
    assert base.report.stats == stats


# --------------------------------------------------------------------------------------------------- service


async def test_opening_again_builds_nothing(base: KnowledgeBase, corpus: Path, tmp_path: Path) -> None:
    """The base is up to date."""
    assert len(base.report.added) == 4
    async with await KnowledgeBase.open([corpus], tmp_path / "data", pipeline=FAKE) as again:
        assert len(again.report.unchanged) == 4
        assert again.report.added == ()


async def test_opening_takes_over_what_changed_meanwhile(base: KnowledgeBase, corpus: Path, tmp_path: Path) -> None:
    """A stale base is brought up to date first."""
    await base.close()
    write(corpus, "new.txt", "Di Fox said: “quite new”.")
    async with await KnowledgeBase.open([corpus], tmp_path / "data", pipeline=FAKE) as again:
        assert again.report.added == ("new.txt",)
        assert texts((await again.quotations("quite new"))[1]) == ["quite new"]


async def test_a_corrupt_base_is_made_anew(base: KnowledgeBase, corpus: Path, tmp_path: Path) -> None:
    """Nobody has to delete anything by hand."""
    await base.close()
    path = tmp_path / "data" / FILE
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    async with await KnowledgeBase.open([corpus], tmp_path / "data", pipeline=FAKE) as again:
        assert len(again.report.added) == 4


async def test_a_reload_takes_over_what_changed(base: KnowledgeBase, corpus: Path) -> None:
    """From then on every answer is from the new snapshot."""
    write(corpus, "new.txt", "Di Fox said: “quite new”.")
    (corpus / "market.txt").unlink()
    report = await base.reload()
    assert (report.added, report.removed) == (("new.txt",), ("market.txt",))
    assert base.report is report
    assert await base.quotations("fish costs twice") == (0, ())
    assert [p.person.name for p in await base.complete_people("di")] == ["Di Fox"]


async def test_a_reload_takes_over_what_another_process_built(
    base: KnowledgeBase, corpus: Path, tmp_path: Path
) -> None:
    """For example a nightly build beside the bot."""
    write(corpus, "new.txt", "Di Fox said: “quite new”.")
    async with await KnowledgeBase.open([corpus], tmp_path / "data", pipeline=FAKE):
        pass
    assert await base.quotations("quite new") == (0, ())
    assert (await base.reload()).added == ()
    assert texts((await base.quotations("quite new"))[1]) == ["quite new"]


async def test_readers_never_fail_while_articles_change_under_them(base: KnowledgeBase, corpus: Path) -> None:
    """Each answer is whole: the two halves of a statement change together."""
    write(corpus, "pair.txt", "Di Fox said: “zebra generation 0”.\n\nDi Fox noted: “zebra generation 0”.")
    await base.reload()
    done = asyncio.Event()
    answers = 0

    async def ask() -> None:
        nonlocal answers
        while not done.is_set():
            _, matches = await base.quotations("zebra generation", limit=5)
            generations = {match.excerpt.text for match in matches if match.excerpt.kind}
            assert len(generations) == 1, generations
            await base.people("Lee")
            answers += 1

    readers = [asyncio.create_task(ask()) for _ in range(8)]
    for n in range(1, 7):
        words = f"“zebra generation {n}”"
        write(corpus, "pair.txt", f"Di Fox said: {words}.\n\nDi Fox noted: {words}.")
        assert (await base.reload()).changed == ("pair.txt",)
    done.set()
    await asyncio.gather(*readers)
    assert answers >= 8


async def test_a_question_in_progress_finishes_on_the_old_snapshot(base: KnowledgeBase, corpus: Path) -> None:
    """Even over a reload and a close."""
    rows = base.export()
    first = await anext(rows)
    (corpus / "harbour.txt").unlink()
    await base.reload()
    rest = [row async for row in rows]
    assert sum(row["type"] == "article" for row in (first, *rest)) == 4


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files cannot be listed here")
async def test_a_replaced_snapshot_is_closed_after_its_last_reader(base: KnowledgeBase, corpus: Path) -> None:
    """Not before, and not never."""
    readers = [base.export(), base.export()]
    for rows in readers:
        await anext(rows)
    write(corpus, "new.txt", "Di Fox said: “quite new”.")
    await base.reload()
    await asyncio.sleep(0.05)
    assert _replaced_and_open()
    for rows in readers:
        assert [row async for row in rows]
    for _ in range(1000):
        if not _replaced_and_open():
            return
        await asyncio.sleep(0.01)
    pytest.fail("the old snapshot stays open")


def _replaced_and_open() -> list[str]:
    names = [str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
    return [name for name in names if name.endswith(f"{FILE} (deleted)")]


async def test_two_reloads_at_once_take_turns(base: KnowledgeBase, corpus: Path) -> None:
    """The change is reported once."""
    write(corpus, "new.txt", "Di Fox said: “quite new”.")
    reports = await asyncio.gather(base.reload(), base.reload())
    assert sorted(len(report.added) for report in reports) == [0, 1]


async def test_a_reload_that_fails_leaves_the_old_snapshot(base: KnowledgeBase, corpus: Path) -> None:
    """Nothing that was known is lost."""
    await asyncio.to_thread(corpus.rename, corpus.with_name("elsewhere"))
    with pytest.raises(BuildError):
        await base.reload()
    assert (await base.stats()).articles == 4
    assert texts((await base.quotations("the radar may fail"))[1]) == ["the radar may fail"]


async def test_where_no_base_can_be_written_the_last_one_serves(
    base: KnowledgeBase, corpus: Path, tmp_path: Path
) -> None:
    """The report says that the articles were not taken over."""
    await base.close()
    write(corpus, "new.txt", "Di Fox said: “quite new”.")
    (tmp_path / "data" / f"{FILE}-new").mkdir()
    async with await KnowledgeBase.open([corpus], tmp_path / "data", pipeline=FAKE) as again:
        assert not again.report.applied
        assert [each.code for each in again.report.set_aside] == ["not_built"]
        assert (await again.stats()).articles == 4


async def test_without_any_articles_folder_nothing_opens(base: KnowledgeBase, tmp_path: Path) -> None:
    """Not even the last base: a slip in a setting would answer from the wrong articles."""
    await base.close()
    with pytest.raises(BuildError, match="no folder"):
        await KnowledgeBase.open([tmp_path / "none"], tmp_path / "data", pipeline=FAKE)


async def test_giving_up_on_opening_stops_the_build(corpus: Path, tmp_path: Path) -> None:
    """Nothing keeps running behind the asker's back."""
    for n in range(300):
        write(corpus, f"{n}.txt", f"Di Fox said: “number {n}”.")
    opening = asyncio.create_task(KnowledgeBase.open([corpus], tmp_path / "data", pipeline=FAKE))
    await asyncio.sleep(0.3)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    assert not (tmp_path / "data" / FILE).exists()


async def test_closing_ends_a_running_reload(base: KnowledgeBase, corpus: Path) -> None:
    """A shutdown does not wait for an article that takes minutes."""
    for n in range(30):
        write(corpus, f"{n}.txt", f"SLEEP {n}")
    reload = asyncio.create_task(base.reload())
    await asyncio.sleep(0.3)
    async with asyncio.timeout(30):
        await base.close()
    with pytest.raises((BuildError, Unavailable)):
        await reload


async def test_after_closing_questions_are_refused(base: KnowledgeBase) -> None:
    """With an error of their own; closing twice does no harm."""
    await base.close()
    await base.close()
    for question in (base.people("Lee"), base.quotations("x"), base.stats(), base.reload()):
        with pytest.raises(Unavailable):
            await question


async def test_the_file_in_service_is_never_written(base: KnowledgeBase, tmp_path: Path) -> None:
    """A question cannot change what the next one is told."""
    path = tmp_path / "data" / FILE
    before = path.read_bytes()
    await base.quotations("breakwater")
    assert path.read_bytes() == before
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)


async def test_a_pool_is_filled_from_older_articles(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stretch at a time, in the same order, and only as far as needed."""
    everything = await base.pool()
    monkeypatch.setattr(pool, "_FIRST_STRETCH", 1)
    for limit in range(1, len(everything) + 2):
        assert await base.pool(limit=limit) == everything[:limit]


async def test_a_pool_holds_what_may_be_shown(base: KnowledgeBase) -> None:
    """Only what has a speaker, newest article first; by topic, people and kinds, and without what was shown."""
    everything = await base.pool()
    assert everything
    assert all(match.excerpt.speaker for match in everything)
    dates = [match.excerpt.citation.published or "" for match in everything]
    assert dates == sorted(dates, reverse=True)
    ann, first = await one(base, "Ann Lee"), everything[0].excerpt
    assert {match.excerpt.speaker and match.excerpt.speaker.id for match in await base.pool(people=[ann])} == {ann}
    assert {match.excerpt.kind for match in await base.pool(kinds=[Kind.MIXED])} == {Kind.MIXED}
    assert texts(await base.pool(besides={first.id})) == texts(everything[1:])
    assert len(await base.pool(limit=1)) == 1
    on_it = await base.pool(first.text)
    assert on_it[0].excerpt == first
    assert first.id not in [match.excerpt.id for match in await base.pool(first.text, besides={first.id})]
    assert await base.pool("zeppelins", people=[ann], kinds=[Kind.DIRECT]) == ()
