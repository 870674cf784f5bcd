"""A build in a process of its own does what a build here does, and whatever befalls it, the old base stays."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from knowledge import BuildError, KnowledgeBase, Vanished
from knowledge.build import Order, build_apart
from knowledge.build import apart as process
from tests.knowledge.build.conftest import content
from tests.knowledge.fakes import FAKE, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """Three articles, and where the base will be."""
    for n in range(3):
        write(tmp_path / "articles", f"{n}.txt", f"Ann Lee said: “one {n}”.", warning="odd")
    return Order((tmp_path / "articles",), tmp_path / "data" / "knowledge.db", FAKE)


@pytest.fixture(autouse=True)
def _nothing_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every build here is worth a process."""
    monkeypatch.setattr(process, "SMALL_BYTES", 0)
    monkeypatch.setattr(process, "SMALL_FILES", 0)


def builder() -> int:
    """The process that builds."""
    (child,) = multiprocessing.active_children()
    assert child.pid is not None
    return child.pid


def test_it_makes_the_same_base_and_the_same_report(order: Order, tmp_path: Path) -> None:
    """Progress is told on the way, in order, and no process is left."""
    told: list[tuple[int, int, str]] = []
    report = build_apart(order, lambda *said: told.append(said))
    here = replace(order, database=tmp_path / "here.db")
    expected = here.fulfilled(None, None)
    assert replace(report, stats=None) == replace(expected, stats=None)
    assert content(order.database) == content(here.database)
    assert told[-1][:2] == (3, 3)
    assert told == sorted(told)
    assert multiprocessing.active_children() == []


def test_a_killed_builder_is_an_error_that_says_so(order: Order) -> None:
    """The base in service is as it was, the lock is free, and the next build takes up."""
    build_apart(order)
    before = order.database.read_bytes()
    write(order.folders[0], "new.txt", "SLEEP")
    killing = threading.Thread(target=_kill_when_at_work, args=(order.database,))
    killing.start()
    with pytest.raises(BuildError, match="SIGKILL; nothing was changed"):
        build_apart(order)
    killing.join()
    assert order.database.read_bytes() == before
    write(order.folders[0], "new.txt", "Bo Chen said: “two”.")
    assert build_apart(order).added == ("new.txt",)
    assert not list(order.database.parent.glob("*-new"))


def _kill_when_at_work(database: Path) -> None:
    beside = database.with_name(f"{database.name}-new")
    while not beside.exists():
        threading.Event().wait(0.01)
    os.kill(builder(), signal.SIGKILL)


def test_a_builder_that_does_not_stop_when_told_to_is_made_to(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    """One article is read by the builder itself, which can look up only in between."""
    monkeypatch.setattr(process, "_PATIENCE_SECONDS", 0.1)
    write(order.folders[0], "new.txt", "SLEEP")
    stop = threading.Event()
    stopping = threading.Thread(target=_stop_when_at_work, args=(order.database, stop))
    stopping.start()
    with pytest.raises(BuildError, match="stopped"):
        build_apart(order, None, stop)
    stopping.join()
    assert not order.database.exists()
    assert multiprocessing.active_children() == []


def _stop_when_at_work(database: Path, stop: threading.Event) -> None:
    while not database.with_name(f"{database.name}-new").exists():
        threading.Event().wait(0.01)
    stop.set()


def test_what_the_builder_logs_is_logged_here(order: Order, caplog: pytest.LogCaptureFixture) -> None:
    """With the stack trace, which its reader needs and no asker sees."""
    write(order.folders[0], "bad.txt", "CRASH")
    with caplog.at_level(logging.WARNING):
        assert [each.code for each in build_apart(order).set_aside] == ["extractor_failed"]
    assert "told to fail" in caplog.text


def test_errors_of_the_build_come_as_they_are(order: Order) -> None:
    """With their kind and their sentence."""
    for n in range(20):
        write(order.folders[0], f"more-{n}.txt", f"Ann Lee said: “more {n}”.")
    build_apart(order)
    for path in order.folders[0].glob("more-*"):
        path.unlink()
    with pytest.raises(Vanished, match="20 of 23 articles are gone"):
        build_apart(order)
    assert len(build_apart(replace(order, allow_removals=True)).removed) == 20


def test_an_error_nobody_thought_of_is_a_build_error(order: Order, caplog: pytest.LogCaptureFixture) -> None:
    """Its owner gets a sentence, the log the rest."""
    with pytest.raises(BuildError, match="the log has the details"):
        build_apart(replace(order, pipeline=replace(FAKE, extractor=_no_extractor)))
    assert "no such extractor" in caplog.text


def _no_extractor() -> str:
    raise LookupError("no such extractor")


def test_who_people_are_going_wrong_is_a_build_error(order: Order) -> None:
    """Whatever an extractor does there."""
    with pytest.raises(BuildError, match="Who the people"):
        replace(order, pipeline=replace(FAKE, unify=_no_unify)).fulfilled(None, None)


def _no_unify(_articles: object) -> tuple[()]:
    raise LookupError("no such people")


def test_what_no_process_can_be_given_is_built_here(order: Order, caplog: pytest.LogCaptureFixture) -> None:
    """For instance a reader that was made on the spot."""
    made = replace(FAKE, extractor=lambda: "made here")
    assert len(build_apart(replace(order, pipeline=made)).added) == 3
    assert "built in this one" in caplog.text


async def test_a_reload_tells_how_far_it_is(order: Order, tmp_path: Path) -> None:
    """And when its asker gives up, the builder has ended before that is known."""
    async with await KnowledgeBase.open(order.folders, tmp_path, pipeline=FAKE) as base:
        told: list[tuple[int, int, str]] = []
        write(order.folders[0], "new.txt", "Bo Chen said: “two”.")
        await base.reload(lambda *said: told.append(said))
        assert told == [(1, 1, "new.txt")]
        write(order.folders[0], "slow.txt", "SLEEP")
        reload = asyncio.create_task(base.reload())
        stopping = threading.Event()
        await asyncio.to_thread(_stop_when_at_work, tmp_path / "knowledge.db", stopping)
        reload.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reload
        assert multiprocessing.active_children() == []
        assert (await base.stats()).articles == 4
