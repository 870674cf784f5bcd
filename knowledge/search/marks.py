"""Which characters of a text to mark as what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.model import Span
from knowledge.search.normal import Word, Words
from knowledge.search.runs import shared_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from knowledge.search.chain import Place
    from knowledge.search.question import Asked


def marked(text: str, asked: Sequence[Asked], chosen: Mapping[int, Place]) -> tuple[Span, ...]:
    """The ranges of `text` that hold the asked words, in order; neighbouring words are marked as one.

    A common word is marked beside a telling one alone: every text has an "of" somewhere.
    """
    found = Words(text)
    chosen = {at: place for at, place in chosen.items() if place.at < len(found)}  # the others are known about it
    whole: set[int] = set()
    parts: list[Span] = []
    for at, place in _worth_marking(asked, chosen):
        if asked[at].run:
            parts += _parts(asked[at].word, found[place.at])
        else:
            whole |= set(range(place.at, place.at + place.words))
    return _apart([*_joined(found, whole), *parts])


def _worth_marking(asked: Sequence[Asked], chosen: Mapping[int, Place]) -> Iterator[tuple[int, Place]]:
    telling = {place.at for at, place in chosen.items() if not asked[at].common}
    reached = telling or {place.at for place in chosen.values()}
    common = sorted(place.at for at, place in chosen.items() if asked[at].common)
    for at in (*common, *reversed(common)):
        if {at - 1, at + 1} & reached:
            reached.add(at)
    return ((at, place) for at, place in chosen.items() if place.at in reached)


def _parts(run: str, word: Word) -> Iterator[Span]:
    if len(word.span) != len(word.text):  # its characters are not one for one those of the text
        yield word.span
        return
    at = word.text.find(run)
    for start, end in [(at, at + len(run))] if at >= 0 else shared_parts(run, word.text):
        yield Span(start, end).moved(word.span.start)


def _joined(found: Words, whole: Iterable[int]) -> list[Span]:
    joined: list[Span] = []
    last = -1
    for at in sorted(whole):
        if joined and at == last + 1:
            joined[-1] = Span(joined[-1].start, found.span(at).end)
        else:
            joined.append(found.span(at))
        last = at
    return joined


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that share or touch made one: "半 边天" may mark the same characters twice."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.start <= apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return tuple(apart)
