"""The composition root: builds everything, runs the platforms in one task group, closes everything."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from bot import __version__, commands
from bot.command import Services
from bot.config import DISCORD_ADVICE, SLACK_ADVICE
from bot.delivering import Deliverer
from bot.dispatch import Dispatcher
from bot.editing.changing import follow
from bot.editors import Editors
from bot.errors import BotError, ConfigError
from bot.state import State
from bot.watching import Watcher
from knowledge import Fetcher, KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from bot.config import Settings
    from bot.delivering import Poster

    Platform = Callable[[Settings, Dispatcher], Awaitable[None]]

_GARBAGE = (2_000, 10, 100)  # thresholds of the collector's three generations, the first in objects

log = logging.getLogger(__name__)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[KnowledgeBase]:
    """The knowledge base of `settings`, brought up to date with its articles and corrections, and closed at the end."""
    async with _opened(settings) as (knowledge, _):
        yield knowledge


@asynccontextmanager
async def dispatching(settings: Settings) -> AsyncIterator[Dispatcher]:
    """A dispatcher over the knowledge base and the state of `settings`; it delivers no briefings."""
    async with _opened(settings) as (knowledge, state):
        services = Services(knowledge, commands.load(), state, fetcher=_fetcher(settings), site=settings.site_url)
        yield Dispatcher(services)


@asynccontextmanager
async def delivering(settings: Settings, *, alone: bool) -> AsyncIterator[tuple[Dispatcher, Deliverer]]:
    """A dispatcher as above, and the deliverer that is to run beside the platforms and posts through their posters.

    `alone` says that there is one platform only.
    """
    async with _opened(settings) as (knowledge, state):
        posters: dict[str, Poster] = {}
        deliverer = Deliverer(state, posters)
        services = Services(
            knowledge,
            commands.load(),
            state,
            deliverer,
            posters,
            editors=Editors(settings.editors, alone=alone),
            site=settings.site_url,
            fetcher=_fetcher(settings),
        )
        posters.update(_posters(settings, services))
        yield Dispatcher(services), deliverer


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[tuple[KnowledgeBase, State]]:
    """The state first: it has the corrections, without which nobody is to be answered."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"The data folder {settings.data} cannot be made ({error.strerror}); "
            "set DRAGOMAN_DATA to a folder that can be written."
        ) from error
    async with State(settings.data) as state:
        corrections = await state.corrections_in_force()
        async with await KnowledgeBase.open(settings.articles, settings.data, corrections=corrections) as knowledge:
            yield knowledge, state


def _fetcher(settings: Settings) -> Fetcher | None:
    return Fetcher(__version__) if settings.fetch else None


def platforms(settings: Settings) -> Mapping[str, Platform]:
    """The platforms that are switched on; raises ConfigError, which says how, where none is."""
    found: dict[str, Platform] = {}
    if settings.discord_token is not None:
        from bot.platforms.discord.app import run as on_discord  # noqa: PLC0415 - discord.py is slow to import

        found["discord"] = on_discord
    if settings.slack is not None:
        from bot.platforms.slack.app import run as on_slack  # noqa: PLC0415 - Bolt is slow to import

        found["slack"] = on_slack
    if not found:
        raise ConfigError(
            f"No platform is switched on: neither DISCORD_TOKEN nor SLACK_BOT_TOKEN is set. For Discord: "
            f"{DISCORD_ADVICE} For Slack: {SLACK_ADVICE} To try it without a token: dragoman console"
        )
    return found


def site(settings: Settings) -> Mapping[str, Platform]:
    """The site, where it is switched on, to be run beside the platforms."""
    if settings.site is None:
        return {}
    from bot.site.app import run  # noqa: PLC0415 - most bots have none, and start faster without

    return {"site": run}


def _posters(settings: Settings, services: Services) -> Mapping[str, Poster]:
    """The posters of the platforms that are switched on: there from the start, whether they can post yet or not."""
    found: dict[str, Poster] = {}
    if settings.discord_token is not None:
        from bot.platforms.discord import posting as on_discord  # noqa: PLC0415 - discord.py is slow to import

        found[on_discord.PLATFORM] = on_discord.Poster(services)
    if settings.slack is not None:
        from bot.platforms.slack import posting as on_slack  # noqa: PLC0415 - Slack's libraries are slow to import

        found[on_slack.PLATFORM] = on_slack.Poster(services)
    return found


async def serve(settings: Settings, platforms: Mapping[str, Platform]) -> None:
    """Run every platform, the deliverer and the site beside them, until a signal; what fails leaves the others running.

    Raises BotError once no platform is left. At the end the deliverer goes first, so that it can finish its posts.
    """
    stop = asyncio.Event()
    _on_signals(stop)
    async with delivering(settings, alone=len(platforms) == 1) as (dispatcher, deliverer), asyncio.TaskGroup() as group:
        settle_memory()
        states = dispatcher.services.running
        briefings = group.create_task(_guarded("delivering briefings", deliverer.run(), states))
        watched = states if settings.watch else {}
        watching = group.create_task(
            _guarded("watching the articles", _watched(settings, dispatcher.services), watched)
        )
        following = group.create_task(_guarded("following corrections", follow(dispatcher.services), states))
        stopping = group.create_task(stop.wait())
        running, beside = (
            {group.create_task(_guarded(name, part(settings, dispatcher), states)) for name, part in parts.items()}
            for parts in (platforms, site(settings))
        )
        left = set(running)
        while left and not stop.is_set():
            done, _ = await asyncio.wait({stopping, *left}, return_when=asyncio.FIRST_COMPLETED)
            left -= done
        briefings.cancel()
        await asyncio.wait({briefings})
        for task in (stopping, watching, following, *left, *beside):
            task.cancel()
    if not stop.is_set():
        raise next((error for task in running if (error := task.result())), BotError("Every platform has stopped."))


async def _watched(settings: Settings, services: Services) -> None:
    if settings.watch:
        await Watcher(services.base, services.changing).run()


def settle_memory() -> None:
    """Keep the collector of cyclic garbage from walking, time and again, over all names and articles in memory.

    With 100,000 quotations each such walk holds everybody up for a tenth of a second. What comes later is walked over
    whole only once two million objects more were made than freed: some hundred MB if all of them were garbage.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GARBAGE)


async def serve_site(settings: Settings) -> None:
    """Run the site alone until a signal; raises BotError where it cannot run.

    It delivers no briefings, and takes over what another process builds.
    """
    stop = asyncio.Event()
    _on_signals(stop)
    async with dispatching(settings) as dispatcher:
        from bot.site.app import run  # noqa: PLC0415 - as above

        settle_memory()
        running = asyncio.create_task(run(settings, dispatcher))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def _guarded(name: str, running: Awaitable[None], states: dict[str, bool]) -> BotError | None:
    """What the part failed with, noted in the log; its failure is its own."""
    states[name] = True
    try:
        await running
    except BotError as error:
        log.error("%s stopped: %s", name, error)  # noqa: TRY400 - its text is the whole story
        return error
    except Exception as error:
        log.exception("%s stopped", name)
        return BotError(f"{name} stopped: {type(error).__name__}; the log says more.")
    finally:
        states[name] = False
    return None


def _on_signals(stop: asyncio.Event) -> None:
    """Ask for a clean end on the first signal; the second one ends the process at once."""
    loop = asyncio.get_running_loop()

    def asked() -> None:
        stop.set()
        for each in signals:
            loop.remove_signal_handler(each)

    signals = (signal.SIGINT, signal.SIGTERM)
    for each in signals:
        with suppress(NotImplementedError):  # Windows has none for event loops; Ctrl-C interrupts there
            loop.add_signal_handler(each, asked)
