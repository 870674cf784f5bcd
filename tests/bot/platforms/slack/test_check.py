"""What the doctor finds out about Slack."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot import doctor
from bot.config import Settings, Slack
from bot.platforms.slack.check import checks
from bot.platforms.slack.manifest import SCOPES
from tests.bot.platforms.slack.running import settings
from tests.bot.platforms.slack.server import APP_TOKEN, BOT_TOKEN, Fault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.platforms.slack.server import Server

SECRETS = (BOT_TOKEN, APP_TOKEN)


def slack(server: Server, tmp_path: Path) -> Slack:
    """Settings with which nothing is wrong."""
    found = settings(server, tmp_path).slack
    assert found is not None
    return found


async def test_what_is_well_is_said(server: Server, tmp_path: Path) -> None:
    """Where the app is installed, and that it may open sockets; no socket is opened."""
    found = await checks(slack(server, tmp_path))
    assert [(each.well, each.what) for each in found] == [
        (True, "installed in Example as dragoman"),
        (True, "sockets can be opened"),
    ]
    assert server.sockets.opened == 0


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"bot_token": None}, "SLACK_BOT_TOKEN is not set"),
        ({"app_token": None}, "Neither SLACK_APP_TOKEN"),
        ({"bot_token": "xoxp-1234567890123"}, "SLACK_BOT_TOKEN is not shaped like"),
        ({"app_token": "xoxb-1234567890123"}, "SLACK_APP_TOKEN is not shaped like"),
        ({"signing_secret": "a b"}, "SLACK_SIGNING_SECRET is not shaped like"),
        ({"bot_token": "xoxb-1234567890123"}, "Slack refuses SLACK_BOT_TOKEN (invalid_auth)"),
        ({"app_token": "xapp-1234567890123"}, "Slack refuses SLACK_APP_TOKEN (invalid_auth)"),
    ],
)
async def test_what_is_wrong_is_named(
    server: Server, tmp_path: Path, changes: dict[str, str | None], told: str
) -> None:
    """By its variable, with what to do, and without the secret."""
    found = await checks(replace(slack(server, tmp_path), **changes))  # type: ignore[arg-type] # names of its fields
    wrong = found[-1]
    assert (wrong.well, told in wrong.what, bool(wrong.advice)) == (False, True, True)
    secrets = [each for each in (*SECRETS, *changes.values()) if each]
    assert not any(secret in f"{each.what} {each.advice}" for each in found for secret in secrets)


async def test_a_scope_that_is_missing_is_named(server: Server, tmp_path: Path) -> None:
    """Slack tells with every answer what the app may do."""
    granted = ",".join(each for each in SCOPES if each != "users:read")
    answer = {"ok": True, "team": "Example", "user": "dragoman"}
    server.faults.append(Fault("auth.test", 200, answer, {"X-OAuth-Scopes": granted}))
    (found,) = await checks(slack(server, tmp_path))
    assert (found.well, found.what) == (False, "the app lacks the scopes users:read")


async def test_without_a_connection_that_is_only_noted(server: Server, tmp_path: Path) -> None:
    """Whoever looks on a train has not broken anything."""
    away = replace(slack(server, tmp_path), api_url="http://127.0.0.1:9/api/")
    (found,) = await checks(away)
    assert (found.well, "cannot be reached" in found.what) == (None, True)


async def test_over_http_no_socket_is_asked_for(server: Server, tmp_path: Path) -> None:
    """Where Slack calls, an app's token is not needed."""
    there = replace(slack(server, tmp_path), app_token=None, signing_secret="x" * 32, port=4000)
    found = await checks(there)
    assert [each.what for each in found] == ["installed in Example as dragoman", "heard over HTTP, at 127.0.0.1:4000"]


async def test_the_doctor_tells_it(server: Server, tmp_path: Path) -> None:
    """Beside everything else."""
    found = await doctor.examine(Settings(data=tmp_path, articles=(tmp_path,), slack=slack(server, tmp_path)))
    assert [str(each.state) for each in found if each.what.startswith("slack: ")] == ["ok", "ok"]
