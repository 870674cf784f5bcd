"""One article through every stage: marks, sentences, names, people, quotations, speakers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.extract.affiliations import add_affiliations
from knowledge.extract.attribution import attribute, join_paragraphs
from knowledge.extract.coreference import Resolver
from knowledge.extract.marks import find_regions
from knowledge.extract.mending import agree_on_names
from knowledge.extract.names import find_names, name_parts
from knowledge.extract.people import Cast, Figure, same_person
from knowledge.extract.quotations import draft_quotations
from knowledge.extract.sentences import sentences
from knowledge.model import Article, Findings, LocalPerson

if TYPE_CHECKING:
    from knowledge.extract.marks import Region
    from knowledge.extract.names import Name
    from knowledge.extract.quotations import PassageDrafts
    from knowledge.extract.sentences import Sentence
    from knowledge.model import Quotation

VERSION = "1"  # raise it whenever the same article would give other findings: every article is then read anew


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
    reading = read_people(article)
    authors = [name_parts(a) for a in article.authors]
    people = tuple(_person(f, authors) for f in reading.cast.figures)
    terms = tuple(sorted(t for d in reading.drafts for t in d.terms))
    return Findings(people, tuple(reading.quotations), terms)


def read_people(article: Article) -> Reading:
    """Everything that `extract` finds, with what it was found from."""
    body = article.body
    spans = [p.span for p in article.passages]
    outermost: list[list[Region]] = [[] for _ in spans]
    for region in find_regions(body, spans):
        if region.depth == 0:
            outermost[region.passage].append(region)
    parts = [sentences(body, n, span, outermost[n]) for n, span in enumerate(spans)]
    everything = [s for part in parts for s in part]
    agree_on_names(everything)
    names = find_names(body, everything)
    cast = Cast(body, names)
    add_affiliations(body, everything, names, cast)
    resolver = Resolver(body, cast, names)
    drafts = [draft_quotations(body, n, part, outermost[n]) for n, part in enumerate(parts)]
    quotations = join_paragraphs(attribute(body, drafts, resolver))
    return Reading(parts, names, cast, resolver, drafts, quotations)


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
        author=any(same_person(figure.parts, a) for a in authors),
    )
