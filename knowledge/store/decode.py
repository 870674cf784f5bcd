"""Rows to domain objects, and the columns each is read from."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from knowledge.model import (
    Affiliation,
    Article,
    Attribution,
    Candidate,
    Citation,
    Counts,
    Excerpt,
    Gender,
    Kind,
    LocalPerson,
    Original,
    Passage,
    Person,
    Quotation,
    Segment,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = tuple[Any, ...]

CITATION = "a.id, a.file, a.headline, a.authors, a.outlet, a.published, a.url, a.original"
PERSON = "p.id, p.name, p.native_name, p.aliases, p.is_group, p.author, p.wikidata"
EXCERPT = (
    "e.key, e.passage, e.id, e.text, e.kind, e.section, e.page, e.pieces, e.source_spans,"
    " t.cue, t.via, t.hearer, t.occasion, coalesce(t.confidence, 0), c.confirmed = 0, l.affiliations"
)
_MOST_ALSO = 50
ALSO = (  # where the same words stand besides; `o` says which excerpt is shown for this one
    "(SELECT json_group_array("
    "json_array(c.id, c.file, c.headline, c.authors, c.outlet, c.published, c.url, c.original, c.on_page))"
    " FROM (SELECT c.*, x.page AS on_page FROM excerpts x JOIN articles c ON c.id = x.article"
    " WHERE x.key <> e.key"
    " AND x.key IN (SELECT key FROM repeats WHERE shown = coalesce(o.shown, e.key) UNION ALL SELECT o.shown)"
    f" ORDER BY coalesce(c.published, '9999'), c.file, c.id LIMIT {_MOST_ALSO}) c)"
)
EXCERPTS = (
    f"SELECT {EXCERPT}, {CITATION}, {PERSON}, {ALSO} FROM excerpts e JOIN articles a ON a.id = e.article"
    " LEFT JOIN attributions t ON t.key = e.key LEFT JOIN persons p ON p.id = t.speaker"
    " LEFT JOIN local_people l ON l.article = e.article AND l.n = t.local LEFT JOIN corrected c ON c.key = e.key"
    " LEFT JOIN repeats o ON o.key = e.key"
)
ARTICLE = (
    "id, file, headline, authors, outlet, published, url, original, subtitle, language, warnings,"
    " origins, segments, pages, body"
)
LOCAL_PERSON = "name, native_name, aliases, is_group, gender, author, affiliations, mentions"
QUOTATION = (
    "e.kind, e.passage, e.spans, t.local, t.mention_span, t.cue_span, t.via, t.hearer, t.occasion,"
    " t.confidence, t.rule, t.candidates"
)


def to_excerpt(row: Row) -> tuple[int, Excerpt, int]:
    """The key, the excerpt and the index of its first passage, in a row of `EXCERPTS`."""
    key, passage, name, text, kind, section, page, pieces, source, *attribution = row[:16]
    cue, via, hearer, occasion, confidence, corrected, affiliations = attribution
    excerpt = Excerpt(
        id=name,
        text=text,
        citation=to_citation(row[16:24], page),
        kind=Kind(kind) if kind else None,
        speaker=to_person(row[24:31]) if row[24] else None,
        affiliation=_first_affiliation(affiliations),
        cue=cue,
        via=via,
        hearer=hearer,
        occasion=occasion,
        confidence=confidence,
        section=section,
        spans=to_spans(pieces),
        source_spans=to_spans(source),
        corrected=bool(corrected),
        also=to_citations(row[31]),
    )
    return key, excerpt, passage


def to_citation(row: Row, page: int | None = None) -> Citation:
    """The citation in the columns named by `CITATION`, of words on `page`."""
    article, file, headline, authors, outlet, published, url, original = row
    names, told = to_strings(authors), _to_original(original)
    return Citation(article, file, headline, names, outlet, published, url, told, page)


def to_citations(text: str) -> tuple[Citation, ...]:
    """The citations in the column `ALSO`."""
    return tuple(to_citation(tuple(row), page) for *row, page in json.loads(text)) if text != "[]" else ()


def to_person(row: Row) -> Person:
    """The person in the columns named by `PERSON`."""
    name, fullest, native, aliases, group, author, wikidata = row
    return Person(name, fullest, native, to_strings(aliases), bool(group), bool(author), wikidata)


def to_local_person(row: Row) -> LocalPerson:
    """The local person in the columns named by `LOCAL_PERSON`."""
    name, native, aliases, group, gender, author, affiliations, mentions = row
    return LocalPerson(
        name=name,
        native_name=native,
        aliases=to_strings(aliases),
        group=bool(group),
        gender=Gender(gender),
        affiliations=to_affiliations(affiliations),
        mentions=to_spans(mentions),
        author=bool(author),
    )


def to_quotation(row: Row) -> Quotation:
    """The quotation in the columns named by `QUOTATION`."""
    kind, passage, spans, local, mention, cue, via, hearer, occasion, confidence, rule, candidates = row
    attribution = Attribution(
        speaker=local,
        mention=_to_span(mention),
        cue=_to_span(cue),
        via=via,
        hearer=hearer,
        occasion=occasion,
        confidence=confidence,
        rule=rule,
        candidates=tuple(Candidate(p, _to_span(m), score, tuple(why)) for p, m, score, why in json.loads(candidates)),
    )
    return Quotation(Kind(kind), to_spans(spans), passage, attribution)


def to_article(row: Row, passages: Iterable[tuple[str, str | None]]) -> Article:
    """The article in the columns named by `ARTICLE`; `passages` are spans and sections, in order."""
    name, file, headline, authors, outlet, published, url, original, subtitle, language = row[:10]
    warnings, origins, segments, pages, body = row[10:]
    return Article(
        id=name,
        file=file,
        headline=headline,
        body=body,
        passages=tuple(Passage(to_spans(spans)[0], section) for spans, section in passages),
        authors=to_strings(authors),
        outlet=outlet,
        published=published,
        url=url,
        language=language,
        subtitle=subtitle,
        original=_to_original(original),
        segments=tuple(Segment(*numbers) for numbers in json.loads(segments)),
        origins=tuple((field, origin) for field, origin in json.loads(origins)),
        warnings=to_strings(warnings),
        pages=tuple(json.loads(pages)),
    )


def to_counts(kinds: Iterable[tuple[str | None, int]]) -> Counts:
    """How many of each kind, from pairs of kind and number."""
    return Counts(**{kind: number for kind, number in kinds if kind})


@lru_cache(10_000)  # the same authors stand over many articles, and roles are stated again and again
def to_affiliations(text: str) -> tuple[Affiliation, ...]:
    """The affiliations in a column."""
    return tuple(Affiliation(words, Span(start, end)) for words, start, end in json.loads(text)) if text != "[]" else ()


def to_spans(text: str) -> tuple[Span, ...]:
    """The spans in a column."""
    return tuple(Span(start, end) for start, end in json.loads(text)) if text != "[]" else ()


@lru_cache(10_000)
def to_strings(text: str) -> tuple[str, ...]:
    """The strings in a column."""
    return tuple(json.loads(text)) if text != "[]" else ()


def _first_affiliation(text: str | None) -> str | None:
    affiliations = to_affiliations(text) if text else ()
    return affiliations[0].text if affiliations else None


def _to_original(text: str | None) -> Original | None:
    if text is None:
        return None
    headline, authors, outlet, published, url = json.loads(text)
    return Original(headline, tuple(authors), outlet, published, url)


def _to_span(text: str | None) -> Span | None:
    return None if text is None else Span(*json.loads(text))
