"""The rows that scripts read keep their promise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest_asyncio

from knowledge.export import article_row, quotation_rows
from knowledge.model import Article, Attribution, Findings, Kind, Passage, Quotation, Segment, Span
from knowledge.store import Whole

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge import KnowledgeBase

FIELDS = {
    "article": "type id file headline authors outlet published url language body_spans",
    "person": "type id name native_name aliases affiliations articles",
    "quotation": ("type id article kind text spans source_spans page speaker mention mention_span cue via confidence"),
}

Rows = list[dict[str, Any]]


@pytest_asyncio.fixture
async def rows(base: KnowledgeBase) -> Rows:
    """Everything, through JSON and back."""
    return [json.loads(json.dumps(row)) async for row in base.export()]


def of(rows: Rows, kind: str) -> Rows:
    """The rows of one type."""
    return [row for row in rows if row["type"] == kind]


def test_every_row_has_exactly_the_fields_promised(rows: Rows) -> None:
    """In every type."""
    assert {row["type"] for row in rows} == set(FIELDS)
    for row in rows:
        assert list(row) == FIELDS[row["type"]].split()


def test_counts_agree_with_the_corpus(rows: Rows) -> None:
    """Nothing twice, nothing left out."""
    assert [len(of(rows, kind)) for kind in ("article", "quotation", "person")] == [4, 7, 3]
    assert len({row["id"] for row in rows}) == len(rows)


def test_every_offset_points_at_its_words_in_the_file(rows: Rows, corpus: Path) -> None:
    """Passages, quotations, mentions and affiliations."""
    files = {row["id"]: (corpus / row["file"]).read_bytes().decode() for row in of(rows, "article")}
    for row in of(rows, "article"):
        text = files[row["id"]].partition("\n\n")[2]
        assert [files[row["id"]][a:b] for a, b in row["body_spans"]] == [line for line in text.splitlines() if line]
    for row in of(rows, "quotation"):
        source = files[row["article"]]
        assert [source[p["start"] : p["end"]] for p in row["source_spans"]] == [s["text"] for s in row["spans"]]
        assert row["text"] == " ".join(span["text"] for span in row["spans"])
        if row["mention"]:
            assert source[row["mention_span"]["start"] : row["mention_span"]["end"]] == row["mention"]
    for row in of(rows, "person"):
        for stated in row["affiliations"]:
            assert files[stated["article"]][stated["start"] : stated["end"]] == stated["text"]
            assert stated["article"] in row["articles"]


def test_speakers_are_people_of_the_export(rows: Rows) -> None:
    """Or null, where the article leaves it open."""
    people = {row["id"]: row for row in of(rows, "person")}
    for row in of(rows, "quotation"):
        if row["speaker"] is None:
            assert (row["mention"], row["mention_span"]) == (None, None)
        else:
            person = people[row["speaker"]["id"]]
            assert (row["speaker"]["name"], row["speaker"]["group"]) == (person["name"], False)
            assert row["article"] in person["articles"]
    assert sum(row["speaker"] is None for row in of(rows, "quotation")) == 1


def test_words_that_markup_parts_are_exported_piece_by_piece() -> None:
    """`text` stays the words as they read; the pieces leave the markup out."""
    # in the file: Ann said: “we **never** stop”.
    body = "Ann said: “we never stop”."
    segments = (Segment(0, 0, 14), Segment(14, 16, 5), Segment(19, 23, 7))
    article = Article("a1", "a.md", "H", body, (Passage(Span(0, 26)),), segments=segments)
    quotation = Quotation(Kind.DIRECT, (Span(11, 24),), 0, Attribution(cue=Span(4, 8), confidence=0.98765))
    whole = Whole(article, Findings(quotations=(quotation,)), (), ("q1",), (None,))
    (row,) = quotation_rows(whole)
    assert row["text"] == "we never stop"
    assert row["spans"] == [
        {"start": 11, "end": 14, "text": "we "},
        {"start": 14, "end": 19, "text": "never"},
        {"start": 19, "end": 24, "text": " stop"},
    ]
    assert row["source_spans"] == [{"start": 11, "end": 14}, {"start": 16, "end": 21}, {"start": 23, "end": 28}]
    assert (row["cue"], row["confidence"]) == ("said", 0.988)
    assert article_row(article)["body_spans"] == [[0, 30]]


def test_a_format_without_places_in_its_source_has_none() -> None:
    """The words are exported all the same."""
    article = Article("a1", "a.pdf", "H", "Ann said: “no”.", (Passage(Span(0, 15)),))
    quotation = Quotation(Kind.DIRECT, (Span(11, 13),), 0, Attribution(mention=Span(0, 3)))
    whole = Whole(article, Findings(quotations=(quotation,)), (), ("q1",), (None,))
    (row,) = quotation_rows(whole)
    assert (row["spans"], row["source_spans"]) == ([{"start": 11, "end": 13, "text": "no"}], [])
    assert (row["mention"], row["mention_span"]) == ("Ann", None)
    assert article_row(article)["body_spans"] == []
