"""The rows that scripts read: one for each article, quotation and person. Their fields are a promise.

`spans` of a quotation are offsets in the article's body; every other offset counts the code points of the source text:
the file, decoded, or the text taken out of a PDF, Word or EPUB file. `text` is the words with what stood between the
spans left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.model import Article, Attribution, Person, Quotation, Span
    from knowledge.store import Whole

Row = dict[str, object]


def article_row(article: Article) -> Row:
    """An article; `body_spans` has the range of each passage, empty for formats without places in their source."""
    ranges = (_source(article, passage.span) for passage in article.passages)
    return {
        "type": "article",
        "id": article.id,
        "file": article.file,
        "headline": article.headline,
        "authors": list(article.authors),
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "body_spans": [[place["start"], place["end"]] for place in ranges if place],
    }


def quotation_rows(whole: Whole) -> Iterator[Row]:
    """The quotations of an article, in the order of its body."""
    for name, quotation, speaker in zip(whole.ids, whole.findings.quotations, whole.speakers, strict=True):
        yield _quotation_row(whole.article, name, quotation, speaker)


class Gathered:
    """Where people appear, gathered from one article after the other."""

    def __init__(self) -> None:
        self._articles: dict[str, list[str]] = {}
        self._affiliations: dict[str, list[Row]] = {}

    def add(self, whole: Whole) -> None:
        """Take in the people of one article."""
        article = whole.article
        for name, person in zip(whole.identities, whole.findings.people, strict=True):
            if article.id not in self._articles.setdefault(name, []):
                self._articles[name].append(article.id)
            for stated in person.affiliations:
                place: Row = {"start": None, "end": None, **(_source(article, stated.span) or {})}
                row = {"text": stated.text, "article": article.id, **place}
                self._affiliations.setdefault(name, []).append(row)

    def rows(self, people: Iterable[Person]) -> Iterator[Row]:
        """The people, with what was gathered of each."""
        for person in people:
            yield {
                "type": "person",
                "id": person.id,
                "name": person.name,
                "native_name": person.native_name,
                "aliases": list(person.aliases),
                "affiliations": self._affiliations.get(person.id, []),
                "articles": self._articles.get(person.id, []),
            }


def _quotation_row(article: Article, name: str, quotation: Quotation, speaker: Person | None) -> Row:
    said = quotation.attribution
    source = [place for span in quotation.spans for place in article.source_spans(span)]
    pieces = [piece for span in quotation.spans for piece in article.pieces(span)] if source else quotation.spans
    return {
        "type": "quotation",
        "id": name,
        "article": article.id,
        "kind": quotation.kind.value,
        "text": quotation.text(article.body),
        "spans": [{"start": p.start, "end": p.end, "text": p.of(article.body)} for p in pieces],
        "source_spans": [{"start": place.start, "end": place.end} for place in source],
        "page": article.page_of(quotation.spans[0]),
        "speaker": {"id": speaker.id, "name": speaker.name, "group": speaker.group} if speaker else None,
        **_attribution_columns(article, said),
    }


def _attribution_columns(article: Article, said: Attribution) -> Row:
    return {
        "mention": said.mention.of(article.body) if said.mention else None,
        "mention_span": _source(article, said.mention) if said.mention else None,
        "cue": said.cue.of(article.body) if said.cue else None,
        "via": said.via,
        "confidence": round(said.confidence, 3),
    }


def _source(article: Article, span: Span) -> dict[str, int] | None:
    """From the first to the last character of `span` in the source file, markup between them included."""
    places = article.source_spans(span)
    return {"start": places[0].start, "end": places[-1].end} if places else None
