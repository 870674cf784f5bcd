"""Looking after the knowledge base on Discord: the real commands, through the real library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot import commands
from bot.command import Services
from bot.dispatch import Dispatcher
from bot.editors import Editors
from bot.platforms.discord import answering
from bot.state import State
from knowledge import KnowledgeBase
from tests.bot import corpus
from tests.bot.platforms.discord.payloads import USER
from tests.bot.platforms.discord.running import on_discord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.bot.platforms.discord.server import Server

MANAGER = 1 << 5
STRANGER = 4567
BRIDGE = "---\ntitle: A Bridge Opens\n---\n\n“It will carry lorries by spring,” said Olga Lindt, the engineer.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of articles, which may be changed."""
    return corpus.write(tmp_path / "articles")


@pytest_asyncio.fixture
async def services(folder: Path, tmp_path: Path) -> AsyncIterator[Services]:
    """A knowledge base and a state of one's own, in which the usual asker is an editor."""
    async with State(tmp_path) as state, await KnowledgeBase.open([folder], tmp_path) as knowledge:
        yield Services(knowledge, commands.load(), state, editors=Editors(frozenset({f"discord:{USER}"})))


@pytest.mark.usefixtures("hasty")
async def test_a_reload_shows_how_far_it_is_and_then_what_became_of_it(
    server: Server, services: Services, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the editor alone."""
    monkeypatch.setattr(answering, "PROMPT", 0.0)
    (folder / "bridge.md").write_text(BRIDGE, encoding="utf-8")
    async with on_discord(server, Dispatcher(services), tmp_path):
        asked = await server.ask("kb reload", may=MANAGER)
        await server.until(lambda: asked.shown and "bridge" in asked.shown[-1].text)
    assert asked.shown[-1].private
    edits = [str(each.body) for each in server.sent("PATCH", ".*@original")]
    assert "read …" in edits[0]  # that it has begun, or already how far it is
    assert "bridge" not in edits[0]
    assert "bridge" in edits[-1]


async def test_somebody_else_is_named_in_a_form(server: Server, services: Services, tmp_path: Path) -> None:
    """The answer takes the place of the case, with the way back and the next one."""
    async with on_discord(server, Dispatcher(services), tmp_path):
        shown = await server.answer(await server.ask("kb review", may=MANAGER))
        assert shown.private
        assert {"Right as it is", "Somebody else …", "Hide"} <= set(shown.buttons)
        asking = await server.press(shown, "Somebody else …", may=MANAGER)
        filled = await server.fill_in(asking, note="Emil Stone")
        await server.until(lambda: "Correction 1" in shown.text)
        assert filled.shown == [shown]
        assert "corrected by an editor" in shown.text
        assert "**Emil Stone" in shown.text
        undone = await server.press(shown, "Undo", may=MANAGER)
        await server.until(lambda: "is undone" in shown.text)
    assert asking.form is not None
    assert asking.form["title"].startswith("Say who said something")
    assert undone.shown == [shown]


async def test_whom_the_article_has_is_picked_from_a_list(server: Server, services: Services, tmp_path: Path) -> None:
    """And the queue goes on."""
    async with on_discord(server, Dispatcher(services), tmp_path):
        shown = await server.answer(await server.ask("kb review", may=MANAGER))
        await server.choose(shown, "Bruno Baker")
        await server.until(lambda: "Correction 1" in shown.text)
        await server.press(shown, "Next one", may=MANAGER)
        await server.until(lambda: "1 of 14" in shown.text)


async def test_an_article_is_handed_over_shown_and_kept_after_a_restart(
    server: Server, services: Services, tmp_path: Path
) -> None:
    """Its buttons outlive the process; what was read is shown first."""
    async with on_discord(server, Dispatcher(services), tmp_path):
        asked = await server.hand_over("kb add", "file", "bridge.md", BRIDGE.encode(), may=MANAGER)
        await server.until(lambda: asked.shown and "A Bridge Opens" in asked.shown[-1].text)
        shown = asked.shown[-1]
    assert "Outlet: not stated" in shown.text
    async with on_discord(server, Dispatcher(services), tmp_path):
        await server.press(shown, "Keep", may=MANAGER)
        await server.until(lambda: "are read" in shown.text)
        found = await server.answer(await server.ask("expert", name="Olga Lindt"))
    assert "Olga Lindt" in found.text


async def test_corrections_are_handed_over_as_a_file_and_taken_back(
    server: Server, services: Services, tmp_path: Path
) -> None:
    """What is exported is imported again after a look."""
    async with on_discord(server, Dispatcher(services), tmp_path):
        shown = await server.answer(await server.ask("kb review", may=MANAGER))
        await server.press(shown, "Hide", may=MANAGER)
        await server.until(lambda: "Correction 1" in shown.text)
        await server.answer(await server.ask("kb export", may=MANAGER))
        await server.press(shown, "Undo", may=MANAGER)
        await server.until(lambda: "is undone" in shown.text)
        text = server.files.sent["corrections.toml"]
        asked = await server.hand_over("kb import", "file", "corrections.toml", text.encode(), may=MANAGER)
        await server.until(lambda: asked.shown and "would be new" in asked.shown[-1].text)
        taken = asked.shown[-1]
        await server.press(taken, "Take them over", may=MANAGER)
        await server.until(lambda: "1 correction is taken over" in taken.text)
    assert len(await services.state.corrections_in_force()) == 1


async def test_nobody_but_editors_changes_anything(server: Server, services: Services, tmp_path: Path) -> None:
    """Whoever manages the server but is not named; neither by command, nor button, nor form."""
    async with on_discord(server, Dispatcher(services), tmp_path):
        shown = await server.answer(await server.ask("kb review", may=MANAGER))
        for label in ("Hide", "Right as it is"):
            refused = await server.answer(await server.press(shown, label, by=STRANGER, may=MANAGER))
            assert "for the editors" in refused.text
        asking = await server.press(shown, "Somebody else …", by=STRANGER, may=MANAGER)
        filled = await server.answer(await server.fill_in(asking, note="Emil Stone"))
        assert "for the editors" in filled.text
        typed = await server.answer(await server.ask("kb reload", by=STRANGER, may=MANAGER))
        assert f"EDITORS=discord:{STRANGER}" in typed.text
    assert await services.state.corrections_in_force() == ()


async def test_a_form_of_another_version_is_answered(server: Server, services: Services, tmp_path: Path) -> None:
    """A button whose command or option is gone says so instead of nothing."""
    async with on_discord(server, Dispatcher(services), tmp_path):
        shown = await server.answer(await server.ask("kb review", may=MANAGER))
    known = {name: command for name, command in services.commands.items() if name != "kb fix"}
    async with on_discord(server, Dispatcher(replace(services, commands=known)), tmp_path):
        told = await server.answer(await server.press(shown, "Somebody else …", may=MANAGER))
    assert "has changed" in told.text
