"""The front door of knowledge: articles in, attributed answers out. Nothing here has heard of a bot."""

from knowledge.errors import ArticleError, BuildError, KnowledgeError, Unavailable
from knowledge.explain import Explanation
from knowledge.knowledge_base import KnowledgeBase
from knowledge.model import (
    Affiliation,
    Article,
    ArticlesFound,
    ArticleSummary,
    BuildReport,
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
    SetAside,
    Span,
    StatedAffiliation,
    Stats,
)

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
    "Counts",
    "Excerpt",
    "Explanation",
    "Kind",
    "KnowledgeBase",
    "KnowledgeError",
    "Match",
    "Original",
    "PeopleFound",
    "Person",
    "Profile",
    "SetAside",
    "Span",
    "StatedAffiliation",
    "Stats",
    "Unavailable",
]
