"""`dragoman doctor`: looks at settings, folders and knowledge base, and says what to do."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot import app, config
from bot.errors import BotError
from bot.wording import articles, counts_line, moment, set_aside_line
from knowledge import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.config import Settings

_FILES_NAMED = 10


class State(StrEnum):
    """How a thing stands: well, worth knowing, or to be mended."""

    WELL = "ok"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, and what to do about it."""

    state: State
    what: str
    advice: str = ""


async def examine(settings: Settings) -> tuple[Finding, ...]:
    """Everything worth saying about this installation, in the order in which to mend it."""
    return (
        *(_folder(folder) for folder in settings.articles),
        *await _knowledge(settings),
        *_discord(settings),
        *await _slack(settings),
        *_editors(settings),
        *_site(settings),
    )


def _folder(folder: Path) -> Finding:
    if not folder.is_dir():
        return Finding(State.WRONG, f"articles: there is no folder {folder}", "Make it, or correct DRAGOMAN_ARTICLES.")
    if not os.access(folder, os.R_OK | os.X_OK):
        return Finding(State.WRONG, f"articles: {folder} cannot be read", "Give this user the right to read it.")
    return Finding(State.WELL, f"articles: {folder}")


async def _knowledge(settings: Settings) -> Iterable[Finding]:
    try:
        async with app.opened(settings) as knowledge:
            stats, report = await knowledge.stats(), knowledge.report
    except (BotError, KnowledgeError) as error:
        return [Finding(State.WRONG, f"knowledge base: {error}", "Mend this first; nothing can be asked until then.")]
    what = f"knowledge base: {articles(stats.articles)}, {stats.people:,} people, {counts_line(stats.quotations)}"
    found = [Finding(State.WELL, f"{what}; built {moment(stats.built_at)}, in {settings.data}")]
    if not stats.articles:
        advice = "Put .txt or .md files into the articles folder; its README says how."
        found = [Finding(State.WRONG, "knowledge base: no article could be used", advice)]
    aside = [Finding(State.NOTE, f"set aside: {set_aside_line(item)}") for item in report.set_aside[:_FILES_NAMED]]
    if len(report.set_aside) > _FILES_NAMED:
        aside.append(Finding(State.NOTE, f"set aside: {len(report.set_aside)} in all", "`dragoman build` lists them."))
    return [*found, *aside]


def _discord(settings: Settings) -> Iterable[Finding]:
    if settings.discord_token is None:
        return [Finding(State.NOTE, "discord: switched off", config.DISCORD_ADVICE)]
    if not config.looks_like_discord_token(settings.discord_token):
        return [Finding(State.WRONG, "discord: DISCORD_TOKEN is not shaped like a bot token", config.DISCORD_ADVICE)]
    where = f"server {settings.discord_guild}" if settings.discord_guild else "every server"
    return [Finding(State.WELL, f"discord: a token is set; commands are registered in {where}")]


def _site(settings: Settings) -> Iterable[Finding]:
    if settings.site is None:
        return [
            Finding(State.NOTE, "site: switched off", "DRAGOMAN_SITE=127.0.0.1:8080 shows the pages beside the bot.")
        ]
    where = f"site: at http://{settings.site}/"
    if not settings.site.is_loopback:
        advice = "It has no login. Let a proxy ask for one, or listen on 127.0.0.1 alone."
        return [Finding(State.NOTE, f"{where}, for everybody who can reach that address", advice)]
    return [Finding(State.WELL, f"{where}, on this machine alone")]


def _editors(settings: Settings) -> Iterable[Finding]:
    """Who may change the knowledge base, where anybody can be asked from a chat."""
    if settings.editors:
        return [Finding(State.WELL, f"editors: {', '.join(sorted(settings.editors))}")]
    if settings.discord_token is None and settings.slack is None:
        return []
    what = "editors: nobody is named; with one platform and one server, those who manage it may change what is answered"
    return [Finding(State.NOTE, what, "Name them by platform and id: DRAGOMAN_EDITORS=discord:81384788765712384")]


async def _slack(settings: Settings) -> Iterable[Finding]:
    if settings.slack is None:
        return [Finding(State.NOTE, "slack: switched off", config.SLACK_ADVICE)]
    from bot.platforms.slack.check import checks  # noqa: PLC0415 - Slack's libraries are slow to import

    states = {True: State.WELL, False: State.WRONG, None: State.NOTE}
    return [Finding(states[each.well], f"slack: {each.what}", each.advice) for each in await checks(settings.slack)]
