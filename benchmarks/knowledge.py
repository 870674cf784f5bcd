"""How fast articles become a knowledge base, and how fast it answers: `python -m benchmarks.knowledge`.

Every figure stands beside a floor measured in the same run, because a figure alone tells about the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import knowledge
from knowledge import KnowledgeBase
from knowledge.build import build
from knowledge.knowledge_base import FILE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    Questions = Sequence[Callable[[], Awaitable[object]]]

SHIPPED = Path(knowledge.__file__).parent / "articles"
CHANGED = 10
ASKED = 400
WARM = 40
LIMIT_MS = 20.0
_START = """
import asyncio, sys, time
from pathlib import Path
from knowledge import KnowledgeBase
async def main():
    async with await KnowledgeBase.open([Path(sys.argv[1])], Path(sys.argv[2])) as base:
        await base.quotations("closer to Moscow")
asyncio.run(main())
"""
_START_FLOOR = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as db:
    db.execute("SELECT text FROM excerpts LIMIT 1").fetchone()
"""


def main() -> int:
    """Measure, print, and end with 1 if a warm question takes longer than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.knowledge", description=__doc__)
    parser.add_argument("--many", type=int, default=300, metavar="N", help="articles in the large build")
    parser.add_argument("--build", nargs=2, type=Path, metavar=("FOLDER", "DATABASE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.build:
        return _build_alone(*asked.build)
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores\n")
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        _builds(Path(folder), asked.many)
        _starts(Path(folder))
        return 0 if asyncio.run(_questions(Path(folder))) else 1


# ---------------------------------------------------------------------------------------------------- building


def _builds(folder: Path, many: int) -> None:
    print(f"{'Build':<44}{'articles':>9}{'s':>9}{'/s':>8}{'MiB':>7}{'MiB, worker':>13}{'floor s':>9}")
    _build_row("shipped articles, from nothing", SHIPPED, folder / "shipped" / FILE)
    articles = _multiplied(folder / "articles", many)
    database = folder / "many" / FILE
    _build_row("the same with other words, from nothing", articles, database)
    for path in sorted(articles.iterdir())[:CHANGED]:
        path.write_text(path.read_text(encoding="utf-8") + "\nOne more paragraph was added later.\n", encoding="utf-8")
    _build_row(f"{CHANGED} of them changed", articles, database)
    _build_row("none of them changed", articles, database)
    print("  floor: every file read and no more; MiB: most memory held at a time\n")


def _build_row(what: str, articles: Path, database: Path) -> None:
    database.parent.mkdir(exist_ok=True)
    start = time.perf_counter()
    files = [path.read_bytes() for path in articles.iterdir() if path.is_file()]
    floor = time.perf_counter() - start
    command = [sys.executable, "-m", "benchmarks.knowledge", "--build", str(articles), str(database)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    rate = told["read"] / told["seconds"]
    print(
        f"  {what:<42}{told['read']:>4}/{len(files):<4}{told['seconds']:>9.2f}{rate:>8.1f}"
        f"{told['memory']:>7.0f}{told['worker']:>13.0f}{floor:>9.4f}"
    )


def _build_alone(articles: Path, database: Path) -> int:
    """One build in a process of its own, so that its memory can be told."""
    start = time.perf_counter()
    report = build([articles], database)
    seconds = time.perf_counter() - start
    most = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    read = len(report.added) + len(report.changed)
    print(json.dumps({"read": read, "seconds": seconds, "memory": most[0], "worker": most[1]}))
    return 0


def _multiplied(folder: Path, number: int) -> Path:
    """Articles like the shipped ones: each has another's paragraphs in another order, and a headline of its own."""
    folder.mkdir()
    chance = random.Random(7)  # noqa: S311 - the same articles in every run
    texts = [path.read_text(encoding="utf-8") for path in sorted(SHIPPED.glob("*.md")) if path.name != "README.md"]
    for n in range(number):
        _, matter, body = texts[n % len(texts)].split("---\n", 2)
        paragraphs = body.strip().split("\n\n")
        chance.shuffle(paragraphs)
        lines = [f"title: Article {n}" if line.startswith("title:") else line for line in matter.splitlines()]
        head = "\n".join(line for line in lines if not line.startswith(("id:", "url:")))
        text = "\n\n".join([*paragraphs, f"This was number {n} of a long series."])
        (folder / f"{n:05}.md").write_text(f"---\n{head}\n---\n\n{text}\n", encoding="utf-8")
    return folder


# ---------------------------------------------------------------------------------------------------- starting


def _starts(folder: Path) -> None:
    print(f"{'From start to first answer':<44}{'s':>9}{'floor s':>9}")
    floor = _best([sys.executable, "-c", _START_FLOOR, str(folder / "shipped" / FILE)])
    warm = _best([sys.executable, "-c", _START, str(SHIPPED), str(folder / "shipped")])
    cold = _best([sys.executable, "-c", _START, str(SHIPPED)], fresh=folder / "cold")
    print(f"  {'shipped articles, knowledge base is there':<42}{warm:>9.2f}{floor:>9.2f}")
    print(f"  {'shipped articles, nothing is there':<42}{cold:>9.2f}{floor:>9.2f}")
    print("  floor: Python starts and asks SQLite for one row\n")


def _best(command: Sequence[str], fresh: Path | None = None) -> float:
    """The best of three, each with a folder of its own if `fresh` says where."""
    times = []
    for n in range(3):
        extra = [f"{fresh}{n}"] if fresh else []
        start = time.perf_counter()
        subprocess.run([*command, *extra], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


# --------------------------------------------------------------------------------------------------- answering


async def _questions(folder: Path) -> bool:
    print(f"{'Question, warm':<44}{'p50 ms':>9}{'p99 ms':>9}")
    within = True
    for name, articles, data in (("shipped", SHIPPED, "shipped"), ("large", folder / "articles", "many")):
        async with await KnowledgeBase.open([articles], folder / data) as base:
            for what, questions in (await _asked(base)).items():
                middle, late = await _timed(questions)
                within = within and (late <= LIMIT_MS or name != "shipped")
                print(f"  {f'{what}, {name} corpus':<42}{middle:>9.2f}{late:>9.2f}")
    with closing(sqlite3.connect(folder / "shipped" / FILE)) as db:
        middle, late = await _timed(_bare(db))
    print(f"  {'floor: one row by its key from bare SQLite':<42}{middle:>9.3f}{late:>9.3f}")
    print(f"\n  p99 on the shipped corpus within {LIMIT_MS:.0f} ms: {'yes' if within else 'NO'}")
    return within


async def _asked(base: KnowledgeBase) -> dict[str, Questions]:
    """Questions about people and words of the corpus, as typed well and as typed badly."""
    chance = random.Random(11)  # noqa: S311 - the same questions in every run
    _, profiles = await base.everyone(limit=200)
    people = [profile.person for profile in profiles]
    texts = [m.excerpt.text for p in people[:40] for m in (await base.said_by(p.id))[1]]
    names = [chance.choice([person.name, person.name.split()[-1], _typo(chance, person.name)]) for person in people]
    phrases = [_phrase(chance, text) for text in texts] + ["revers nixon", "zeppelins over Antarctica"]
    topics = [phrase.split()[0] for phrase in phrases]
    return {
        "people(name)": [partial(base.people, name) for name in names],
        "said_by(person)": [partial(base.said_by, person.id) for person in people],
        "said_by(person, topic)": [
            partial(base.said_by, person.id, topic) for person, topic in zip(people, topics, strict=False)
        ],
        "quotations(phrase)": [partial(base.quotations, phrase) for phrase in phrases],
        "complete_people(prefix)": [partial(base.complete_people, name[:3]) for name in names],
        "complete_phrases(prefix)": [partial(base.complete_phrases, phrase[:6]) for phrase in phrases],
    }


def _phrase(chance: random.Random, text: str) -> str:
    words = text.split()
    start = chance.randrange(max(1, len(words) - 4))
    phrase = " ".join(words[start : start + 5])
    return _typo(chance, phrase) if chance.random() < 0.5 else phrase


def _typo(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :]


def _bare(db: sqlite3.Connection) -> Questions:
    keys = [key for (key,) in db.execute("SELECT key FROM excerpts")]

    async def ask(key: int) -> object:
        return db.execute("SELECT text FROM excerpts WHERE key = ?", (key,)).fetchone()

    return [partial(ask, key) for key in keys]


async def _timed(questions: Questions) -> tuple[float, float]:
    """p50 and p99 in milliseconds, after a round that warms up."""
    times = []
    for n in range(WARM + ASKED):
        start = time.perf_counter()
        await questions[n % len(questions)]()
        times.append(1000 * (time.perf_counter() - start))
    measured = statistics.quantiles(times[WARM:], n=100)
    return measured[49], measured[98]


if __name__ == "__main__":
    sys.exit(main())
