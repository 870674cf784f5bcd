"""Settings: read once, and every mistake names its variable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.config import SHIPPED_ARTICLES, Settings, SiteText, Slack, address, looks_like_discord_token, read
from bot.errors import ConfigError
from tests.places import ROOT

NO_FILE = Path("no-such-file")


def settings(**environ: str) -> Settings:
    """The settings of an environment that has these variables and a home."""
    return read({"HOME": "/somewhere", **environ}, NO_FILE)


def test_without_any_setting_the_shipped_corpus_answers() -> None:
    """A newcomer configures nothing: the package's articles, no platform."""
    assert settings().articles == (SHIPPED_ARTICLES,)
    assert settings().discord_token is None


def test_several_folders_are_parted_like_a_path() -> None:
    """By the system's separator or by lines; the same folder twice counts once."""
    said = os.pathsep.join(("one", "two")) + "\nthree\n one"
    assert settings(DRAGOMAN_ARTICLES=said).articles == (Path("one"), Path("two"), Path("three"))


def test_a_blank_value_counts_as_absent() -> None:
    """Compose files and shells pass empty variables."""
    assert settings(DRAGOMAN_ARTICLES=" ", DISCORD_TOKEN="", DISCORD_GUILD="  ") == settings()


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="where data lies differs by system")
def test_data_lies_where_the_user_keeps_data() -> None:
    """Never in the checkout, which may be read-only."""
    assert settings(XDG_DATA_HOME="/elsewhere").data == Path("/elsewhere/dragoman")
    assert settings().data == Path("~/.local/share/dragoman").expanduser()
    assert settings(DRAGOMAN_DATA="~/here").data == Path("~/here").expanduser()


@pytest.mark.parametrize(
    ("said", "host", "port", "loopback"),
    [
        ("127.0.0.1:8080", "127.0.0.1", 8080, True),
        ("8081", "127.0.0.1", 8081, True),
        (":8081", "127.0.0.1", 8081, True),
        ("localhost:1", "localhost", 1, True),
        ("[::1]:65535", "::1", 65535, True),
        ("0.0.0.0:80", "0.0.0.0", 80, False),  # noqa: S104 - a setting, not a socket
        ("[::]:80", "::", 80, False),
        ("quotes.lan:80", "quotes.lan", 80, False),
    ],
)
def test_the_site_listens_where_it_is_told(said: str, host: str, port: int, *, loopback: bool) -> None:
    """A host and a port, or a port of this machine alone; without the setting nowhere."""
    site = settings(DRAGOMAN_SITE=said).site
    assert site is not None
    assert (site.host, site.port, site.is_loopback) == (host, port, loopback)
    assert address(str(site)) == site
    assert settings().site is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        *(
            ("DRAGOMAN_SITE", said)
            for said in ("here", "1.2.3.4", "h:0", "h:65536", "::1:80", "[1.2.3.4]:80", "a b:80", "h:٨٠", "[::1:80")
        ),
        *(
            ("DRAGOMAN_SITE_URL", said)
            for said in (
                "quotes.example",
                "ftp://a.example",
                "https://a.example/?x",
                "https://a b",
                "https://" + "a" * 200,
            )
        ),
        ("DRAGOMAN_SITE_URL", 'https://a.example/"><script>'),
        ("DRAGOMAN_SITE_TEXT", "everything"),
    ],
)
def test_a_setting_of_the_site_that_cannot_be_is_named(name: str, said: str) -> None:
    """With what it takes."""
    with pytest.raises(ConfigError, match=f"^{name} takes"):
        settings(**{name: said})


def test_the_sites_own_address_ends_without_a_slash() -> None:
    """So that links can go on from it."""
    for said in ("https://quotes.example.org/", "http://[::1]:8080/", "https://example.org/a/b/"):
        assert settings(DRAGOMAN_SITE_URL=said).site_url == said.rstrip("/")
    assert settings(DRAGOMAN_SITE_TEXT="Full").site_text is SiteText.FULL


def test_the_environment_outranks_the_file(tmp_path: Path) -> None:
    """A variable set for one run wins over what is written down."""
    file = tmp_path / ".env"
    file.write_text("DRAGOMAN_LOG=debug\nDISCORD_GUILD=12\n", encoding="utf-8")
    found = read({"DRAGOMAN_LOG": "ERROR"}, file)
    assert (found.log_level, found.discord_guild) == ("error", 12)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    """A binary `.env` is a sentence, not a trace."""
    file = tmp_path / ".env"
    file.write_bytes(b"\xff\xfe\x00DRAGOMAN")
    with pytest.raises(ConfigError, match=r"\.env cannot be read"):
        read({}, file)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DRAGOMAN_LOG", "loud"),
        ("DISCORD_GUILD", "my server"),
        ("SLACK_PORT", "http"),
        ("SLACK_PORT", "65536"),
        ("SLACK_COMMAND_PREFIX", "Drago man"),
        ("SLACK_ADMINS", "ann"),
    ],
)
def test_a_wrong_value_names_its_variable(name: str, value: str) -> None:
    """The sentence says which variable, and what it takes."""
    with pytest.raises(ConfigError, match=f"{name} takes .*{value}"):
        settings(**{"SLACK_BOT_TOKEN": "xoxb-1", name: value})


def test_slack_is_switched_on_by_either_token() -> None:
    """What else is set for it waits until then."""
    assert settings(SLACK_PORT="4000", SLACK_ADMINS="U1AB").slack is None
    assert settings(SLACK_APP_TOKEN="xapp-1").slack == Slack(app_token="xapp-1")
    found = settings(
        SLACK_BOT_TOKEN="xoxb-1",
        SLACK_SIGNING_SECRET="abc",
        SLACK_HOST="192.0.2.1",
        SLACK_PORT="4000",
        SLACK_COMMAND_PREFIX="/dm-",
        SLACK_ADMINS="U1AB, W2CD",
        SLACK_API_URL="http://localhost/api/",
    ).slack
    assert found == Slack(
        "xoxb-1",
        None,
        "abc",
        "192.0.2.1",
        4000,
        "dm-",
        frozenset({"U1AB", "W2CD"}),
        "http://localhost/api/",
    )


def test_no_secret_of_slack_shows() -> None:
    """Settings may be logged whole."""
    secrets = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-2", "SLACK_SIGNING_SECRET": "s3cret"}
    assert not any(secret in repr(settings(**secrets)) for secret in secrets.values())


@pytest.mark.parametrize("name", ["DRAGOMAN_FETCH", "DRAGOMAN_WATCH"])
def test_a_switch_is_off_until_it_is_switched_on(name: str) -> None:
    """However people write that."""
    shown = name.removeprefix("DRAGOMAN_").lower()
    for said, on in (("1", True), ("Yes", True), ("on", True), ("0", False), ("false", False), (" ", False)):
        assert getattr(settings(**{name: said}), shown) is on
    assert getattr(settings(), shown) is False
    with pytest.raises(ConfigError, match=f"{name} takes 1 or 0; “maybe” is neither"):
        settings(**{name: "maybe"})


def test_a_home_that_is_not_there_is_told() -> None:
    """With the variable that spells it."""
    with pytest.raises(ConfigError, match="set DRAGOMAN_DATA to a folder without"):
        settings(DRAGOMAN_DATA="~no-such-user-here/data")


def test_a_token_never_shows() -> None:
    """Settings may be logged whole."""
    token = "x" * 24 + "." + "y" * 6 + "." + "z" * 27
    assert token not in repr(settings(DISCORD_TOKEN=token))
    assert looks_like_discord_token(token)
    assert not looks_like_discord_token("Bot " + token)


def test_the_example_file_changes_nothing() -> None:
    """Copied as it is, it means the defaults."""
    assert read({"HOME": "/somewhere"}, ROOT / ".env.example") == settings()


def test_editors_are_named_by_platform_and_id() -> None:
    """Set apart by commas, blanks or lines; a name that is no id is a mistake that is told."""
    assert settings().editors == frozenset()
    said = "discord:81384788765712384, slack:U012AB3CD\ndiscord:81384788765712384"
    assert settings(DRAGOMAN_EDITORS=said).editors == {"discord:81384788765712384", "slack:U012AB3CD"}
    for wrong in ("ana", "discord:", "discord:ana", "slack:u012", "discord:1;x"):
        with pytest.raises(ConfigError, match="DRAGOMAN_EDITORS"):
            settings(DRAGOMAN_EDITORS=wrong)
