"""The composition root: platforms side by side, and a clean end."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot import app
from bot.config import Address, Settings, Slack
from bot.delivering import Deliverer
from bot.errors import BotError, ConfigError
from bot.request import Request
from bot.site import app as site_app
from knowledge import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.dispatch import Dispatcher

PATIENCE_SECONDS = 120
NEW = "# New\n\n“Words nobody said before,” said Dora Doe.\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals reach an event loop on POSIX alone")


@pytest.fixture
def settings(articles: Path, data: Path) -> Settings:
    """The settings of the small corpus."""
    return Settings(data=data, articles=(articles,))


async def until(holds: Callable[[], bool]) -> None:
    """Wait for what nobody tells of."""
    while not holds():  # noqa: ASYNC110 - it is what other tasks do by themselves
        await asyncio.sleep(0.01)


async def breaks(_settings: Settings, _dispatcher: Dispatcher) -> None:
    """A platform that fails at once."""
    raise RuntimeError("no network")


async def refuses(_settings: Settings, _dispatcher: Dispatcher) -> None:
    """A platform that is not set up."""
    raise ConfigError("the token is wrong")


@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGINT])
async def test_a_failing_platform_leaves_the_others_running(
    settings: Settings, ends: signal.Signals, caplog: pytest.LogCaptureFixture
) -> None:
    """Until a signal ends them: cleanly, with the knowledge base open to the last."""
    seen: list[str] = []
    broken = asyncio.Event()

    async def fails(settings: Settings, dispatcher: Dispatcher) -> None:
        broken.set()
        await breaks(settings, dispatcher)

    async def talks(_settings: Settings, dispatcher: Dispatcher) -> None:
        await broken.wait()
        asyncio.get_running_loop().call_soon(os.kill, os.getpid(), ends)
        try:
            await asyncio.Event().wait()
        finally:
            seen.extend(each.text for each in await dispatcher.complete("expert", "name", "bruno"))

    await app.serve(settings, {"fails": fails, "talks": talks})
    assert seen == ["Bruno Baker"]
    assert "fails stopped" in caplog.text
    assert "RuntimeError: no network" in caplog.text


async def test_the_deliverer_runs_beside_the_platforms(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Its end leaves them running; each platform that is switched on has its poster from the start."""
    broken = asyncio.Event()

    async def run(_: Deliverer) -> None:
        broken.set()
        raise RuntimeError("no clock")

    async def talks(_settings: Settings, dispatcher: Dispatcher) -> None:
        await broken.wait()
        assert dispatcher.services.deliverer is not None
        assert list(dispatcher.services.posters) == ["discord", "slack"]

    monkeypatch.setattr(Deliverer, "run", run)
    both = replace(settings, data=tmp_path, discord_token="a token", slack=Slack("a token"))
    with pytest.raises(BotError, match="Every platform has stopped"):
        await app.serve(both, {"talks": talks})
    assert "delivering briefings stopped" in caplog.text


async def test_the_deliverer_ends_before_the_platforms(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a post under way can still be finished."""
    ended: list[str] = []

    async def run(_: Deliverer) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.append("deliverer")

    async def talks(_settings: Settings, _dispatcher: Dispatcher) -> None:
        asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGTERM)
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("platform")

    monkeypatch.setattr(Deliverer, "run", run)
    await app.serve(replace(settings, data=tmp_path), {"talks": talks})
    assert ended == ["deliverer", "platform"]


async def test_fetching_and_watching_are_there_where_they_are_switched_on(
    settings: Settings, tmp_path: Path, articles: Path
) -> None:
    """And end with the last platform; without the settings there is neither."""
    fetchers: list[object] = []

    async def talks(settings: Settings, dispatcher: Dispatcher) -> None:
        fetchers.append(dispatcher.services.fetcher)
        if settings.watch:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not await _is_found(dispatcher):
                    (folder / "new.md").write_text(NEW, encoding="utf-8")
                    await asyncio.sleep(3)

    folder = Path(shutil.copytree(articles, tmp_path / "articles"))
    switched = replace(settings, articles=(folder,), data=tmp_path / "data", fetch=True, watch=True)
    for each in (settings, switched):
        with pytest.raises(BotError, match="Every platform has stopped"):
            await app.serve(each, {"talks": talks})
    assert [type(each).__name__ for each in fetchers] == ["NoneType", "Fetcher"]


async def _is_found(dispatcher: Dispatcher) -> bool:
    return (await dispatcher.services.knowledge.quotations("words nobody said before"))[0] > 0


async def test_it_ends_when_no_platform_is_left(settings: Settings) -> None:
    """With the reason, so that whoever started it can tell."""
    with pytest.raises(ConfigError, match="the token is wrong"):
        await app.serve(settings, {"refuses": refuses})
    with pytest.raises(BotError, match="breaks stopped: RuntimeError"):
        await app.serve(settings, {"breaks": breaks})


async def test_a_platform_that_just_ends_is_told(settings: Settings) -> None:
    """Silence would look like a clean end."""

    async def ends(_settings: Settings, _dispatcher: Dispatcher) -> None:
        return

    with pytest.raises(BotError, match="Every platform has stopped"):
        await app.serve(settings, {"ends": ends})


async def test_a_data_folder_that_cannot_be_is_named(articles: Path, tmp_path: Path) -> None:
    """With the variable that moves it."""
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="set DRAGOMAN_DATA"):
        async with app.opened(Settings(data=file / "data", articles=(articles,))):
            pass


async def test_the_site_runs_beside_the_platforms(settings: Settings, unused_tcp_port: int) -> None:
    """Until they end; it tells what runs beside it, and a link in every answer leads to it."""
    told: list[Any] = []

    async def talks(_settings: Settings, dispatcher: Dispatcher) -> None:
        async with aiohttp.ClientSession() as session:
            while not told:
                with suppress(aiohttp.ClientConnectionError):
                    async with session.get(f"http://127.0.0.1:{unused_tcp_port}/healthz") as answer:
                        told.append(await answer.json())
        told.append((await dispatcher.answer(Request("experts"))).site)

    beside = replace(settings, site=Address("127.0.0.1", unused_tcp_port), site_url="https://quotes.example.org")
    with pytest.raises(BotError, match="Every platform has stopped"):
        await app.serve(beside, {"talks": talks})
    parts = ("delivering briefings", "following corrections", "talks", "site")
    assert told[0]["running"] == dict.fromkeys(parts, "running")
    assert told[1] == "https://quotes.example.org"


async def test_a_site_that_cannot_listen_leaves_the_platforms_running(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """One sentence in the log says why."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = Address("127.0.0.1", taken.getsockname()[1])
        seen: list[bool] = []

        async def talks(_settings: Settings, dispatcher: Dispatcher) -> None:
            await until(lambda: not dispatcher.services.running.get("site", True))
            seen.append(bool(await dispatcher.complete("expert", "name", "bruno")))

        with pytest.raises(BotError, match="Every platform has stopped"):
            await app.serve(replace(settings, site=address), {"talks": talks})
        with pytest.raises(
            BotError, match=r"^The site cannot listen on 127\.0\.0\.1:\d+ \(Address already in use\); stop what else"
        ):
            await app.serve_site(replace(settings, site=address))
    assert seen == [True]
    assert f"site stopped: The site cannot listen on {address}" in caplog.text


async def test_the_site_alone_shows_what_another_process_builds(
    settings: Settings, tmp_path: Path, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Soon after; nobody has to restart it."""
    monkeypatch.setattr(site_app, "_REFRESH", 0.01)
    folder = copytree(settings.articles[0], tmp_path / "articles")
    own = replace(settings, articles=(folder,), data=tmp_path, site=Address("127.0.0.1", unused_tcp_port))
    serving = asyncio.create_task(app.serve_site(own))
    async with aiohttp.ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as session:
        assert await _soon(session, "Fish Prices Double")
        (folder / "new.md").write_text("---\ntitle: Newer Than All\n---\n\nAna Reis said: “Yes.”\n", encoding="utf-8")
        async with await KnowledgeBase.open([folder], tmp_path):
            pass
        assert await _soon(session, "Newer Than All")
    os.kill(os.getpid(), signal.SIGTERM)
    await serving


async def _soon(session: aiohttp.ClientSession, headline: str) -> bool:
    """Wait until the articles that the site lists have this headline."""
    shown = ""
    while headline not in shown:
        with suppress(aiohttp.ClientConnectionError):
            async with session.get("/articles") as answer:
                shown = await answer.text()
        await asyncio.sleep(0.01)
    return True


async def test_the_site_alone_ends_with_a_signal(
    settings: Settings, unused_tcp_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Cleanly; and whoever lets others reach it is told that there is no login."""
    caplog.set_level("INFO")
    everywhere = replace(settings, site=Address("0.0.0.0", unused_tcp_port))  # noqa: S104 - what the warning is for
    serving = asyncio.create_task(app.serve_site(everywhere))
    await until(lambda: "the site is at" in caplog.text)
    os.kill(os.getpid(), signal.SIGTERM)
    await serving
    assert "the site has no login" in caplog.text


def test_a_token_switches_its_platform_on(settings: Settings) -> None:
    """And nothing else does."""
    assert list(app.platforms(replace(settings, discord_token="a token"))) == ["discord"]
    assert list(app.platforms(replace(settings, slack=Slack("a token")))) == ["slack"]
    assert list(app.platforms(replace(settings, discord_token="a token", slack=Slack("a token")))) == [
        "discord",
        "slack",
    ]


def test_no_platform_without_a_token(settings: Settings) -> None:
    """The sentence names the variable."""
    with pytest.raises(ConfigError, match="neither DISCORD_TOKEN nor SLACK_BOT_TOKEN is set"):
        app.platforms(settings)
