"""A correction finds its quotation again after whatever happens to the article, or says that it does not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from knowledge import Article, Correction, Fix, KnowledgeBase, Name, Words, corrections_toml
from knowledge.ids import short_id
from knowledge.knowledge_base import FILE
from tests.knowledge.build.conftest import content
from tests.knowledge.correct.editor import quotation, reasons, speaker, words
from tests.knowledge.fakes import FAKE, write
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

LONG = "the breakwater will not hold for another winter of this kind"
WU = Name("Wu Ming")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article with a long quotation, a short one, and another that is like the long one."""
    where = tmp_path / "articles"
    write(
        where,
        "harbour.txt",
        f"Ann Lee said: “{LONG}”. Ann Lee said: “never”.\n\nBo Lee said: “something wholly different about fish”.",
        id="harbour",
    )
    return where


@pytest_asyncio.fixture
async def base(folder: Path, tmp_path: Path) -> AsyncIterator[KnowledgeBase]:
    """The same in service."""
    async with await KnowledgeBase.open([folder], tmp_path / "data", pipeline=FAKE) as opened:
        yield opened


async def given_to_wu(base: KnowledgeBase, text: str) -> Correction:
    """Give a quotation to Wu Ming."""
    correction = speaker(await words(base, text), WU)
    report = await base.correct([correction])
    assert report.unapplied == ()
    return correction


async def is_wus(base: KnowledgeBase, text: str) -> bool:
    """Whether it is his, and nothing else is."""
    (profile,) = (await base.people("Wu Ming")).profiles or (None,)
    found = await quotation(base, text)
    assert profile is None or profile.counts.total == 1
    return found.corrected and found.speaker is not None and found.speaker.name == "Wu Ming"


@pytest.mark.parametrize(
    "edited",
    [
        LONG,
        LONG.upper(),
        f"  {LONG.replace(' ', '  ')}",
        LONG.replace("not hold", "not — hold"),
        LONG.replace("another winter", "another long winter"),
        LONG.replace("the breakwater", "the old breakwater"),
        f"{LONG} at all",
    ],
)
async def test_a_small_edit_of_the_words_loses_nothing(base: KnowledgeBase, folder: Path, edited: str) -> None:
    """Case, blanks, dashes, a word more."""
    await given_to_wu(base, LONG)
    write(folder, "harbour.txt", f"Nothing.\n\nAnn Lee said: “{edited}”. Ann Lee said: “never”.", id="harbour")
    report = await base.reload()
    assert report.unapplied == ()
    assert (await base.everyone())[0] == 2
    (wu,) = (await base.people("Wu Ming")).profiles
    assert wu.counts.total == 1


@pytest.mark.parametrize("text", [LONG, "never"])
async def test_paragraphs_before_and_after_make_no_difference(base: KnowledgeBase, folder: Path, text: str) -> None:
    """Nor does the speaker whom the extractor sees there now."""
    await given_to_wu(base, text)
    write(folder, "harbour.txt", f"Once.\n\nCy Ode said: “more”. Cy Ode said: “{text}”.\n\nAfter.", id="harbour")
    assert (await base.reload()).unapplied == ()
    assert await is_wus(base, text)


@pytest.mark.parametrize("text", [LONG, "never"])
async def test_a_file_that_was_moved_is_found(base: KnowledgeBase, folder: Path, text: str) -> None:
    """By its name; its id is another one."""
    await given_to_wu(base, text)
    (folder / "harbour.txt").unlink()
    write(folder, "old/harbour.txt", f"Ann Lee said: “{text}”.", id="another")
    write(folder, "new.txt", "Ann Lee said: “never mind”.")
    assert (await base.reload()).unapplied == ()
    assert await is_wus(base, text)


async def test_an_article_of_the_same_file_with_another_id_is_the_same(base: KnowledgeBase, folder: Path) -> None:
    """As when its address is stated later."""
    await given_to_wu(base, "never")
    write(folder, "harbour.txt", "Ann Lee said: “never”.", id="another")
    assert (await base.reload()).unapplied == ()
    assert await is_wus(base, "never")


async def test_long_words_are_found_in_any_article(base: KnowledgeBase, folder: Path) -> None:
    """Under another name and another id."""
    await given_to_wu(base, LONG)
    (folder / "harbour.txt").unlink()
    write(folder, "elsewhere.txt", f"Ann Lee said: “{LONG}”.")
    assert (await base.reload()).unapplied == ()
    assert await is_wus(base, LONG)


@pytest.mark.parametrize(
    ("text", "body", "reason"),
    [
        (LONG, "Ann Lee said: “the lighthouse is dark”.", "No quotation has these words any more in the article."),
        ("never", "Ann Lee said: “ever”.", "No quotation has these words any more in the article."),
        ("never", "Ann Lee said: “Never”. Bo Lee said: “never!”.", "2 quotations in harbour.txt have these words"),
        (
            LONG,
            f"Ann Lee said: “{LONG} indeed”. Bo Lee said: “{LONG} or so”.",
            "No quotation has these words any more in the article.",
        ),
    ],
)
async def test_what_is_not_surely_found_is_reported(
    base: KnowledgeBase, folder: Path, text: str, body: str, reason: str
) -> None:
    """Other words, too few words, words of two: nothing is changed then."""
    await given_to_wu(base, text)
    write(folder, "harbour.txt", body, id="harbour")
    report = await base.reload()
    ((number, said),) = reasons(report)
    assert number == 1
    assert said.startswith(reason)
    assert (await base.people("Wu Ming")).profiles == ()


async def test_short_words_of_a_lost_article_are_reported_and_found_when_it_returns(
    base: KnowledgeBase, folder: Path
) -> None:
    """The correction is kept."""
    await given_to_wu(base, "never")
    (folder / "harbour.txt").rename(folder / "harbour.off")
    write(folder, "elsewhere.txt", "Ann Lee said: “never”.")
    assert reasons(await base.reload()) == [
        (1, "No quotation has these words any more in any article, and its own is no longer there.")
    ]
    (folder / "elsewhere.txt").unlink()
    (folder / "harbour.off").rename(folder / "harbour.txt")
    assert (await base.reload()).unapplied == ()
    assert await is_wus(base, "never")


async def test_two_articles_with_the_words_are_one_too_many(base: KnowledgeBase, folder: Path) -> None:
    """Neither has the id."""
    await given_to_wu(base, LONG)
    (folder / "harbour.txt").unlink()
    for file in ("one.txt", "two.txt"):
        write(folder, file, f"Ann Lee said: “{LONG}”. Ann Lee hinted: “in {file}”.")
    ((_, reason),) = reasons(await base.reload())
    assert reason == "2 quotations in the articles have these words, and none has the id."


async def test_words_that_nothing_names_are_reported(base: KnowledgeBase) -> None:
    """As a file edited by hand may have them."""
    nothing = [
        Correction(1, Fix.HIDE, Words("", "…", "", "")),
        Correction(2, Fix.HIDE),
        Correction(3, Fix.HIDE, Words("", LONG, "", "")),
        Correction(4, Fix.HIDE, Words("q\ud800", LONG, "", "")),
    ]
    assert reasons(await base.correct(nothing)) == [
        (1, "It has no words to look for."),
        (2, "It names no quotation."),
        (4, "It holds half a character, which nothing can store."),
    ]
    assert LONG not in [match.excerpt.text for match in (await base.quotations(LONG))[1]]


def _renumbered(article: Article) -> Article:
    return replace(article, id=short_id("a", "renumbered", article.id))


async def test_another_extractor_finds_everything_again(base: KnowledgeBase, folder: Path, tmp_path: Path) -> None:
    """Even one that gives articles other ids; a base of the last one is made anew."""
    correction = await given_to_wu(base, LONG)
    await base.close()
    newer = replace(FAKE, version="fake-2", read=lambda path, root: _renumbered(FAKE.read(path, root)))
    async with await KnowledgeBase.open(
        [folder], tmp_path / "data", pipeline=newer, corrections=[correction]
    ) as opened:
        assert opened.report.added == ("harbour.txt",)
        assert opened.report.unapplied == ()
        assert await is_wus(opened, LONG)


CORRECTING = """
import asyncio, sys, time
from dataclasses import replace
from pathlib import Path
from knowledge import KnowledgeBase, corrections_toml
from tests.knowledge.fakes import FAKE

def unify(articles):
    print("deciding", flush=True)
    time.sleep(600)

async def main():
    folder, data = map(Path, sys.argv[1:3])
    base = await KnowledgeBase.open([folder], data, pipeline=replace(FAKE, unify=unify))
    print("open", flush=True)
    await base.correct(corrections_toml.loads(sys.stdin.read()))

asyncio.run(main())
"""


async def test_a_correction_that_is_killed_leaves_the_old_base(
    base: KnowledgeBase, folder: Path, tmp_path: Path
) -> None:
    """And is put in force by the next one who opens it."""
    correction = speaker(await words(base, LONG), WU)
    await base.close()
    before = content(tmp_path / "data" / FILE)
    command = [sys.executable, "-c", CORRECTING, str(folder), str(tmp_path / "data")]
    with subprocess.Popen(  # noqa: S603, ASYNC220 - our own words, and nothing else is going on
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(corrections_toml.dumps([correction]))
        process.stdin.close()
        assert process.stdout.readline() == "open\n"
        assert process.stdout.readline() == "deciding\n"
        os.kill(process.pid, signal.SIGKILL)
    assert content(tmp_path / "data" / FILE) == before
    async with await KnowledgeBase.open([folder], tmp_path / "data", pipeline=FAKE, corrections=[correction]) as opened:
        assert await is_wus(opened, LONG)
