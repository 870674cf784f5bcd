"""Measure extraction: `python -m benchmarks.extraction polnear CHECKOUT`, `... gold`, `... errors`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.extraction import calibration, goldset, sources
from benchmarks.extraction.errors import Cause, errors, listing
from benchmarks.extraction.identities import identities
from benchmarks.extraction.labels import with_labels, write_jsonl
from benchmarks.extraction.means import comparison
from benchmarks.extraction.readers import EXTRACTOR, FLOOR, article_of, read
from benchmarks.extraction.table import details, measured, table
from knowledge.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.extraction.labels import LabelledText
    from benchmarks.extraction.readers import Reading
    from knowledge.model import Article


COUNTS = "score these too, which a careful reader may or may not count as reported speech"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print what it asks for."""
    given = _parser().parse_args(arguments)
    given.run(given)


def _polnear(given: argparse.Namespace) -> None:
    gold = sources.corpus(given.source, given.pronouns)
    if given.save:
        write_jsonl(given.save, gold)
    print(f"{len(gold)} articles, {sum(len(text.labels) for text in gold)} quotations\n")
    articles = [article_of(text.id, text.text) for text in gold]
    _compare(gold, articles, given.readers, pronouns="hand", keep=given.predictions)


def _gold(given: argparse.Namespace) -> None:
    sheets = sources.own(given.part)
    gold = [goldset.labelled(sheet, frozenset(given.count)) for sheet in sheets]
    if given.save:
        write_jsonl(given.save, gold)
    print(f"{given.part}: {len(gold)} articles, {sum(len(text.labels) for text in gold)} quotations\n")
    articles = [sheet.article for sheet in sheets]
    readings = _compare(gold, articles, given.readers, pronouns="pronoun", keep=given.predictions)
    if EXTRACTOR not in readings:
        return
    print()
    for line in details(gold, list(with_labels(gold, readings[EXTRACTOR].labels))):
        print(line)
    for trait, share in identities(sheets, readings[EXTRACTOR].people).items():
        print(f"speakers, {trait}: {share.hits} of {share.of}")


def _errors(given: argparse.Namespace) -> None:
    gold, articles = sources.own_or_corpus(given.source, given.pronouns, given.part)
    reading = read(given.reader, articles)
    wanted = (
        error
        for error in errors(gold, with_labels(gold, reading.labels))
        if given.kind in (None, error.kind) and given.cause in (None, error.cause) and given.cue in (None, error.cue)
    )
    for line in listing(wanted, given.limit):
        print(line)


def _compare(
    gold: Sequence[LabelledText], articles: Sequence[Article], readers: Sequence[str], pronouns: str, keep: Path | None
) -> dict[str, Reading]:
    readings = {reader: read(reader, articles) for reader in readers}
    rows = []
    for reader, reading in readings.items():
        predicted = list(with_labels(gold, reading.labels))
        rows.append((reader, measured(gold, predicted, pronouns), reading))
        if keep and reader == EXTRACTOR:
            write_jsonl(keep, predicted)
    for line in table(rows):
        print(line)
    return readings


def _means(given: argparse.Namespace) -> None:
    gold, articles = sources.own_or_corpus(given.source, given.pronouns, given.part)
    pronouns = "pronoun" if given.source is None else "hand"
    for line in comparison.compared(gold, articles, pronouns, given.model, given.trees):
        print(line, flush=True)


def _calibration(given: argparse.Namespace) -> None:
    gold, articles = sources.own_or_corpus(given.source, given.pronouns, given.part)
    for line in calibration.report(calibration.judged(gold, articles)):
        print(line)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, says in (
        ("polnear", _polnear, "score on the development part of PolNeAR"),
        ("gold", _gold, "score on our own articles"),
        ("errors", _errors, "list errors by kind, cause and cue"),
        ("means", _means, "compare with other means: trees, other tags, parts switched off"),
        ("calibration", _calibration, "compare the confidence stated with how often it is right"),
    ):
        command = commands.add_parser(name, help=says)
        command.set_defaults(run=run)
        if name != "gold":
            _add_source(command, optional=name != "polnear")
        if name != "polnear":
            parts = (*goldset.PARTS, sources.BOTH) if name != "errors" else goldset.PARTS
            command.add_argument("--part", choices=parts, default=goldset.DEVELOP)
        if name == "means":
            command.add_argument("--model", type=Path, help="a pipeline that benchmarks.training.parser has written")
            command.add_argument(
                "--trees", type=Path, help="a PolNeAR checkout: its trees too, where articles are its own"
            )
        if name == "gold":
            command.add_argument("--count", nargs="+", choices=sorted(goldset.LEFT_OPEN), default=[], help=COUNTS)
        if name == "errors":
            _add_filters(command)
        elif name in {"polnear", "gold"}:
            command.add_argument("--readers", nargs="+", choices=(EXTRACTOR, FLOOR), default=[EXTRACTOR, FLOOR])
            command.add_argument("--predictions", type=Path, help="write the extractor's labels to this .jsonl file")
            command.add_argument("--save", type=Path, help="write the gold to this .jsonl file, which loads faster")
    return parser


def _add_source(command: argparse.ArgumentParser, *, optional: bool) -> None:
    command.add_argument(
        "source",
        type=Path,
        nargs="?" if optional else None,
        help="a PolNeAR checkout (work tree or bare git folder) or a saved .jsonl file"
        + ("; our own articles where it is left out" if optional else ""),
    )
    command.add_argument(
        "--pronouns", type=Path, help="hand labels of pronouns (tab separated: text, start, end, name)"
    )


def _add_filters(command: argparse.ArgumentParser) -> None:
    command.add_argument("--reader", choices=(EXTRACTOR, FLOOR), default=EXTRACTOR)
    command.add_argument("--kind", type=Kind, choices=list(Kind))
    command.add_argument("--cause", type=Cause, choices=list(Cause))
    command.add_argument("--cue", help="only this cue, as the listing shows it")
    command.add_argument("--limit", type=int, default=3, help="examples for each cue (3)")


if __name__ == "__main__":
    main()
