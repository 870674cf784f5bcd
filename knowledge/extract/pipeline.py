"""One article through every stage: marks, sentences, names, people, quotations, speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.extract.affiliations import add_affiliations
from knowledge.extract.attribution import attribute, join_paragraphs
from knowledge.extract.coreference import Resolver
from knowledge.extract.english import is_english
from knowledge.extract.fullnames import same_person
from knowledge.extract.marks import find_regions
from knowledge.extract.mending import agree_on_names
from knowledge.extract.names import find_names, name_parts
from knowledge.extract.people import Cast, Figure
from knowledge.extract.quotations import draft_quotations
from knowledge.extract.sentences import sentences
from knowledge.model import Findings, LocalPerson, Quotation

if TYPE_CHECKING:
    from knowledge.extract.marks import Region
    from knowledge.extract.names import Name
    from knowledge.extract.quotations import PassageDrafts
    from knowledge.extract.sentences import Sentence
    from knowledge.model import Article

_SURROGATE = re.compile("[\ud800-\udfff]")
VERSION = "8"  # raise it whenever the same article would give other findings: every article is then read anew


@dataclass(slots=True)
class Reading:
    """An article half read: its sentences, names and people, and the quotations with their speakers."""

    parts: list[list[Sentence]]
    names: list[Name]
    cast: Cast
    resolver: Resolver
    drafts: list[PassageDrafts]
    quotations: list[Quotation]


def extract(article: Article) -> Findings:
    """The people and quotations of an article; the same article always gives the same findings."""
    if not is_english(article):
        return Findings()
    reading = read_people(article)
    authors = [name_parts(a) for a in _authors(article)]
    speakers = {q.attribution.speaker for q in reading.quotations}
    # Whoever is neither named nor quoted, and did not write it, was only a step on the way to somebody else.
    kept = [i for i, f in enumerate(reading.cast.figures) if f.mentions or i in speakers or _is_one_of(authors, f)]
    places = {figure: place for place, figure in enumerate(kept)}
    people = tuple(_person(reading.cast.figures[i], authors) for i in kept)
    quotations = tuple(_renumbered(q, places) for q in reading.quotations)
    terms = tuple(sorted(t for d in reading.drafts for t in d.terms))
    return Findings(people, quotations, terms)


def _renumbered(quotation: Quotation, places: dict[int, int]) -> Quotation:
    """The quotation with its speaker and candidates by their places among the people kept."""
    last = quotation.attribution
    speaker = places[last.speaker] if last.speaker is not None else None
    candidates = tuple(replace(c, person=places[c.person]) for c in last.candidates if c.person in places)
    return replace(quotation, attribution=replace(last, speaker=speaker, candidates=candidates))


def read_people(article: Article) -> Reading:
    """Everything that `extract` finds, with what it was found from."""
    body = _SURROGATE.sub("\ufffd", article.body)  # the tagger takes text that can be encoded
    spans = [p.span for p in article.passages]
    outermost: list[list[Region]] = [[] for _ in spans]
    for region in find_regions(body, spans):
        if region.depth == 0:
            outermost[region.passage].append(region)
    parts = [sentences(body, n, span, outermost[n]) for n, span in enumerate(spans)]
    everything = [s for part in parts for s in part]
    agree_on_names(everything)
    names = find_names(body, everything)
    cast = Cast(body, names, _authors(article))
    add_affiliations(body, everything, names, cast)
    resolver = Resolver(body, cast, names)
    drafts = [draft_quotations(body, n, part, outermost[n]) for n, part in enumerate(parts)]
    quotations = join_paragraphs(attribute(body, drafts, resolver))
    return Reading(parts, names, cast, resolver, drafts, quotations)


def _authors(article: Article) -> tuple[str, ...]:
    """Who signs an article, and the one that it reports on."""
    return (*article.authors, *(article.original.authors if article.original else ()))


def _person(figure: Figure, authors: list[tuple[str, ...]]) -> LocalPerson:
    aliases = tuple(form for form, _ in figure.forms.most_common() if form != figure.name)
    return LocalPerson(
        name=figure.name,
        native_name=figure.native,
        aliases=aliases,
        group=figure.group,
        gender=figure.gender,
        affiliations=tuple(figure.affiliations),
        mentions=tuple(n.whole for n in figure.mentions),
        author=_is_one_of(authors, figure),
    )


def _is_one_of(authors: list[tuple[str, ...]], figure: Figure) -> bool:
    return any(same_person(figure.parts, author) for author in authors)
