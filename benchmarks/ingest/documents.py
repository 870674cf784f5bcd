"""Pages and documents read as they are: the body found, the dates stated, and the time beside the bare libraries."""

from __future__ import annotations

import importlib
import json
import time
from contextlib import suppress
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from benchmarks.ingest.score import mean, overlap
from knowledge.errors import ArticleError
from knowledge.formats import parse
from knowledge.formats.web import read_page
from knowledge.formats.web.body import body_of
from knowledge.formats.web.days import stated_day
from knowledge.formats.web.places import Places
from knowledge.formats.web.stated import what_is_stated
from knowledge.formats.web.tree import drop_unseen, parse_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.ingest.pages import SavedPage

_ROUNDS = 5


def bodies_of_pages(name: str, saved: Sequence[SavedPage]) -> None:
    """Print what of each page's body is found, and how much of it is found again in the file."""
    ways: dict[str, Callable[[str], str]] = {"all <p>": _paragraphs, "trafilatura": _extracted, "reading": _read}
    for way, choose in ways.items():
        score = mean([overlap(page.body, choose(page.html)) for page in saved])
        figures = f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
        print(f"{name:7} {len(saved):4} pages  {'as it is':23} {way:12} {figures}")
    found, passages, whole = 0, 0, 0
    for page in saved:
        there = list(_found_again(page.html))
        found, passages, whole = found + sum(there), passages + len(there), whole + all(there)
    print(f"{name:7} {found} of {passages} passages have a place in the file; all of them on {whole} pages")
    ours, theirs = _in_turns(lambda: _all(read_page, saved), lambda: _all(_extracted, saved), rounds=1)
    print(
        f"{name:7} {len(saved) / ours:.1f} pages a processor second, {ours / theirs:.2f} times what trafilatura takes"
    )


def dates_of_pages(folder: Path) -> None:
    """Print how often a date is stated, right, and stated where people found none, beside trafilatura's own."""
    gold = json.loads((folder / "tests" / "evaldata.json").read_text("utf-8"))
    rows = [row for row in gold.values() if "author" in row]
    pages = [(_page(folder, str(row["file"])), stated_day(str(row.get("date") or ""))) for row in rows]
    for way, dated in {"trafilatura": _guessed, "reading": _stated}.items():
        answers = [(dated(raw.decode(errors="replace")), day) for raw, day in pages]
        known = [(answer, day) for answer, day in answers if day]
        answered = [answer == day for answer, day in known if answer]
        blank = [bool(answer) for answer, day in answers if not day]
        print(
            f"dates  {len(known)} known: {sum(answered)} right of {len(answered)} answered"
            f"   {len(blank)} unknown: {sum(blank)} answered   {way}"
        )


def speed_of_documents() -> None:
    """Print the processor time of reading each format, as a multiple of what its bare library takes."""
    samples = importlib.import_module("tests.knowledge.formats.samples")
    body = samples.story(between="".join(f"<p>{n}: {text}</p>" for n in range(20) for text in samples.PARAGRAPHS))
    paragraphs = [f"{n}: {text}" for n in range(20) for text in samples.PARAGRAPHS]
    page = samples.page(samples.JSON_LD, f"<nav>{'<a href=/>Section</a>' * 60}</nav>{body}")
    cases: tuple[tuple[str, str, bytes, str, Callable[[bytes], object]], ...] = (
        ("web page", "html", page.encode(), "trafilatura", lambda raw: _extracted(raw.decode())),
        ("saved page", "mhtml", samples.saved(page), "trafilatura", lambda _: _extracted(page)),
        ("PDF", "pdf", samples.printed(times=40), "pypdf", _pdf_text),
        ("Word document", "docx", samples.word(paragraphs), "mammoth", _word_markup),
        ("EPUB book", "epub", samples.book(paragraphs), "lxml", lambda _: parse_tree(page)),
    )
    for name, suffix, raw, library, bare in cases:
        ours, theirs = _in_turns(partial(parse, raw, f"x.{suffix}"), partial(bare, raw))
        print(
            f"{name:14} {len(raw) / 1024:6.0f} KB  {1 / ours:7.1f} a processor second,"
            f" {ours / theirs:5.2f} times what {library} alone takes"
        )


def _all(read: Callable[[str], object], saved: Sequence[SavedPage]) -> None:
    for page in saved:
        with suppress(ArticleError):
            read(page.html)


def _in_turns(one: Callable[[], object], other: Callable[[], object], rounds: int = _ROUNDS) -> tuple[float, float]:
    """The CPU seconds of the quickest run of each, run in turns, as load only ever adds."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for run, times in zip((one, other), spent, strict=True):
            started = time.process_time()
            run()
            times.append(time.process_time() - started)
    return min(spent[0]), min(spent[1])


def _read(text: str) -> str:
    try:
        tree = parse_tree(text)
    except ArticleError:
        return ""
    drop_unseen(tree)
    return "\n".join(each.text for each in body_of(tree))


def _found_again(text: str) -> Iterator[bool]:
    places = Places.of(text)
    tree = parse_tree(text)
    drop_unseen(tree)
    for each in body_of(tree):
        if not each.is_heading:
            yield any(not isinstance(part, str) for part in places.parts_of(each.text))


def _extracted(text: str) -> str:
    trafilatura = importlib.import_module("trafilatura")
    found = trafilatura.bare_extraction(text, favor_precision=True, include_comments=False)
    return found.text or "" if found else ""


def _paragraphs(text: str) -> str:
    tree = parse_tree(text)
    return "\n".join(" ".join(each.text_content().split()) for each in tree.iter("p"))


def _guessed(text: str) -> str | None:
    found = importlib.import_module("trafilatura").extract_metadata(text)
    return found.date if found else None


def _stated(text: str) -> str | None:
    try:
        layers = what_is_stated(parse_tree(text), text).layers
    except ArticleError:
        return None
    return next((fields["published"] for _, fields in reversed(layers) if "published" in fields), None)


def _page(folder: Path, file: str) -> bytes:
    places: Iterable[Path] = (folder / "tests" / "cache" / file, folder / "tests" / "eval" / file)
    return next(place for place in places if place.is_file()).read_bytes()


def _pdf_text(raw: bytes) -> str:
    reader = importlib.import_module("pypdf").PdfReader(BytesIO(raw))
    return "\n".join(page.extract_text() for page in reader.pages)


def _word_markup(raw: bytes) -> object:
    return importlib.import_module("mammoth").convert_to_html(BytesIO(raw))
