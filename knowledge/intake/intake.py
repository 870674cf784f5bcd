"""Articles in and out: shown first, kept when somebody says so, removed and put back."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from knowledge import store
from knowledge.errors import ArticleError, IntakeError
from knowledge.fetch.addresses import is_same_page
from knowledge.intake.examine import examine
from knowledge.intake.names import file_name
from knowledge.intake.shelf import Shelf, Standing
from knowledge.intake.values import Preview
from knowledge.intake.waiting import WaitingRoom

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence

    from knowledge.build import Pipeline
    from knowledge.build_report import BuildReport
    from knowledge.intake.examine import Examined, Trial
    from knowledge.intake.values import Removed
    from knowledge.material import Material
    from knowledge.store import FileRecord

LIMIT_BYTES = 200 * 1024 * 1024
_AT_ONCE = 2
_MEGABYTE = 1024 * 1024
_ARCHIVES = (
    *(".zip", ".gz", ".tgz", ".tar", ".bz2", ".tbz", ".xz", ".txz", ".zst", ".7z", ".rar", ".lz", ".lz4", ".cab"),
    *(".jar", ".iso", ".dmg", ".apk", ".deb", ".rpm", ".arj", ".lzh", ".z", ".br"),
)


def with_kept(folders: Sequence[Path], data: Path) -> tuple[Path, ...]:
    """The folders of a base: those that are named, and the one where kept articles stand, once there are any."""
    kept = Shelf(data).kept
    return (*folders, *([kept] if kept.is_dir() else []))


class Intake:
    """The one door through which articles come into a knowledge base and go out of it again.

    `reload` brings the base up to date, and is called after each change.
    """

    def __init__(
        self, data: Path, database: Path, pipeline: Pipeline, reload: Callable[[], Awaitable[BuildReport]]
    ) -> None:
        self._database = database
        self._pipeline = pipeline
        self._reload = reload
        self._shelf = Shelf(data)
        self._waiting = WaitingRoom(data / "waiting")
        self._changing = asyncio.Lock()
        self._trials = asyncio.Semaphore(_AT_ONCE)
        self._stop = threading.Event()

    def close(self) -> None:
        """End what is being read; whoever waits for it is told."""
        self._stop.set()

    def check(self, name: str, size: int) -> None:
        """Raise ArticleError where a document of this name and size (bytes) would be refused unread."""
        suffix = PurePosixPath(file_name(name)).suffix
        if size > LIMIT_BYTES:
            reason = f"The file has {size / _MEGABYTE:.0f} MB; at most {LIMIT_BYTES // _MEGABYTE} MB are taken."
            raise ArticleError("too_large", reason)
        if size == 0:
            raise ArticleError("empty", "The file holds no text.")
        if suffix in _ARCHIVES and suffix not in self._pipeline.suffixes:
            raise ArticleError("archive", "This is an archive. Unpack it, and give its articles one by one.")
        if suffix not in self._pipeline.suffixes:
            known = ", ".join(sorted(self._pipeline.suffixes))
            ending = f"end in {suffix}" if suffix else "have no ending"
            raise ArticleError("kind_mismatch", f"No format reads files that {ending}; these are read: {known}.")

    async def preview(self, material: Material) -> Preview:
        """Read a material aside and let it wait; the base knows nothing of it until it is kept.

        Raises ArticleError where it cannot be used, IntakeError where it cannot wait.
        """
        self.check(material.name, len(material.content))
        async with self._trials:
            return await asyncio.to_thread(self._previewed, material)

    async def keep(self, token: str) -> BuildReport:
        """Make the article that waits under a token a part of the base.

        IntakeError where none waits, the base has its page already, or it cannot be written.
        """
        async with self._changing:
            await _finished(asyncio.to_thread(self._keep, token))
            return await self._reload()

    async def drop(self, token: str) -> None:
        """Let go what waits under a token, if anything does."""
        await asyncio.to_thread(self._waiting.leave, token)

    async def remove(self, article: str) -> BuildReport:
        """Take the article with this id out of the base; it can be put back. IntakeError where it cannot be."""
        async with self._changing:
            await _finished(asyncio.to_thread(self._remove, article))
            return await self._reload()

    async def put_back(self, file: str) -> BuildReport:
        """Put the article that was removed last under this file back; IntakeError where it cannot be."""
        async with self._changing:
            await _finished(asyncio.to_thread(self._shelf.put_back, file))
            return await self._reload()

    async def removed(self) -> tuple[Removed, ...]:
        """What may be put back, the last removed first."""
        return await asyncio.to_thread(self._shelf.all_removed)

    # --------------------------------------------------------------------------------------------- in a thread

    def _previewed(self, material: Material) -> Preview:
        records = self._records()
        file = self._shelf.name_for(file_name(material.name), [record.file for record in records])
        trial = self._waiting.begin(material, file)
        try:
            examined = examine(trial, self._pipeline, self._stop)
            citation = examined.article.citation
            return self._preview(self._waiting.admit(trial, citation.article, citation.url), trial, examined, records)
        except OSError as error:
            raise IntakeError("not_written", f"The article cannot be kept waiting: {error.strerror}.") from error
        finally:
            self._waiting.end(trial)

    def _preview(self, token: str, trial: Trial, examined: Examined, records: Sequence[FileRecord]) -> Preview:
        citation = examined.article.citation
        twins = [record.file for record in records if record.kept and record.body_hash == examined.body_hash]
        return Preview(
            token=token,
            file=trial.file,
            article=examined.article,
            excerpts=examined.excerpts,
            twin=twins[0] if twins else None,
            same_page=self._same_page(citation.article, citation.url, records),
        )

    def _same_page(self, article: str, url: str | None, records: Sequence[FileRecord]) -> str | None:
        """The file that has this id or this address already."""
        files = {record.article: record.file for record in records if record.kept}
        if article in files or url is None:
            return files.get(article)
        known = store.citations_of(self._database)
        return next((citation.file for citation in known if citation.url and is_same_page(url, citation.url)), None)

    def _keep(self, token: str) -> None:
        found = self._waiting.find(token)
        records = self._records()
        same = self._same_page(found.article, found.url, records)
        if same and same != found.file:  # else only the name was taken meanwhile, and this one gets another
            reason = f"{same} is the same page or has the same id. Remove that article first to take this one instead."
            raise IntakeError("same_page", reason)
        self._shelf.keep(found.wanted, [record.file for record in records], found.content, found.sidecar)
        self._waiting.leave(token)

    def _remove(self, article: str) -> None:
        for record in self._records():
            if record.kept and record.article == article:
                headlines = {each.article: each.headline for each in store.citations_of(self._database)}
                self._shelf.take_away(Standing(Path(record.folder), record.file, headlines.get(article, record.file)))
                return
        raise IntakeError("unknown", "There is no such article.")

    def _records(self) -> Sequence[FileRecord]:
        return tuple((store.files_of(self._database, self._pipeline.version) or {}).values())


async def _finished(work: Coroutine[Any, Any, None]) -> None:
    """Wait for files to be moved to the end, even when the asker gives up."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.gather(task, return_exceptions=True)
        raise
