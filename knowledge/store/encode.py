"""Articles and findings to rows: pure, so that it runs wherever an article was read.

What cannot be stored is refused here (ValueError), before any database is touched.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.ids import short_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.model import Article, Attribution, Findings, LocalPerson, Original, Person, Quotation, Span

Row = tuple[Any, ...]
Stated = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """One article as rows; `attributions` are parallel to the first of `excerpts`."""

    article: str
    file: str
    warnings: tuple[str, ...]
    row: Row
    people: tuple[Row, ...]
    excerpts: tuple[Row, ...]
    attributions: tuple[Row, ...]


def prepare(article: Article, findings: Findings) -> Prepared:
    """The article as rows; ValueError where a span, an index or a text breaks the laws of the model."""
    _check(article, findings)
    prepared = Prepared(
        article=article.id,
        file=article.file,
        warnings=article.warnings,
        row=_article_row(article, findings.terms),
        people=tuple(_local_person_row(person) for person in findings.people),
        excerpts=(*_quotation_rows(article, findings.quotations), *_passage_rows(article)),
        attributions=tuple(_attribution_row(q.attribution, article.body) for q in findings.quotations),
    )
    for row in (prepared.row, *prepared.people, *prepared.excerpts, *prepared.attributions):
        "".join(value for value in row if isinstance(value, str)).encode()
    return prepared


def person_row(person: Person, stated: Iterable[Stated]) -> Row:
    """The columns of `persons`, in order; `stated` are affiliations with the dates they were held."""
    named = (person.id, person.name, person.native_name, _dump(person.aliases))
    return (*named, person.group, person.author, person.wikidata, _dump(list(stated)))


def _check(article: Article, findings: Findings) -> None:
    if not article.passages:
        raise ValueError("an article without a passage")
    spans = [*(p.span for p in article.passages), *findings.terms, *(s for q in findings.quotations for s in q.spans)]
    if max(span.end for span in spans) > len(article.body):
        raise ValueError("a span beyond the end of the body")
    if not all(person.name.strip() for person in findings.people):
        raise ValueError("a person without a name")
    for quotation in findings.quotations:
        speaker = quotation.attribution.speaker
        if not quotation.spans or not 0 <= quotation.passage < len(article.passages):
            raise ValueError("a quotation without a place")
        if speaker is not None and not 0 <= speaker < len(findings.people):
            raise ValueError("a quotation by nobody who was found")


def _article_row(article: Article, terms: Sequence[Span]) -> Row:
    return (
        article.id,
        article.file,
        article.headline,
        _dump(article.authors),
        article.outlet,
        article.published,
        article.url,
        _original(article.original),
        article.subtitle,
        article.language,
        _dump(article.warnings),
        _dump(article.origins),
        _spans(terms),
        _dump([[s.body, s.source, s.length] for s in article.segments]),
        _dump(article.pages),
        article.body,
    )


def _local_person_row(person: LocalPerson) -> Row:
    return (
        person.name,
        person.native_name,
        _dump(person.aliases),
        person.group,
        person.gender.value,
        person.author,
        _dump([[a.text, a.span.start, a.span.end] for a in person.affiliations]),
        _spans(person.mentions),
    )


def _quotation_rows(article: Article, quotations: Sequence[Quotation]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for n, quotation in enumerate(quotations):
        text = quotation.text(article.body)
        name = _numbered("q", article.id, text, seen)
        section, page = article.passages[quotation.passage].section, article.page_of(quotation.spans[0])
        row = (name, article.id, quotation.kind.value, n, quotation.passage)
        yield (*row, *_extent(quotation.spans), section, page, text, *_place_columns(article, quotation.spans))


def _passage_rows(article: Article) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for n, passage in enumerate(article.passages):
        text = passage.span.of(article.body)
        name = _numbered("b", article.id, text, seen)
        spans = (passage.span,)
        row = (name, article.id, None, n, n, *_extent(spans), passage.section, article.page_of(passage.span), text)
        yield (*row, *_place_columns(article, spans))


def _numbered(prefix: str, article: str, text: str, seen: dict[str, int]) -> str:
    """An id that lasts while the article keeps these words, however many before it come or go."""
    occurrence = seen.get(text, 0)
    seen[text] = occurrence + 1
    return short_id(prefix, article, text, str(occurrence))


def _extent(spans: Sequence[Span]) -> tuple[int, int]:
    return spans[0].start, spans[-1].end


def _place_columns(article: Article, spans: Sequence[Span]) -> Row:
    pieces, source = _places(article, spans)
    return (_spans(spans), _spans(pieces), _spans(source))


def _places(article: Article, spans: Sequence[Span]) -> tuple[Sequence[Span], Sequence[Span]]:
    """The spans cut as the source file cuts them, and where they stand there; whole where the source is unknown."""
    source = [place for span in spans for place in article.source_spans(span)]
    if not source:
        return spans, ()
    return [piece for span in spans for piece in article.pieces(span)], source


def _attribution_row(attribution: Attribution, body: str) -> Row:
    candidates = [[c.person, _span(c.mention), c.score, list(c.reasons)] for c in attribution.candidates]
    return (
        attribution.speaker,
        attribution.cue.of(body) if attribution.cue else None,
        attribution.via,
        attribution.hearer,
        attribution.occasion,
        attribution.confidence,
        attribution.rule,
        _span(attribution.mention),
        _span(attribution.cue),
        _dump(candidates),
    )


def _original(original: Original | None) -> str | None:
    if original is None:
        return None
    return _dump([original.headline, original.authors, original.outlet, original.published, original.url])


def _span(span: Span | None) -> str | None:
    return None if span is None else _dump([span.start, span.end])


def _spans(spans: Iterable[Span]) -> str:
    return _dump([[span.start, span.end] for span in spans])


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
