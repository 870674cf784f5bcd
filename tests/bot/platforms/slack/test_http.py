"""Being called by Slack over HTTP, where sockets are not wanted."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from bot.errors import ConfigError
from bot.platforms.slack.app import run
from bot.platforms.slack.posting import PLATFORM
from tests.bot.platforms.slack import payloads
from tests.bot.platforms.slack.payloads import CHANNEL, USER
from tests.bot.platforms.slack.running import REFUSE, REPEAT, on_slack, settings, table
from tests.bot.platforms.slack.server import SECRET, signed
from tests.bot.platforms.slack.test_forms import HELP

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.platforms.slack.server import Server

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def test_everything_is_heard_over_http(server: Server, tmp_path: Path) -> None:
    """Commands, buttons, forms and their completions, events: each acknowledged with 200, then answered."""
    dispatcher = table(REPEAT, REFUSE, HELP)
    async with on_slack(server, dispatcher, settings(server, tmp_path, app_token=None)):
        missed = await server.ask("/refuse", "x &amp; y")
        pressed = await server.press(await server.answer(missed), "Nearest · did you mean")
        after = await server.answer(pressed)
        form = await server.ask("/explain")
        await server.until(lambda: form.form)
        typed = await server.type(form.form or {}, "value", "option:command", "re")
        inner = payloads.written("<@U0BOT> repeat z", USER, CHANNEL, "1.1")
        event = await server.happen(inner)
        again = await server.repeat(event, inner)
        (mentioned,) = await server.posted(CHANNEL)
        assert dispatcher.services.health[PLATFORM].is_connected
    assert (after.text, mentioned.text) == ("/repeat\nasked: text=x & y", "/repeat\nasked: text=z")
    assert [each.status for each in (missed, pressed, form, typed, event, again)] == [200] * 6
    assert [each["text"]["text"] for each in (await server.acknowledged(typed) or {})["options"]][:2] == [
        "repeat",
        "refuse",
    ]
    assert not dispatcher.services.health[PLATFORM].is_connected
    assert server.called("apps.*") == []


@pytest.mark.parametrize("wrong", ["signature", "time", "nothing"])
async def test_what_slack_has_not_signed_is_refused(server: Server, tmp_path: Path, wrong: str) -> None:
    """Nobody else can ask in somebody's name, nor send an old request again."""
    body = payloads.command("/repeat", "x", USER, CHANNEL, {"response_url": "http://127.0.0.1:1/", "trigger_id": "t"})
    raw = urlencode(body)
    headers = {
        "signature": signed(raw, "another0secret"),
        "time": signed(raw, SECRET, time.time() - 600),
        "nothing": {},
    }[wrong]
    async with on_slack(server, table(REPEAT), settings(server, tmp_path, app_token=None)):
        status, _ = await server.post(raw, {**FORM, **headers})
        fine, _ = await server.post(raw, {**FORM, **signed(raw, SECRET)})
    assert (status, fine) == (401, 200)


async def test_slack_is_told_that_the_address_is_ours(server: Server, tmp_path: Path) -> None:
    """It asks once, when the address is put into the app's settings."""
    raw = json.dumps({"type": "url_verification", "token": "unused", "challenge": "abc"})
    async with on_slack(server, table(REPEAT), settings(server, tmp_path, app_token=None)):
        status, sent = await server.post(raw, {"Content-Type": "application/json", **signed(raw, SECRET)})
    assert (status, sent.payload) == (200, {"challenge": "abc"})


async def test_nonsense_is_refused_and_ends_nothing(server: Server, tmp_path: Path) -> None:
    """Even well signed."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path, app_token=None)):
        for raw in ("", "payload=%7B", "\x00", "[]"):
            status, _ = await server.post(raw, {**FORM, **signed(raw, SECRET)})
            assert status >= 400
        assert "text=x" in (await server.answer(await server.ask("/repeat", "x"))).text


async def test_an_address_that_is_taken_is_told(server: Server, tmp_path: Path) -> None:
    """With the settings that move it."""
    chosen = settings(server, tmp_path, app_token=None)
    assert chosen.slack is not None
    other = await asyncio.start_server(lambda *_: None, chosen.slack.host, chosen.slack.port)
    async with other:
        with pytest.raises(ConfigError, match="SLACK_HOST and SLACK_PORT"):
            await run(chosen, table(REPEAT))
