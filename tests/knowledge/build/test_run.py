"""A build takes over what changed, and nothing else; whatever goes wrong, the old base stays."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import Article, BuildError, BuildReport
from knowledge.build import build
from knowledge.build.lock import locked
from knowledge.search.tokens import mark
from tests.knowledge.fakes import FAKE, age, write
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """An empty folder of articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the base will be; its folder does not exist yet."""
    return tmp_path / "data" / "knowledge.db"


def built(articles: Path, database: Path, read: list[str] | None = None) -> BuildReport:
    """Build, and note which files were read."""
    log = [] if read is None else read
    return build([articles], database, pipeline=FAKE, progress=lambda _done, _total, file: log.append(file))


def content(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a base knows, whatever the numbers of its rows."""
    with closing(sqlite3.connect(database)) as db:
        statements = {
            "articles": "SELECT * FROM articles ORDER BY id",
            "persons": "SELECT * FROM persons ORDER BY id",
            "local": "SELECT * FROM local_people ORDER BY article, n",
            "excerpts": "SELECT e.id, e.article, e.kind, e.n, e.passage, e.text, e.pieces, e.source_spans, t.speaker,"
            " t.local, t.cue, t.via, t.hearer, t.occasion, t.confidence, t.rule, t.mention_span, t.cue_span,"
            " t.candidates FROM excerpts e LEFT JOIN attributions t ON t.key = e.key ORDER BY e.id",
            "corrected": "SELECT e.id, c.confirmed, c.attribution FROM corrected c JOIN excerpts e ON e.key = c.key"
            " ORDER BY e.id",
            "withheld": "SELECT article, fix, spans, attribution FROM withheld ORDER BY article, fix, spans",
            "quoted": "SELECT * FROM quoted ORDER BY person",
            "searchable": "SELECT e.id, s.words, s.about, s.marks FROM search_text s"
            " LEFT JOIN excerpts e ON e.key = (s.row & 1099511627775) ORDER BY e.id",
            "words": "SELECT word, texts FROM search_word ORDER BY word",
            "files": "SELECT folder, file, hash, article, kept, twin, code FROM files ORDER BY folder, file",
        }
        return {name: db.execute(statement).fetchall() for name, statement in statements.items()}


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


def _garbage(path: Path) -> None:
    path.write_bytes(b"not a database" * 500)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def _scrambled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192:40960] = os.urandom(40960 - 8192)
    path.write_bytes(content)


def _damaged_where_nobody_looked(path: Path) -> None:
    content = path.read_bytes()
    page = content.index("Ann Lee said: “one 0”".encode()) // 4096 * 4096
    path.write_bytes(content[:page] + bytes(4096) + content[page + 4096 :])


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE meta (pipeline)")
        db.execute("INSERT INTO meta VALUES ('fake-1')")
        db.commit()


def _of_another_pipeline(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE meta SET pipeline = 'older'")
        db.commit()


SPOILT = [
    _garbage,
    _empty,
    _truncated,
    _scrambled,
    _damaged_where_nobody_looked,
    _foreign,
    _of_another_pipeline,
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_base_that_cannot_serve_is_made_anew(articles: Path, database: Path, spoil: Callable[[Path], None]) -> None:
    """It is derived: nothing is lost."""
    for n in range(3):
        write(articles, f"{n}.txt", f"Ann Lee said: “one {n}”.")
    built(articles, database)
    before = content(database)
    spoil(database)
    assert len(built(articles, database).added) == 3
    assert content(database) == before


def test_damage_that_shows_while_building_is_mended_too(articles: Path, database: Path) -> None:
    """With something to take over, the last base is copied first."""
    for n in range(3):
        write(articles, f"{n}.txt", f"Ann Lee said: “one {n}”.")
    built(articles, database)
    _damaged_where_nobody_looked(database)
    write(articles, "new.txt", "Bo Chen said: “two”.")
    assert len(built(articles, database).added) == 4
    assert len(content(database)["articles"]) == 4


def test_a_stopped_build_changes_nothing(articles: Path, database: Path) -> None:
    """It ends soon, with an error, and leaves no file behind."""
    write(articles, "a.txt", "Ann Lee said: “one”.")
    built(articles, database)
    before = database.read_bytes()
    for n in range(20):
        write(articles, f"{n}.txt", f"Bo Chen said: “two {n}”.")
    stop = threading.Event()
    with pytest.raises(BuildError, match="stopped"):
        build([articles], database, pipeline=FAKE, progress=lambda *_: stop.set(), stop=stop)
    assert database.read_bytes() == before
    assert sorted(path.name for path in database.parent.iterdir()) == ["knowledge.db", "knowledge.db-lock"]


def test_a_place_that_cannot_be_written_is_an_error_that_says_so(articles: Path, tmp_path: Path) -> None:
    """A file where the folder should be, a folder where the file should be."""
    write(articles, "a.txt", "Ann Lee said: “one”.")
    (tmp_path / "file").write_text("")
    (tmp_path / "folder" / "knowledge.db").mkdir(parents=True)
    for database in (tmp_path / "file" / "knowledge.db", tmp_path / "folder" / "knowledge.db"):
        with pytest.raises(BuildError, match="could not be written"):
            build([articles], database, pipeline=FAKE)


def script(body: str, *arguments: object, under: Sequence[str] = ()) -> subprocess.Popen[str]:
    """A builder in a process of its own, begun by the command `under`; what it prints comes line by line."""
    beginning = (
        "import sys\nfrom pathlib import Path\nfrom knowledge import BuildError\nfrom knowledge.build import build\n"
        "from tests.knowledge.fakes import FAKE\narticles, database = map(Path, sys.argv[1:3])\n"
    )
    command = [*under, sys.executable, "-c", beginning + body, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own words


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may write everywhere")
def test_a_folder_that_is_read_only_is_named_as_the_cause(articles: Path, tmp_path: Path) -> None:
    """The sentence tells what to do something about; root has to lay down its privileges to see it."""
    write(articles, "a.txt", "Ann Lee said: “one”.")
    (tmp_path / "locked").mkdir(mode=0o500)
    body = "try:\n    build([articles], database, pipeline=FAKE)\nexcept BuildError as error:\n    print(error)"
    under = ("setpriv", "--inh-caps=-all", "--bounding-set=-all") if os.geteuid() == 0 else ()
    with script(body, articles, tmp_path / "locked" / "knowledge.db", under=under) as process:
        assert process.stdout is not None
        assert "may not be written to" in process.stdout.read()


def test_a_killed_builder_leaves_the_old_base_and_frees_the_lock(articles: Path, database: Path) -> None:
    """Whatever it was at, the next build takes up."""
    write(articles, "a.txt", "Ann Lee said: “one”.")
    built(articles, database)
    before = database.read_bytes()
    write(articles, "b.txt", "Bo Chen said: “two”.")
    write(articles, "c.txt", "SLEEP")
    with script(
        "build([articles], database, pipeline=FAKE, progress=lambda *x: print(x, flush=True))", articles, database
    ) as process:
        assert process.stdout is not None
        assert "b.txt" in process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    assert database.read_bytes() == before
    (articles / "c.txt").unlink()
    assert built(articles, database).added == ("b.txt",)
    assert not list(database.parent.glob("*-new"))


def test_a_full_disk_is_an_error_and_the_old_base_stays(articles: Path, database: Path) -> None:
    """Played with a limit on the size of files, in a process of its own."""
    write(articles, "a.txt", "Ann Lee said: “one”.")
    built(articles, database)
    before = database.read_bytes()
    write(articles, "b.txt", "\n\n".join(f"Bo Chen said: “two {n}”." for n in range(400)))
    limited = (
        "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before) + 8192},) * 2)\n"
        "try:\n    build([articles], database, pipeline=FAKE)\nexcept BuildError as error:\n    print(error)\n"
    )
    with script(limited, articles, database) as process:
        assert process.stdout is not None
        assert "could not be written" in process.stdout.read()
    assert database.read_bytes() == before
    assert not list(database.parent.glob("*-new"))


def test_two_builders_take_turns(articles: Path, database: Path) -> None:
    """The second finds nothing left to do."""
    for n in range(30):
        write(articles, f"{n}.txt", f"Ann Lee said: “one {n}”.")
    reports: list[BuildReport] = []
    threads = [threading.Thread(target=lambda: reports.append(built(articles, database))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(len(report.added) for report in reports) == [0, 30]


def test_a_builder_does_not_wait_for_ever(tmp_path: Path) -> None:
    """The sentence tells that another is at work."""
    database = tmp_path / "knowledge.db"
    again = locked(database, lambda: None, patience=0)
    with locked(database, lambda: None), pytest.raises(BuildError, match="Another build"), again:
        pytest.fail("the lock was given twice")
