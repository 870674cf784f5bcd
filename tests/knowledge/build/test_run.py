"""A build takes over what changed, and nothing else."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.build import build
from knowledge.search.tokens import mark
from tests.knowledge.build.conftest import built, content
from tests.knowledge.fakes import FAKE, age, write

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge import Article, BuildReport


def codes(report: BuildReport) -> list[tuple[str, str]]:
    """Which files were set aside, and why."""
    return [(each.file, each.code) for each in report.set_aside]


def test_the_first_build_adds_every_article(articles: Path, database: Path) -> None:
    """What was found can be counted."""
    write(articles, "a.txt", "Ann Lee said: “one”. Lee noted: “two”.")
    write(articles, "b.txt", "Bo Chen hinted: “three”.\n\nNothing more.")
    report = built(articles, database)
    assert (report.added, report.changed, report.removed, report.applied) == (("a.txt", "b.txt"), (), (), True)
    assert report.stats is not None
    assert (report.stats.articles, report.stats.passages, report.stats.people) == (2, 3, 2)
    assert report.stats.quotations.total == 3


def test_a_build_with_nothing_changed_reads_nothing_and_leaves_the_file(articles: Path, database: Path) -> None:
    """Not even files that are set aside are read again."""
    write(articles, "a.txt", "Ann Lee said: “one”.")
    write(articles, "empty.txt", "")
    built(articles, database)
    before = (database.stat().st_ino, database.stat().st_mtime_ns)
    read: list[str] = []
    report = built(articles, database, read)
    assert read == []
    assert (database.stat().st_ino, database.stat().st_mtime_ns) == before
    assert (report.unchanged, codes(report)) == (("a.txt",), [("empty.txt", "no_body")])


def test_files_that_were_only_touched_are_not_read(articles: Path, database: Path) -> None:
    """A fresh checkout has new times everywhere."""
    path = write(articles, "a.txt", "Ann Lee said: “one”.")
    built(articles, database)
    age(path, 60)
    read: list[str] = []
    assert built(articles, database, read).unchanged == ("a.txt",)
    assert read == []


def test_only_changed_files_are_read(articles: Path, database: Path) -> None:
    """Ten of many."""
    for n in range(60):
        write(articles, f"{n:02}.txt", f"Ann Lee said: “word number {n}”.")
    built(articles, database)
    changed = [f"{n:02}.txt" for n in range(0, 60, 6)]
    for name in changed:
        write(articles, name, f"Bo Chen said: “changed {name}”.")
    read: list[str] = []
    report = built(articles, database, read)
    assert read == changed
    assert report.changed == tuple(changed)
    assert len(report.unchanged) == 50


def test_a_removed_file_takes_its_words_along(articles: Path, database: Path) -> None:
    """Also out of the index."""
    write(articles, "a.txt", "Ann Lee said: “marmalade”.")
    write(articles, "b.txt", "Bo Chen said: “bread”.")
    built(articles, database)
    (articles / "a.txt").unlink()
    report = built(articles, database)
    assert (report.removed, report.unchanged) == (("a.txt",), ("b.txt",))
    words = [word for word, _ in content(database)["words"]]
    assert "bread" in words
    assert "marmalade" not in words


def test_a_new_sidecar_changes_its_article(articles: Path, database: Path) -> None:
    """That is how a date comes in later."""
    write(articles, "a.txt", "Ann Lee said: “one”.")
    built(articles, database)
    (articles / "a.toml").write_text("date: 2023-05-30")
    assert built(articles, database).changed == ("a.txt",)


def test_a_change_within_the_same_moment_and_size_is_seen(articles: Path, database: Path) -> None:
    """The clock of a file system may be too coarse to show it."""
    path = write(articles, "a.txt", "Ann Lee said: “one”.")
    os.utime(path)
    built(articles, database)
    write(articles, "a.txt", "Ann Lee said: “two”.")
    os.utime(path)
    assert built(articles, database).changed == ("a.txt",)


def test_a_file_that_still_cannot_be_read_changes_nothing(articles: Path, database: Path) -> None:
    """It is tried every time, and the base stays the very same file."""
    write(articles, "a.txt", "Ann Lee said: “one”.")
    write(articles, "b.txt", "Ann Lee said: “two”.")
    refusing = replace(FAKE, read=_refusing)
    report = build([articles], database, pipeline=refusing)
    before = (database.stat().st_ino, database.stat().st_mtime_ns)
    again = build([articles], database, pipeline=refusing)
    assert codes(report) == codes(again) == [("b.txt", "unreadable")]
    assert (database.stat().st_ino, database.stat().st_mtime_ns) == before
    assert built(articles, database).added == ("b.txt",)


def _refusing(path: Path, root: Path) -> Article:
    if path.name == "b.txt":
        raise PermissionError(13, "Permission denied", str(path))
    return FAKE.read(path, root)


def test_ids_stay_when_other_words_come_and_go(articles: Path, database: Path) -> None:
    """Buttons in old messages keep working; equal words are told apart by their order."""
    write(articles, "a.txt", "Ann Lee said: “one”. Ann Lee said: “one”.")
    built(articles, database)
    before = {row[0] for row in content(database)["excerpts"] if row[2]}
    write(articles, "a.txt", "Bo Chen said: “new”.\n\nAnn Lee said: “one”. Ann Lee said: “one”.")
    built(articles, database)
    after = {row[0] for row in content(database)["excerpts"] if row[2]}
    assert len(before) == 2
    assert before < after


def test_a_new_article_can_change_who_somebody_is(articles: Path, database: Path) -> None:
    """A surname alone gets its person, in the index too, without being read again."""
    write(articles, "a.txt", "Lee said: “one”.")
    built(articles, database)
    write(articles, "b.txt", "Ann Lee said: “two”.")
    read: list[str] = []
    built(articles, database, read)
    assert read == ["b.txt"]
    rows = content(database)
    assert [row[1] for row in rows["persons"]] == ["Ann Lee"]
    (person,) = [row[0] for row in rows["persons"]]
    assert {row[8] for row in rows["excerpts"] if row[2]} == {person}
    assert all(mark("speaker", str(person)) in str(row[3]) for row in rows["searchable"] if "kind" in str(row[3]))


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "d"]),
        st.sampled_from(
            [
                None,
                "",
                "Lee said: “one”.",
                "Ann Lee said: “one”. Lee said: “one”.",
                "Bo Lee noted: “two”.\n\nSomebody said: “one”.",
                "CRASH",
                "Plain words.",
            ]
        ),
        st.sampled_from(["own", "shared"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(EDITS, min_size=1, max_size=4))
def test_many_small_builds_equal_one_from_scratch(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[str, str | None, str]]]
) -> None:
    """Whatever comes, changes, goes, breaks, or turns out to be the same: the order of builds leaves no trace."""
    folder = tmp_path_factory.mktemp("edits")
    articles = folder / "articles"
    articles.mkdir()
    for edits in rounds:
        for name, body, shared in edits:
            if body is None:
                (articles / f"{name}.txt").unlink(missing_ok=True)
            else:
                write(articles, f"{name}.txt", body, id=name if shared == "own" else shared)
        built(articles, folder / "grown.db")
    built(articles, folder / "fresh.db")
    assert content(folder / "grown.db") == content(folder / "fresh.db")


def test_of_two_articles_with_the_same_body_the_first_is_kept(articles: Path, database: Path) -> None:
    """Different headlines and blanks make no difference; when the first goes, the second takes its place."""
    write(articles, "a.txt", "Ann Lee said: “one two”.", headline="One")
    write(articles, "b.txt", "Ann Lee  said: “one\ntwo”.".replace("\n", " "), headline="Two")
    assert built(articles, database).duplicates == (("b.txt", "a.txt"),)
    (articles / "a.txt").unlink()
    report = built(articles, database)
    assert (report.added, report.removed, report.duplicates) == (("b.txt",), ("a.txt",), ())


def test_of_two_articles_with_one_id_the_second_is_set_aside(articles: Path, database: Path) -> None:
    """It names the other; when that one goes, the second takes its place."""
    write(articles, "a.txt", "Ann Lee said: “one”.", id="same")
    write(articles, "b.txt", "Ann Lee said: “two”.", id="same")
    report = built(articles, database)
    assert codes(report) == [("b.txt", "same_id")]
    assert "a.txt" in report.set_aside[0].reason
    (articles / "a.txt").unlink()
    assert built(articles, database).added == ("b.txt",)


@pytest.mark.parametrize("others", [1, 20])
def test_an_article_that_breaks_the_extractor_is_set_aside(
    articles: Path, database: Path, others: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Here and in worker processes: the rest is built, and no stack trace reaches a reader."""
    for n in range(others):
        write(articles, f"{n}.txt", f"Ann Lee said: “one {n}”.")
    write(articles, "bad.txt", "CRASH")
    report = built(articles, database)
    assert (len(report.added), codes(report)) == (others, [("bad.txt", "extractor_failed")])
    assert "Traceback" not in report.set_aside[0].reason
    assert "told to fail" not in report.set_aside[0].reason
    assert others > 1 or "told to fail" in caplog.text


def test_what_a_stage_makes_that_cannot_be_stored_sets_the_article_aside(articles: Path, database: Path) -> None:
    """For example half of a surrogate pair, or a span beyond the body."""
    write(articles, "a.txt", "Ann Lee said: “one”.")
    torn = replace(FAKE, read=lambda path, root: replace(FAKE.read(path, root), outlet="\ud800"))
    assert codes(build([articles], database, pipeline=torn)) == [("a.txt", "extractor_failed")]
    cut = replace(FAKE, version="2", read=lambda path, root: replace(FAKE.read(path, root), body="x"))
    assert codes(build([articles], database, pipeline=cut)) == [("a.txt", "extractor_failed")]


def test_warnings_of_articles_are_reported_as_long_as_they_hold(articles: Path, database: Path) -> None:
    """Also by a build that read nothing."""
    write(articles, "a.txt", "Ann Lee said: “one”.", warning="the date is odd")
    assert built(articles, database).warnings == (("a.txt", "the date is odd"),)
    assert built(articles, database).warnings == (("a.txt", "the date is odd"),)


def test_an_empty_folder_makes_an_empty_base(articles: Path, database: Path) -> None:
    """It is a beginning, not an error."""
    report = built(articles, database)
    assert report.stats is not None
    assert report.stats.articles == 0
