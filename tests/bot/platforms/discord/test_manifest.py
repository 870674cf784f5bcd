"""Commands are registered when they changed, and only then."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot import commands
from bot.command import Completion, Option
from bot.errors import BotError, ConfigError
from bot.platforms.discord.manifest import RECORD, payloads, sync
from tests.bot.platforms.discord import schema
from tests.bot.platforms.discord.payloads import APPLICATION, GUILD
from tests.bot.platforms.discord.running import REFUSE, REPEAT, command, on_discord, repeat, settings, table
from tests.bot.platforms.discord.server import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.platforms.discord.server import Server


async def test_a_command_becomes_a_slash_command() -> None:
    """Its options keep names, descriptions, choices and completion; those that are required come first."""
    options = (
        Option("kind", "How", choices=("direct", "mixed")),
        Option("from-whom", "Whom", required=True, completion=Completion.PERSON),
    )
    (payload,) = await payloads({"quote": command("quote", repeat, *options, description="Who said it")})
    assert (payload["name"], payload["description"]) == ("quote", "Who said it")
    first, second, private = payload["options"]
    assert (first["name"], first["description"], first["required"], first["autocomplete"]) == (
        "from-whom",
        "Whom",
        True,
        True,
    )
    assert (second["name"], second["required"]) == ("kind", False)
    assert [choice["value"] for choice in second["choices"]] == ["direct", "mixed"]
    assert (private["name"], private["type"], private["required"]) == ("private", 5, False)


@schema.needs_description
async def test_the_real_commands_are_what_discord_takes() -> None:
    """The whole table by Discord's own description."""
    assert schema.complaint("PUT", "/applications/1/commands", await payloads(commands.load())) is None


@schema.needs_description
def test_the_judge_can_complain() -> None:
    """A wrong body is found wrong."""
    assert schema.complaint("PUT", "/applications/1/commands", [{"name": "x" * 33}]) is not None
    assert schema.complaint("POST", "/interactions/1/t/callback", {"type": 99}) is not None


async def test_unchanged_commands_are_not_registered_again(server: Server, tmp_path: Path) -> None:
    """A restart costs Discord nothing."""
    for _ in range(2):
        async with on_discord(server, table(REPEAT), tmp_path):
            await server.until(lambda: server.commands)
    assert len(server.sent("PUT", ".*")) == 1


@pytest.mark.parametrize("record", ['{"spoilt', "[]", '{"1111/everywhere": "of another version"}'])
async def test_changed_commands_are_registered(server: Server, tmp_path: Path, record: str) -> None:
    """Another table, or a record that cannot be read, is told to Discord."""
    (tmp_path / RECORD).write_text(record, encoding="utf-8")
    async with on_discord(server, table(REPEAT), tmp_path):
        await server.until(lambda: server.commands)
    assert len(server.sent("PUT", ".*")) == 1
    assert set(json.loads((tmp_path / RECORD).read_text(encoding="utf-8"))) == {f"{APPLICATION}/everywhere"}


async def test_a_development_server_is_registered_alone(server: Server, tmp_path: Path) -> None:
    """Its commands show at once there, and nowhere else; they answer."""
    async with on_discord(server, table(REPEAT), tmp_path, guild=GUILD):
        await server.until(lambda: server.commands)
        shown = await server.answer(await server.ask("repeat", text="x"))
    assert list(server.commands) == [f"/applications/{APPLICATION}/guilds/{GUILD}/commands"]
    assert "text=x" in shown.text


async def test_a_registration_that_fails_stops_nothing(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The bot answers all the same, and tries again at the next start."""
    server.faults.append(Fault("PUT", ".*", 403, {"code": 50001, "message": "Missing Access"}))
    async with on_discord(server, table(REPEAT), tmp_path):
        await server.until(lambda: server.sent("PUT", ".*"))
        await server.answer(await server.ask("repeat"))
    assert "could not be registered" in caplog.text
    async with on_discord(server, table(REPEAT), tmp_path):
        await server.until(lambda: server.commands)


async def test_a_day_long_rate_limit_on_registration_is_not_waited_out(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The allowance for new commands is a daily one; nobody sleeps for a day over it."""
    limited = {"message": "Max number of daily application command creates", "retry_after": 80000.0, "code": 30034}
    server.faults.append(Fault("PUT", ".*", 429, limited, {"Via": "1.1 google"}))
    async with on_discord(server, table(REPEAT), tmp_path):
        await server.until(lambda: server.sent("PUT", ".*"))
    assert "could not be registered" in caplog.text


async def test_a_data_folder_that_cannot_be_written_costs_only_the_record(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The commands are registered, and the log says what could not be kept."""
    (tmp_path / "file").touch()
    await sync(settings(server, tmp_path / "file"), table(REPEAT).commands)
    assert "cannot be written" in caplog.text


async def test_sync_registers_in_any_case(server: Server, tmp_path: Path) -> None:
    """Asked for, it is done, without connecting to the gateway, and what was done is said."""
    known = table(REPEAT, REFUSE).commands
    said = [await sync(settings(server, tmp_path), known) for _ in range(2)]
    assert said == ["2 commands are registered for every server."] * 2
    assert len(server.sent("PUT", ".*")) == 2
    assert server.gateway.identified == []


async def test_sync_into_a_server_that_did_not_invite_the_bot_says_what_to_do(server: Server, tmp_path: Path) -> None:
    """Missing access names the setting and the scope."""
    server.faults.append(Fault("PUT", ".*", 403, {"code": 50001, "message": "Missing Access"}))
    with pytest.raises(ConfigError, match=r"DISCORD_GUILD.*applications\.commands"):
        await sync(settings(server, tmp_path, guild=GUILD), table(REPEAT).commands)


async def test_sync_with_a_wrong_token_names_the_variable(server: Server, tmp_path: Path) -> None:
    """A refused login is told as such."""
    with pytest.raises(ConfigError, match="DISCORD_TOKEN"):
        await sync(settings(server, tmp_path, token="wrong"), table(REPEAT).commands)


async def test_sync_without_a_discord_says_so(server: Server, tmp_path: Path) -> None:
    """A network that is down is no trace."""
    nobody = settings(server, tmp_path)
    nobody = type(nobody)(data=tmp_path, discord_token="x", discord_api_url="http://127.0.0.1:9/api/v10")
    with pytest.raises(BotError, match="cannot be reached"):
        await sync(nobody, table(REPEAT).commands)
