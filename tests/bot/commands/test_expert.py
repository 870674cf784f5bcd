"""`/expert`: one person, several, one who is only mentioned, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.command import Request
from bot.dispatch import parse
from bot.reply import Outcome, Way

if TYPE_CHECKING:
    from bot.dispatch import Dispatcher


@pytest.mark.parametrize("name", ["Ana Reis", "Reis Ana", "ana réis", "罗安娜"])
async def test_one_person_gives_a_card_and_their_words(dispatcher: Dispatcher, name: str) -> None:
    """In any order, spelling or script; every excerpt is theirs."""
    reply = await dispatcher.answer(Request("expert", {"name": name}))
    assert reply.outcome is Outcome.FOUND
    assert [profile.person.name for profile in reply.profiles] == ["Ana Reis"]
    assert reply.total == len(reply.matches) == reply.profiles[0].counts.total
    assert {match.excerpt.speaker and match.excerpt.speaker.name for match in reply.matches} == {"Ana Reis"}


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("Bruno Bakker", "“Bruno Bakker” is read as Bruno Baker."),
        ("Brúno", None),
        ("BAKER, Bruno", None),
        ("安娜", None),
    ],
)
async def test_a_name_that_was_mended_is_told(dispatcher: Dispatcher, name: str, note: str | None) -> None:
    """The asker sees whom a slip was taken for; a name that fits needs no word."""
    reply = await dispatcher.answer(Request("expert", {"name": name}))
    assert (len(reply.profiles), reply.note) == (1, note)


async def test_a_shared_surname_is_a_choice(dispatcher: Dispatcher) -> None:
    """Each with a line of context, and taking one gives that person."""
    reply = await dispatcher.answer(parse("/expert Reis topic:ice", dispatcher.commands))
    assert reply.outcome is Outcome.AMBIGUOUS
    assert sorted(choice.label for choice in reply.choices) == ["Ana Reis (罗安娜)", "Carla Reis"]
    assert all("quotation" in choice.description for choice in reply.choices)
    carla = next(choice for choice in reply.choices if choice.label == "Carla Reis")
    taken = await dispatcher.answer(Request(carla.command, carla.values))
    assert [match.excerpt.text for match in taken.matches] == ["Buyers pay for the ice, not for the cod"]


async def test_somebody_only_mentioned_is_told_apart(dispatcher: Dispatcher) -> None:
    """No words are put into their mouth, and the way on finds where they come up."""
    reply = await dispatcher.answer(Request("expert", {"name": "Dora Finch"}))
    assert reply.outcome is Outcome.MENTIONED_ONLY
    assert reply.matches == ()
    found = await dispatcher.answer(Request(reply.choices[0].command, reply.choices[0].values))
    assert "Dora Finch" in found.matches[0].excerpt.text
    assert found.matches[0].excerpt.speaker is None


async def test_an_author_is_no_speaker(dispatcher: Dispatcher) -> None:
    """Who writes is not quoted, and the way on finds what they wrote."""
    reply = await dispatcher.answer(Request("expert", {"name": "Ines Writer"}))
    assert reply.outcome is Outcome.MENTIONED_ONLY
    found = await dispatcher.answer(Request(reply.choices[0].command, reply.choices[0].values))
    assert [each.citation.headline for each in found.articles] == ["The Harbour Stays Open"]


@pytest.mark.parametrize("name", ["Jo Reporter", "Reporter", "reporter jo"])
async def test_who_only_signs_articles_is_an_author(dispatcher: Dispatcher, name: str) -> None:
    """However much of the name was typed; the way on shows what they wrote."""
    reply = await dispatcher.answer(Request("expert", {"name": name}))
    assert (reply.outcome, [each.person.name for each in reply.profiles]) == (Outcome.MENTIONED_ONLY, ["Jo Reporter"])
    found = await dispatcher.answer(Request(reply.choices[-1].command, reply.choices[-1].values))
    assert [each.citation.headline for each in found.articles] == ["Fish Prices Double"]


async def test_what_is_no_person_s_name_leads_to_articles(dispatcher: Dispatcher) -> None:
    """Nobody is called so, but a headline has the word."""
    reply = await dispatcher.answer(Request("expert", {"name": "Prices"}))
    assert (reply.outcome, reply.profiles) == (Outcome.NOT_FOUND, ())
    found = await dispatcher.answer(Request(reply.choices[-1].command, reply.choices[-1].values))
    assert [each.citation.headline for each in found.articles] == ["Fish Prices Double"]


async def test_nobody_gives_the_nearest_names(dispatcher: Dispatcher) -> None:
    """Taking one runs the same question about that person."""
    reply = await dispatcher.answer(Request("expert", {"name": "Bruno Bakerman", "topic": "ice"}))
    assert (reply.outcome, reply.profiles) == (Outcome.NOT_FOUND, ())
    nearest = reply.choices[0]
    assert (nearest.label, nearest.values["topic"]) == ("Bruno Baker", "ice")


async def test_nobody_at_all_is_said_plainly(dispatcher: Dispatcher) -> None:
    """No weak match is shown as a hit."""
    reply = await dispatcher.answer(Request("expert", {"name": "Xyzzy"}))
    assert (reply.outcome, reply.profiles, reply.matches) == (Outcome.NOT_FOUND, (), ())
    assert reply.note is not None
    assert "Xyzzy" in reply.note


async def test_a_topic_leaves_only_what_fits(dispatcher: Dispatcher) -> None:
    """And where nothing fits, the way on shows everything."""
    fitting = await dispatcher.answer(Request("expert", {"name": "Ana Reis", "topic": "breakwater"}))
    assert [match.excerpt.text for match in fitting.matches] == ["The breakwater is our second wall"]
    nothing = await dispatcher.answer(Request("expert", {"name": "Ana Reis", "topic": "zeppelin"}))
    assert (nothing.outcome, nothing.matches) == (Outcome.NOT_FOUND, ())
    everything = await dispatcher.answer(Request(nothing.choices[0].command, nothing.choices[0].values))
    assert everything.total > 1


async def test_pages_follow_one_another(dispatcher: Dispatcher) -> None:
    """A small page, and the rest behind "next page"."""
    first = await dispatcher.answer(Request("expert", {"name": "Bruno Baker"}, limit=1))
    on = next(choice for choice in first.choices if choice.way is Way.NEXT)
    second = await dispatcher.answer(Request(on.command, on.values, limit=1))
    assert (len(first.matches), len(second.matches)) == (1, 1)
    assert first.total == second.total > 1
    assert first.matches[0].excerpt.id != second.matches[0].excerpt.id
