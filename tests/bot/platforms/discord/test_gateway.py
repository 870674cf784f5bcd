"""The bot comes to Discord, stays there, and leaves as it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import ConfigError
from bot.platforms.discord import app
from bot.platforms.discord.app import run
from bot.reply import Reply
from tests.bot.platforms.discord.running import (
    REPEAT,
    Slow,
    on_discord,
    settings,
    table,
)
from tests.bot.platforms.discord.server import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.platforms.discord.server import Server

pytestmark = pytest.mark.usefixtures("hasty")

# --------------------------------------------------------------------------------------------------- the gateway


async def test_heartbeats_keep_the_connection(server: Server, tmp_path: Path) -> None:
    """The gateway hears from the bot as often as it asked for."""
    server.gateway.heartbeat_interval = 0.05
    async with on_discord(server, table(REPEAT), tmp_path):
        await server.until(lambda: server.gateway.heartbeats >= 4)


@pytest.mark.parametrize("how", ["asked", "cut"])
async def test_a_reconnect_in_the_middle_of_a_command_costs_no_answer(server: Server, tmp_path: Path, how: str) -> None:
    """The connection is resumed, the command under way is answered, and so is one sent meanwhile."""
    slow = Slow(Reply(note="At last."))
    async with on_discord(server, table(slow.command, REPEAT), tmp_path):
        asked = await server.ask("slow")
        await server.until(lambda: asked.original)
        await (server.gateway.ask_to_reconnect() if how == "asked" else server.gateway.cut())
        await server.until(lambda: not server.gateway.connected)
        meanwhile = await server.ask("repeat", text="meanwhile")
        await server.until(lambda: server.gateway.resumed)
        slow.finish.set()
        texts = [(await server.answer(each)).text for each in (asked, meanwhile)]
    assert texts == ["At last.", "## /repeat\nasked: text=meanwhile"]
    assert len(server.gateway.identified) == 1


async def test_a_lost_session_is_begun_anew(server: Server, tmp_path: Path) -> None:
    """After Discord forgets the session the bot identifies again, at the address it was given."""
    async with on_discord(server, table(REPEAT), tmp_path):
        await server.gateway.invalidate()
        await server.until(lambda: len(server.gateway.identified) == 2)
        shown = await server.answer(await server.ask("repeat", text="again"))
    assert "text=again" in shown.text


async def test_discord_out_of_reach_is_tried_again(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Discord that is down when the bot starts is waited for."""
    monkeypatch.setattr(app, "PAUSES", (0.01,))
    server.faults.append(Fault("GET", "/users/@me", 503, times=3))
    async with on_discord(server, table(REPEAT), tmp_path):
        shown = await server.answer(await server.ask("repeat", text="x"))
    assert "text=x" in shown.text


async def test_a_wrong_token_is_the_operators_to_mend(server: Server, tmp_path: Path) -> None:
    """The variable is named, and nothing is tried again."""
    with pytest.raises(ConfigError, match="DISCORD_TOKEN"):
        await run(settings(server, tmp_path, token="wrong"), table(REPEAT))
    assert len(server.requests) == 1


async def test_a_token_refused_by_the_gateway_is_the_operators_to_mend(server: Server, tmp_path: Path) -> None:
    """A token that was reset between login and gateway is told in the same words."""
    server.gateway.token = "reset meanwhile"
    with pytest.raises(ConfigError, match="DISCORD_TOKEN"):
        await run(settings(server, tmp_path), table(REPEAT))


async def test_a_missing_token_is_the_operators_to_mend(server: Server, tmp_path: Path) -> None:
    """The variable is named before anything is sent."""
    with pytest.raises(ConfigError, match="DISCORD_TOKEN"):
        await run(settings(server, tmp_path, token=None), table(REPEAT))
    assert server.requests == []


# -------------------------------------------------------------------------------------------------------- the end


async def test_answers_under_way_are_given_before_the_end(server: Server, tmp_path: Path) -> None:
    """A bot that is stopped finishes what it has begun, and says goodbye to the gateway."""
    slow = Slow(Reply(note="Just in time."))
    async with on_discord(server, table(slow.command), tmp_path) as task:
        asked = await server.ask("slow")
        await server.until(lambda: asked.original)
        task.cancel()
        slow.finish.set()
        shown = await server.answer(asked)
    assert shown.text == "Just in time."
    assert server.gateway.closed_with == [1000]


async def test_an_answer_that_never_comes_does_not_hold_up_the_end(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """After a moment of grace the bot leaves all the same."""
    monkeypatch.setattr(app, "GRACE", 0.05)
    slow = Slow(Reply(note="Never."))
    async with on_discord(server, table(slow.command), tmp_path):
        asked = await server.ask("slow")
        await server.until(lambda: asked.original)
    assert server.gateway.closed_with == [1000]
    assert "Traceback" not in caplog.text
