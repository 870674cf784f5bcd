"""Values of the model to draw and to word: people, articles and excerpts that nobody wrote."""

from __future__ import annotations

from knowledge import (
    Citation,
    Counts,
    Excerpt,
    Kind,
    Match,
    Original,
    Person,
    Profile,
    Span,
    StatedAffiliation,
)

KEEPER = Person("pkeeper", "Ana Reis", "安娜", aliases=("Reis",))
OTHER = Person("pother", "Bruno Reis")
ARTICLE = Citation(
    "aharbour",
    "harbour.md",
    "The Harbour Stays Open",
    ("Ines Writer", "Jo Writer"),
    "The Example Gazette",
    "2024-05-17",
    "https://gazette.example/harbour",
)
DIGEST = Citation(
    "adigest",
    "digest.md",
    "What the Gazette found",
    ("Dragoman",),
    "Dragoman digests",
    "2024-06",
    None,
    Original("The Harbour Stays Open", ("Ines Writer",), "The Example Gazette", "2024", "https://gazette.example/1"),
)
DIRECT = Excerpt(
    "qdirect",
    "We have never closed, and we never will.",
    ARTICLE,
    Kind.DIRECT,
    KEEPER,
    "the harbour master",
    spans=(Span(0, 39),),
    source_spans=(Span(100, 139),),
)
PASSAGE = Excerpt("xpassage", "The harbour froze twice.", ARTICLE)
PROFILE = Profile(
    KEEPER,
    (StatedAffiliation("the harbour master", ARTICLE, Span(0, 4)),),
    Counts(direct=2, mixed=1),
    ((ARTICLE, Counts(direct=2)), (DIGEST, Counts(mixed=1))),
)
MATCH = Match(DIRECT, 98.76, (Span(8, 20),))
