"""Watching the article folders: what is put there is found, and nothing that fails ends it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest_asyncio

from bot.watching import Watcher, is_seen
from knowledge import KnowledgeBase
from tests.knowledge.fakes import FAKE, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    import pytest

PATIENCE_SECONDS = 60.0


@pytest_asyncio.fixture
async def base(tmp_path: Path) -> AsyncIterator[KnowledgeBase]:
    """A knowledge base of one article."""
    write(tmp_path / "articles", "one.txt", "Ann Lee said: “One”.")
    async with await KnowledgeBase.open([tmp_path / "articles"], tmp_path / "data", pipeline=FAKE) as opened:
        yield opened


@asynccontextmanager
async def watched(base: KnowledgeBase, changing: asyncio.Lock | None = None) -> AsyncIterator[Path]:
    """The folder, once the watcher has seen a first change in it."""
    folder = base.folders[0]
    running = asyncio.create_task(Watcher(base, changing or asyncio.Lock(), quiet=0.05, look_again=0.5).run())

    async def seen() -> bool:
        write(folder, "first.txt", "Ann Lee said: “First”.")
        return await knows("First")(base)

    try:
        await until(seen)
        yield folder
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


def knows(words: str) -> Callable[[KnowledgeBase], Awaitable[bool]]:
    """Whether a base has these words."""

    async def asked(base: KnowledgeBase) -> bool:
        return (await base.quotations(words))[0] > 0

    return asked


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait for it, however slow the machine is."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await holds():  # noqa: ASYNC110 - what is waited for happens in files, which set no event
            await asyncio.sleep(0.05)


async def test_what_is_put_into_a_folder_is_found(base: KnowledgeBase) -> None:
    """And what is taken away is not; subfolders count."""
    async with watched(base) as folder:
        write(folder, "deep/two.txt", "Ann Lee said: “Second”.")
        await until(lambda: knows("Second")(base))
        (folder / "deep" / "two.txt").unlink()

        async def gone() -> bool:
            return not await knows("Second")(base)

        await until(gone)


async def test_a_reload_that_fails_is_logged_and_the_next_one_tried(
    base: KnowledgeBase, caplog: pytest.LogCaptureFixture
) -> None:
    """Here the folder is away for a moment."""
    caplog.set_level(logging.INFO, "bot.watching")
    async with watched(base) as folder:
        away = folder.rename(folder.with_name("away"))

        async def told() -> bool:
            return "There is no folder of articles" in caplog.text

        await until(told)
        away.rename(folder)
        write(folder, "two.txt", "Ann Lee said: “Third”.")
        await until(lambda: knows("Third")(base))


async def test_it_waits_for_whoever_changes_the_base(base: KnowledgeBase) -> None:
    """Two changes at once would be told of as one."""
    changing = asyncio.Lock()
    async with watched(base, changing) as folder:
        async with changing:
            write(folder, "two.txt", "Ann Lee said: “Second”.")
            await asyncio.sleep(0.5)
            assert not await knows("Second")(base)
        await until(lambda: knows("Second")(base))


def test_files_in_the_making_are_not_seen() -> None:
    """Nothing hidden is; that a folder itself lies in a hidden one does not matter."""
    root = Path("home/.local/share/dragoman/articles").absolute()
    roots = {root: 1}
    assert is_seen(root / "story.txt", roots)
    assert is_seen(root / "2024" / "story.txt.toml", roots)
    assert not is_seen(root / ".0f3a.part", roots)
    assert not is_seen(root / ".git" / "index", roots)
