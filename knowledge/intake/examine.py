"""One article read on trial: in a process of its own, with a limit to its time and memory, into a base of its own."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiosqlite

from knowledge import apart, store
from knowledge.build import build
from knowledge.errors import ArticleError, BuildError
from knowledge.intake.files import put_new
from knowledge.intake.sidecars import sidecar

if TYPE_CHECKING:
    from pathlib import Path
    from threading import Event

    from knowledge.build import Pipeline
    from knowledge.material import Material
    from knowledge.model import ArticleSummary, Excerpt

SIDECAR = ".toml"
_SHOWN = 5
_NOT_STATED = "text"
_FAILURES = {
    apart.Why.DIED: ("extractor_failed", "This article ended the process that read it."),
    apart.Why.MEMORY: ("memory", "Reading this article takes more memory than one article may have."),
    apart.Why.STOPPED: ("not_read", "The program is ending; the article was not read."),
    apart.Why.TIME: ("timeout", "Reading this article took more than {seconds:.0f} seconds."),
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a trial found: the article with its first quotations, and the hash by which its text is known."""

    article: ArticleSummary
    excerpts: tuple[Excerpt, ...]
    body_hash: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A folder with one article, the material it was made from, and a folder to work in."""

    folder: Path
    work: Path
    file: str
    material: Material


def examine(trial: Trial, pipeline: Pipeline, stop: Event, seconds: float = apart.LIMIT_SECONDS) -> Examined:
    """What the article turns out to be; its sidecar is written beside it, with what it does not state itself.

    Raises ArticleError. Setting `stop` ends it. Blocks: run it in a thread.
    """
    try:
        found = apart.call(_examined, stop, seconds, trial, pipeline)
    except apart.ApartError as error:
        code, reason = _FAILURES[error.why]
        raise ArticleError(code, reason.format(seconds=seconds)) from error
    if isinstance(found, Examined):
        return found
    raise ArticleError(*found)


# ------------------------------------------------------------------------------------------ inside the process


def _examined(trial: Trial, pipeline: Pipeline) -> Examined | tuple[str, str, int | None]:
    try:
        _write_sidecar(trial, pipeline)
        return _built(trial, pipeline)
    except ArticleError as error:
        return error.code, error.reason, error.line
    except BuildError as error:
        return "not_read", str(error), None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the boundary: whatever a document does, its sender is told
        _log.exception("%s: the trial failed", trial.file)
        return "extractor_failed", "The extractor failed on this article; the log has the details.", None


def _write_sidecar(trial: Trial, pipeline: Pipeline) -> None:
    """Beside the article, what its origin states and it does not: what is only told from its text counts less."""
    try:
        article = pipeline.read(trial.folder / trial.file, trial.folder)
    except ArticleError as error:
        if error.code != "no_headline":
            raise
        stated = set[str]()
    else:
        stated = {field for field, origin in article.origins if origin != _NOT_STATED}
    content = sidecar(trial.material, stated)
    if content is not None:
        put_new(trial.folder, trial.file + SIDECAR, content)


def _built(trial: Trial, pipeline: Pipeline) -> Examined:
    database = trial.work / "trial.db"
    report = build([trial.folder], database, pipeline=pipeline)
    for aside in report.set_aside:
        raise ArticleError(aside.code, aside.reason, aside.line)
    records = store.files_of(database, pipeline.version) or {}
    hashes = [record.body_hash for record in records.values() if record.body_hash]
    article, excerpts = asyncio.run(_shown(database))
    return Examined(article, excerpts, hashes[0])


async def _shown(database: Path) -> tuple[ArticleSummary, tuple[Excerpt, ...]]:
    async with aiosqlite.connect(store.reading_uri(database), uri=True) as db:
        names = await store.article_ids(db)
        (article,) = await store.summaries(db, names)
        return article, await store.quotations_of(db, article.citation.article, _SHOWN)
