"""Being heard over sockets: they go and come, and nothing that somebody asks is lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

import pytest

from bot.command import Completion, Option, Services
from bot.dispatch import Dispatcher
from bot.errors import ConfigError
from bot.platforms.slack import sockets
from bot.platforms.slack.app import run
from bot.platforms.slack.posting import PLATFORM
from bot.state import State
from tests.bot.platforms.slack.running import REPEAT, command, on_slack, repeat, settings, table
from tests.bot.platforms.slack.server import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge import KnowledgeBase
    from tests.bot.platforms.slack.server import Server
    from tests.bot.platforms.slack.shown import Asked

COMMANDS = 60


async def test_two_sockets_are_open_and_told_of(server: Server, tmp_path: Path) -> None:
    """Whoever looks after the bot can ask how it stands."""
    dispatcher = table(REPEAT)
    async with on_slack(server, dispatcher, settings(server, tmp_path)):
        health = dispatcher.services.health[PLATFORM]
        await server.until(lambda: health.connections == 2)
        await server.answer(await server.ask("/repeat"))
        assert (health.is_connected, health.silent_for is not None) == (True, True)
    assert (health.is_connected, health.connections) == (False, 0)
    assert server.sockets.closed_with == [1000, 1000]


async def test_a_refresh_under_load_loses_nothing(server: Server, tmp_path: Path) -> None:
    """Each command is acknowledged, and answered once, those on their way over the old socket included."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        asked: list[Asked] = []
        refreshing = asyncio.create_task(server.sockets.refresh(notice=0.2, linger=0.2))
        for number in range(COMMANDS):
            asked.append(await server.ask("/repeat", str(number), by=f"U0{number}"))
            await asyncio.sleep(0.01)
        await refreshing
        for each in asked:
            await server.answer(each)
        await server.until(lambda: len(server.sockets.connections) == 2)
    assert [each.shown[0].text.rpartition("=")[2] for each in asked] == [str(n) for n in range(COMMANDS)]
    assert [(len(each.shown), each.acknowledged) for each in asked] == [(1, True)] * COMMANDS
    assert server.sockets.opened == 3


async def test_a_socket_that_is_asked_to_go_is_heard_until_it_is_closed(server: Server, tmp_path: Path) -> None:
    """The new one is there before the old one goes."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        old = server.sockets.connections[0]
        await old.socket.send_json({"type": "disconnect", "reason": "warning"})
        await server.until(lambda: len(server.sockets.connections) == 3)
        for _ in range(3):
            await server.answer(await server.ask("/repeat", "x", by="U1"))
        assert (old.received, old.socket.closed) == (1, False)


async def test_a_cut_socket_is_replaced(server: Server, tmp_path: Path) -> None:
    """Meanwhile the other one is heard."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        server.sockets.cut()
        await server.until(lambda: len(server.sockets.connections) == 1)
        shown = await server.answer(await server.ask("/repeat", "x"))
        await server.until(lambda: len(server.sockets.connections) == 2)
    assert "text=x" in shown.text


async def test_a_socket_that_falls_silent_is_replaced(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looks open, but not even its pings are answered."""
    monkeypatch.setattr(sockets, "PING_INTERVAL", 0.05)
    monkeypatch.setattr(sockets, "SILENCE", 0.5)
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        dead = server.sockets.connections[0]
        dead.deaf = True
        await server.until(lambda: dead not in server.sockets.connections and len(server.sockets.connections) == 2)
        assert "text=x" in (await server.answer(await server.ask("/repeat", "x"))).text


async def test_an_acknowledgement_takes_another_socket_where_its_own_is_gone(server: Server, tmp_path: Path) -> None:
    """Options travel in it; they are worth the detour."""
    begun, go = asyncio.Event(), asyncio.Event()

    class Held:
        async def complete_people(self, *_: object) -> tuple[()]:
            begun.set()
            await go.wait()
            return ()

    who = command("who", repeat, Option("name", "Whom", required=True, completion=Completion.PERSON))
    dispatcher = Dispatcher(Services(cast("KnowledgeBase", Held()), {"who": who}, State()))
    async with on_slack(server, dispatcher, settings(server, tmp_path)):
        form = {"type": "modal", "callback_id": "ask:who", "blocks": []}
        typed = await server.type(form, "value", "option:name", "Z")
        await begun.wait()
        carrier = next(each for each in server.sockets.connections if each.received)
        assert carrier.transport is not None
        carrier.transport.abort()
        await server.until(lambda: carrier not in server.sockets.connections)
        go.set()
        payload = await server.acknowledged(typed)
    assert [option["text"]["text"] for option in (payload or {})["options"]] == ["“Z”"]


async def test_nonsense_over_a_socket_is_left_alone(server: Server, tmp_path: Path) -> None:
    """No line of it ends the hearing."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        for text in ("no json", "[]", "{}", '{"type": "news"}', "7"):
            await server.sockets.connections[0].socket.send_str(text)
        shown = await server.answer(await server.ask("/repeat", "x"))
    assert "text=x" in shown.text


# --------------------------------------------------------------------------------------------------------- refusals


async def test_a_refused_app_token_is_named(server: Server, tmp_path: Path) -> None:
    """Only the operator can mend it."""
    with pytest.raises(ConfigError, match=r"refuses SLACK_APP_TOKEN \(invalid_auth\)"):
        await run(settings(server, tmp_path, app_token="xapp-wrong"), table(REPEAT))


async def test_socket_mode_that_is_switched_off_is_told(server: Server, tmp_path: Path) -> None:
    """Slack says so over the sockets, and closes them."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)) as running:
        await server.sockets.disable()
        with pytest.raises(ConfigError, match="Socket Mode switched off"):
            await running


@pytest.mark.parametrize(
    "fault",
    [
        Fault("apps.*", 429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "0"}),
        Fault("apps.*", 500),
        Fault("apps.*", None),
    ],
)
async def test_sockets_are_opened_however_often_it_fails(server: Server, tmp_path: Path, fault: Fault) -> None:
    """A bad moment of Slack's costs moments."""
    fault.times = 3
    server.faults.append(fault)
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        assert "text=x" in (await server.answer(await server.ask("/repeat", "x"))).text


async def test_a_socket_that_greets_nobody_is_tried_again(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its greeting nothing would come over it."""
    monkeypatch.setattr(sockets, "HELLO", 0.5)
    server.sockets.greets = False
    dispatcher = table(REPEAT)
    async with on_slack(server, dispatcher, settings(server, tmp_path)):
        await server.until(lambda: server.sockets.opened >= 3)
        server.sockets.greets = True
        health = dispatcher.services.health[PLATFORM]
        await server.until(lambda: health.connections == 2)
        assert "text=x" in (await server.answer(await server.ask("/repeat", "x"))).text


@pytest.mark.parametrize("steps", range(0, 120, 8))
async def test_it_can_be_ended_at_any_moment(server: Server, tmp_path: Path, steps: int) -> None:
    """Also while sockets are being opened and greeted."""
    task = asyncio.create_task(run(settings(server, tmp_path), table(REPEAT)))
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
