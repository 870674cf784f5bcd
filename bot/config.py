"""Settings: read once from the environment and `.env`, then passed along as a frozen value."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import ConfigError
from bot.language import language_of, tags

if TYPE_CHECKING:
    from collections.abc import Mapping

SHIPPED_ARTICLES = Path(__file__).resolve().parent.parent / "knowledge" / "articles"
LOG_LEVELS = ("debug", "info", "warning", "error")
NAMES = (
    "DRAGOMAN_ARTICLES",
    "DRAGOMAN_DATA",
    "DRAGOMAN_EDITORS",
    "DRAGOMAN_FETCH",
    "DRAGOMAN_LANGUAGE",
    "DRAGOMAN_LOG",
    "DRAGOMAN_SITE",
    "DRAGOMAN_SITE_URL",
    "DRAGOMAN_SITE_TEXT",
    "DRAGOMAN_WATCH",
    "DISCORD_TOKEN",
    "DISCORD_GUILD",
    "DISCORD_API_URL",
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_HOST",
    "SLACK_PORT",
    "SLACK_COMMAND_PREFIX",
    "SLACK_ADMINS",
    "SLACK_API_URL",
)
DISCORD_ADVICE = (
    "Open https://discord.com/developers/applications, choose or make an application, press Reset Token under Bot, "
    "and put the token into .env as DISCORD_TOKEN=..."
)
LOOPBACK, SITE_PORT = "127.0.0.1", 8080  # where the site listens unless it is told
_LAST_PORT = 65_535
_LONGEST_SITE_URL = 200
_ADDRESS = re.compile(
    r"(?:(?:\[(?P<six>[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)\]|(?P<host>[A-Za-z0-9._-]*)):)?(?P<port>[0-9]{1,5})"
)
_SITE_URL = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?|https?://\[[0-9A-Fa-f:.]+\](?::\d{1,5})?/?"
)
SLACK_ADVICE = (
    "Open https://api.slack.com/apps, choose the app or make one from a manifest (`dragoman manifest slack` prints "
    "it), install it, and put the tokens into .env as SLACK_BOT_TOKEN=xoxb-... and SLACK_APP_TOKEN=xapp-..."
)
_ASKER = re.compile(r"discord:\d{1,20}|slack:[UW][A-Z0-9]{6,}", re.ASCII)
_ON, _OFF = ("1", "on", "yes", "true"), ("0", "off", "no", "false")
_TOKEN_SHAPE = re.compile(r"[\w-]{17,}\.[\w-]{4,}\.[\w-]{20,}", re.ASCII)
_SLACK_PREFIX = re.compile(r"[a-z0-9_-]{1,16}", re.ASCII)
_SLACK_USER = re.compile(r"[UW][A-Z0-9]{2,20}", re.ASCII)
_SLACK_HOST, _SLACK_PORT = "127.0.0.1", 3000
_PORTS = range(1, 65536)


@dataclass(frozen=True, slots=True)
class Slack:
    """What an operator decides for Slack. With an app token it is heard over sockets, else at an address of ours.

    `prefix` stands before every command's name; `admins` are users who may manage besides the workspace's own admins.
    None of the secrets shows in `repr`.
    """

    bot_token: str | None = field(default=None, repr=False)
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    host: str = _SLACK_HOST
    port: int = _SLACK_PORT
    prefix: str = ""
    admins: frozenset[str] = frozenset()
    api_url: str | None = None


class SiteText(StrEnum):
    """How much of an article the site shows: its quotations in the passages around them, or all of it."""

    QUOTATIONS = "quotations"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Address:
    """Where the site listens."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may decide; absent platform settings mean that the platform is switched off.

    `editors` are askers such as "discord:81384788765712384". `fetch`: editors may have web addresses fetched; `watch`:
    the article folders are watched. `language` is the console's. `log_level` is None where the operator did not say,
    and each way of running has its own default. `site` is None where the bot runs none; `site_url` is where readers
    find it, with no slash at its end.
    The token never shows in `repr`.
    """

    data: Path
    articles: tuple[Path, ...] = (SHIPPED_ARTICLES,)
    editors: frozenset[str] = frozenset()
    fetch: bool = False
    watch: bool = False
    language: str = "en"
    log_level: str | None = None
    site: Address | None = None
    site_url: str | None = None
    site_text: SiteText = SiteText.QUOTATIONS
    discord_token: str | None = field(default=None, repr=False)
    discord_guild: int | None = None
    discord_api_url: str | None = None
    slack: Slack | None = None


def read(environ: Mapping[str, str] | None = None, env_file: Path = Path(".env")) -> Settings:
    """The settings of this process; the environment outranks `env_file`, and a blank value counts as absent.

    Raises ConfigError, which names the variable, where a value cannot be used.
    """
    values = {**_from_file(env_file), **(os.environ if environ is None else environ)}
    said = {name: values[name].strip() for name in NAMES if values.get(name, "").strip()}
    return Settings(
        articles=_folders(said.get("DRAGOMAN_ARTICLES")),
        data=_data_folder(said.get("DRAGOMAN_DATA"), values),
        editors=_editors(said.get("DRAGOMAN_EDITORS")),
        fetch=_switch("DRAGOMAN_FETCH", said),
        watch=_switch("DRAGOMAN_WATCH", said),
        language=_language(said.get("DRAGOMAN_LANGUAGE")),
        log_level=_log_level(said.get("DRAGOMAN_LOG")),
        site=_site(said.get("DRAGOMAN_SITE")),
        site_url=_site_url(said.get("DRAGOMAN_SITE_URL")),
        site_text=_site_text(said.get("DRAGOMAN_SITE_TEXT")),
        discord_token=said.get("DISCORD_TOKEN"),
        discord_guild=_guild(said.get("DISCORD_GUILD")),
        discord_api_url=said.get("DISCORD_API_URL"),
        slack=_slack(said),
    )


def looks_like_discord_token(token: str) -> bool:
    """Whether the text has the three dotted parts of a bot token; whether it is valid only Discord knows."""
    return _TOKEN_SHAPE.fullmatch(token) is not None


def _from_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415 - most runs have no such file, and start faster without

    try:
        return {name: value for name, value in dotenv_values(path).items() if value is not None}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read as UTF-8 text: {error}.") from error


def _folders(said: str | None) -> tuple[Path, ...]:
    if said is None:
        return (SHIPPED_ARTICLES,)
    named = [part.strip() for line in said.splitlines() for part in line.split(os.pathsep)]
    return tuple(dict.fromkeys(_path(part, "DRAGOMAN_ARTICLES") for part in named if part)) or (SHIPPED_ARTICLES,)


def _data_folder(said: str | None, values: Mapping[str, str]) -> Path:
    """The operator's choice, else where this operating system keeps a user's data: checkouts may be read-only."""
    if sys.platform == "win32":
        usual = values.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        usual = "~/Library/Application Support"
    else:
        usual = values.get("XDG_DATA_HOME") or "~/.local/share"
    return _path(said or f"{usual}/dragoman", "DRAGOMAN_DATA")


def _path(said: str, name: str) -> Path:
    try:
        return Path(said).expanduser()
    except RuntimeError as error:
        raise ConfigError(f"There is no home folder for {said}: set {name} to a folder without “~”.") from error


def _editors(said: str | None) -> frozenset[str]:
    named = [each for each in re.split(r"[\s,;]+", said or "") if each]
    for each in named:
        if not _ASKER.fullmatch(each):
            raise ConfigError(
                "DRAGOMAN_EDITORS takes people by their platform and id, such as discord:81384788765712384 or "
                f"slack:U012AB3CD, set apart by commas; “{each}” is none of them."
            )
    return frozenset(named)


def _switch(name: str, said: Mapping[str, str]) -> bool:
    value = said.get(name, _OFF[0]).lower()
    if value not in (*_ON, *_OFF):
        raise ConfigError(f"{name} takes {_ON[0]} or {_OFF[0]}; “{said[name]}” is neither.")
    return value in _ON


def _language(said: str | None) -> str:
    known = tags()
    if said is None:
        return known[0]
    if said.lower() not in {tag.lower() for tag in known}:
        raise ConfigError(f"DRAGOMAN_LANGUAGE takes one of {', '.join(known)}; “{said}” is none of them.")
    return language_of(said).tag


def _log_level(said: str | None) -> str | None:
    if said is not None and said.lower() not in LOG_LEVELS:
        raise ConfigError(f"DRAGOMAN_LOG takes one of {', '.join(LOG_LEVELS)}; “{said}” is none of them.")
    return said and said.lower()


def address(said: str) -> Address:
    """The address in "127.0.0.1:8080", "[::1]:8080", ":8080" or "8080"; raises ValueError where it is none."""
    found = _ADDRESS.fullmatch(said)
    if found is None or not 1 <= int(found["port"]) <= _LAST_PORT:
        raise ValueError(said)
    return Address(found["six"] or found["host"] or LOOPBACK, int(found["port"]))


def _site(said: str | None) -> Address | None:
    if said is None:
        return None
    try:
        return address(said)
    except ValueError as error:
        raise ConfigError(
            f"DRAGOMAN_SITE takes a host and a port, such as 127.0.0.1:8080; “{said}” is no such address."
        ) from error


def _site_url(said: str | None) -> str | None:
    if said is not None and (len(said) > _LONGEST_SITE_URL or not _SITE_URL.fullmatch(said)):
        raise ConfigError(
            "DRAGOMAN_SITE_URL takes the address at which readers find the site, such as https://quotes.example.org "
            f"or https://example.org/quotes, in at most {_LONGEST_SITE_URL} characters; “{said[:80]}” is none."
        )
    return said and said.rstrip("/")


def _site_text(said: str | None) -> SiteText:
    if said is None:
        return SiteText.QUOTATIONS
    if said.lower() not in set(SiteText):
        raise ConfigError(f"DRAGOMAN_SITE_TEXT takes one of {', '.join(SiteText)}; “{said}” is none of them.")
    return SiteText(said.lower())


def _guild(said: str | None) -> int | None:
    if said is None:
        return None
    if not (said.isascii() and said.isdecimal()):
        raise ConfigError(f"DISCORD_GUILD takes a server's id, a number such as 81384788765712384; “{said}” is none.")
    return int(said)


def _slack(said: Mapping[str, str]) -> Slack | None:
    """The settings of Slack, once either token is there."""
    tokens = said.get("SLACK_BOT_TOKEN"), said.get("SLACK_APP_TOKEN")
    if tokens == (None, None):
        return None
    return Slack(
        *tokens,
        signing_secret=said.get("SLACK_SIGNING_SECRET"),
        host=said.get("SLACK_HOST", _SLACK_HOST),
        port=_port(said.get("SLACK_PORT")),
        prefix=_slack_prefix(said.get("SLACK_COMMAND_PREFIX", "")),
        admins=_slack_admins(said.get("SLACK_ADMINS", "")),
        api_url=said.get("SLACK_API_URL"),
    )


def _port(said: str | None) -> int:
    if said is None:
        return _SLACK_PORT
    if not (said.isascii() and said.isdecimal() and int(said[:6]) in _PORTS):
        raise ConfigError(f"SLACK_PORT takes a number from 1 to 65535; “{said}” is none.")
    return int(said)


def _slack_prefix(said: str) -> str:
    prefix = said.removeprefix("/")
    if prefix and not _SLACK_PREFIX.fullmatch(prefix):
        raise ConfigError(
            "SLACK_COMMAND_PREFIX takes up to 16 small letters, digits, hyphens and underscores, such as dragoman-; "
            f"“{said}” has others."
        )
    return prefix


def _slack_admins(said: str) -> frozenset[str]:
    users = said.replace(",", " ").split()
    wrong = next((user for user in users if not _SLACK_USER.fullmatch(user)), None)
    if wrong is not None:
        raise ConfigError(f"SLACK_ADMINS takes members' ids such as U024BE7LH, parted by commas; “{wrong}” is none.")
    return frozenset(users)
