"""Readers, marks, errors and the command line, on one short text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.extraction import floor
from benchmarks.extraction.__main__ import main
from benchmarks.extraction.errors import Cause, cue_word, errors, listing
from benchmarks.extraction.labels import Label, LabelledText, read_jsonl, with_labels, write_jsonl
from benchmarks.extraction.marks import kind_by_marks, marked_regions
from benchmarks.extraction.readers import FLOOR, article_of, labels_of, read
from knowledge.model import Attribution, Findings, Kind, LocalPerson, Quotation, Span

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "“We will not move at all,” said Ada Example. “We were here first.”\n\n"
    "“It was ‘a very long night,’ they say,” Example added.\n"
    "The minister warned that the bridge was unsafe.\n"
)


def span(words: str) -> Span:
    """Where the words stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("He said “yes” and ‘not yet’.", ["“yes”", "‘not yet’"]),
        ('The 12" disc said "so what".', ['"so what"']),
        ("``Old,'' he said.", ["``Old,''"]),
        ("“Open to the end\nof the line", ["“Open to the end"]),
        ("the dogs’ ’90s ‘word’ ‘two words’", ["‘two words’"]),
        ("«Voilà tout»", ["«Voilà tout»"]),
        ("", []),
    ],
)
def test_marks_of_every_style(text: str, marked: list[str]) -> None:
    """Curly, straight, typewriter and angle marks, single ones around two words or more, open ones to the line end."""
    assert [region.of(text) for region in marked_regions(text)] == marked


def test_kind_by_the_share_of_marked_words() -> None:
    """All words marked is direct, none indirect, some mixed."""
    regions = marked_regions(TEXT)
    assert kind_by_marks(TEXT, span("We will not move at all"), regions) is Kind.DIRECT
    assert kind_by_marks(TEXT, span("the bridge was unsafe"), regions) is Kind.INDIRECT
    assert kind_by_marks(TEXT, span("they say,” Example added"), regions) is Kind.MIXED


def test_the_floor_finds_marked_words_and_the_nearest_name() -> None:
    """Full name for a surname, and nothing for what has no marks."""
    labels = floor.label(TEXT)
    assert [label.span.of(TEXT) for label in labels] == [
        "We will not move at all",
        "We were here first",
        "It was ‘a very long night,’ they say",
    ]
    assert {label.speaker for label in labels} == {"Ada Example"}


def test_a_reader_runs_in_a_process_of_its_own() -> None:
    """Its labels come back with time and memory."""
    reading = read(FLOOR, [article_of("one", TEXT)])
    assert reading.labels == (floor.label(TEXT),)
    assert reading.memory > 1_000_000


def test_passages_are_the_lines_that_are_not_blank() -> None:
    """Blank lines and the blanks at a line's edges are no passage."""
    article = article_of("one", "  One two \n\n \n\tThree\n")
    assert [passage.span.of(article.body) for passage in article.passages] == ["One two", "Three"]


def test_pieces_with_no_word_between_are_one_label() -> None:
    """Spans of one quotation join over a passage break, not over a cue; the kind of a piece is by its marks."""
    body = "“One two three.\n\n“Four five six,” she said. “Seven eight nine.”"
    spans = tuple(
        Span(body.index(words), body.index(words) + len(words))
        for words in ("One two three.", "Four five six,", "Seven eight nine.")
    )
    findings = Findings((LocalPerson("Ada"),), (Quotation(Kind.DIRECT, spans, 0, Attribution(0)),))
    labels = list(labels_of(body, findings))
    assert [label.span.of(body) for label in labels] == ["One two three.\n\n“Four five six,", "Seven eight nine."]
    assert {(label.kind, label.speaker) for label in labels} == {(Kind.DIRECT, "Ada")}


GOLD = LabelledText(
    "one",
    TEXT,
    (
        Label(span("We will not move at all"), Kind.DIRECT, "Ada Example", span("Ada Example"), span("said"), "named"),
        Label(span("We were here first"), Kind.DIRECT, "Ada Example", sort="named"),
        Label(span("the bridge was unsafe"), Kind.INDIRECT, "minister", span("The minister"), span("warned")),
    ),
)


def test_every_error_has_its_cause() -> None:
    """Missed, spurious, out of bounds, wrong mention, wrong person, nobody, somebody."""
    found = (
        Label(span("We will not move at all"), Kind.DIRECT, "Bob Other", span("Example added")),
        Label(span("We were here first"), Kind.DIRECT),
        Label(span("was unsafe"), Kind.INDIRECT),
        Label(span("a very long night"), Kind.DIRECT),
    )
    causes = [error.cause for error in errors([GOLD], with_labels([GOLD], [found]))]
    assert causes == [Cause.MENTION, Cause.PERSON, Cause.NOBODY, Cause.BOUNDARY, Cause.SPURIOUS]
    assert [error.cause for error in errors([GOLD], with_labels([GOLD], [()]))] == [Cause.MISSED] * 3
    nobody = LabelledText("one", TEXT, (Label(span("We were here first"), Kind.DIRECT),))
    somebody = (Label(span("We were here first"), Kind.DIRECT, "Bob Other"),)
    assert [error.cause for error in errors([nobody], with_labels([nobody], [somebody]))] == [Cause.SOMEBODY]


def test_the_listing_groups_by_cue_and_keeps_to_its_limit() -> None:
    """Each group says how many there are, and shows no more than asked for."""
    lines = list(listing(errors([GOLD], with_labels([GOLD], [()])), limit=0))
    assert "\n=== direct: missed: 2" in lines
    assert "--- warned: 1" in lines
    shown = "\n".join(listing(errors([GOLD], with_labels([GOLD], [()])), limit=1))
    assert "[[the bridge was unsafe]]" in shown


@pytest.mark.parametrize(
    ("cue", "word"),
    [("has repeatedly said", "say"), ("told", "tell"), ("did not respond to", "respond"), ("", "-"), ("was", "was")],
)
def test_like_cues_come_together(cue: str, word: str) -> None:
    """Auxiliaries and adverbs do not part a verb from itself."""
    assert cue_word(cue) == word


def test_labels_survive_a_file(tmp_path: Path) -> None:
    """What is written is read back unchanged."""
    write_jsonl(tmp_path / "gold.jsonl", [GOLD])
    assert read_jsonl(tmp_path / "gold.jsonl") == [GOLD]


def test_the_command_line_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A saved corpus is scored, and its errors are listed by kind and cause."""
    file = tmp_path / "gold.jsonl"
    write_jsonl(file, [GOLD])
    main(["polnear", str(file), "--readers", "floor"])
    printed = capsys.readouterr().out
    assert "1 articles, 3 quotations" in printed
    assert "| floor | .667 / .667 / .667 |" in printed
    main(["errors", str(file), "--reader", "floor", "--kind", "indirect"])
    assert "=== indirect: missed: 1" in capsys.readouterr().out


def test_our_own_articles_have_a_table_too(capsys: pytest.CaptureFixture[str]) -> None:
    """Both parts, with what is known of the speakers."""
    main(["gold", "--part", "both", "--count", "attitude"])
    printed = capsys.readouterr().out
    assert "| knowledge.extract |" in printed
    assert "| floor |" in printed
    assert "speakers, native name:" in printed
