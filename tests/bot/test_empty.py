"""Before there is any article: every command still has an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot import app
from bot.config import Settings
from bot.dispatch import parse
from bot.doctor import State, examine
from bot.reply import Outcome

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a folder without articles."""
    (tmp_path / "articles").mkdir()
    return Settings(data=tmp_path / "data", articles=(tmp_path / "articles",))


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("/articles", Outcome.NOT_FOUND),
        ("/experts", Outcome.NOT_FOUND),
        ("/expert Zhao", Outcome.NOT_FOUND),
        ("/quote sky", Outcome.NOT_FOUND),
        ("/article sky", Outcome.NOT_FOUND),
        ("/about", Outcome.FOUND),
    ],
)
async def test_an_empty_corpus_is_told(settings: Settings, line: str, outcome: Outcome) -> None:
    """Nothing to find is no failure."""
    async with app.dispatching(settings) as dispatcher:
        reply = await dispatcher.answer(parse(line, dispatcher.commands))
        assert (reply.outcome, await dispatcher.complete("expert", "name", "")) == (outcome, ())


async def test_the_doctor_asks_for_articles(settings: Settings) -> None:
    """An empty folder is worth mending."""
    found = await examine(settings)
    assert [(each.state, each.what) for each in found if each.state is State.WRONG] == [
        (State.WRONG, "knowledge base: no article could be used")
    ]


async def test_the_doctor_names_some_of_many_files_set_aside(settings: Settings) -> None:
    """And where to see the rest."""
    for number in range(12):
        (settings.articles[0] / f"{number}.md").write_bytes(b"")
    aside = [each for each in await examine(settings) if each.what.startswith("set aside")]
    assert len(aside) == 11
    assert (aside[-1].what, aside[-1].advice) == ("set aside: 12 in all", "`dragoman build` lists them.")


async def test_the_doctor_looks_at_the_token(settings: Settings) -> None:
    """Its shape alone, and where commands will be registered."""
    token = ".".join(("x" * 24, "y" * 6, "z" * 27))
    configured = Settings(settings.data, settings.articles, discord_token=token, discord_guild=12)
    (found,) = [each for each in await examine(configured) if each.what.startswith("discord")]
    assert (found.state, "server 12" in found.what, token in found.what) == (State.WELL, True, False)


async def test_the_doctor_says_who_the_editors_are(settings: Settings) -> None:
    """Nothing at a console alone; where a platform is on, who they are, or how to name them."""
    assert [each for each in await examine(settings) if each.what.startswith("editors")] == []
    configured = replace(settings, discord_token="x")
    (nobody,) = [each for each in await examine(configured) if each.what.startswith("editors")]
    assert (nobody.state, "DRAGOMAN_EDITORS=" in nobody.advice) == (State.NOTE, True)
    named = replace(configured, editors=frozenset({"discord:7"}))
    (found,) = [each for each in await examine(named) if each.what.startswith("editors")]
    assert (found.state, found.what) == (State.WELL, "editors: discord:7")
