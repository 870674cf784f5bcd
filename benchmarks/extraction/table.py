"""The table that a benchmark prints: one row for each reader, in Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.extraction.score import Rate, Share, score
from knowledge.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.extraction.labels import LabelledText
    from benchmarks.extraction.readers import Reading

HEAD = (
    "System",
    "overlap P / R / F1",
    "direct / mixed / indirect F1",
    "direct + mixed F1",
    "mention",
    "named",
    "pronouns",
    "e2e F1",
    "direct e2e F1",
    "articles/s",
    "peak MB",
)
QUOTED = frozenset((Kind.DIRECT, Kind.MIXED))


@dataclass(frozen=True, slots=True)
class Row:
    """One reader's figures over a set of texts."""

    overlap: Rate
    by_kind: dict[Kind, Rate]
    quoted: Rate
    mention: Share
    named: Share
    pronouns: Share
    end_to_end: Rate
    direct_end_to_end: Rate


def measured(gold: Sequence[LabelledText], predicted: Sequence[LabelledText], pronouns: str) -> Row:
    """Score over all kinds and over each; `pronouns` is the sort of speaker that the column of this name counts."""
    whole = score(gold, predicted)
    by_kind = {kind: score(gold, predicted, frozenset((kind,))) for kind in Kind}
    return Row(
        overlap=whole.overlap,
        by_kind={kind: report.overlap for kind, report in by_kind.items()},
        quoted=score(gold, predicted, QUOTED).overlap,
        mention=whole.mention,
        named=whole.speaker("named"),
        pronouns=whole.speaker(pronouns),
        end_to_end=whole.end_to_end,
        direct_end_to_end=by_kind[Kind.DIRECT].end_to_end,
    )


def table(rows: Iterable[tuple[str, Row, Reading]]) -> Iterator[str]:
    """Lines of a Markdown table."""
    return markdown(HEAD, ((name, *cells(row, reading)) for name, row, reading in rows))


def cells(row: Row, reading: Reading) -> tuple[str, ...]:
    """The figures of one row, in the order of `HEAD` after its first."""
    return (*_cells(row), f"{reading.texts_per_second:.0f}", f"{reading.memory / 1e6:.0f}")


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a table in Markdown, each as soon as its row is there."""
    yield _line(head)
    yield _line("---" for _ in head)
    for row in rows:
        yield _line(row)


def details(gold: Sequence[LabelledText], predicted: Sequence[LabelledText]) -> Iterator[str]:
    """Lines with the figures by kind, and how often more than span and speaker is right where it was matched."""
    report = score(gold, predicted)
    for kind in Kind:
        yield f"{kind} spans: P / R / F1 {_three(score(gold, predicted, frozenset((kind,))).overlap)}"
    yield f"exact spans: P / R / F1 {_three(report.exact)}"
    for part in ("cue", "via", "named", "other-name", "pronoun", "nominal"):
        share = report.speaker(part)
        what = f"{part} right" if part in ("cue", "via") else f"speaker right where the mention is {part}"
        yield f"{what}: {share.hits} of {share.of}"


def _cells(row: Row) -> Iterator[str]:
    yield _three(row.overlap)
    yield " / ".join(_short(row.by_kind[kind].f1) for kind in Kind)
    yield _short(row.quoted.f1)
    for share in (row.mention, row.named, row.pronouns):
        yield f"{_short(share.value)} of {share.of}" if share.of else "-"
    yield _short(row.end_to_end.f1)
    yield _short(row.direct_end_to_end.f1)


def _three(rate: Rate) -> str:
    return f"{_short(rate.precision)} / {_short(rate.recall)} / {_short(rate.f1)}"


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
