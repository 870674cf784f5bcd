"""A knowledge base of any size: made-up people say made-up sentences, the same for the same seed.

It is written as articles and built by the build that ships. Only the extractor is a stand-in: it knows the one shape
that the paragraphs have, because hours of reading are not what is measured here.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from benchmarks.search import lexicon as lex
from benchmarks.search.corpus import corpus
from benchmarks.search.people import register
from knowledge.build import Pipeline, build, shipped_pipeline
from knowledge.knowledge_base import FILE
from knowledge.model import Affiliation, Attribution, Findings, Kind, LocalPerson, Quotation, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.model import Article

PEOPLE = 2_000
IN_AN_ARTICLE = 20
_LEVEL = 20  # how far the most quoted stand out: the first is quoted about a thousand times in 100,000
_DIRECT = 0.7
_FINISHED = "finished"
_PARAGRAPH = re.compile(
    r"(?P<name>[^,(:]+?)(?: \((?P<native>[^)]+)\))?, (?P<role>[^,:]+), "
    r"(?P<cue>said)(?:: “(?P<direct>.+)”| that (?P<indirect>.+))",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody's words, as an article reports them."""

    name: str
    native: str | None
    role: str
    words: str
    kind: Kind

    @property
    def paragraph(self) -> str:
        """The article's paragraph on it."""
        name = f"{self.name} ({self.native})" if self.native else self.name
        said = f"said: “{self.words}”" if self.kind is Kind.DIRECT else f"said that {self.words}"
        return f"{name}, {self.role}, {said}"


def sayings(number: int, seed: int = 5) -> list[Saying]:
    """So many; the first of a larger number are the smaller number."""
    rng = random.Random(seed)  # noqa: S311 - the same in every run
    people = [bearer.entry for bearer in register(PEOPLE)]
    roles = [f"{rng.choice(lex.ROLES)} at the {rng.choice(lex.PLACES)}" for _ in people]
    weights = list(accumulate(1 / (rank + _LEVEL) for rank in range(len(people))))
    said = []
    for words in corpus(number):
        (at,) = rng.choices(range(len(people)), cum_weights=weights)
        kind = Kind.DIRECT if rng.random() < _DIRECT else Kind.INDIRECT
        said.append(Saying(people[at].name, people[at].native_name, roles[at], words, kind))
    return said


def ready(folder: Path, number: int) -> Path:
    """The folder of the articles with so many sayings: written, and read into a knowledge base, unless that is done."""
    articles = _written(folder, number)
    build([articles], data_of(articles) / FILE, pipeline=pipeline())
    return articles


def data_of(articles: Path) -> Path:
    """Where the knowledge base of the articles is."""
    return articles.with_name(f"{articles.name}-data")


def _written(folder: Path, number: int) -> Path:
    articles = folder / f"articles-{number}"
    if not (articles / _FINISHED).exists():
        articles.mkdir(parents=True, exist_ok=True)
        said = iter(sayings(number))
        for at, some in enumerate(iter(lambda: list(islice(said, IN_AN_ARTICLE)), [])):
            (articles / f"{at:05}.md").write_text(written(at, some), encoding="utf-8")
        (articles / _FINISHED).touch()
    return articles


def pipeline() -> Pipeline:
    """The build that ships, with the stand-in extractor."""
    shipped = shipped_pipeline()
    return replace(shipped, version=f"{shipped.version}-benchmark", extract=extract)


def extract(article: Article) -> Findings:
    """What the paragraphs say, by their shape."""
    found = list(_found(article))
    quotations = (replace(each, attribution=replace(each.attribution, speaker=n)) for n, (_, each) in enumerate(found))
    return Findings(tuple(person for person, _ in found), tuple(quotations))


def _found(article: Article) -> Iterator[tuple[LocalPerson, Quotation]]:
    for at, passage in enumerate(article.passages):
        said = _PARAGRAPH.fullmatch(article.body, passage.span.start, passage.span.end)
        if said is None:
            continue
        name, role, cue = (Span(*said.span(part)) for part in ("name", "role", "cue"))
        kind = Kind.DIRECT if said["direct"] else Kind.INDIRECT
        stated = (Affiliation(said["role"], role),)
        person = LocalPerson(said["name"], said["native"], affiliations=stated, mentions=(name,))
        attribution = Attribution(mention=name, cue=cue, confidence=0.95, rule="the one shape of these articles")
        yield person, Quotation(kind, (Span(*said.span(kind.value)),), at, attribution)


def written(at: int, said: list[Saying]) -> str:
    """One article, as Markdown; its headline is made of its first words."""
    about = re.sub(r"[^\w\s-]", "", " ".join(said[0].words.split()[:6]))
    year, month = 2000 + at % 25, 1 + at % 12
    head = f"---\nid: made-up-{at}\ntitle: {at}. On {about}\nauthor: Ada Writer\noutlet: The Made-up Review\n"
    matter = f"{head}date: {year}-{month:02}-01\nurl: https://example.org/{at}\nlanguage: en\n---\n"
    return matter + "".join(f"\n{each.paragraph}\n" for each in said)
