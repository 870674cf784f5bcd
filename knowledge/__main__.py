"""The knowledge base from a terminal: build | check | find | show | export | source.

Exit status of build and check: 0 all articles are in, 1 some were set aside, 2 nothing was applied; of find and show:
1 if there is nothing to show; of all: 2 if they were called wrongly.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import corrections_toml
from knowledge.build import build
from knowledge.errors import ArticleError, CorrectionsError, KnowledgeError
from knowledge.formats import source_text
from knowledge.intake import with_kept
from knowledge.knowledge_base import FILE, KnowledgeBase
from knowledge.model import ArticleSummary, Context, Kind, Profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.build_report import BuildReport
    from knowledge.corrections import Correction
    from knowledge.model import Citation, Excerpt, Match

SHIPPED = Path(__file__).parent / "articles"
CLEAN, INCOMPLETE, FAILED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        with _data(asked.data) as data:
            return int(asked.run(asked, data))
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return FAILED
    except BrokenPipeError:  # for instance `export | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge", description="Who said what, exactly, and where.")
    tasks = parser.add_subparsers(title="what to do", required=True, metavar="COMMAND")
    articles, data, machine = (argparse.ArgumentParser(add_help=False) for _ in range(3))
    articles.add_argument(
        "--articles", nargs="+", type=Path, metavar="FOLDER", default=_folders(), help="folders of articles"
    )
    articles.add_argument("--corrections", type=_corrections, metavar="FILE", default=(), help="a TOML file of them")
    data.add_argument(
        "--data",
        metavar="FOLDER",
        default=os.environ.get("DRAGOMAN_DATA"),
        help=f"where {FILE} is kept; without it, in a temporary folder",
    )
    machine.add_argument("--json", action="store_true", help="print JSON")
    shared = [articles, data, machine]
    make = tasks.add_parser("build", parents=shared, help="bring the knowledge base up to date")
    make.add_argument("--allow-removals", action="store_true", help="even if most articles are gone at once")
    make.set_defaults(run=_build)
    check = tasks.add_parser("check", parents=[articles, machine], help="read every article, keep nothing")
    check.set_defaults(run=_build, data=None, allow_removals=True)
    find = tasks.add_parser("find", parents=shared, help="who said these words")
    find.add_argument("phrase")
    find.add_argument("--speaker", metavar="NAME")
    find.add_argument("--article", metavar="NAME")
    find.add_argument("--kind", choices=tuple(Kind), type=Kind)
    find.add_argument("--limit", type=int, default=5)
    find.set_defaults(run=_find)
    show = tasks.add_parser("show", parents=shared, help="a person, an article, or an excerpt in its place")
    show.add_argument("name", help="a name, a headline, or an id")
    show.set_defaults(run=_show)
    export = tasks.add_parser("export", parents=[articles, data], help="everything, one JSON object a line")
    export.set_defaults(run=_export)
    source = tasks.add_parser("source", help="the text that the offsets of an article point into")
    source.add_argument("file", type=Path)
    source.set_defaults(run=_source, data=None)
    return parser


def _folders() -> list[Path]:
    named = os.environ.get("DRAGOMAN_ARTICLES", "").split(os.pathsep)
    return [Path(each) for each in named if each] or [SHIPPED]


def _corrections(file: str) -> tuple[Correction, ...]:
    try:
        return corrections_toml.loads(Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{file} cannot be read: {error.strerror}") from error
    except (CorrectionsError, UnicodeDecodeError) as error:
        raise argparse.ArgumentTypeError(f"{file}: {error}") from error


@contextmanager
def _data(named: str | None) -> Iterator[Path]:
    if named:
        yield Path(named)
        return
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        yield Path(folder)


def _build(asked: argparse.Namespace, data: Path) -> int:
    progress = _progress if sys.stderr.isatty() else None
    folders = with_kept(asked.articles, data)
    told = {"progress": progress, "corrections": asked.corrections, "allow_removals": asked.allow_removals}
    report = build(folders, data / FILE, **told)
    print(json.dumps(asdict(report), ensure_ascii=False) if asked.json else "\n".join(_report(report)))
    return INCOMPLETE if report.set_aside else CLEAN


def _source(asked: argparse.Namespace, _data: Path) -> int:
    try:
        raw = asked.file.read_bytes()
    except OSError as error:
        raise ArticleError("unreadable", f"The file cannot be read: {error.strerror}.") from error
    sys.stdout.write(source_text(raw, asked.file.name))
    return CLEAN


def _find(asked: argparse.Namespace, data: Path) -> int:
    async def ask() -> tuple[int, tuple[Match, ...]]:
        async with await KnowledgeBase.open(asked.articles, data, corrections=asked.corrections) as base:
            filters = {"speaker": asked.speaker, "article": asked.article, "kind": asked.kind}
            return await base.quotations(asked.phrase, limit=asked.limit, **filters)

    total, matches = asyncio.run(ask())
    if asked.json:
        print(json.dumps({"total": total, "matches": [asdict(match) for match in matches]}, ensure_ascii=False))
    for match in () if asked.json else matches:
        print("\n".join(_excerpt(match.excerpt)), end=f"\n  score {match.score:.0f}\n\n")
    return CLEAN if matches else INCOMPLETE


def _show(asked: argparse.Namespace, data: Path) -> int:
    async def ask() -> list[Context | Profile | ArticleSummary]:
        async with await KnowledgeBase.open(asked.articles, data, corrections=asked.corrections) as base:
            if context := await base.context(asked.name):
                return [context]
            profiles = (await base.people(asked.name)).profiles
            return [*profiles] or [*(await base.articles(asked.name)).articles]

    found = asyncio.run(ask())
    if asked.json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False))
    for each in () if asked.json else found:
        print("\n".join(_shown(each)), end="\n\n")
    return CLEAN if found else INCOMPLETE


def _export(asked: argparse.Namespace, data: Path) -> int:
    async def ask() -> int:
        async with await KnowledgeBase.open(asked.articles, data, corrections=asked.corrections) as base:
            async for row in base.export():
                print(json.dumps(row, ensure_ascii=False))
            return INCOMPLETE if base.report.set_aside else CLEAN

    return asyncio.run(ask())


def _progress(done: int, total: int, file: str) -> None:
    print(f"\r\033[K{done}/{total} {file}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _report(report: BuildReport) -> Iterator[str]:
    for what, files in (("added", report.added), ("changed", report.changed), ("removed", report.removed)):
        yield from (f"{what}: {file}" for file in files)
    yield from (f"duplicate: {file} is the same as {other}" for file, other in report.duplicates)
    yield from (f"copy: {file} is a copy of {other}" for file, other in report.copies)
    yield from (f"warning: {file}: {warning}" for file, warning in report.warnings)
    for aside in report.set_aside:
        yield f"set aside: {aside.file}{f':{aside.line}' if aside.line else ''}: {aside.reason} [{aside.code}]"
    for each in report.unapplied:
        yield f"without effect: correction {each.correction.number} ({each.correction.fix}): {each.reason}"
    if stats := report.stats:
        counts = stats.quotations
        yield f"{stats.articles} articles, {stats.passages} passages, {stats.people} people, {counts.total} quotations:"
        yield f"{counts.direct} direct, {counts.mixed} mixed, {counts.indirect} indirect"


def _shown(found: Context | Profile | ArticleSummary) -> Iterator[str]:
    if isinstance(found, Context):
        yield from (passage.text for passage in found.passages)
        yield from _excerpt(found.excerpt)
    elif isinstance(found, Profile):
        person = found.person
        yield f"{person.name}{f' ({person.native_name})' if person.native_name else ''}  {person.id}"
        yield from (f"  {stated.text}: {_cited(stated.citation)}" for stated in found.affiliations)
        yield from (f"  {counts.total} quotations: {_cited(citation)}" for citation, counts in found.per_article)
    else:
        yield _cited(found.citation)
        yield from (f"  {number} by {person.name}  {person.id}" for person, number in found.speakers)


def _excerpt(excerpt: Excerpt) -> Iterator[str]:
    speaker = excerpt.speaker.name if excerpt.speaker else "unattributed"
    yield f"{excerpt.text}"
    yield f"  {f'{excerpt.kind}, {speaker}' if excerpt.kind else 'the author’s words'}  {excerpt.id}"
    yield f"  {_cited(excerpt.citation)}"


def _cited(citation: Citation) -> str:
    page = f"p. {citation.page}" if citation.page else None
    parts = (", ".join(citation.authors), citation.headline, citation.outlet, citation.published, page, citation.url)
    cited = ", ".join(part for part in parts if part)
    original = citation.original
    return f"{cited}, on {original.headline} ({original.outlet})" if original else cited


if __name__ == "__main__":
    sys.exit(main())
