"""What an editor has said in the chat outlasts reloads, restarts, another extractor and an edit of the article."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import app
from bot.config import Settings
from bot.editing import changing
from bot.editing.changing import follow
from bot.state import State
from knowledge import KnowledgeBase, Questions
from knowledge.build import shipped_pipeline
from tests.bot.commands.kb.desk import Desk
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import pytest

NAME = "Bruno Baker"


async def _speaker(base: Questions) -> str | None:
    _, matches = await base.quotations("The breakwater is our second wall")
    speaker = matches[0].excerpt.speaker
    return speaker.name if speaker else None


async def _corrected(desk: Desk) -> None:
    """Make the correction in the chat."""
    await desk.ask(f"/kb fix {(await desk.excerpt('second wall')).id} person:{NAME}")


@contextlib.asynccontextmanager
async def _restarted(folder: Path, data: Path) -> AsyncIterator[Desk]:
    """The bot as another process opens it."""
    async with app.dispatching(Settings(data=data, articles=(folder,))) as dispatcher:
        yield Desk(dispatcher)


async def test_it_outlasts_everything(desk: Desk, folder: Path, tmp_path: Path) -> None:
    """A reload, an edited article, a restart, a base built from nothing, and a newer extractor."""
    assert await _speaker(desk.services.knowledge) == "Ana Reis"
    await _corrected(desk)
    await desk.ask("/kb reload")
    assert await _speaker(desk.services.knowledge) == NAME

    article = folder / "harbour.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("“The breakwater", "A gale blew. “The breakwater") + "\nMore to come.\n", "utf-8")
    await desk.ask("/kb reload")
    assert await _speaker(desk.services.knowledge) == NAME

    await desk.services.base.close()
    async with _restarted(folder, tmp_path) as again:
        assert await _speaker(again.services.knowledge) == NAME
    (tmp_path / "knowledge.db").unlink()
    async with _restarted(folder, tmp_path) as anew:
        assert await _speaker(anew.services.knowledge) == NAME

    newer = replace(shipped_pipeline(), version="another extractor")
    async with State(tmp_path) as state:
        corrections = await state.corrections_in_force()
        async with await KnowledgeBase.open([folder], tmp_path, pipeline=newer, corrections=corrections) as base:
            assert base.report.unchanged == ()
            assert await _speaker(base) == NAME


async def test_what_another_process_says_is_taken_over(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a reload, and without one before long."""
    number = (await _say_elsewhere(tmp_path, (await desk.excerpt("second wall")).id))[0]
    assert await _speaker(desk.services.knowledge) == "Ana Reis"
    await desk.ask("/kb reload")
    assert await _speaker(desk.services.knowledge) == NAME

    monkeypatch.setattr(changing, "FOLLOWING", 0.01)
    following = asyncio.create_task(follow(desk.services))
    async with State(tmp_path) as elsewhere:
        await elsewhere.undo_correction(number, "console", "2026-01-01T00:00:00+00:00")
    async with asyncio.timeout(60):
        while await _speaker(desk.services.knowledge) != "Ana Reis":  # noqa: ASYNC110 - nobody tells when it is done
            await asyncio.sleep(0.01)
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)


async def _say_elsewhere(data: Path, quotation: str) -> tuple[int, ...]:
    from bot.state import Entry  # noqa: PLC0415 - only here
    from knowledge import Correction, Fix, Name, Words  # noqa: PLC0415 - as above

    words = Words(quotation, "The breakwater is our second wall", "", "harbour.md")
    made = Entry(Correction(0, Fix.SPEAKER, words=words, person=Name(NAME)), "console", "2026-01-01T00:00:00+00:00")
    async with State(data) as elsewhere:
        return await elsewhere.add_corrections([made])


def test_the_command_line_says_the_same_words(folder: Path, tmp_path: Path) -> None:
    """As processes of their own: corrected, asked, undone; scripts read the answers and the exit status."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    environment |= {"DRAGOMAN_ARTICLES": str(folder), "DRAGOMAN_DATA": str(tmp_path / "data")}

    def dragoman(*words: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "bot", *words]
        return subprocess.run(  # noqa: S603 - our own command line
            line, env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120, check=False
        )

    found = json.loads(dragoman("ask", "--json", "/quote second wall").stdout)["excerpts"][0]
    assert dragoman("kb", "fix", found["id"], "person:Bruno Baker").returncode == 0
    assert json.loads(dragoman("ask", "--json", "/quote second wall").stdout)["excerpts"][0]["speaker"] == NAME
    exported = dragoman("kb", "export").stdout
    assert exported.startswith("# Corrections")
    (tmp_path / "saved.toml").write_text(exported, encoding="utf-8")
    assert dragoman("kb", "undo").returncode == 0
    assert dragoman("kb", "import", "saved.toml", "sure:yes").returncode == 0
    assert json.loads(dragoman("ask", "--json", "/quote second wall").stdout)["excerpts"][0]["speaker"] == NAME
    assert dragoman("kb", "undo", "7").returncode == 2

    (tmp_path / "one.md").write_text(
        "# Bridge\n\n“The bridge opens in spring,” said Olga Lindt, the engineer.\n", "utf-8"
    )
    (tmp_path / "two.md").write_text("# Pier\n\n“The pier is closed for good,” said Ivo Lindt, the warden.\n", "utf-8")
    assert dragoman("kb", "add", "one.md", "two.md", "sure:yes").returncode == 0
    assert dragoman("ask", "/expert Ivo Lindt").returncode == 0
    assert dragoman("kb", "add", "none.md").returncode == 2
    (folder / "broken.md").write_text("", encoding="utf-8")
    reloaded = dragoman("kb", "reload", "--json")
    assert (reloaded.returncode, json.loads(reloaded.stdout)["outcome"]) == (1, "found")
    assert "broken.md" in json.loads(reloaded.stdout)["note"]
    log = dragoman("kb", "log").stdout
    assert log.count("article added") == 2
