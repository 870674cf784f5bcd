"""A base comes into service, is reloaded and closed; that disturbs nobody who asks."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import BuildError, KnowledgeBase, Unavailable
from knowledge.knowledge_base import FILE
from tests.knowledge.fakes import FAKE, texts, write


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


async def test_several_questions_are_asked_of_one_snapshot(base: KnowledgeBase, corpus: Path) -> None:
    """The later ones agree with the first, whatever was built meanwhile, until the last was asked."""
    async with base.as_of_now() as questions:
        before = await questions.articles()
        write(corpus, "new.txt", "Di Fox said: “quite new”.")
        (corpus / "market.txt").unlink()
        await base.reload()
        assert await questions.articles() == before
        assert texts((await questions.quotations("fish costs twice"))[1])
        assert await questions.quotations("quite new") == (0, ())
        assert await base.articles() != before
    assert texts((await base.quotations("quite new"))[1]) == ["quite new"]
