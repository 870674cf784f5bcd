"""How often the right text, person or article comes first, and how soon: `python -m benchmarks.search`.

Every engine is asked the same questions of the same made-up texts, people and articles in the same run. Recall@1 and
@5 are the shares of questions whose first answer, or one of the first five, is right; a question that nothing answers
is answered rightly by nothing. A question's time is the best of its laps. Promises are held against the processor's
time, which other work on the machine disturbs least; on an idle machine the two are alike.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.search.articles import questions_about, shelf
from benchmarks.search.corpus import corpus
from benchmarks.search.engines import AllNames, Dragoman, LookUp, engines_beside
from benchmarks.search.measure import LAPS, Lap, Result, Tally, ask_names, ask_texts, idle_stall, most
from benchmarks.search.people import questions_for, register
from benchmarks.search.questions import questions
from knowledge.catalogue import Catalogue
from knowledge.search.names import NameEntry, NameIndex
from knowledge.search.texts import complete_phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.search.engines import NameEngine, TextEngine
    from benchmarks.search.people import Asked
    from benchmarks.search.questions import Question

E = TypeVar("E")
TEXTS_RECALL, TEXTS_MS = 0.99, 10.0
PEOPLE_RECALL, PEOPLE_MS = 0.99, 10.0
TEXTS_RECALL_OF_MANY = 0.975
PEOPLE_RECALL_OF_MANY, PEOPLE_MS_OF_MANY = 0.96, 12.0
ARTICLES_RECALL, ARTICLES_MS = 0.97, 10.0
COMPLETED_MS = 3.0
MANY = 100_000
SLOW = 100_000  # texts that a slow engine looks through for each kind of question
KEYSTROKES = 60  # questions that are typed letter by letter
MOST_OFFERED = 25
MIB = 1 << 20


def main() -> int:
    """Measure, print, and end with 1 where search falls short of what it promises."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--texts", type=int, nargs="*", default=[10_000], metavar="N", help="texts in each corpus")
    parser.add_argument("--people", type=int, nargs="*", default=[1_000], metavar="N", help="people in each register")
    parser.add_argument("--articles", type=int, nargs="*", default=[1_000], metavar="N", help="articles on each shelf")
    parser.add_argument("--each", type=int, default=60, metavar="N", help="questions of each kind")
    parser.add_argument("--seed", type=int, default=2, metavar="N", help="which questions")
    parser.add_argument("--alone", action="store_true", help="search, and no engine beside it")
    args = parser.parse_args()
    beside = () if args.alone else engines_beside()
    short: list[str] = []
    for size in args.texts:
        with tempfile.TemporaryDirectory() as folder:
            engines = [made(Path(folder)) for made in (Dragoman, *beside)]
            texts = asyncio.run(_texts(engines, size, args.each, args.seed))
        recall = TEXTS_RECALL_OF_MANY if size >= MANY else TEXTS_RECALL
        short += _short(f"{size:,} texts", *texts, recall, TEXTS_MS)
    for size in args.people:
        people = _people(size, args.each, args.seed)
        short += _short(f"{size:,} people", *people, *_promised_of_people(size))
    for size in args.articles:
        short += _short(f"{size:,} articles", *_articles(size, args.each, args.seed), ARTICLES_RECALL, ARTICLES_MS)
    print("\n".join(short) or "\nall promises kept")
    return 1 if short else 0


def _promised_of_people(size: int) -> tuple[float, float]:
    return (PEOPLE_RECALL_OF_MANY, PEOPLE_MS_OF_MANY) if size >= MANY else (PEOPLE_RECALL, PEOPLE_MS)


async def _texts(engines: Sequence[TextEngine], size: int, each: int, seed: int) -> tuple[Result, float]:
    texts = corpus(size)
    asked = questions(texts, each, seed)
    print(f"\n## {size:,} texts, {len(asked)} questions\n")
    print(f"idle: the event loop stalls {await idle_stall():.0f} ms at most")
    results = []
    completed = 0.0
    for engine in engines:
        before = _private_mib()
        results.append(await _measured(engine, texts, asked))
        if isinstance(engine, Dragoman):
            completed = await _completion(engine, asked)
            size_mib, text_mib = engine.path.stat().st_size / MIB, sum(map(len, texts)) / MIB
            print(f"dragoman: {size_mib:.0f} MiB for {text_mib:.1f} MiB of text")
            print(f"dragoman: {_private_mib() - before:.0f} MiB of memory")
        await engine.close()
    _table(results)
    return results[0], completed


async def _measured(engine: TextEngine, texts: Sequence[str], asked: Sequence[Question]) -> Result:
    start = time.perf_counter()
    await engine.build(texts)
    print(f"{engine.name}: built in {time.perf_counter() - start:.1f} s")
    return await ask_texts(engine, _few(asked, SLOW // len(texts)) if engine.slow else asked)


def _few(asked: Sequence[Question], each: int) -> list[Question]:
    kinds: dict[str, list[Question]] = {}
    for question in asked:
        kinds.setdefault(question.kind, []).append(question)
    return [question for some in kinds.values() for question in some[: max(each, 1)]]


def _private_mib() -> float:
    """The memory of this process that it shares with nobody, where the system tells; pages of files are not in it."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return float("nan")
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty")) / 1_024


async def _completion(engine: Dragoman, asked: Sequence[Question]) -> float:
    laps: list[Lap] = []
    for question in asked[:: max(1, len(asked) // KEYSTROKES)]:
        for end in range(2, len(question.typed) + 1):
            laps.append(Lap())
            for _ in range(LAPS):
                with laps[-1]:
                    await complete_phrase(engine.reader(), question.typed[:end], MOST_OFFERED)
    print(f"dragoman: a phrase completed, p50 / p99: {_of(laps)}")
    return _busy(laps)


def _people(size: int, each: int, seed: int) -> tuple[Result, float]:
    people = register(size)
    entries = [bearer.entry for bearer in people]
    asked = questions_for(people, each, seed)
    index = _built(f"{size:,} people, {len(asked)} questions", lambda: NameIndex(entries))
    return _looked_up(LookUp(index.find), index.complete, AllNames(entries), asked, size)


def _articles(size: int, each: int, seed: int) -> tuple[Result, float]:
    articles = shelf(size)
    asked = questions_about(articles, each, seed)
    catalogue = _built(f"{size:,} articles, {len(asked)} questions", lambda: Catalogue(articles))
    told = AllNames([NameEntry(a.article, " ".join((a.headline, a.outlet or "", *a.authors))) for a in articles])
    return _looked_up(LookUp(catalogue.find), partial(catalogue.complete, limit=MOST_OFFERED), told, asked, size)


def _built(what: str, make: Callable[[], E]) -> E:
    print(f"\n## {what}\n")
    before = _private_mib()
    start = time.perf_counter()
    engine = make()
    print(f"dragoman: built in {time.perf_counter() - start:.2f} s, {_private_mib() - before:.0f} MiB of memory")
    return engine


def _looked_up(
    engine: NameEngine, complete: Callable[[str], object], beside: NameEngine, asked: Sequence[Asked], size: int
) -> tuple[Result, float]:
    """What came of the questions, and the milliseconds of the processor that a completion took (p99)."""
    laps: list[Lap] = []
    for each_asked in asked:
        for end in range(len(each_asked.typed) + 1):
            laps.append(Lap())
            for _ in range(LAPS):
                with laps[-1]:
                    complete(each_asked.typed[:end])
    print(f"dragoman: completed, p50 / p99: {_of(laps)}")
    results = [ask_names(engine, asked), ask_names(beside, asked[:: max(1, size // 2_000)])]
    _table(results)
    return results[0], _busy(laps)


def _table(results: Sequence[Result]) -> None:
    names = [result.engine for result in results]
    print("\n| recall@1 / @5 | " + " | ".join(names) + " |")
    print("|---" * (len(names) + 1) + "|")
    for kind in results[0].by_kind:
        print(f"| {kind} | " + " | ".join(_recall(result.by_kind[kind]) for result in results) + " |")
    print("| **all** | " + " | ".join(_recall(result.total) for result in results) + " |")
    print("| p50 / p99 ms | " + " | ".join(_times(result.total.times) for result in results) + " |")
    print("| processor, p50 / p99 ms | " + " | ".join(_times(result.total.busy) for result in results) + " |")
    print("| longest stall ms | " + " | ".join(f"{r.stall:.0f}" if r.stall else "-" for r in results) + " |")
    print("| only wrong answers | " + " | ".join(f"{r.total.share(r.total.wrong):.3f}" for r in results) + " |")


def _recall(tally: Tally) -> str:
    return f"{tally.share(tally.first):.3f} / {tally.share(tally.among):.3f}" if tally.asked else "-"


def _times(times: Sequence[float]) -> str:
    return f"{most(times, 0.5):.2f} / {most(times, 0.99):.2f}"


def _busy(laps: Sequence[Lap]) -> float:
    return most([lap.busy * 1_000 for lap in laps], 0.99)


def _of(laps: Sequence[Lap]) -> str:
    waited = _times([lap.best * 1_000 for lap in laps])
    return f"{waited} ms (processor {_times([lap.busy * 1_000 for lap in laps])} ms)"


def _short(what: str, result: Result, completed: float, recall: float, milliseconds: float) -> list[str]:
    total = result.total
    short = []
    if total.share(total.first) < recall:
        short.append(f"{what}: recall@1 is {total.share(total.first):.3f}, promised {recall}")
    if most(total.busy, 0.99) > milliseconds:
        short.append(f"{what}: p99 is {most(total.busy, 0.99):.1f} ms, promised {milliseconds:.0f}")
    if completed > COMPLETED_MS:
        short.append(f"{what}: p99 of a completion is {completed:.1f} ms, promised {COMPLETED_MS:.0f}")
    return short


if __name__ == "__main__":
    sys.exit(main())
