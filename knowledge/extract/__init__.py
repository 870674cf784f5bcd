"""Pure extraction: an article in, its people and quotations out. No database, no clock, no network."""

from knowledge.extract.identity import Identity, unify
from knowledge.extract.pipeline import VERSION, extract

__all__ = ["VERSION", "Identity", "extract", "unify"]
