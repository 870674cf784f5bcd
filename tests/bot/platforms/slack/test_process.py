"""The whole program as an operator runs it on Slack: `python -m bot run`, ended by a signal."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.bot.platforms.discord import server as discord
from tests.bot.platforms.slack.server import APP_TOKEN, BOT_TOKEN
from tests.places import ROOT

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.bot.platforms.slack.server import Server

PROMPTLY = 30  # seconds for the end, of which answers under way may take two


@asynccontextmanager
async def running(server: Server, articles: Path, folder: Path, **more: str) -> AsyncIterator[Process]:
    """The program, with nothing of this machine's settings."""
    chosen = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": server.api_url,
        "DRAGOMAN_ARTICLES": str(articles),
        "DRAGOMAN_DATA": str(folder / "data"),
        "DRAGOMAN_LOG": "debug",
        **more,
    }
    own = ("DISCORD_", "DRAGOMAN_", "SLACK_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=folder,
        env={**inherited, **chosen, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
async def test_the_program_answers_and_ends_cleanly(
    server: Server, articles: Path, tmp_path: Path, ending: signal.Signals
) -> None:
    """On a signal it closes its sockets and ends with status 0, without a trace; no token is in its log."""
    async with running(server, articles, tmp_path) as process:
        await server.until(lambda: len(server.sockets.connections) == 2)
        shown = await server.answer(await server.ask("/quote", "never closed"))
        context = await server.answer(await server.press(shown, "Context"))
        process.send_signal(ending)
        _, log = await asyncio.wait_for(process.communicate(), PROMPTLY)
    assert "Ana Reis" in shown.text
    assert "We have never closed" in context.text
    assert (process.returncode, "Traceback" in log.decode()) == (0, False)
    await server.until(lambda: not server.sockets.connections)
    assert not any(secret in log.decode() for secret in (BOT_TOKEN, APP_TOKEN, "ticket-"))


async def test_what_was_asked_just_before_the_end_is_answered(server: Server, articles: Path, tmp_path: Path) -> None:
    """SIGTERM comes while an answer is on its way."""
    async with running(server, articles, tmp_path) as process:
        await server.until(lambda: len(server.sockets.connections) == 2)
        asked = await server.ask("/quote", "never closed")
        await server.acknowledged(asked)
        process.send_signal(signal.SIGTERM)
        shown = await server.answer(asked)
        await asyncio.wait_for(process.communicate(), PROMPTLY)
    assert (process.returncode, "Ana Reis" in shown.text) == (0, True)


async def test_a_refused_token_ends_the_program_with_a_sentence(server: Server, articles: Path, tmp_path: Path) -> None:
    """Its log and its last line say what to do, without a trace."""
    async with running(server, articles, tmp_path, SLACK_BOT_TOKEN="xoxb-refused") as process:
        _, log = await asyncio.wait_for(process.communicate(), PROMPTLY)
    assert process.returncode == 2
    assert "Slack refuses SLACK_BOT_TOKEN" in log.decode().splitlines()[-1]
    assert ("Traceback" in log.decode(), "xoxb-refused" in log.decode()) == (False, False)


async def test_discord_that_fails_leaves_slack_answering(server: Server, articles: Path, tmp_path: Path) -> None:
    """Both run in one process; a token that Discord refuses is Discord's affair."""
    async with discord.serving() as other:
        more = {"DISCORD_TOKEN": "refused", "DISCORD_API_URL": other.api_url}
        async with running(server, articles, tmp_path, **more) as process:
            await other.until(lambda: other.requests)
            await server.until(lambda: len(server.sockets.connections) == 2)
            shown = await server.answer(await server.ask("/quote", "never closed"))
            process.send_signal(signal.SIGTERM)
            _, log = await asyncio.wait_for(process.communicate(), PROMPTLY)
    assert ("Ana Reis" in shown.text, process.returncode) == (True, 0)
    assert "Discord refuses DISCORD_TOKEN" in log.decode()
