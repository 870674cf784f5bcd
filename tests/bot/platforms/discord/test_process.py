"""The whole program as an operator runs it: `python -m bot run`, ended by a signal."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.bot.platforms.discord.server import TOKEN
from tests.places import ROOT

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.bot.platforms.discord.server import Server

PROMPTLY = 10  # seconds for the end, of which answers under way may take two


@asynccontextmanager
async def running(server: Server, articles: Path, folder: Path, token: str = TOKEN) -> AsyncIterator[Process]:
    """The program, with nothing of this machine's settings."""
    settings = {
        "DISCORD_TOKEN": token,
        "DISCORD_API_URL": server.api_url,
        "DRAGOMAN_ARTICLES": str(articles),
        "DRAGOMAN_DATA": str(folder / "data"),
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "DRAGOMAN_"))}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=folder,
        env={**inherited, **settings, "PYTHONPATH": str(ROOT)},
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
    """It registers, answers, and on a signal says goodbye to the gateway and ends with status 0 and no trace."""
    async with running(server, articles, tmp_path) as process:
        await _registered(server, process)
        shown = await server.answer(await server.ask("quote", phrase="never closed"))
        process.send_signal(ending)
        _, log = await asyncio.wait_for(process.communicate(), PROMPTLY)
    assert "— **Ana Reis" in shown.text
    assert (process.returncode, "Traceback" in log.decode()) == (0, False)
    await server.until(lambda: not server.gateway.connections)
    assert server.gateway.closed_with == [1000]


async def test_a_refused_token_ends_the_program_with_a_sentence(server: Server, articles: Path, tmp_path: Path) -> None:
    """Its log and its last line say what to do, without a trace."""
    async with running(server, articles, tmp_path, token="refused") as process:
        _, log = await asyncio.wait_for(process.communicate(), PROMPTLY * 3)
    assert process.returncode == 2
    assert "Discord refuses DISCORD_TOKEN" in log.decode().splitlines()[-1]
    assert "Traceback" not in log.decode()


async def _registered(server: Server, process: Process) -> None:
    """Wait until the program is on Discord, or fail with what it said when it ended."""
    waiting = asyncio.create_task(server.until(lambda: server.gateway.connected and server.commands))
    ended = asyncio.create_task(process.wait())
    await asyncio.wait({waiting, ended}, return_when=asyncio.FIRST_COMPLETED)
    ended.cancel()
    if process.returncode is not None:
        waiting.cancel()
        _, log = await process.communicate()
        pytest.fail(log.decode())
    await waiting
