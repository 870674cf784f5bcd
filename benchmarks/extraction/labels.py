"""What a judge compares: texts whose reported words are labelled, by people or by an extractor."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from knowledge.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Label:
    """One unbroken stretch of reported words.

    `sort` says what the speaker's mention is: "named", "other-name", "pronoun", "nominal" or "none"; `origin` where
    the gold's speaker comes from: "mention", "coref" or "hand"; `group` ties the pieces of one quotation together.
    `aliases` are other names that would do for the speaker, `others` the people it must not be mistaken for.
    An extractor fills none of these but `group`.
    """

    span: Span
    kind: Kind
    speaker: str | None = None
    mention: Span | None = None
    cue: Span | None = None
    sort: str = "none"
    origin: str | None = None
    group: str = ""
    via: str | None = None
    aliases: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One article's text with its labels; a prediction inside an `ignored` span is neither right nor wrong."""

    id: str
    text: str
    labels: tuple[Label, ...]
    ignored: tuple[Span, ...] = ()


def read_jsonl(file: Path) -> list[LabelledText]:
    """The labelled texts of a file in the interchange format: one JSON object a line."""
    with file.open(encoding="utf-8") as lines:
        return [_text_of(json.loads(line)) for line in lines if line.strip()]


def write_jsonl(file: Path, texts: Iterable[LabelledText]) -> None:
    """Write labelled texts in the interchange format, which `read_jsonl` reads back unchanged."""
    with file.open("w", encoding="utf-8") as out:
        for text in texts:
            out.write(json.dumps(_row_of(text), ensure_ascii=False) + "\n")


def with_labels(texts: Iterable[LabelledText], found: Iterable[tuple[Label, ...]]) -> Iterator[LabelledText]:
    """The same texts, each labelled by somebody else."""
    for text, labels in zip(texts, found, strict=True):
        yield replace(text, labels=labels, ignored=())


def _text_of(row: dict[str, Any]) -> LabelledText:
    labels = tuple(
        Label(
            span=Span(quote["start"], quote["end"]),
            kind=Kind(quote["kind"]),
            speaker=quote.get("speaker"),
            mention=_span_of(quote.get("mention")),
            cue=_span_of(quote.get("cue")),
            sort=quote.get("speaker_kind", "none"),
            origin=quote.get("speaker_from"),
            group=quote.get("group", ""),
        )
        for quote in row["quotes"]
    )
    ignored = tuple(Span(part["start"], part["end"]) for part in row.get("ignore", ()))
    return LabelledText(row["id"], row.get("text", ""), labels, ignored)


def _span_of(value: dict[str, Any] | None) -> Span | None:
    return Span(value["start"], value["end"]) if value else None


def _row_of(text: LabelledText) -> dict[str, Any]:
    return {
        "id": text.id,
        "text": text.text,
        "quotes": [
            {
                **_range_of(label.span, text.text),
                "kind": str(label.kind),
                "speaker": label.speaker,
                "mention": _range_of(label.mention, text.text) if label.mention else None,
                "cue": _range_of(label.cue, text.text) if label.cue else None,
                "speaker_kind": label.sort,
                "speaker_from": label.origin,
                "group": label.group,
            }
            for label in text.labels
        ],
        "ignore": [_range_of(span, text.text) for span in text.ignored],
    }


def _range_of(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}
