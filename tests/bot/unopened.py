"""A knowledge base for commands that ask it nothing."""

from __future__ import annotations

from pathlib import Path

from knowledge import KnowledgeBase
from tests.knowledge.fakes import FAKE


def unopened() -> KnowledgeBase:
    """One that was never opened: whatever it is asked, it says that it is closed."""
    return KnowledgeBase((), Path("nowhere"), FAKE, ())
