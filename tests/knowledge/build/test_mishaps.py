"""Whatever goes wrong while a base is built, the old one stays; one that is spoilt is made anew."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from knowledge import BuildError, BuildReport
from knowledge.build import build
from knowledge.build.lock import locked
from tests.knowledge.build.conftest import built, content
from tests.knowledge.fakes import FAKE, write
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


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
