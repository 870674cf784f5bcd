"""Commands of a group on Discord: registered together, asked, completed, and told how far they are."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot import commands
from bot.command import Command, Completion, Option, Services
from bot.dispatch import Dispatcher
from bot.editors import Editors
from bot.platforms.discord import answering
from bot.platforms.discord.manifest import payloads
from bot.reply import Reply
from bot.state import State
from tests.bot.platforms.discord.payloads import USER
from tests.bot.platforms.discord.running import REPEAT, command, on_discord, repeat, table
from tests.bot.platforms.discord.server import THINKING
from tests.bot.unopened import unopened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.command import Request
    from tests.bot.platforms.discord.server import Server

KB = replace(command("kb", repeat, description="Looks after it"), admin=True, aside=True)
ECHO = replace(command("kb echo", repeat, Option("text", "What to say")), admin=True, aside=True)
PICK = replace(command("kb pick", repeat, Option("of", "Which", completion=Completion.COMMAND)), admin=True, aside=True)
MANAGER = 1 << 5


async def test_a_group_is_registered_as_one_command() -> None:
    """With its commands inside; for those who manage a server, in servers alone."""
    group, other = await payloads({each.name: each for each in (KB, ECHO, PICK, REPEAT)})
    assert (group["name"], group["description"], other["name"]) == ("kb", "Looks after it", "repeat")
    assert [(each["type"], each["name"]) for each in group["options"]] == [(1, "echo"), (1, "pick")]
    assert [option["name"] for option in group["options"][0]["options"]] == ["text"]
    assert (group["default_member_permissions"], group["contexts"]) == (32, [0])


async def test_every_command_is_within_what_discord_takes() -> None:
    """8,000 characters of names, descriptions and values, counted in the longest language, and 25 in a group."""
    for payload in await payloads(commands.load()):
        assert sum(_lengths(payload)) <= 8000, payload["name"]
        assert len(payload.get("options", [])) <= 25


def test_a_group_is_for_those_its_own_command_is_for() -> None:
    """Discord hides a group as a whole, and an editors' command from all but admins."""
    table = commands.load()
    for each in table.values():
        assert each.admin or not each.editor
        assert not each.group or each.admin is table[each.group].admin


async def test_a_command_of_a_group_is_asked(server: Server, tmp_path: Path) -> None:
    """With its values; nobody but the asker sees the answer."""
    async with on_discord(server, table(KB, ECHO), tmp_path):
        shown = await server.answer(await server.ask("kb echo", may=MANAGER, text="x"))
        refused = await server.answer(await server.ask("kb echo", text="x"))
    assert ("## /kb echo" in shown.text, "text=x" in shown.text, shown.private) == (True, True, True)
    assert "for those who manage this server" in refused.text


async def test_an_option_of_a_group_is_completed(server: Server, tmp_path: Path) -> None:
    """The option is found inside the command inside the group."""
    async with on_discord(server, table(KB, ECHO, PICK), tmp_path):
        found = await server.suggestions(await server.type("kb pick", "of", "kb e"))
    assert [choice["value"] for choice in found] == ["kb echo"]


async def test_admins_of_the_only_server_may_change_everything(server: Server, tmp_path: Path) -> None:
    """Where nobody is named and one platform runs; a second server ends that."""

    async def change(_request: Request, _services: Services) -> Reply:
        return Reply(note="changed")

    own = Command("kb change", "Changes", change, admin=True, editor=True, aside=True)
    services = Services(unopened(), {"kb": KB, "kb change": own}, State(), editors=Editors(alone=True))
    async with on_discord(server, Dispatcher(services), tmp_path):
        await server.until(lambda: server.commands)
        shown = await server.answer(await server.ask("kb change", may=MANAGER))
        elsewhere = await server.answer(await server.ask_elsewhere("kb change", may=MANAGER))
        refused = await server.answer(await server.ask("kb change"))
    assert "changed" in shown.text
    assert f"EDITORS=discord:{USER}" in elsewhere.text
    assert f"EDITORS=discord:{USER}" in refused.text


@pytest.mark.usefixtures("hasty")
async def test_what_is_under_way_is_shown_where_the_answer_will_be(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the place of "thinking"; the answer takes its place."""
    monkeypatch.setattr(answering, "PACE", 0.0)
    go = asyncio.Event()

    async def slow(request: Request) -> Reply:
        await request.tell("Begun.")
        await go.wait()
        await request.tell("Half of it.")
        return Reply(note="Done.")

    async with on_discord(server, table(replace(command("slow", slow), aside=True)), tmp_path):
        asked = await server.ask("slow")
        await server.until(lambda: asked.original and "Begun." in asked.original.text)
        assert asked.original is not None
        assert asked.original.private
        go.set()
        await server.until(lambda: "Done." in asked.shown[-1].text)
    (callback,) = server.sent("POST", r"/interactions/.*")
    assert callback.body["type"] == THINKING
    assert len(server.sent("PATCH", ".*@original")) == 3
    assert len(asked.shown) == 1


@pytest.mark.usefixtures("hasty")
async def test_what_cannot_be_shown_meanwhile_costs_nothing(server: Server, tmp_path: Path) -> None:
    """And no faster than people read: of many words at once the first is shown."""
    go = asyncio.Event()

    async def slow(request: Request) -> Reply:
        await go.wait()
        for number in range(50):
            await request.tell(f"{number} of 50")
        return Reply(note="Done.")

    async with on_discord(server, table(command("slow", slow)), tmp_path):
        asked = await server.ask("slow")
        await server.until(lambda: asked.waiting)
        go.set()
        await server.until(lambda: "Done." in asked.shown[-1].text)
    assert len(server.sent("PATCH", ".*@original")) <= 2


@pytest.mark.usefixtures("hasty")
async def test_what_stirs_is_waited_for_longer(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Patience ends only for what shows no sign of life."""
    monkeypatch.setattr(answering, "PATIENCE", 0.05)

    async def silent(_: Request) -> Reply:
        await asyncio.Event().wait()
        return Reply(note="Never.")

    async def stirring(request: Request) -> Reply:
        for _ in range(20):
            await request.tell("Still there.")
            await asyncio.sleep(0.01)
        return Reply(note="Done.")

    async with on_discord(server, table(command("silent", silent), command("stirring", stirring)), tmp_path):
        given_up = await server.answer(await server.ask("silent"))
        asked = await server.ask("stirring")
        await server.until(lambda: asked.shown and "Done." in asked.shown[-1].text)
    assert "Something went wrong here" in given_up.text


def _lengths(payload: dict[str, Any]) -> Iterator[int]:
    for field in ("name", "description", "value"):
        said = [str(payload.get(field, "")), *(payload.get(f"{field}_localizations") or {}).values()]
        yield max(map(len, said))
    for field in ("options", "choices"):
        for each in payload.get(field) or []:
            yield from _lengths(each)
