"""The smaller commands: articles, experts, source, help and about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot import __version__, commands
from bot.command import Request
from bot.dispatch import parse
from bot.reply import Outcome
from tests.places import ROOT

if TYPE_CHECKING:
    from bot.dispatch import Dispatcher


def test_every_file_is_a_command() -> None:
    """Walking the folder finds them all; a file is named after its command, and a folder after its group."""
    folder = ROOT / "bot" / "commands"
    files = {path.relative_to(folder).with_suffix("") for path in folder.rglob("*.py")} - {Path("__init__")}
    files = {
        path.with_name(path.name if path.name == "__init__" else path.name.removesuffix("_")) for path in files
    }  # "import" is Python's
    named = {Path(name.replace("-", "_").replace(" ", "/")) for name in commands.load()}
    own = {file.with_name(file.name.removesuffix("_")) for file in files}  # "import" is a word of Python's
    assert named == {file.parent if file.name == "__init_" else file for file in own}


def test_what_is_required_comes_first() -> None:
    """Free text goes into the first option, and Discord takes them in no other order."""
    for command in commands.load().values():
        required = [option.required for option in command.options]
        assert required == sorted(required, reverse=True)


@pytest.mark.parametrize("line", [line for command in commands.load().values() for line in command.examples])
async def test_every_example_runs(dispatcher: Dispatcher, line: str) -> None:
    """What help shows is understood, whatever the corpus holds."""
    reply = await dispatcher.answer(replace(parse(line, dispatcher.commands), admin=True))
    assert reply.outcome is not Outcome.ERROR


@pytest.mark.parametrize("name", ["The Harbour Stays Open", "harbour", "harbour.md", "Ines Writer"])
async def test_an_article_is_found_by_what_it_is_called(dispatcher: Dispatcher, name: str) -> None:
    """Headline, words of it, file or author; its speakers are the ways on."""
    reply = await dispatcher.answer(Request("article", {"name": name}))
    assert [each.citation.headline for each in reply.articles] == ["The Harbour Stays Open"]
    speakers = [choice.label for choice in reply.choices]
    assert speakers[0] == "Ana Reis (罗安娜)"
    assert "Bruno Baker" in speakers


async def test_several_articles_or_none_are_told(dispatcher: Dispatcher) -> None:
    """A choice, or a plain sentence."""
    several = await dispatcher.answer(Request("article", {"name": "Example Gazette"}))
    assert (several.outcome, len(several.articles), len(several.choices)) == (Outcome.AMBIGUOUS, 2, 2)
    none = await dispatcher.answer(Request("article", {"name": "xyzzy"}))
    assert (none.outcome, none.articles) == (Outcome.NOT_FOUND, ())


async def test_all_articles_are_listed(dispatcher: Dispatcher) -> None:
    """Each is a way on to its card."""
    reply = await dispatcher.answer(Request("articles"))
    assert reply.title == "3 articles"
    assert {choice.command for choice in reply.choices} == {"article"}
    card = await dispatcher.answer(Request(reply.choices[0].command, reply.choices[0].values))
    assert [each.citation.headline for each in card.articles] == [reply.choices[0].label]


async def test_everybody_quoted_is_listed(dispatcher: Dispatcher) -> None:
    """The most quoted first, each a way on to their card."""
    reply = await dispatcher.answer(Request("experts"))
    totals = [profile.counts.total for profile in reply.profiles]
    assert totals == sorted(totals, reverse=True)
    card = await dispatcher.answer(Request(reply.choices[0].command, reply.choices[0].values))
    assert card.profiles[0].person == reply.profiles[0].person


async def test_an_excerpt_is_shown_in_its_place(dispatcher: Dispatcher) -> None:
    """Among the passages around it, with its words marked."""
    found = await dispatcher.answer(Request("quote", {"phrase": "The ice decides"}))
    reply = await dispatcher.answer(Request("source", {"id": found.matches[0].excerpt.id}))
    assert reply.context is not None
    assert len(reply.context.passages) == 3
    here = reply.context.passages[reply.context.here]
    assert [span.of(here.text) for span in reply.context.marked] == ["The ice decides, not the office"]
    assert [choice.label for choice in reply.choices] == [
        "About the article",
        "More by speaker",
        "More on this",
        "Cite",
    ]


async def test_an_excerpt_that_is_gone_is_told(dispatcher: Dispatcher) -> None:
    """An id of no excerpt is a sentence."""
    reply = await dispatcher.answer(Request("source", {"id": "qqqqqqqqqqq"}))
    assert (reply.outcome, reply.context) == (Outcome.NOT_FOUND, None)


async def test_help_shows_every_command(dispatcher: Dispatcher) -> None:
    """How to write it and what it does, with an example to take; those of a group are told by the group."""
    reply = await dispatcher.answer(Request("help", admin=True))
    group = await dispatcher.answer(Request("help", {"command": "/KB"}, admin=True))
    lines = "\n".join((*reply.sections[0].lines, *group.sections[0].lines))
    assert all(command.usage in lines for command in dispatcher.commands.values())
    assert (await dispatcher.answer(Request("kb"))).sections == group.sections
    assert "/expert Zhao" in [choice.label for choice in reply.choices]


async def test_help_explains_one_command(dispatcher: Dispatcher) -> None:
    """With or without its slash; a slip is corrected."""
    reply = await dispatcher.answer(Request("help", {"command": "/quote"}))
    assert (
        reply.title
        == "/quote phrase [speaker:…] [article:…] [kind:direct|mixed|indirect] [outlet:…] [since:…] [until:…] [page:…]"
    )
    of_a_group = await dispatcher.answer(Request("help", {"command": "kb  Status"}))
    assert of_a_group.title == "/kb status"
    slip = await dispatcher.answer(Request("help", {"command": "qoute"}))
    assert (slip.outcome, slip.choices[0].label) == (Outcome.NOT_FOUND, "/quote")


async def test_about_tells_what_is_known(dispatcher: Dispatcher) -> None:
    """Version, size and age."""
    reply = await dispatcher.answer(Request("about"))
    assert reply.title == f"Dragoman {__version__}"
    assert reply.sections[0].lines[0].startswith("3 articles")
