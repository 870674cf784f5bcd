"""`/quote`: who said it, exactly, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.command import Request
from bot.dispatch import parse
from bot.reply import Outcome
from knowledge import Kind

if TYPE_CHECKING:
    from bot.dispatch import Dispatcher


@pytest.mark.parametrize("phrase", ["second wall", "brekwater is our second wal", "The BREAKWATER"])
async def test_words_find_who_said_them(dispatcher: Dispatcher, phrase: str) -> None:
    """With the full citation."""
    reply = await dispatcher.answer(Request("quote", {"phrase": phrase}))
    best = reply.matches[0].excerpt
    assert (reply.outcome, best.text) == (Outcome.FOUND, "The breakwater is our second wall")
    assert best.speaker is not None
    assert (best.speaker.name, best.kind, best.citation.headline) == (
        "Ana Reis",
        Kind.DIRECT,
        "The Harbour Stays Open",
    )


async def test_the_authors_words_are_told_apart(dispatcher: Dispatcher) -> None:
    """A passage stands in where no quotation fits, and says so."""
    reply = await dispatcher.answer(Request("quote", {"phrase": "lighthouse lamps go out"}))
    assert reply.outcome is Outcome.FOUND
    assert (reply.matches[0].excerpt.kind, reply.matches[0].excerpt.speaker) == (None, None)
    assert reply.note is not None
    assert "author" in reply.note


async def test_a_speaker_narrows_the_search(dispatcher: Dispatcher) -> None:
    """Two people speak of ice; one is asked for."""
    reply = await dispatcher.answer(parse("/quote ice speaker:Bruno Baker", dispatcher.commands))
    assert {match.excerpt.speaker and match.excerpt.speaker.name for match in reply.matches} == {"Bruno Baker"}


async def test_a_speaker_that_was_mended_is_told(dispatcher: Dispatcher) -> None:
    """So that a slip never narrows the search to somebody else unseen."""
    mended = await dispatcher.answer(parse("/quote ice speaker:Brunno Bakker", dispatcher.commands))
    assert mended.note == "“Brunno Bakker” is read as Bruno Baker."
    assert (await dispatcher.answer(parse("/quote ice speaker:Baker", dispatcher.commands))).note is None


async def test_an_ambiguous_speaker_is_a_choice(dispatcher: Dispatcher) -> None:
    """The question keeps its other parts."""
    reply = await dispatcher.answer(parse("/quote ice speaker:Reis kind:direct", dispatcher.commands))
    assert reply.outcome is Outcome.AMBIGUOUS
    carla = next(choice for choice in reply.choices if choice.label == "Carla Reis")
    assert (carla.values["phrase"], carla.values["kind"]) == ("ice", "direct")
    taken = await dispatcher.answer(Request(carla.command, carla.values))
    assert [match.excerpt.text for match in taken.matches] == ["Buyers pay for the ice, not for the cod"]


async def test_an_unknown_speaker_is_not_passed_over(dispatcher: Dispatcher) -> None:
    """Words by somebody else would be the wrong answer."""
    reply = await dispatcher.answer(parse("/quote ice speaker:Xyzzy", dispatcher.commands))
    assert (reply.outcome, reply.matches) == (Outcome.NOT_FOUND, ())


async def test_an_article_narrows_the_search(dispatcher: Dispatcher) -> None:
    """By words of its headline; several, or none, are a choice."""
    one = await dispatcher.answer(parse("/quote ice article:fish prices", dispatcher.commands))
    assert {match.excerpt.citation.headline for match in one.matches} == {"Fish Prices Double"}
    several = await dispatcher.answer(parse("/quote ice article:Example Gazette", dispatcher.commands))
    assert (several.outcome, len(several.choices)) == (Outcome.AMBIGUOUS, 2)
    none = await dispatcher.answer(parse("/quote ice article:xyzzy", dispatcher.commands))
    assert none.outcome is Outcome.NOT_FOUND


async def test_a_kind_narrows_the_search(dispatcher: Dispatcher) -> None:
    """Direct only, or paraphrases only."""
    for kind in Kind:
        reply = await dispatcher.answer(Request("quote", {"phrase": "prices would fall", "kind": kind}))
        assert {match.excerpt.kind for match in reply.matches} <= {kind}
    assert (await dispatcher.answer(parse("/quote prices would fall kind:indirect", dispatcher.commands))).total


async def test_filters_that_leave_nothing_can_be_dropped(dispatcher: Dispatcher) -> None:
    """The first way on is the same words without them."""
    reply = await dispatcher.answer(parse("/quote breakwater speaker:Bruno Baker", dispatcher.commands))
    assert reply.outcome is Outcome.NOT_FOUND
    taken = await dispatcher.answer(Request(reply.choices[0].command, reply.choices[0].values))
    assert taken.matches[0].excerpt.text == "The breakwater is our second wall"


async def test_nothing_is_said_plainly(dispatcher: Dispatcher) -> None:
    """No weak match is shown as a hit."""
    reply = await dispatcher.answer(Request("quote", {"phrase": "zzyzx qwfpgj"}))
    assert (reply.outcome, reply.matches) == (Outcome.NOT_FOUND, ())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/quote ice outlet:gazette", 2),
        ("/quote ice outlet:The Example Gazette", 2),
        ("/quote ice outlet:Coastal Review", 0),
        ("/quote ice outlet:Nobody's Herald", 0),
        ("/quote tide outlet:Coastal Review", 1),
        ("/quote tide outlet:Dragoman digests", 1),
        ("/quote ice since:2024", 2),
        ("/quote ice since:2024-06", 1),
        ("/quote ice until:2024-05-17", 1),
        ("/quote ice since:2024-05-18 until:2024-06-01", 0),
        ("/quote ice since:2025 until:2020", 0),
        ("/quote ice since:0001 until:9999", 2),
        ("/quote tide since:2024-06-30 until:2024-06-30", 1),
    ],
)
async def test_outlet_and_dates_narrow_the_search(dispatcher: Dispatcher, line: str, expected: int) -> None:
    """Of a digest, by the publication that it reports on; a day, a month or a year counts itself."""
    assert (await dispatcher.answer(parse(line, dispatcher.commands))).total == expected


@pytest.mark.parametrize("said", ["yesterday", "2024-13", "2024-02-32", "24-01-01", "²⁰²⁴"])
async def test_what_is_no_date_is_refused(dispatcher: Dispatcher, said: str) -> None:
    """With a sentence that says how dates are written."""
    reply = await dispatcher.answer(Request("quote", {"phrase": "ice", "since": said}))
    assert (reply.outcome, "write 2023" in (reply.note or "")) == (Outcome.ERROR, True)


@pytest.mark.parametrize("phrase", ["Baker ice decides", "Gazette ice decides"])
async def test_what_is_known_about_words_helps_to_find_them(dispatcher: Dispatcher, phrase: str) -> None:
    """Who said them, and where they stand in print."""
    reply = await dispatcher.answer(Request("quote", {"phrase": phrase}))
    assert "The ice decides, not the office" in [match.excerpt.text for match in reply.matches]


async def test_outlets_are_completed(dispatcher: Dispatcher) -> None:
    """As they write themselves."""
    found = await dispatcher.complete("quote", "outlet", "exam")
    assert [each.value for each in found] == ["The Example Gazette"]
    assert len(await dispatcher.complete("quote", "outlet", "")) == 3


async def test_a_phrase_that_nobody_said_is_answered_with_what_is_near(dispatcher: Dispatcher) -> None:
    """Quotations with a part of it, to be opened."""
    reply = await dispatcher.answer(Request("quote", {"phrase": "Zeppelin breakwater"}))
    assert reply.outcome is Outcome.NOT_FOUND
    near = [choice for choice in reply.choices if choice.command == "source"]
    assert near
    opened = await dispatcher.answer(Request("source", near[0].values))
    assert "breakwater" in opened.matches[0].excerpt.text
