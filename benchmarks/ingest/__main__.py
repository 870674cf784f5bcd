"""Measure reading: `python -m benchmarks.ingest` for speed, with `--aeb DIR` and `--fundus DIR` for the body found.

Every figure stands beside a floor: speed beside decoding the same bytes or the bare library, bodies beside keeping
every line and beside the rule that a line is text if it has five words and ends like a sentence. With `--web` pages are
read as they are, else dumped as text first; `--trafilatura DIR` asks for the dates that pages state.
"""

from __future__ import annotations

import argparse
import re
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.ingest import documents, pages
from benchmarks.ingest.score import mean, overlap
from knowledge.errors import ArticleError
from knowledge.formats import parse
from knowledge.formats.body import body_roles
from knowledge.formats.head import read_head
from knowledge.formats.layout import blocks_of
from knowledge.formats.roles import Role, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.ingest.pages import SavedPage

_ENDED = re.compile(r"[.!?…][\"”’')\]»]*\s*$")
_LARGEST = 49 * 1024 * 1024 // 10  # just under the limit
_REPEATS = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print what it asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__)
    for name in ("aeb", "fundus"):
        parser.add_argument(f"--{name}", type=Path, metavar="DIR", help=f"a checkout of the {name} set")
    parser.add_argument("--trafilatura", type=Path, metavar="DIR", help="a checkout of trafilatura, for its dates")
    parser.add_argument("--web", action="store_true", help="read pages as they are")
    given = parser.parse_args(arguments)
    measure = documents.bodies_of_pages if given.web else _bodies
    if given.aeb:
        measure("aeb", list(pages.aeb(given.aeb)))
    if given.fundus:
        measure("fundus", list(pages.fundus(given.fundus)))
    if given.trafilatura:
        documents.dates_of_pages(given.trafilatura)
    if not (given.aeb or given.fundus or given.trafilatura):
        _speed()
        documents.speed_of_documents()


def found_body(text: str) -> str:
    """What reading takes for body, headings included, as the sets' gold has them."""
    blocks = blocks_of(text)
    page = page_of(blocks)
    roles = body_roles(page)
    read_head(page, roles)
    kept = (Role.BODY, Role.HEADING)
    return "\n".join(block.text for block, role in zip(blocks, roles, strict=True) if role in kept)


def ended_lines(text: str) -> str:
    """The floor of corpus filters: five words and a sentence's end."""
    lines = text.split("\n")
    return "\n".join(line for line in lines if len(line.split()) > 4 and _ENDED.search(line))


def _bodies(name: str, saved: Sequence[SavedPage]) -> None:
    ways: dict[str, Callable[[str], str]] = {"every line": str, "ended lines": ended_lines, "reading": found_body}
    for style, dump in pages.dumpers().items():
        texts = [dump(page.html) for page in saved]
        for way, choose in ways.items():
            score = mean([overlap(page.body, choose(text)) for page, text in zip(saved, texts, strict=True)])
            figures = f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
            print(f"{name:7} {len(saved):4} pages  {style:23} {way:12} {figures}")


def _speed() -> None:
    sentence = "“We have counted every ship,” said the harbour master of Elsmar on Monday. "
    paragraph = sentence * 8 + "\n\n"
    texts = {
        "page of 40 paragraphs": ("txt", "Harbour Counts Its Ships\n\n" + _numbered(paragraph, 40)),
        "Markdown of 40 paragraphs": ("md", "# Harbour\n\n" + _numbered(paragraph, 40)),
        "4.9 MB in paragraphs": ("txt", "Harbour Counts Its Ships\n\n" + _numbered(paragraph, _LARGEST // 640)),
        "4.9 MB in one line": ("txt", "Harbour Counts Its Ships\n\n" + sentence * (_LARGEST // 80)),
        "4.9 MB of Markdown": ("md", "# Harbour\n\n" + _numbered(paragraph, _LARGEST // 640)),
    }
    for name, (suffix, text) in texts.items():
        raw = text.encode()
        floor, spent = _best(raw.decode), _best(partial(_read, raw, f"x.{suffix}"))
        print(
            f"{name:27} {len(raw) / 1024:8.0f} KB  {1000 * spent:9.1f} ms CPU  (decoding alone {1000 * floor:.1f} ms)"
        )


def _numbered(paragraph: str, times: int) -> str:
    return "".join(f"Number {i}: {paragraph}" for i in range(times))


def _read(raw: bytes, file: str) -> None:
    try:
        parse(raw, file)
    except ArticleError as error:
        raise SystemExit(f"{file}: {error.reason}") from error


def _best(run: Callable[[], object], repeats: Iterable[int] = range(_REPEATS)) -> float:
    """The CPU seconds of the quickest of some runs, as load only ever adds."""
    spent = []
    for _ in repeats:
        started = time.process_time()
        run()
        spent.append(time.process_time() - started)
    return min(spent)


if __name__ == "__main__":
    main()
