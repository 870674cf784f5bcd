"""The markup of our own articles: text and labels from one file, and a clear word about every slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.extraction.faults import faults
from benchmarks.extraction.goldset import DEVELOP, FLOOR, SheetError, labelled, part_of, sheet_of
from knowledge.model import Gender, Kind

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """headline: Nobody waits
genre: wire
style: US
@kim Kim Areum; native 김아름; female; also the harbor minister
@lee Lee Bora; male
@crew the crews; group
---
"""
BODY = (
    """“{d1 kim|We will not wait,}” {c1|said} {m1|Kim Areum (김아름)}. “{d1|The boats are rusting.}”

## Money

{m2,3|She} {c2|added} that {i2 kim|the boats were old} and {c3|hoped} {i3 kim attitude|they would sink}.

{m4|Lee Bora} {c4|called} {x4 lee|the plan “a joke”}; {i5 crew via=lee|they agreed}, {m5|they} had {c5|told} him."""
    " The film {t|“Low Tide”} is on.\n"
)


def write(folder: Path, body: str, head: str = HEAD, name: str = "04-crews.txt") -> Path:
    """Write one article of the set."""
    file = folder / name
    file.write_text(head + body, encoding="utf-8")
    return file


def test_text_and_labels_come_from_one_file(tmp_path: Path) -> None:
    """The body has no markup, and each span is exactly the labelled words."""
    sheet = sheet_of(write(tmp_path, BODY))
    body = sheet.article.body
    assert body.startswith("“We will not wait,” said Kim Areum (김아름). “The boats are rusting.”\n\nShe added")
    assert [passage.section for passage in sheet.article.passages] == [None, "Money", "Money"]
    first, second = sheet.quotations[:2]
    assert [span.of(body) for span in first.spans] == ["We will not wait,", "The boats are rusting."]
    assert second.mention is not None
    assert second.mention.of(body) == "She"
    assert [term.of(body) for term in sheet.terms] == ["“Low Tide”"]
    assert sheet.people["kim"].native_name == "김아름"
    assert sheet.people["kim"].gender is Gender.FEMALE


def test_labels_know_their_speaker_and_leave_doubtful_ones_open(tmp_path: Path) -> None:
    """Attitudes are ignored ground unless they are asked for; pieces of one quotation are labels of their own."""
    sheet = sheet_of(write(tmp_path, BODY))
    gold = labelled(sheet)
    assert [label.kind for label in gold.labels] == [
        Kind.DIRECT,
        Kind.DIRECT,
        Kind.INDIRECT,
        Kind.MIXED,
        Kind.INDIRECT,
    ]
    assert [label.sort for label in gold.labels] == ["named", "named", "pronoun", "named", "pronoun"]
    assert gold.labels[0].speaker == "Kim Areum"
    assert gold.labels[0].aliases == ("the harbor minister",)
    assert gold.labels[0].others == ("Lee Bora", "the crews")
    assert gold.labels[-1].via == "Lee Bora"
    assert [span.of(gold.text) for span in gold.ignored] == ["they would sink"]
    assert len(labelled(sheet, frozenset({"attitude"})).labels) == 6


def test_the_number_decides_the_part(tmp_path: Path) -> None:
    """Every third article is the floor."""
    assert part_of(tmp_path / "04-x.txt") == DEVELOP
    assert part_of(tmp_path / "06-x.txt") == FLOOR
    with pytest.raises(SheetError, match="a number must come first"):
        part_of(tmp_path / "x.txt")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{d1 kim|Open", "left open"),
        ("Closed}", "nothing to close"),
        ("{d1|Who?}", "who says 1"),
        ("{d1 bob|No.}", "unknown: bob"),
        ("{d1 kim loud|No.}", "unknown: loud"),
        ("{d1 kim|No.} {m2|She}", "there is no quotation 2"),
        ("{d1 kim|No.} {m1|She} {m1|she}", "two of its mention"),
        ("{d1 kim|No} and {i1|no}", "goes on with another kind"),
    ],
)
def test_broken_markup_is_named(tmp_path: Path, body: str, says: str) -> None:
    """A file that does not hold together is refused with the reason."""
    with pytest.raises(SheetError, match=says):
        sheet_of(write(tmp_path, body))


def test_a_head_must_be_whole(tmp_path: Path) -> None:
    """A missing field and an unknown note on a person are named."""
    with pytest.raises(SheetError, match="the head lacks genre, style"):
        sheet_of(write(tmp_path, "Text.", "headline: X\n---\n"))
    with pytest.raises(SheetError, match="what is 'tall'"):
        sheet_of(write(tmp_path, "Text.", HEAD.replace("; male", "; tall")))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{d1 kim|No marks}, {c1|said} {m1|Kim Areum}.", "direct, but no marks"),
        ("{m1|Kim Areum} {c1|said} {i1 kim|it was “a joke”}.", "indirect, but marks"),
        ("{m1|Kim Areum} {c1|said} {x1 kim|it was a joke}.", "mixed, but no marks"),
        ("“Who says this?” Kim Areum listened.", "no label on"),
        ("{m1|Lee Bora} {c1|said} {i1 kim|it was late}.", "Bora Lee is not kim"),
        ("{c1|Said} {i1 kim|it was late}.", "a cue without a mention"),
        ("{m1|Kim Areum} {c1|said} {i1 kim| it was late}.", "blanks at the edge"),
        ("Short.", "words"),
    ],
)
def test_slips_of_labelling_are_found(tmp_path: Path, body: str, says: str) -> None:
    """What markup allows but no labeller means is listed."""
    assert any(says in fault for fault in faults(sheet_of(write(tmp_path, body))))
