"""A folder of articles, the place of its base, and what such a base knows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from knowledge.build import build
from tests.knowledge.fakes import FAKE

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge import BuildReport


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """An empty folder of articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the base will be; its folder does not exist yet."""
    return tmp_path / "data" / "knowledge.db"


def built(articles: Path, database: Path, read: list[str] | None = None) -> BuildReport:
    """Build, and note which files were read."""
    log = [] if read is None else read
    return build([articles], database, pipeline=FAKE, progress=lambda _done, _total, file: log.append(file))


def content(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a base knows, whatever the numbers of its rows."""
    with closing(sqlite3.connect(database)) as db:
        statements = {
            "articles": "SELECT * FROM articles ORDER BY id",
            "persons": "SELECT * FROM persons ORDER BY id",
            "local": "SELECT * FROM local_people ORDER BY article, n",
            "excerpts": "SELECT e.id, e.article, e.kind, e.n, e.passage, e.text, e.pieces, e.source_spans, t.speaker,"
            " t.local, t.cue, t.via, t.hearer, t.occasion, t.confidence, t.rule, t.mention_span, t.cue_span,"
            " t.candidates FROM excerpts e LEFT JOIN attributions t ON t.key = e.key ORDER BY e.id",
            "corrected": "SELECT e.id, c.confirmed, c.attribution FROM corrected c JOIN excerpts e ON e.key = c.key"
            " ORDER BY e.id",
            "withheld": "SELECT article, fix, spans, attribution FROM withheld ORDER BY article, fix, spans",
            "quoted": "SELECT * FROM quoted ORDER BY person",
            "searchable": "SELECT e.id, s.words, s.about, s.marks FROM search_text s"
            " LEFT JOIN excerpts e ON e.key = (s.row & 1099511627775) ORDER BY e.id",
            "words": "SELECT word, texts FROM search_word ORDER BY word",
            "files": "SELECT folder, file, hash, article, kept, twin, code FROM files ORDER BY folder, file",
        }
        return {name: db.execute(statement).fetchall() for name, statement in statements.items()}
