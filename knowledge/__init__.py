"""The front door of knowledge: articles in, attributed answers out. Nothing here has heard of a bot."""

from knowledge import corrections_toml
from knowledge.build_report import BuildReport, SetAside, Stats, Unapplied
from knowledge.corrections import Correction, Fix, Name, Words
from knowledge.errors import (
    ArticleError,
    BuildError,
    CorrectionsError,
    FetchError,
    IntakeError,
    KnowledgeError,
    Unavailable,
    Vanished,
)
from knowledge.explain import Explanation
from knowledge.fetch import Entry, Feed, Fetcher
from knowledge.intake import Preview, Removed
from knowledge.knowledge_base import KnowledgeBase
from knowledge.material import Material
from knowledge.model import (
    Affiliation,
    Article,
    ArticlesFound,
    ArticleSummary,
    Citation,
    Context,
    Counts,
    Excerpt,
    Kind,
    Match,
    Original,
    PeopleFound,
    Person,
    Profile,
    Span,
    StatedAffiliation,
)
from knowledge.questions import Questions

__all__ = [
    "Affiliation",
    "Article",
    "ArticleError",
    "ArticleSummary",
    "ArticlesFound",
    "BuildError",
    "BuildReport",
    "Citation",
    "Context",
    "Correction",
    "CorrectionsError",
    "Counts",
    "Entry",
    "Excerpt",
    "Explanation",
    "Feed",
    "FetchError",
    "Fetcher",
    "Fix",
    "IntakeError",
    "Kind",
    "KnowledgeBase",
    "KnowledgeError",
    "Match",
    "Material",
    "Name",
    "Original",
    "PeopleFound",
    "Person",
    "Preview",
    "Profile",
    "Questions",
    "Removed",
    "SetAside",
    "Span",
    "StatedAffiliation",
    "Stats",
    "Unapplied",
    "Unavailable",
    "Vanished",
    "Words",
    "corrections_toml",
]
