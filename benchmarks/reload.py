"""What a reload of a large corpus costs, and whoever asks meanwhile: `python -m benchmarks.reload`.

Made-up articles, one in twenty of them an edited copy of another, are built from nothing; then one in a hundred, and
then ten, are changed, and the base is reloaded while questions are asked. Only the extractor is a stand-in, because
hours of reading are not what is measured here. Each step runs in a process of its own, so that its memory can be told.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import platform
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.discord.library import IN_AN_ARTICLE, pipeline, sayings, written
from knowledge import KnowledgeBase
from knowledge.build import apart
from knowledge.knowledge_base import FILE

if TYPE_CHECKING:
    from collections.abc import Sequence

ONE_COPY_IN = 20
BEFORE_SECONDS = 10.0
PAUSE_SECONDS = 0.02  # between two questions: people do not ask in one breath
COPIED = 0.9  # of a copy's paragraphs, the rest are cut
SHARE = 100


def main() -> int:
    """Make the articles, build, reload twice, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reload", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, metavar="N")
    parser.add_argument("--step", nargs=2, metavar=("CHANGED", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        print(json.dumps(asyncio.run(_step(int(asked.step[0]), Path(asked.step[1])))))
        return 0
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(prefix="dragoman-") as named:
        folder = Path(named)
        _make(folder / "articles", asked.articles)
        _report(folder, asked.articles)
    return 0


def _make(folder: Path, number: int) -> None:
    """The articles, and their edited copies under other outlets."""
    folder.mkdir()
    originals = number - number // ONE_COPY_IN
    said = iter(sayings(originals * IN_AN_ARTICLE))
    chance = random.Random(3)  # noqa: S311 - the same articles in every run
    texts = [written(at, list(itertools.islice(said, IN_AN_ARTICLE))) for at in range(originals)]
    for at in range(number):
        text = texts[at] if at < originals else _edited(chance, chance.choice(texts), at)
        (folder / f"{at:06}.md").write_text(text, encoding="utf-8")


def _edited(chance: random.Random, text: str, number: int) -> str:
    _, matter, body = text.split("---\n", 2)
    lines = [line for line in matter.splitlines() if not line.startswith(("id:", "outlet:", "url:"))]
    kept = [part for part in body.strip().split("\n\n") if chance.random() < COPIED]
    head = "\n".join((*lines, f"id: made-up-copy-{number}", "outlet: The Made-up Copyist"))
    return f"---\n{head}\n---\n\n" + "\n\n".join(kept) + "\n"


def _report(folder: Path, number: int) -> None:
    print(f"{number} articles, {number // ONE_COPY_IN} of them edited copies of others\n")
    head = f"{'':<26}{'s':>8}{'processor s':>13}{'ratio':>8}{'builder MiB':>13}{'asking MiB':>12}"
    print(f"{head}{'p50 ms':>16}{'p99 ms':>16}{'p99 ratio':>11}{'questions':>11}")
    whole = 0.0
    for changed in (number, number // SHARE, 10):
        command = [sys.executable, "-m", "benchmarks.reload", "--step", str(changed), str(folder)]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        whole = whole or told["processor"]
        what = "from nothing" if changed == number else f"{changed} changed"
        ratio = told["processor"] / whole
        line = f"{what:<26}{told['seconds']:>8.1f}{told['processor']:>13.1f}{ratio:>8.3f}{told['builder']:>13.0f}"
        if changed != number:
            (p50, p99), (during50, during99) = told["before"], told["during"]
            line += f"{told['memory']:>12.0f}{f'{p50:.1f} > {during50:.1f}':>16}{f'{p99:.1f} > {during99:.1f}':>16}"
            line += f"{during99 / p99:>11.2f}{told['questions']:>11}"
        print(line)
    size = (folder / "data" / FILE).stat().st_size
    start = time.perf_counter()
    shutil.copyfile(folder / "data" / FILE, folder / "copy")
    floor = time.perf_counter() - start
    print(
        f"\n  copies found: {told['copies']}; the base: {size / 2**20:.0f} MiB, copying it: {floor:.2f} s (the floor)"
    )
    print("  ratio: of processor time to the build from nothing; builder: the largest of builder and workers")
    print("  p50, p99: of questions, before the reload > while it ran")


async def _step(changed: int, folder: Path) -> dict[str, object]:
    """Build from nothing, or change some articles and reload under questions."""
    if not (folder / "data" / FILE).exists():
        start = time.perf_counter()
        report = await asyncio.to_thread(apart.build_apart, _order(folder))
        return _told(time.perf_counter() - start, len(report.copies))
    async with await KnowledgeBase.open([folder / "articles"], folder / "data", pipeline=pipeline()) as base:
        phrases = await _phrases(base)
        before = await _asked(base, phrases, asyncio.create_task(asyncio.sleep(BEFORE_SECONDS)))
        _change(folder / "articles", changed)
        start = time.perf_counter()
        reload = asyncio.create_task(base.reload())
        during = await _asked(base, phrases, reload)
        seconds = time.perf_counter() - start
        report = await reload
    assert len(report.changed) == changed, report  # noqa: S101 - a figure for something else would mislead
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    measured = {"before": _quantiles(before), "during": _quantiles(during), "memory": memory}
    return _told(seconds, len(report.copies)) | measured | {"questions": len(during)}


def _order(folder: Path) -> apart.Order:
    return apart.Order((folder / "articles",), folder / "data" / FILE, pipeline())


def _told(seconds: float, copies: int) -> dict[str, object]:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime
    return {"seconds": seconds, "processor": processor, "copies": copies, "builder": used.ru_maxrss / 1024}


def _change(articles: Path, number: int) -> None:
    for path in sorted(articles.iterdir())[:: max(1, len(list(articles.iterdir())) // number)][:number]:
        path.write_text(f"{path.read_text(encoding='utf-8')}\nChanged at {time.time()}.\n", encoding="utf-8")


async def _phrases(base: KnowledgeBase) -> list[str]:
    chance = random.Random(5)  # noqa: S311 - the same questions in every run
    texts = [match.excerpt.text.split() for match in await base.pool(limit=400)]
    return [" ".join(words[(at := chance.randrange(max(1, len(words) - 4))) : at + 5]) for words in texts]


async def _asked(base: KnowledgeBase, phrases: Sequence[str], until: asyncio.Task[object]) -> list[float]:
    """How long each question took, one after the other, until that task has ended."""
    times: list[float] = []
    for phrase in itertools.cycle(phrases):
        if until.done():
            return times
        start = time.perf_counter()
        await base.quotations(phrase)
        times.append(1000 * (time.perf_counter() - start))
        await asyncio.sleep(PAUSE_SECONDS)
    return times


def _quantiles(times: Sequence[float]) -> tuple[float, float]:
    measured = statistics.quantiles(times, n=100)
    return measured[49], measured[98]


if __name__ == "__main__":
    sys.exit(main())
