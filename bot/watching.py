"""Watches the article folders, and has the articles read anew once nothing has changed there for a moment."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import KnowledgeError

if TYPE_CHECKING:
    from knowledge import BuildReport, KnowledgeBase

QUIET_SECONDS = 2.0
LOOK_AGAIN_SECONDS = 30.0
_LONGEST_WAIT = 15  # quiet periods: somebody who writes without a pause does not keep everybody waiting for ever
_STEP_MILLISECONDS = 200
_LOOKS = 10
log = logging.getLogger(__name__)


class Watcher:
    """Reloads `knowledge` when its folders change; whoever changes it holds `changing` meanwhile.

    Folders that come later are noticed within half a minute, and what the operating system does not tell of, as on some
    network drives, within five. What fails is logged, and tried again at the next change.
    """

    def __init__(
        self,
        knowledge: KnowledgeBase,
        changing: asyncio.Lock,
        quiet: float = QUIET_SECONDS,
        look_again: float = LOOK_AGAIN_SECONDS,
    ) -> None:
        self._knowledge = knowledge
        self._changing = changing
        self._quiet = quiet
        self._look_again = look_again
        self._changed = asyncio.Event()

    async def run(self) -> None:
        """Watch until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._notice())
            group.create_task(self._follow())

    async def _follow(self) -> None:
        while True:
            await self._changed.wait()
            await self._settled()
            await self._reload()

    async def _settled(self) -> None:
        for _ in range(_LONGEST_WAIT):
            self._changed.clear()
            try:
                async with asyncio.timeout(self._quiet):
                    await self._changed.wait()
            except TimeoutError:
                return

    async def _reload(self) -> None:
        try:
            async with self._changing:
                report = await self._knowledge.reload()
        except KnowledgeError as error:
            log.error("the articles have changed, but: %s", error)  # noqa: TRY400 - its text is the whole story
        except Exception:
            log.exception("the articles have changed, but reading them failed")
        else:
            if report.added or report.changed or report.removed:
                log.info("the articles have changed: %s", _told(report))

    async def _notice(self) -> None:
        """Set the event at every change; a folder that cannot be watched is tried again."""
        known = roots = await asyncio.to_thread(self._roots)
        while True:
            if roots != known:
                self._changed.set()
            known = roots
            try:
                await self._notice_in(roots)
            except (OSError, RuntimeError) as error:
                log.error("the article folders cannot be watched now: %s", error)  # noqa: TRY400 - as above
                await asyncio.sleep(self._look_again)
            roots = await asyncio.to_thread(self._roots)

    async def _notice_in(self, roots: dict[Path, int]) -> None:
        """Return when the folders are no longer the same."""
        from watchfiles import awatch  # noqa: PLC0415 - most runs watch nothing

        if not roots:
            await asyncio.sleep(self._look_again)
            return
        looking = awatch(
            *roots,
            watch_filter=lambda _, path: is_seen(Path(path), roots),
            step=_STEP_MILLISECONDS,
            rust_timeout=round(self._look_again * 1000),
            yield_on_timeout=True,
        )
        idle = 0
        async for changes in looking:
            idle = 0 if changes else idle + 1
            if idle % _LOOKS == 0:  # at a change, and now and then: what the operating system did not tell is found too
                self._changed.set()
            if await asyncio.to_thread(self._roots) != roots:
                return

    def _roots(self) -> dict[Path, int]:
        """The folders that are there, each with its number: one that is replaced by another must be watched anew."""
        found = {}
        for folder in self._knowledge.folders:
            with suppress(OSError):
                found[folder.absolute()] = folder.stat().st_ino
        return found


def is_seen(path: Path, roots: dict[Path, int]) -> bool:
    """Whether a build would look at a file: nothing hidden is, as files in the making are."""
    for root in roots:
        if path.is_relative_to(root):
            return not any(part.startswith(".") for part in path.relative_to(root).parts)
    return True


def _told(report: BuildReport) -> str:
    counts = {
        "added": len(report.added),
        "changed": len(report.changed),
        "removed": len(report.removed),
        "set aside": len(report.set_aside),
    }
    return ", ".join(f"{number} {what}" for what, number in counts.items())
