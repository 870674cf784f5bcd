"""A conversation: questions, the numbers of choices, and pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.platforms.console.talk import Conversation, is_farewell
from bot.reply import Outcome

if TYPE_CHECKING:
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


@pytest.mark.parametrize(("line", "ends"), [("/quit", True), (" Exit ", True), ("/quit now", False), ("", False)])
def test_a_farewell_is_understood(line: str, *, ends: bool) -> None:
    """With or without its slash."""
    assert is_farewell(line) is ends
