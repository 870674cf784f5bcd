"""A conversation: questions, the numbers of choices, and pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.platforms.console.talk import Conversation, is_farewell
from bot.reply import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from bot.dispatch import Dispatcher


@pytest.fixture
def conversation(dispatcher: Dispatcher) -> Conversation:
    """A conversation that has just begun."""
    return Conversation(dispatcher)


async def test_a_number_takes_a_choice(conversation: Conversation) -> None:
    """The one that was shown with it."""
    asked = await conversation.say("/expert Reis")
    taken = await conversation.say("2")
    assert taken.profiles[0].person == asked.profiles[1].person


async def test_a_mistake_leaves_the_choices_open(conversation: Conversation) -> None:
    """A number too high, or a line that is refused, can be corrected."""
    await conversation.say("/expert Reis")
    assert (await conversation.say("9")).note == "The choices go from 1 to 2."
    assert (await conversation.say("/quote")).outcome is Outcome.ERROR
    assert (await conversation.say("1")).outcome is Outcome.FOUND


async def test_an_answer_closes_the_choices_before_it(conversation: Conversation) -> None:
    """A number never takes something that is no longer in sight."""
    await conversation.say("/expert Reis")
    await conversation.say("/quote second wall")
    assert (await conversation.say("1")).outcome is Outcome.ERROR


async def test_pages_are_turned_with_a_word(conversation: Conversation) -> None:
    """Where there is no page to turn to, it is said."""
    first = await conversation.say("/expert Emil Stone")
    second = await conversation.say("more")
    assert first.total > len(first.matches)
    assert second.matches[0] not in first.matches
    assert replace(await conversation.say("/back"), asked=first.asked) == first
    assert (await conversation.say("back")).note == "There is no page before this one."
    await conversation.say("/about")
    assert (await conversation.say("next")).note == "There is no further page."


async def test_what_a_choice_lacks_is_asked_for(conversation: Conversation) -> None:
    """The next line is the value; a command instead is a command."""
    case = await conversation.say("/kb review")
    number = [choice.label for choice in case.choices].index("Somebody else …") + 1
    assert (await conversation.say(str(number))).note == "Who said it:"
    made = await conversation.say("  Bruno Baker ")
    assert "It stands as: Bruno Baker" in (made.note or "")
    assert (await conversation.say("/kb undo")).outcome is Outcome.FOUND
    await conversation.say("/kb review")
    await conversation.say(str(number))
    assert (await conversation.say("/about")).title is not None
    assert (await conversation.say("Bruno Baker")).outcome is Outcome.ERROR


async def test_a_file_is_handed_over_by_its_path(dispatcher: Dispatcher, tmp_path: Path) -> None:
    """What cannot be read is told; how far it is comes in between."""
    told: list[str] = []

    async def tell(sentence: str) -> None:
        told.append(sentence)

    talk = Conversation(dispatcher, progress=tell)
    (tmp_path / "corrections.toml").write_text("# none\n", encoding="utf-8")
    assert (await talk.say(f"/kb import {tmp_path}/corrections.toml")).outcome is Outcome.FOUND
    gone = await talk.say(f"/kb import {tmp_path}/nosuch.toml")
    assert gone.note == "nosuch.toml cannot be read: No such file or directory."
    assert (await talk.say(f"/kb import {tmp_path}")).outcome is Outcome.ERROR
    assert (await talk.say("/kb import \0")).outcome is Outcome.ERROR
    assert (await talk.say("/kb import ~nobody-of-that-name/x")).outcome is Outcome.ERROR
    await talk.say("/kb reload")
    assert told == ["The articles are being read …"]


@pytest.mark.parametrize(("line", "ends"), [("/quit", True), (" Exit ", True), ("/quit now", False), ("", False)])
def test_a_farewell_is_understood(line: str, *, ends: bool) -> None:
    """With or without its slash."""
    assert is_farewell(line) is ends
