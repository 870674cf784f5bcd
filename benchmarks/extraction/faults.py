"""What is wrong with a labelled article: the slips that a person makes when labelling by hand."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from benchmarks.extraction.goldset import FLAGS
from benchmarks.extraction.marks import marked_regions
from benchmarks.extraction.names import name_words
from knowledge.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.extraction.goldset import Reported, Sheet

FEWEST_WORDS, MOST_WORDS = 120, 350
OPENING, CLOSING = "“‘\"'«`", "”’\"'»"
ANY_MARK = re.compile("[“”\"«»‘]|''|``|(?<!\\w)'|'(?!\\w)")


def faults(sheet: Sheet) -> Iterator[str]:
    """Yield one sentence for each slip."""
    yield from _wrong_length(sheet)
    for reported in sheet.quotations:
        for fault in chain(_wrong_places(sheet, reported), _wrong_marks(sheet, reported)):
            yield f"{sheet.file.name}: {reported.number}: {fault}"
    yield from (f"{sheet.file.name}: {fault}" for fault in chain(_unlabelled_marks(sheet), _wrong_people(sheet)))


def _wrong_length(sheet: Sheet) -> Iterator[str]:
    words = len(sheet.article.body.split())
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        yield f"{sheet.file.name}: {words} words"


def _wrong_places(sheet: Sheet, reported: Reported) -> Iterator[str]:
    spans = [*reported.spans, *(span for span in (reported.mention, reported.cue) if span)]
    for span in spans:
        if not any(passage.span.contains(span) for passage in sheet.article.passages):
            yield "a span lies outside the passages"
        text = span.of(sheet.article.body)
        if text != text.strip() or not text:
            yield f"blanks at the edge of {text!r}"
    if reported.spans != sorted(reported.spans):
        yield "pieces out of order"
    if reported.mention is None and reported.cue is not None and reported.speakers:
        yield "a cue without a mention"
    if reported.mention is not None and not reported.speakers:
        yield "a mention without a speaker"
    if reported.flags - FLAGS:
        yield "unknown flags"


def _wrong_marks(sheet: Sheet, reported: Reported) -> Iterator[str]:
    body = sheet.article.body
    ends = {passage.span.end for passage in sheet.article.passages}
    for span in reported.spans:
        text = span.of(body)
        if reported.kind is Kind.DIRECT and "unmarked" not in reported.flags:
            opened = span.start > 0 and body[span.start - 1] in OPENING
            closed = span.end in ends or body[span.end :].lstrip(".,;!?")[:1] in CLOSING or text[-1] in CLOSING
            if not (opened and closed):
                yield f"direct, but no marks around {text[:40]!r}"
        if reported.kind is Kind.INDIRECT and _has_marked_words(sheet, span):
            yield f"indirect, but marks in {text[:40]!r}"
    whole = " ".join(body[max(0, span.start - 1) : span.end + 1] for span in reported.spans)
    if reported.kind is Kind.MIXED and not ANY_MARK.search(whole):
        yield f"mixed, but no marks in {whole[:40]!r}"


def _has_marked_words(sheet: Sheet, span: Span) -> bool:
    inside = [region for region in marked_regions(sheet.article.body) if span.contains(region)]
    return any(not any(region.overlaps(term) for term in sheet.terms) for region in inside)


def _unlabelled_marks(sheet: Sheet) -> Iterator[str]:
    labelled = [*sheet.terms, *(span for reported in sheet.quotations for span in reported.spans)]
    for region in marked_regions(sheet.article.body):
        if not any(region.overlaps(span) for span in labelled):
            yield f"no label on {region.of(sheet.article.body)[:60]!r}"


def _wrong_people(sheet: Sheet) -> Iterator[str]:
    whole = f"{sheet.article.headline}\n{sheet.article.body}"
    words = set(name_words(re.sub(r"[^\w\s'’-]", " ", whole)))
    for somebody in sheet.people.values():
        name = somebody.names[0]
        if _plain(name) not in _plain(whole) and not somebody.author:
            yield f"the text does not have {name!r}"
        if somebody.native_name and somebody.native_name not in whole:
            yield f"the text does not have {somebody.native_name!r}"
        speaks = any(somebody.key in (*reported.speakers, reported.via) for reported in sheet.quotations)
        if not speaks and not somebody.author and not set(name_words(name)) & words:
            yield f"nothing is said of {name!r}"
    for reported in sheet.quotations:
        yield from _strange_mention(sheet, reported)


def _strange_mention(sheet: Sheet, reported: Reported) -> Iterator[str]:
    """Catch a label that was given to the wrong person: the mention has a capitalised word of somebody else's name."""
    if reported.mention is None or not reported.speakers:
        return
    mention = _words(reported.mention.of(sheet.article.body))
    own = {word for key in reported.speakers for name in sheet.people[key].names for word in _words(name)}
    foreign = {
        word
        for key, somebody in sheet.people.items()
        if key not in reported.speakers and not somebody.group
        for word in _words(somebody.names[0])
    }
    if mention & foreign and not mention & own:
        yield f"{reported.number}: {' '.join(sorted(mention))} is not {reported.speakers[0]}"


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()} - {
        "The",
        "A",
        "An",
        "One",
        "Her",
        "His",
    }


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")
