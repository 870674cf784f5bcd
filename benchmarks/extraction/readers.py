"""Who labels a text: the extractor this project ships, or the floor below it. And what each takes to do it."""

from __future__ import annotations

import re
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.extraction import floor
from benchmarks.extraction.labels import Label
from benchmarks.extraction.marks import kind_by_marks, marked_regions
from knowledge.model import Article, Findings, Kind, LocalPerson, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Found = tuple[tuple[Label, ...], tuple[LocalPerson, ...]]
    Labeller = Callable[[Article], Found]

EXTRACTOR, FLOOR = "knowledge.extract", "floor"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in each text, and at what cost.

    `seconds` is processor time, `cold` what it took to load and to read one line, `memory` bytes at the peak.
    """

    labels: tuple[tuple[Label, ...], ...]
    people: tuple[tuple[LocalPerson, ...], ...]
    seconds: float
    memory: int
    cold: float = 0.0

    @property
    def texts_per_second(self) -> float:
        """Texts read in a second of one core."""
        return len(self.labels) / self.seconds if self.seconds else 0.0


def read(reader: str, articles: Sequence[Article]) -> Reading:
    """Label all articles in a process of its own, so that its memory is the reader's alone."""
    return read_apart(partial(_labeller, reader), articles)


def read_here(reader: str, articles: Sequence[Article]) -> Reading:
    """Label all articles in this process."""
    return _read(partial(_labeller, reader), articles)


def read_apart(load: Callable[[], Labeller], articles: Sequence[Article]) -> Reading:
    """Label all articles with what `load` gives, in a process of its own. `load` imports what it needs itself."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_read, load, articles).result()


def article_of(id_: str, text: str) -> Article:
    """Take a text without metadata as an article whose passages are its lines that are not blank."""
    passages = tuple(Passage(Span(*match.span())) for match in re.finditer(r"\S(?:[^\n]*\S)?", text))
    return Article(id=id_, file=f"{id_}.txt", headline="", body=text, passages=passages)


def labels_of(body: str, findings: Findings) -> Iterator[Label]:
    """Cut quotations into the unbroken stretches that gold knows: spans with no word between them are one.

    A quotation in one piece keeps the kind it claims; each of several pieces has the kind that its marks give it.
    """
    regions = marked_regions(body)
    for number, quotation in enumerate(findings.quotations):
        given = quotation.attribution
        speaker = None if given.speaker is None else findings.people[given.speaker].name
        pieces = _joined(body, quotation.spans)
        for piece in pieces:
            kind = quotation.kind if len(pieces) == 1 else _kind_of_piece(body, piece, quotation.kind, regions)
            yield Label(piece, kind, speaker, given.mention, given.cue, group=str(number), via=given.via)


def _read(load: Callable[[], Labeller], articles: Sequence[Article]) -> Reading:
    opened = time.process_time()
    label = load()
    label(article_of("warm", "“It is fine,” said Ada Example."))
    started = time.process_time()
    found = [label(article) for article in articles]
    seconds = time.process_time() - started
    labels, people = tuple(labels for labels, _ in found), tuple(people for _, people in found)
    return Reading(labels, people, seconds, _peak_memory(), started - opened)


def _peak_memory() -> int:
    """Bytes at this process' peak. `getrusage` would count the parent's too: it outlives the start of a new program."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    peak = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(peak[1]) * 1024 if peak else 0


def _labeller(reader: str) -> Labeller:
    if reader == FLOOR:
        return lambda article: (floor.label(article.body), ())
    from knowledge.extract import extract  # noqa: PLC0415 - the floor's memory must not include the extractor's

    def label(article: Article) -> Found:
        findings = extract(article)
        return tuple(labels_of(article.body, findings)), findings.people

    return label


def _kind_of_piece(body: str, piece: Span, claimed: Kind, regions: Sequence[Span]) -> Kind:
    by_marks = kind_by_marks(body, piece, regions)
    return claimed if claimed is Kind.DIRECT and by_marks is Kind.INDIRECT else by_marks


def _joined(body: str, spans: Sequence[Span]) -> list[Span]:
    pieces: list[Span] = []
    for span in sorted(spans):
        if pieces and not re.search(r"\w", body[pieces[-1].end : span.start]):
            pieces[-1] = Span(pieces[-1].start, span.end)
        else:
            pieces.append(span)
    return pieces
