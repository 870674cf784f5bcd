"""Nothing that goes wrong on Slack ends in silence: its own faults, refusals, ends of what it lends."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.config import Settings
from bot.errors import ConfigError
from bot.platforms.slack import identity, talk
from bot.platforms.slack.app import run
from bot.reply import Choice, Reply
from tests.bot.platforms.slack.payloads import BOT_USER, CHANNEL, CLOSED, DIRECT, USER
from tests.bot.platforms.slack.running import REFUSE, REPEAT, Slow, command, on_slack, repeat, settings, table
from tests.bot.platforms.slack.server import Fault
from tests.bot.platforms.slack.test_forms import HELP

if TYPE_CHECKING:
    from pathlib import Path

    from bot.command import Request
    from tests.bot.platforms.slack.server import Server

LIMITED = {"ok": False, "error": "ratelimited"}
FAULTS = {
    "429": Fault(".", 429, LIMITED, {"Retry-After": "0"}),
    "500": Fault(".", 500, {"ok": False, "error": "internal_error"}),
    "502": Fault(".", 502, "<html>Bad Gateway</html>"),
}
ABOUT = command("about", repeat)

# -------------------------------------------------------------------------------------------------- faults of Slack's


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize(
    "method",
    [
        *("auth.test", "apps.connections.open", "users.info", "respond"),
        *("chat.postMessage", "chat.postEphemeral", "views.open", "views.publish"),
    ],
)
async def test_a_fault_of_slacks_costs_a_moment(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, kind: str
) -> None:
    """Whatever is called, it is called again."""
    monkeypatch.setattr(identity, "PAUSES", (0.01,))
    fault = FAULTS[kind]
    server.faults.append(Fault(method, fault.status, fault.body, fault.headers))
    async with on_slack(server, table(REPEAT, REFUSE, HELP, ABOUT), settings(server, tmp_path)):
        assert "text=x" in (await server.answer(await server.ask("/repeat", "x"))).text
        await server.write(f"<@{BOT_USER}> repeat x")
        await server.write(f"<@{BOT_USER}> refuse x")
        await server.posted(CHANNEL, 2)
        form = await server.ask("/explain")
        await server.until(lambda: form.form)
        await server.happen({"type": "app_home_opened", "user": USER, "tab": "home", "channel": "D1"})
        await server.until(lambda: server.api.homes)
    assert [each.times for each in server.faults] == [0]


async def test_a_rate_limit_that_asks_too_much_is_not_waited_out(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody waits for an hour; the log says what happened, and the next question is answered."""
    server.faults.append(Fault("chat.postMessage", 429, LIMITED, {"Retry-After": "3600"}))
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        await server.write(f"<@{BOT_USER}> repeat x")
        await server.until(lambda: server.called("chat.postEphemeral"))
        await server.write(f"<@{BOT_USER}> repeat next")
        shown = await server.posted(CHANNEL, 2)
    assert ["Something went wrong" in each.text for each in shown] == [True, False]
    assert "ratelimited" in caplog.text


async def test_a_message_whose_receipt_was_lost_is_not_doubled(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The connection broke after Slack had taken it; the library would send it again."""
    server.faults.append(Fault("chat.postMessage", None, after_serving=True))
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        await server.write("repeat x", channel=DIRECT)
        await server.until(lambda: "could not be given" in caplog.text)
        await server.write("repeat next", channel=DIRECT)
        await server.until(lambda: any("text=next" in each.text for each in server.api.shown))
    assert [each.text for each in server.api.shown if "text=x" in each.text] == ["/repeat\nasked: text=x"]


async def test_a_slack_that_takes_nothing_is_noted(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Were even the apology refused, the log says so and the next question is answered."""
    nothing = {"ok": False, "error": "fatal_error"}
    server.faults += [Fault("respond", 403, nothing, times=2), Fault("chat.postEphemeral", 200, nothing, times=2)]
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        await server.ask("/repeat", "x")
        await server.until(lambda: "not even that could be said" in caplog.text or server.called("chat.*")[1:])
        await server.answer(await server.ask("/repeat", "next"))
    assert "not even that could be said: fatal_error" in caplog.text


# ------------------------------------------------------------------------------------------------- what is used up


@pytest.mark.parametrize("used", ["up", "too late"])
async def test_an_answer_finds_another_way_once_its_own_has_ended(server: Server, tmp_path: Path, used: str) -> None:
    """Five answers and half an hour: then the Web API, with a word on why."""
    slow = Slow(Reply(note="At last."))
    async with on_slack(server, table(slow.command), settings(server, tmp_path)):
        asked = await server.ask("/slow")
        await slow.begun.wait()
        asked.uses, asked.expired = (5, False) if used == "up" else (0, True)
        slow.finish.set()
        (shown,) = await server.posted(CHANNEL)
    assert (shown.only, "At last." in shown.text) == (USER, True)
    assert "Slack takes no more answers in that place" in shown.text


async def test_a_channel_closed_to_the_bot_is_answered_in_a_direct_message(server: Server, tmp_path: Path) -> None:
    """Once the way that reaches everywhere has ended."""
    slow = Slow(Reply(note="At last."))
    async with on_slack(server, table(slow.command), settings(server, tmp_path)):
        asked = await server.ask("/slow", channel=CLOSED)
        await slow.begun.wait()
        asked.expired = True
        slow.finish.set()
        (shown,) = await server.posted(f"D{USER[1:]}")
    assert "At last." in shown.text


# ------------------------------------------------------------------------------------------- what Slack will not show


async def test_a_message_that_slack_finds_too_long_is_drawn_shorter(server: Server, tmp_path: Path) -> None:
    """How it counts is nowhere written; half as much is taken."""
    server.faults.append(Fault("respond", 400, {"ok": False, "error": "msg_blocks_too_long"}))
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/repeat", "x"))
    assert "asked: text=x" in shown.text


async def test_a_message_that_slack_refuses_ends_in_a_private_apology(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Were a drawn message outside a limit, the asker would still hear something."""
    server.faults.append(Fault("respond", 400, {"ok": False, "error": "invalid_blocks"}))
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/repeat", "x"))
    assert (shown.private, "Something went wrong" in shown.text) == (True, True)
    assert shown.text.rstrip(".").rsplit(maxsplit=1)[-1] in caplog.text


async def test_hostile_text_calls_nobody(server: Server, tmp_path: Path) -> None:
    """Neither in the message nor in the text beside it is anything of it read by Slack."""
    hostile = "<!channel> <@U0OTHER> &lt;!here&gt; <https://x.example|a bank>"

    async def say(_: Request) -> Reply:
        return Reply(note=hostile, choices=(Choice(hostile, hostile, "say", {}),))

    async with on_slack(server, table(command("say", say)), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/say"))
    read = [part["text"] for part in shown.parts if part.get("type") == "mrkdwn"] + [shown.body["text"]]
    assert not any(sign in text for text in read for sign in ("<!", "<@", "<https"))
    assert not any(part.get("type") in {"broadcast", "user", "usergroup", "link"} for part in shown.parts)
    assert hostile in shown.text


# --------------------------------------------------------------------------------------------------------- refusals


async def test_a_refused_bot_token_is_named(server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Only the operator can mend it; the token itself is told to nobody."""
    wrong = settings(server, tmp_path, bot_token="xoxb-wrong")
    with pytest.raises(ConfigError, match=r"Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)") as raised:
        await run(wrong, table(REPEAT))
    assert "xoxb-wrong" not in f"{raised.value} {caplog.text} {wrong!r}"


@pytest.mark.parametrize(
    ("bot_token", "app_token", "told"),
    [(None, "xapp-x", "SLACK_BOT_TOKEN is not set"), ("xoxb-x", None, "Neither SLACK_APP_TOKEN .* nor SLACK_SIGNING")],
)
async def test_a_missing_setting_is_named(
    server: Server, tmp_path: Path, bot_token: str | None, app_token: str | None, told: str
) -> None:
    """With where to get it."""
    chosen = settings(server, tmp_path, bot_token=bot_token, app_token=app_token)
    assert chosen.slack is not None
    without = Settings(data=tmp_path, slack=replace(chosen.slack, signing_secret=None))
    with pytest.raises(ConfigError, match=told):
        await run(without, table(REPEAT))


async def test_a_token_revoked_meanwhile_ends_slack(server: Server, tmp_path: Path) -> None:
    """With the one sentence that says what to do."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)) as running:
        server.api.refused = "token_revoked"
        await server.write(f"<@{BOT_USER}> repeat x")
        with pytest.raises(ConfigError, match=r"refuses SLACK_BOT_TOKEN \(token_revoked\)"):
            await running


@pytest.mark.parametrize("kind", ["tokens_revoked", "app_uninstalled"])
async def test_an_app_that_is_thrown_out_ends(server: Server, tmp_path: Path, kind: str) -> None:
    """Slack tells it while it still can."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)) as running:
        await server.happen({"type": kind, "tokens": {"bot": ["U0BOT"]}})
        with pytest.raises(ConfigError, match="taken the app out of the workspace"):
            await running


async def test_a_slack_that_cannot_be_reached_at_first_is_tried_again(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The bot comes up by itself."""
    monkeypatch.setattr(identity, "PAUSES", (0.01,))
    server.faults.append(Fault("auth.test", None, times=5))
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        assert "text=x" in (await server.answer(await server.ask("/repeat", "x"))).text
    assert "Slack cannot be reached" in caplog.text


# ------------------------------------------------------------------------------------------------------------ the end


async def test_an_answer_under_way_is_still_given_at_the_end(server: Server, tmp_path: Path) -> None:
    """Whoever asked just before the bot was stopped is answered."""
    slow = Slow(Reply(note="At last."))
    async with on_slack(server, table(slow.command), settings(server, tmp_path)) as running:
        asked = await server.ask("/slow")
        await slow.begun.wait()
        running.cancel()
        await server.until(lambda: not server.sockets.connections)
        slow.finish.set()
        shown = await server.answer(asked)
    assert shown.text == "At last."


async def test_what_takes_too_long_at_the_end_is_given_up(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program ends all the same."""
    monkeypatch.setattr(talk, "GRACE", 0.01)
    slow = Slow(Reply())
    async with on_slack(server, table(slow.command), settings(server, tmp_path)) as running:
        await server.ask("/slow")
        await slow.begun.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
