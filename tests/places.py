"""Where tests find things outside the project, when they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
ARTICLES = SHARED / "articles"

needs_articles = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the source articles are not beside this checkout")
