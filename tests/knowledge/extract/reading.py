"""A made-up article, extracted, with its findings in plain words: what a test wants to compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.extract import extract
from knowledge.model import Article, Attribution, Findings, Kind, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.model import LocalPerson, Quotation

NOBODY = None


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation with everything that the findings say of it, as text."""

    text: str
    kind: Kind
    speaker: str | None
    pieces: tuple[str, ...]
    mention: str | None
    cue: str | None
    given: Attribution


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and what was found in it."""

    article: Article
    findings: Findings

    @property
    def said(self) -> tuple[Said, ...]:
        """All quotations, in the order in which they were found."""
        return tuple(self._said(quotation) for quotation in self.findings.quotations)

    @property
    def terms(self) -> tuple[str, ...]:
        """The words of all terms."""
        return tuple(span.of(self.article.body) for span in self.findings.terms)

    @property
    def marked(self) -> tuple[Said, ...]:
        """The quotations that hold words in quotation marks: the direct and the mixed ones."""
        return tuple(one for one in self.said if one.kind is not Kind.INDIRECT)

    def only(self, kind: Kind | None = None) -> Said:
        """The one quotation there is (of that kind)."""
        found = [one for one in self.said if kind in {None, one.kind}]
        assert len(found) == 1, self.said
        return found[0]

    def of(self, words: str) -> Said:
        """The shortest quotation whose words contain these."""
        found = [one for one in self.said if words in one.text]
        assert found, f"{words!r} is in none of {[one.text for one in self.said]}"
        return min(found, key=lambda one: len(one.text))

    def speaker(self, words: str) -> str | None:
        """Who is said to have said these words."""
        return self.of(words).speaker

    def person(self, name: str) -> LocalPerson:
        """The one person of that name."""
        found = [one for one in self.findings.people if one.name == name]
        assert len(found) == 1, [one.name for one in self.findings.people]
        return found[0]

    def affiliations(self, name: str) -> tuple[str, ...]:
        """What the article states of a person; each stands in the body word for word, where its span says."""
        stated = self.person(name).affiliations
        assert all(one.span.of(self.article.body) == one.text for one in stated)
        return tuple(one.text for one in stated)

    def _said(self, quotation: Quotation) -> Said:
        body, given = self.article.body, quotation.attribution
        return Said(
            text=quotation.text(body),
            kind=quotation.kind,
            speaker=NOBODY if given.speaker is None else self.findings.people[given.speaker].name,
            pieces=tuple(span.of(body) for span in quotation.spans),
            mention=given.mention.of(body) if given.mention else None,
            cue=given.cue.of(body) if given.cue else None,
            given=given,
        )


def article_of(
    *paragraphs: str, id_: str = "a1", authors: tuple[str, ...] = (), language: str | None = None
) -> Article:
    """An article with one passage a paragraph and nothing else."""
    return Article(
        id=id_,
        file=f"{id_}.txt",
        headline="A made-up headline",
        body="\n\n".join(paragraphs),
        passages=tuple(_passages(paragraphs)),
        authors=authors,
        language=language,
    )


def read(*paragraphs: str, authors: tuple[str, ...] = (), language: str | None = None) -> Reading:
    """What the extractor makes of an article with these paragraphs."""
    article = article_of(*paragraphs, authors=authors, language=language)
    return Reading(article, extract(article))


def _passages(paragraphs: tuple[str, ...]) -> Iterator[Passage]:
    at = 0
    for text in paragraphs:
        yield Passage(Span(at, at + len(text)))
        at += len(text) + 2
