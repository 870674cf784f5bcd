"""The floor under extraction: our own labelled articles, whose figures may rise and never fall."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

from benchmarks.extraction import goldset
from benchmarks.extraction.faults import faults
from benchmarks.extraction.labels import with_labels
from benchmarks.extraction.readers import EXTRACTOR, FLOOR, read_here
from benchmarks.extraction.score import Report, score
from knowledge.model import Kind


@dataclass(frozen=True, slots=True)
class Least:
    """The least that one part must reach; precision and recall are of overlapping spans, by kind."""

    precision: dict[Kind, float]
    recall: dict[Kind, float]
    mention: float
    end_to_end: float
    direct_end_to_end: float


# Print the figures with `python -m benchmarks.extraction gold`; raise these whenever they rise.
LEAST = {
    goldset.DEVELOP: Least(
        precision={Kind.DIRECT: 0.96, Kind.MIXED: 0.89, Kind.INDIRECT: 0.84},
        recall={Kind.DIRECT: 1.00, Kind.MIXED: 0.96, Kind.INDIRECT: 0.78},
        mention=0.97,
        end_to_end=0.785,
        direct_end_to_end=0.84,
    ),
    goldset.FLOOR: Least(
        precision={Kind.DIRECT: 0.92, Kind.MIXED: 0.85, Kind.INDIRECT: 0.84},
        recall={Kind.DIRECT: 0.98, Kind.MIXED: 0.95, Kind.INDIRECT: 0.82},
        mention=0.96,
        end_to_end=0.76,
        direct_end_to_end=0.75,
    ),
}
ROUNDING = 0.0005
ALL_KINDS = frozenset(Kind)


@cache
def scored(part: str, kinds: frozenset[Kind], reader: str = EXTRACTOR) -> Report:
    """Score one part; extraction is deterministic, so once is enough."""
    sheets = goldset.sheets(part)
    gold = [goldset.labelled(sheet) for sheet in sheets]
    reading = read_here(reader, [sheet.article for sheet in sheets])
    return score(gold, with_labels(gold, reading.labels), kinds)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("part", goldset.PARTS)
def test_precision_never_falls(part: str, kind: Kind) -> None:
    """Of what is found of a kind, at least as much as before is right."""
    assert scored(part, frozenset((kind,))).overlap.precision >= LEAST[part].precision[kind] - ROUNDING


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("part", goldset.PARTS)
def test_recall_never_falls(part: str, kind: Kind) -> None:
    """Of what there is of a kind, at least as much as before is found."""
    assert scored(part, frozenset((kind,))).overlap.recall >= LEAST[part].recall[kind] - ROUNDING


@pytest.mark.parametrize("part", goldset.PARTS)
def test_speakers_never_get_worse(part: str) -> None:
    """Mentions, and quotations with their speaker, are right at least as often as before."""
    report, direct = scored(part, ALL_KINDS), scored(part, frozenset((Kind.DIRECT,)))
    assert report.mention.value >= LEAST[part].mention - ROUNDING
    assert report.end_to_end.f1 >= LEAST[part].end_to_end - ROUNDING
    assert direct.end_to_end.f1 >= LEAST[part].direct_end_to_end - ROUNDING


@pytest.mark.parametrize("part", goldset.PARTS)
def test_the_extractor_beats_what_anyone_gets_for_nothing(part: str) -> None:
    """Marks, the nearest verb and the nearest name do worse on each count."""
    ours, floor = scored(part, ALL_KINDS), scored(part, ALL_KINDS, FLOOR)
    assert ours.overlap.f1 > floor.overlap.f1
    assert ours.mention.value > floor.mention.value
    assert ours.end_to_end.f1 > floor.end_to_end.f1


def test_labels_are_free_of_slips() -> None:
    """Spans lie in passages, kinds agree with marks, mentions with their people, and no marked words lack a label."""
    assert [fault for sheet in goldset.sheets() for fault in faults(sheet)] == []


def test_the_set_is_large_and_varied() -> None:
    """There are sixty-six articles or more, of many genres, in both styles, some of them without any quotation."""
    every = goldset.sheets()
    assert len(every) >= 66
    assert len({sheet.genre for sheet in every}) >= 14
    assert {sheet.style for sheet in every} == {"UK", "US"}
    assert sum(not sheet.quotations for sheet in every) >= 6
    assert sum(one.native_name is not None for sheet in every for one in sheet.people.values()) >= 15


def test_every_third_article_is_the_floor() -> None:
    """An article lies in the folder of the part that its number puts it in."""
    every = goldset.sheets()
    assert all(sheet.file.parent.name == goldset.part_of(sheet.file) for sheet in every)
    assert len(goldset.sheets(goldset.FLOOR)) * 3 == len(every)
    numbers = [int(sheet.file.name.split("-")[0]) for sheet in every]
    assert numbers == list(range(1, len(every) + 1))


def test_parts_have_all_kinds() -> None:
    """Both parts have direct, mixed and indirect quotations, so that no floor is empty."""
    for part in goldset.PARTS:
        labels = [label for sheet in goldset.sheets(part) for label in goldset.labelled(sheet).labels]
        assert all(sum(label.kind is kind for label in labels) >= 15 for kind in Kind)
