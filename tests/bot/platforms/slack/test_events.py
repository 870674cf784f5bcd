"""Writing to the bot on Slack, looking a message up, and the Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.command import Option
from bot.reply import Reply
from tests.bot.platforms.slack import payloads
from tests.bot.platforms.slack.payloads import ADMIN, BOT_USER, CHANNEL, CLOSED, DIRECT, USER
from tests.bot.platforms.slack.running import REFUSE, REPEAT, command, on_slack, repeat, settings, table

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.platforms.slack.server import Server

WHO = command("who-said", repeat, Option("phrase", "What"))
HELP = command("help", repeat)

# ---------------------------------------------------------------------------------------------------------- written


@pytest.mark.parametrize("text", [f"<@{BOT_USER}> repeat x &amp; y", f"<@{BOT_USER}|dragoman> /repeat x & y"])
async def test_a_mention_is_answered_in_its_thread(server: Server, tmp_path: Path, text: str) -> None:
    """Everybody sees it there: it was asked in front of them."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        asked = await server.write(text)
        await server.acknowledged(asked)
        (shown,) = await server.posted(CHANNEL)
    assert (shown.text, shown.private, shown.thread) == ("/repeat\nasked: text=x & y", False, asked.stamp)


async def test_a_mention_in_a_thread_is_answered_there(server: Server, tmp_path: Path) -> None:
    """Not in a thread of its own."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        await server.write(f"<@{BOT_USER}> repeat x", thread="1600000000.000001")
        (shown,) = await server.posted(CHANNEL)
    assert shown.thread == "1600000000.000001"


async def test_a_miss_is_told_to_who_asked_alone(server: Server, tmp_path: Path) -> None:
    """Nobody else is bothered with it."""
    async with on_slack(server, table(REFUSE), settings(server, tmp_path)):
        await server.write(f"<@{BOT_USER}> refuse x")
        (shown,) = await server.posted(CHANNEL)
    assert (shown.text, shown.only, bool(shown.thread)) == ("Nothing here.", USER, True)


async def test_a_bare_mention_is_answered_with_help(server: Server, tmp_path: Path) -> None:
    """Whoever only calls the bot wants to know what it can do."""
    async with on_slack(server, table(HELP), settings(server, tmp_path)):
        await server.write(f"<@{BOT_USER}>")
        (shown,) = await server.posted(CHANNEL)
    assert shown.text == "/dragoman-help\nasked:"


async def test_a_direct_message_is_answered_in_its_thread(server: Server, tmp_path: Path) -> None:
    """Nobody else reads it, so nothing is hidden there."""
    async with on_slack(server, table(REPEAT, REFUSE), settings(server, tmp_path)):
        await server.write("repeat x", channel=DIRECT)
        await server.write("refuse x", channel=DIRECT)
        shown = await server.posted(DIRECT, 2)
    assert {(each.text, each.private) for each in shown} == {
        ("/repeat\nasked: text=x", False),
        ("Nothing here.", False),
    }
    assert all(each.thread for each in shown)


@pytest.mark.parametrize("more", [{"bot_id": "B0OTHER"}, {"subtype": "message_changed"}, {"user": BOT_USER}])
async def test_what_nobody_asked_is_left_alone(server: Server, tmp_path: Path, more: dict[str, str]) -> None:
    """The bot's own words, other bots', and messages that only changed."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        await server.happen({**payloads.written("repeat x", USER, DIRECT, "1.1"), **more})
        await server.write("repeat next", channel=DIRECT)
        (shown,) = await server.posted(DIRECT)
    assert "text=next" in shown.text


async def test_an_event_that_slack_sends_again_is_answered_once(server: Server, tmp_path: Path) -> None:
    """It does so whenever it is unsure; each time is acknowledged."""
    inner = payloads.written(f"<@{BOT_USER}> repeat x", USER, CHANNEL, "1700000000.000001")
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        asked = await server.happen(inner, channel=CHANNEL)
        again = [await server.repeat(asked, inner) for _ in range(3)]
        for each in (asked, *again):
            await server.acknowledged(each)
        await server.write(f"<@{BOT_USER}> repeat next")
        shown = await server.posted(CHANNEL, 2)
    assert [each.text for each in shown] == ["/repeat\nasked: text=x", "/repeat\nasked: text=next"]


async def test_a_mention_in_a_channel_closed_to_the_bot_is_answered_directly(server: Server, tmp_path: Path) -> None:
    """It was thrown out between the question and the answer."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        await server.write(f"<@{BOT_USER}> repeat x", channel=CLOSED)
        (shown,) = await server.posted(f"D{USER[1:]}")
    assert (shown.text, shown.thread) == ("/repeat\nasked: text=x", "")


async def test_an_event_that_means_nothing_here_is_acknowledged(server: Server, tmp_path: Path) -> None:
    """A workspace may send more than the manifest asks for."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)) as running:
        await server.acknowledged(await server.happen({"type": "reaction_added", "user": USER, "reaction": "eyes"}))
        assert not running.done()


# ------------------------------------------------------------------------------------------- looked up from a message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("&gt; never *closed* <@U0OTHER> <https://x.example>", "never closed"),
        ("I read “we have never closed it” somewhere", "we have never closed it"),
        ("_R&amp;D_ `pays` for snake_case", "R&D pays for snake_case"),
    ],
)
async def test_who_said_this_looks_up_a_message(server: Server, tmp_path: Path, text: str, words: str) -> None:
    """Its quotation, or all of it, without Slack's markup; the answer is for the asker alone."""
    async with on_slack(server, table(WHO), settings(server, tmp_path)):
        shown = await server.answer(await server.look_up(text))
    assert (shown.only, shown.text) == (USER, f"/who-said\nasked: phrase={words}")


async def test_a_message_without_words_is_told_so(server: Server, tmp_path: Path) -> None:
    """A picture says nothing that could be looked up."""
    async with on_slack(server, table(WHO), settings(server, tmp_path)):
        shown = await server.answer(await server.look_up(" <@U0OTHER> "))
    assert (shown.only, "no words" in shown.text) == (USER, True)


# ---------------------------------------------------------------------------------------------------------- the Home


ABOUT = command("about", lambda request: _titled(request.command))
REPORTS = command("reports", lambda request: _titled(request.command), admin=True)


@pytest.mark.parametrize(("by", "sees"), [(USER, {"about"}), (ADMIN, {"about", "reports"})])
async def test_the_home_shows_what_there_is(server: Server, tmp_path: Path, by: str, sees: set[str]) -> None:
    """Admins see what waits for them as well."""
    async with on_slack(server, table(ABOUT, REPORTS), settings(server, tmp_path)):
        await server.happen({"type": "app_home_opened", "user": by, "tab": "home", "channel": "D1"}, by)
        await server.until(lambda: by in server.api.homes)
    shown = str(server.api.homes[by])
    assert {name for name in ("about", "reports") if f"title of {name}" in shown} == sees


async def test_the_home_is_shown_for_its_own_tab_alone(server: Server, tmp_path: Path) -> None:
    """Reading messages opens it too."""
    async with on_slack(server, table(ABOUT), settings(server, tmp_path)):
        await server.happen({"type": "app_home_opened", "user": USER, "tab": "messages", "channel": "D1"})
        await server.happen({"type": "app_home_opened", "user": ADMIN, "tab": "home", "channel": "D1"}, ADMIN)
        await server.until(lambda: server.api.homes)
    assert list(server.api.homes) == [ADMIN]


@pytest.mark.parametrize(
    ("typed", "told"), [("repeat x", "/repeat\nasked: text=x"), ("half a", "/quote\nasked: phrase=half a")]
)
async def test_a_search_in_the_home_is_answered_in_a_direct_message(
    server: Server, tmp_path: Path, typed: str, told: str
) -> None:
    """There is no channel there; words that are no command are looked up."""
    quote = command("quote", repeat, Option("phrase", "What"))
    async with on_slack(server, table(ABOUT, REPEAT, quote), settings(server, tmp_path)):
        await server.use_home({"type": "plain_text_input", "action_id": "search", "value": typed}, "search")
        (shown,) = await server.posted(f"D{USER[1:]}")
    assert shown.text == told


async def _titled(name: str) -> Reply:
    return Reply(title=f"title of {name}")
