"""The nouns: articles and what is found in them. Frozen values, no I/O, no clock.

Offsets count code points. A `Span` without further word points into an article's body; `Article.source_spans`
carries it over to the file the article was read from.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters: `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            message = f"not a span: {self.start}..{self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` in this range."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def moved(self, by: int) -> Span:
        """The same range, `by` characters further on."""
        return Span(self.start + by, self.end + by)


class Kind(StrEnum):
    """How words are reported: as said, partly as said, or in the writer's words."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Gender(StrEnum):
    """What titles and pronouns in an article say of a person."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Original:
    """The publication that an article reports on, where the article is a digest of another."""

    headline: str
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a body. `section` is the heading above it, if any."""

    span: Span
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """`length` characters that stand alike at `body` in the body and at `source` in the decoded source file."""

    body: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Article:
    """One published text. What the text or its metadata do not state is None or empty, never guessed.

    `published` has day precision or less: "2023", "2023-05" or "2023-05-30". `origins` says for each filled field
    where it was read: "sidecar", "front_matter", "json_ld", "meta", "open_graph", "html_element", "pdf_info",
    "document" (the properties of a Word or EPUB file), "saved_from" (who saved the page) or "text".
    `body` is the passages' text with a blank line between them; `segments` are in order and cover every passage
    of a text or Markdown file. The source of a web page is its decoded file, in which a character written as a
    reference (`&rsquo;`) has no segment; that of a PDF, Word or EPUB file is the text taken out of it. `pages` are the
    offsets in the source at which the printed pages begin, where it has pages.
    """

    id: str
    file: str
    headline: str
    body: str
    passages: tuple[Passage, ...]
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    subtitle: str | None = None
    original: Original | None = None
    segments: tuple[Segment, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()

    def source_spans(self, span: Span) -> tuple[Span, ...]:
        """Where `span` of the body stands in the source file: one range, or several where markup parts it.

        The ranges' texts, joined, are the span's text less the blank lines between passages, and less what stands in
        no segment.
        """
        return tuple(source for _, source in self._runs(span))

    def pieces(self, span: Span) -> tuple[Span, ...]:
        """`span` cut wherever the source file interrupts it: parallel to `source_spans(span)`."""
        return tuple(piece for piece, _ in self._runs(span))

    def page_of(self, span: Span) -> int | None:
        """The printed page on which `span` of the body begins, counted from 1; None for sources without pages."""
        place = next(iter(self.source_spans(span)), None)
        return bisect_right(self.pages, place.start) if self.pages and place else None

    def _runs(self, span: Span) -> Iterator[tuple[Span, Span]]:
        first = max(bisect_right(self.segments, span.start, key=lambda s: s.body) - 1, 0)
        for segment in self.segments[first:]:
            if segment.body >= span.end:
                break
            start = max(span.start, segment.body)
            end = min(span.end, segment.body + segment.length)
            if start < end:
                piece = Span(start, end)
                yield piece, piece.moved(segment.source - segment.body)


# ------------------------------------------------------------------------------- what is found in one article


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A person's role or organisation in the article's own words, and where it says so."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class LocalPerson:
    """Somebody (or a group) as one article knows them.

    `name` is the fullest form used; `native_name` the form in their own script, where the article gives it;
    `aliases` are the other forms and roles used in the article. `author` marks the article's own writer.
    """

    name: str
    native_name: str | None = None
    aliases: tuple[str, ...] = ()
    group: bool = False
    gender: Gender = Gender.UNKNOWN
    affiliations: tuple[Affiliation, ...] = ()
    mentions: tuple[Span, ...] = ()
    author: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible speaker of a quotation, and why the ranker liked it as much as it did.

    `mention` is a place that names them; None for somebody without a name. `score` is a share of belief, 0..1.
    """

    person: int
    mention: Span | None
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it, by what sign. `speaker` indexes `Findings.people`; None is an honest "unattributed".

    `mention` is where the article names the speaker for this quotation; `via` who passes it on when it is
    second-hand; `confidence` lies in 0..1.
    """

    speaker: int | None = None
    mention: Span | None = None
    cue: Span | None = None
    via: str | None = None
    hearer: str | None = None
    occasion: str | None = None
    confidence: float = 0.0
    rule: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words reported as said: one or more spans, in order, without the outer quotation marks.

    `passage` is the index of the passage the first span stands in.
    """

    kind: Kind
    spans: tuple[Span, ...]
    passage: int
    attribution: Attribution = field(default_factory=Attribution)

    def text(self, body: str) -> str:
        """The words, with what stood between the spans left out."""
        return " ".join(span.of(body) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything extracted from one article. `terms` are marked words that are nobody's speech."""

    people: tuple[LocalPerson, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    terms: tuple[Span, ...] = ()


# -------------------------------------------------------------------------------------- what can be asked for


@dataclass(frozen=True, slots=True)
class Person:
    """One identity over all articles. `group` is true for organisations and unnamed groups.

    `wikidata` is the id there ("Q42"), where people.toml states it.
    """

    id: str
    name: str
    native_name: str | None = None
    aliases: tuple[str, ...] = ()
    group: bool = False
    author: bool = False
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Enough to find the words again. `page` is where they begin, in an excerpt from a source with printed pages."""

    article: str
    file: str
    headline: str
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    original: Original | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words to show, with their attribution and citation.

    A quotation has a `kind`; a passage (the author's words) has none, and no speaker. `affiliation` is the speaker's
    as the cited article gives it. `spans` point into the body, `source_spans` into the source file, in parallel.
    `also` are other articles that carry the same words, the earliest first. `corrected` tells that an editor said whose
    words they are, against the extractor.
    """

    id: str
    text: str
    citation: Citation
    kind: Kind | None = None
    speaker: Person | None = None
    affiliation: str | None = None
    cue: str | None = None
    via: str | None = None
    hearer: str | None = None
    occasion: str | None = None
    confidence: float = 0.0
    section: str | None = None
    spans: tuple[Span, ...] = ()
    source_spans: tuple[Span, ...] = ()
    also: tuple[Citation, ...] = ()
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An excerpt that resembles the question. `score` lies in 0..100; `marked` are ranges of `excerpt.text`.

    Where it is `reworded`, a word of it means what was asked for in another word.
    """

    excerpt: Excerpt
    score: float
    marked: tuple[Span, ...] = ()
    reworded: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many quotations of each kind."""

    direct: int = 0
    mixed: int = 0
    indirect: int = 0

    @property
    def total(self) -> int:
        """All kinds together."""
        return self.direct + self.mixed + self.indirect


@dataclass(frozen=True, slots=True)
class StatedAffiliation:
    """An affiliation with the article that states it.

    One that people.toml states is `known`; its citation names that file and no article, and `since` and `until` are
    dates, as exactly as they are known.
    """

    text: str
    citation: Citation
    span: Span
    known: bool = False
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What the knowledge base holds on one person: `per_article` pairs each article with its counts."""

    person: Person
    affiliations: tuple[StatedAffiliation, ...] = ()
    counts: Counts = Counts()
    per_article: tuple[tuple[Citation, Counts], ...] = ()


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """Answer to a name: `profiles` fit it equally well (several: ambiguous); `near` are other names like it."""

    profiles: tuple[Profile, ...] = ()
    near: tuple[Profile, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One article with what was found in it. `speakers` pairs each with their number of quotations, most first."""

    citation: Citation
    passages: int = 0
    counts: Counts = Counts()
    speakers: tuple[tuple[Person, int], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticlesFound:
    """Answer to a headline, outlet, author or file: the same shape as `PeopleFound`."""

    articles: tuple[ArticleSummary, ...] = ()
    near: tuple[ArticleSummary, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """An excerpt among the passages around it: `here` is the index in `passages` of the first it stands in.

    `marked` are ranges of `passages[here].text`: the excerpt's own words there.
    """

    excerpt: Excerpt
    passages: tuple[Excerpt, ...]
    here: int
    marked: tuple[Span, ...] = ()
