"""Articles in worker processes: in order, and none of them can harm the others."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from knowledge import BuildError
from knowledge.build.pipeline import Outcome, Read
from knowledge.build.scan import Found, scan
from knowledge.build.watch import Watch
from knowledge.build.workers import outcomes
from knowledge.build_report import SetAside
from tests.knowledge.fakes import FAKE, write
from tests.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def found(folder: Path) -> tuple[Found, ...]:
    """The articles of a folder."""
    return scan([folder], FAKE.suffixes)[0]


def told(outcome: Outcome) -> str:
    """The file that was read, or the code it was set aside with."""
    return outcome.prepared.file if isinstance(outcome, Read) else outcome.code


def test_results_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    """However long each takes."""
    for n in range(40):
        write(tmp_path, f"{n:02}.txt", "Ann Lee said: “one”. " * (400 if n % 10 == 0 else 1))
    assert [told(each) for each in outcomes(FAKE, found(tmp_path), Watch())] == [f"{n:02}.txt" for n in range(40)]


def test_a_process_that_dies_takes_only_its_article(tmp_path: Path) -> None:
    """As when native code fails, or memory runs out."""
    for n in range(20):
        write(tmp_path, f"{n:02}.txt", "EXIT" if n in {1, 2} else "Ann Lee said: “one”.")
    assert [told(each) for each in outcomes(FAKE, found(tmp_path), Watch())] == [
        "00.txt",
        "extractor_failed",
        "extractor_failed",
        "03.txt",
        *(f"{n:02}.txt" for n in range(4, 20)),
    ]


def test_an_article_that_takes_too_long_is_set_aside(tmp_path: Path) -> None:
    """The process is ended; the limit is for one article."""
    for n in range(20):
        write(tmp_path, f"{n:02}.txt", "SLEEP" if n == 2 else "Ann Lee said: “one”.")
    results = list(outcomes(FAKE, found(tmp_path), Watch(), limit=2))
    assert [told(each) for each in results] == ["00.txt", "01.txt", "timeout", *(f"{n:02}.txt" for n in range(3, 20))]
    assert isinstance(results[2], SetAside)
    assert "2 seconds" in results[2].reason


def test_stopping_ends_the_processes(tmp_path: Path) -> None:
    """Even those that are in the middle of an article."""
    for n in range(20):
        write(tmp_path, f"{n:02}.txt", "SLEEP")
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    with pytest.raises(BuildError, match="stopped"):
        list(outcomes(FAKE, found(tmp_path), Watch(stop=stop)))
    assert multiprocessing.active_children() == []


def test_where_no_process_can_be_started_articles_are_read_one_by_one(tmp_path: Path) -> None:
    """A program from standard input has no main module that a process could import."""
    for n in range(20):
        write(tmp_path, f"{n:02}.txt", "Ann Lee said: “one”.")
    program = (
        "from pathlib import Path\nfrom knowledge.build.scan import scan\nfrom knowledge.build.watch import Watch\n"
        "from knowledge.build.workers import outcomes\nfrom tests.knowledge.fakes import FAKE\n"
        f"files, _ = scan([Path({str(tmp_path)!r})], FAKE.suffixes)\n"
        "print(len(list(outcomes(FAKE, files, Watch()))))\n"
    )
    done = subprocess.run([sys.executable, "-"], input=program, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "20"


RISKY = replace(FAKE, risky=frozenset({".txt"}))


def test_risky_files_are_never_read_in_the_builders_process(tmp_path: Path) -> None:
    """However few and small they are."""
    write(tmp_path, "a.txt", "EXIT")
    write(tmp_path, "b.txt", "Ann Lee said: “one”.")
    assert [told(each) for each in outcomes(RISKY, found(tmp_path), Watch())] == ["extractor_failed", "b.txt"]


def test_an_article_that_takes_too_much_memory_is_set_aside(tmp_path: Path) -> None:
    """The process has a limit of its own, where the platform knows one; the next article is read."""
    pytest.importorskip("resource")
    write(tmp_path, "a.txt", "FILL")
    write(tmp_path, "b.txt", "Ann Lee said: “one”.")
    assert [told(each) for each in outcomes(RISKY, found(tmp_path), Watch())] == ["memory", "b.txt"]


def test_where_no_process_can_be_started_risky_files_wait(tmp_path: Path) -> None:
    """They are set aside, and tried again by the next build."""
    write(tmp_path, "a.txt", "Ann Lee said: “one”.")
    program = (
        "from dataclasses import replace\nfrom pathlib import Path\nfrom knowledge.build.scan import scan\n"
        "from knowledge.build.watch import Watch\nfrom knowledge.build.workers import outcomes\n"
        "from tests.knowledge.fakes import FAKE\n"
        f"files, _ = scan([Path({str(tmp_path)!r})], FAKE.suffixes)\n"
        "print([o.code for o in outcomes(replace(FAKE, risky={'.txt'}), files, Watch())])\n"
    )
    done = subprocess.run([sys.executable, "-"], input=program, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "['no_process']"
