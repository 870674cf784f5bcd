"""The measure of reading: what it counts, and that it can tell a good reader from a bad one."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from benchmarks.ingest.__main__ import ended_lines, found_body
from benchmarks.ingest.pages import aeb, fundus
from benchmarks.ingest.score import Overlap, mean, overlap
from tests.knowledge.formats.dumps import NAMES, load

if TYPE_CHECKING:
    from pathlib import Path


def test_overlap_counts_runs_of_four_words() -> None:
    """Two of the three runs are found, and two of the four that were found are right."""
    assert overlap("a b c d e f", "a b c d e x y") == Overlap(precision=0.5, recall=2 / 3)
    assert overlap("a b", "a b") == Overlap(1.0, 1.0)
    assert overlap("a b c d", "") == Overlap(0.0, 0.0, silent=True)
    assert overlap("", "a b c d") == Overlap(0.0, 0.0)
    assert overlap("", "") == Overlap(1.0, 1.0)


def test_a_page_where_nothing_was_found_costs_recall_only() -> None:
    """Silence is no wrong word."""
    score = mean([Overlap(0.5, 1.0), Overlap(0.0, 0.0, silent=True)])
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)
    assert mean([Overlap(0.0, 0.0, silent=True)]).f1 == 0


@pytest.mark.parametrize("name", NAMES)
def test_reading_is_right_on_every_dump_of_the_tests(name: str) -> None:
    """Body and headings, in order, and no other line."""
    dump = load(name)
    lines: list[str] = []
    section = None
    for paragraph, above in zip(dump.body, dump.sections, strict=True):
        lines += [above] if above and above != section else []
        lines.append(" ".join(paragraph.split()))
        section = above
    assert overlap("\n".join(lines), found_body(dump.text)).f1 > 0.99


def test_reading_beats_the_floor() -> None:
    """The rule of five words and a sentence's end keeps boilerplate that reading leaves out."""
    dump = load("page")
    body = "\n".join(dump.body)
    assert overlap(body, ended_lines(dump.text)).f1 < overlap(body, found_body(dump.text)).f1


def test_the_public_sets_are_read_as_they_lie(tmp_path: Path) -> None:
    """Pages are compressed; some declare an encoding in XML or are not UTF-8."""
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "x.html.gz").write_bytes(gzip.compress(b"<?xml version='1.0'?>\n<p>caf\xe9</p>"))
    (tmp_path / "ground-truth.json").write_text(json.dumps({"x": {"articleBody": "café"}}))
    (page,) = aeb(tmp_path)
    assert (page.html, page.body) == ("\n<p>café</p>", "café")
    (tmp_path / "dataset" / "html").mkdir(parents=True)
    (tmp_path / "dataset" / "html" / "y").write_bytes(gzip.compress("\ufeff<p>é</p>".encode()))
    (tmp_path / "dataset" / "ground_truth.json").write_text(json.dumps({"y": {"body": ["one", "two"]}}))
    (page,) = fundus(tmp_path)
    assert (page.html, page.body) == ("<p>é</p>", "one\n\ntwo")
