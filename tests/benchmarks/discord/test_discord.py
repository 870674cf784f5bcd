"""The measure of waiting: its figures are right, and what it asks about is the same in every run."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from benchmarks.discord.figures import Row, Taken, percentile, short, table
from benchmarks.discord.library import IN_AN_ARTICLE, data_of, extract, ready, sayings
from benchmarks.discord.questions import Questioner
from benchmarks.discord.watch import Toll
from knowledge import Kind
from knowledge.formats import read
from knowledge.knowledge_base import FILE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("part", "expected"), [(0.5, 50), (0.95, 95), (0.99, 99), (1.0, 100), (0.0, 1)])
def test_a_percentile_is_a_wait_that_somebody_had(part: float, expected: int) -> None:
    """Of a hundred waits, the 95th; in any order."""
    waits = [float(n * 37 % 101) for n in range(1, 101)]
    assert percentile(waits, part) == expected
    assert percentile([7.0], part) == 7.0


def test_a_row_compares_with_the_floor() -> None:
    """Ratios of waits and of processor time, and the worst of each block's stalls."""
    ours, floor = Taken(), Taken()
    for toll in (Toll(busy=30, stall=5, callback=30), Toll(busy=10, stall=9, callback=1)):
        ours.add([4.0, 4.0], toll)
    floor.add([2.0] * 4, Toll(busy=20, stall=1, callback=1))
    row = Row("answer", 10, ours, floor)
    assert row.ratios == [2.0, 2.0, 2.0]
    assert "| 10.0 / 5.0 = 2.0 | 9 (1) | 30 (1) |" in table([row])
    assert short([row], 2.0, 30.0) == []
    assert short([row], 1.5, 20.0) == [
        "answer, 10 at once: p95 is 2.0 times the floor's, not 1.5",
        "answer, 10 at once: a callback took 30 ms, not 20",
    ]


def test_a_larger_library_begins_with_the_smaller() -> None:
    """What is asked about is there, whatever the size; and the sayings are many people's."""
    some, more = sayings(40), sayings(120)
    assert more[:40] == some
    assert len({saying.name for saying in more}) > 40
    assert {saying.kind for saying in more} == {Kind.DIRECT, Kind.INDIRECT}


def test_every_saying_is_read_as_it_was_written(tmp_path: Path) -> None:
    """The stand-in extractor finds each one's words, speaker and kind; and the build that ships takes them."""
    articles = ready(tmp_path, 40)
    said = []
    for file in sorted(articles.glob("*.md")):
        article = read(file, articles)
        found = extract(article)
        said += [
            (found.people[each.attribution.speaker or 0].name, each.kind, each.text(article.body))
            for each in found.quotations
        ]
    assert said == [(saying.name, saying.kind, saying.words) for saying in sayings(40)]
    assert len(list(articles.glob("*.md"))) == 40 / IN_AN_ARTICLE
    assert (data_of(articles) / FILE).is_file()


def test_the_same_seed_asks_the_same() -> None:
    """Runs can be compared; every kind of question comes up."""
    one, other = (Questioner(sayings(60), random.Random(9)) for _ in range(2))  # noqa: S311 - nothing secret
    asked = [one.command() for _ in range(200)]
    assert asked == [other.command() for _ in range(200)]
    assert {kind for kind, _ in asked} == {"/quote", "/expert", "/brief", "/who-said", "next", "context"}
    assert [one.typing() for _ in range(50)] == [other.typing() for _ in range(50)]
