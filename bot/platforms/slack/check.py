"""What `dragoman doctor` can find out about Slack: from the shape of the tokens, and from Slack itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.config import SLACK_ADVICE
from bot.errors import ConfigError
from bot.platforms.slack.clients import clients
from bot.platforms.slack.failures import FAILURES, checked, explained
from bot.platforms.slack.manifest import SCOPES

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.config import Slack

_SHAPES = {"SLACK_BOT_TOKEN": re.compile(r"xoxb-[\w-]{10,}"), "SLACK_APP_TOKEN": re.compile(r"xapp-[\w-]{10,}")}
_SECRET = re.compile(r"[0-9A-Za-z]{20,}")
_SCOPES = "x-oauth-scopes"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is well (None where that could not be found out), and what to do about it."""

    well: bool | None
    what: str
    advice: str = ""


async def checks(settings: Slack) -> list[Check]:
    """Everything worth saying about these settings; no token stands in it."""
    try:
        checked(settings)
    except ConfigError as error:
        return [Check(well=False, what=str(error).partition(". ")[0], advice=SLACK_ADVICE)]
    wrong = _misshapen(settings)
    if wrong:
        return wrong
    async with clients(settings) as ways:
        found = [await _bot(ways.calls)]
        if settings.app_token is None:
            found.append(Check(well=True, what=f"heard over HTTP, at {settings.host}:{settings.port}"))
        elif found[0].well:
            found.append(await _sockets(ways.calls, settings.app_token))
    return found


def _misshapen(settings: Slack) -> list[Check]:
    tokens = {"SLACK_BOT_TOKEN": settings.bot_token, "SLACK_APP_TOKEN": settings.app_token}
    wrong = [name for name, token in tokens.items() if token and not _SHAPES[name].fullmatch(token)]
    found = [Check(well=False, what=f"{name} is not shaped like such a token", advice=SLACK_ADVICE) for name in wrong]
    if settings.signing_secret and not _SECRET.fullmatch(settings.signing_secret):
        advice = "Copy the Signing Secret from the app's Basic Information."
        found.append(Check(well=False, what="SLACK_SIGNING_SECRET is not shaped like one", advice=advice))
    return found


async def _bot(client: AsyncWebClient) -> Check:
    """Whether Slack takes the bot's token, and what it may do."""
    try:
        told = await client.auth_test()
    except (*FAILURES, ValueError) as error:
        return _failed(error, "SLACK_BOT_TOKEN")
    headers = {str(name).lower(): str(value) for name, value in dict(told.headers).items()}
    granted = {scope.strip() for scope in headers.get(_SCOPES, "").split(",")}
    missing = sorted(set(SCOPES) - granted) if _SCOPES in headers else []
    if missing:
        advice = "Paste the manifest of `dragoman manifest slack` into the app's settings, and reinstall the app."
        return Check(well=False, what=f"the app lacks the scopes {', '.join(missing)}", advice=advice)
    return Check(well=True, what=f"installed in {told.get('team')} as {told.get('user')}")


async def _sockets(client: AsyncWebClient, app_token: str) -> Check:
    """Whether Slack lets the app open sockets."""
    try:
        await client.apps_connections_open(app_token=app_token)
    except (*FAILURES, ValueError) as error:
        return _failed(error, "SLACK_APP_TOKEN")
    return Check(well=True, what="sockets can be opened")


def _failed(error: Exception, variable: str) -> Check:
    reason = explained(error, variable)
    if isinstance(reason, ConfigError):
        sentence, _, advice = str(reason).partition(". ")
        return Check(well=False, what=sentence, advice=advice)
    return Check(well=None, what=str(reason), advice="Look again with a connection to Slack.")
