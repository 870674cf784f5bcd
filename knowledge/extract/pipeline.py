"""One article through every stage: marks, sentences, names, people, quotations, speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.extract.affiliations import add_affiliations
from knowledge.extract.attribution import attribute, join_paragraphs
from knowledge.extract.coreference import Resolver
from knowledge.extract.marks import find_regions
from knowledge.extract.names import find_names, name_parts
from knowledge.extract.people import Cast, Figure, same_person
from knowledge.extract.quotations import draft_quotations
from knowledge.extract.sentences import agree_on_names, sentences
from knowledge.model import Article, Findings, LocalPerson

if TYPE_CHECKING:
    from knowledge.extract.marks import Region

VERSION = "1"  # raise it whenever the same article would give other findings: every article is then read anew


def extract(article: Article) -> Findings:
    """The people and quotations of an article; the same article always gives the same findings."""
    spans = [p.span for p in article.passages]
    regions = find_regions(article.body, spans)
    outermost: dict[int, list[Region]] = {n: [] for n in range(len(spans))}
    for region in regions:
        if region.depth == 0:
            outermost[region.passage].append(region)
    parts = [sentences(article.body, n, span, outermost[n]) for n, span in enumerate(spans)]
    everything = [s for part in parts for s in part]
    agree_on_names(everything)
    names = find_names(article.body, everything)
    cast = Cast(article.body, names)
    add_affiliations(article.body, everything, names, cast)
    resolver = Resolver(article.body, cast, names)
    drafts = [draft_quotations(article.body, n, part, outermost[n]) for n, part in enumerate(parts)]
    quotations = join_paragraphs(attribute(article.body, drafts, resolver))
    authors = [name_parts(a) for a in article.authors]
    people = tuple(_person(f, authors) for f in cast.figures)
    terms = tuple(sorted(t for d in drafts for t in d.terms))
    return Findings(people, tuple(quotations), terms)


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
