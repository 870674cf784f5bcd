"""`/brief`, `/compare`, `/random`, `/who-said`, `/related`, `/cite`: further ways to look things up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.command import Request
from bot.dispatch import parse
from bot.reply import Outcome, Way

if TYPE_CHECKING:
    from bot.dispatch import Dispatcher
    from bot.reply import Reply


async def ask(dispatcher: Dispatcher, line: str, limit: int = 5) -> Reply:
    """The reply to a typed line."""
    asked = parse(line, dispatcher.commands)
    return await dispatcher.answer(Request(asked.command, asked.values, limit=limit))


def speakers(reply: Reply) -> list[tuple[str, list[str]]]:
    """The groups of a reply: their titles, and whose words stand in them."""
    return [
        (group.title, [match.excerpt.speaker.name if match.excerpt.speaker else "" for match in group.matches])
        for group in reply.groups
    ]


# --------------------------------------------------------------------------------------------------------- /brief


async def test_a_brief_groups_words_by_speaker(dispatcher: Dispatcher) -> None:
    """Each group under the name, none twice, each its speaker's words alone."""
    reply = await ask(dispatcher, "/brief ice")
    assert reply.outcome is Outcome.FOUND
    assert {title for title, _ in speakers(reply)} == {"Bruno Baker", "Carla Reis"}
    assert all(set(names) == {title} for title, names in speakers(reply))


async def test_a_brief_on_nothing_said_says_so(dispatcher: Dispatcher) -> None:
    """Privately."""
    reply = await ask(dispatcher, "/brief zeppelin")
    assert (reply.outcome, reply.private, reply.groups) == (Outcome.NOT_FOUND, True, ())


# ------------------------------------------------------------------------------------------------------- /compare


async def test_two_people_are_shown_side_by_side(dispatcher: Dispatcher) -> None:
    """Each under their name, with how much more there is."""
    reply = await ask(dispatcher, "/compare Ana Reis with:Emil Stone")
    assert [title for title, _ in speakers(reply)] == ["Ana Reis (罗安娜)", "Emil Stone"]
    assert [len(group.matches) for group in reply.groups] == [2, 2]
    assert reply.groups[1].note == "2 of 7 quotations"


async def test_a_comparison_keeps_to_its_topic(dispatcher: Dispatcher) -> None:
    """Who says nothing on it is said to say nothing on it."""
    reply = await ask(dispatcher, "/compare Bruno Baker with:Emil Stone topic:radar")
    assert ["radar" in match.excerpt.text for match in reply.groups[0].matches] == [True]
    assert (reply.groups[1].matches, reply.groups[1].note) == ((), "Nothing on this; 7 quotations on other things.")


@pytest.mark.parametrize("line", ["/compare Reis with:Stone", "/compare Stone with:Reis"])
async def test_a_name_that_two_bear_is_asked_about(dispatcher: Dispatcher, line: str) -> None:
    """Whichever of the two it is; the other stays as asked."""
    reply = await ask(dispatcher, line)
    assert (reply.outcome, len(reply.choices)) == (Outcome.AMBIGUOUS, 2)
    taken = await dispatcher.answer(Request(reply.choices[0].command, reply.choices[0].values))
    assert (taken.outcome, len(taken.groups)) == (Outcome.FOUND, 2)


async def test_a_name_that_nobody_bears_is_a_miss(dispatcher: Dispatcher) -> None:
    """As everywhere."""
    assert (await ask(dispatcher, "/compare Xyzzy with:Stone")).outcome is Outcome.NOT_FOUND


# -------------------------------------------------------------------------------------------------------- /random


async def test_a_lot_draws_a_quotation(dispatcher: Dispatcher) -> None:
    """Never a passage; in many draws more than one."""
    drawn = [(await ask(dispatcher, "/random")).matches[0].excerpt for _ in range(40)]
    assert all(excerpt.kind is not None for excerpt in drawn)
    assert len({excerpt.id for excerpt in drawn}) > 3


async def test_a_lot_keeps_to_a_speaker(dispatcher: Dispatcher) -> None:
    """And asks which, where two are meant."""
    drawn = [(await ask(dispatcher, "/random speaker:Emil Stone")).matches[0].excerpt for _ in range(30)]
    assert {excerpt.speaker.name for excerpt in drawn if excerpt.speaker} == {"Emil Stone"}
    assert len({excerpt.id for excerpt in drawn}) > 2
    assert (await ask(dispatcher, "/random speaker:Reis")).outcome is Outcome.AMBIGUOUS
    assert (await ask(dispatcher, "/random speaker:Dora Finch")).outcome is Outcome.NOT_FOUND


# ------------------------------------------------------------------------------------------------------ /who-said


async def test_a_remembered_phrase_has_a_best_match_and_how_sure_it_is(dispatcher: Dispatcher) -> None:
    """In words, not in points."""
    exact = await ask(dispatcher, "/who-said the breakwater is our second wall")
    assert exact.groups[0].title == "Best match: word for word"
    assert exact.groups[0].matches[0].excerpt.text == "The breakwater is our second wall"
    vague = await ask(dispatcher, "/who-said the wall is a second breakwater")
    assert vague.groups[0].matches[0].excerpt.text == "The breakwater is our second wall"
    assert vague.groups[0].title != exact.groups[0].title


async def test_a_match_in_other_words_says_so(dispatcher: Dispatcher) -> None:
    """However well the words stand: nobody is quoted with a word that was not said."""
    reply = await ask(dispatcher, "/who-said the haven will stay open all winter")
    assert "The harbour will stay open" in reply.groups[0].matches[0].excerpt.text
    assert reply.groups[0].title == "Best match: put in other words"


async def test_the_runner_up_stands_below(dispatcher: Dispatcher) -> None:
    """Of several that fit, the two best."""
    reply = await ask(dispatcher, "/who-said the ice")
    assert [group.title.partition(":")[0] for group in reply.groups] == ["Best match", "Runner-up"]


async def test_a_phrase_that_nobody_said_is_a_miss(dispatcher: Dispatcher) -> None:
    """Privately."""
    reply = await ask(dispatcher, "/who-said quantum zeppelins")
    assert (reply.outcome, reply.private) == (Outcome.NOT_FOUND, True)


# -------------------------------------------------------------------------------------------- one excerpt, and on


async def test_where_one_excerpt_is_shown_at_a_time_it_leads_on(dispatcher: Dispatcher) -> None:
    """To its context, its speaker, more like it, its citation, and to every other result."""
    found = await ask(dispatcher, "/quote tide keeps its own books", limit=1)
    assert [choice.label for choice in found.choices if choice.way is Way.ON] == [
        "Context",
        "More by speaker",
        "More on this",
        "Cite",
    ]
    reply = await ask(dispatcher, "/expert Emil Stone", limit=1)
    assert (len(reply.matches), reply.total, reply.before) == (1, 7, 0)
    assert "More by speaker" not in [choice.label for choice in reply.choices]
    jumps = [choice for choice in reply.choices if choice.way is Way.JUMP]
    assert [choice.values["page"] for choice in jumps] == ["1", "2", "3", "4", "5", "6", "7"]
    third = await dispatcher.answer(Request("expert", jumps[2].values, limit=1))
    assert (third.before, jumps[2].label) == (2, f"3 · {third.matches[0].excerpt.text}")
    assert jumps[2].description == "Emil Stone · direct quotation"


async def test_every_way_on_leads_somewhere(dispatcher: Dispatcher) -> None:
    """Taken, each is answered and none is an error."""
    reply = await ask(dispatcher, "/quote ice", limit=1)
    for choice in reply.choices:
        taken = await dispatcher.answer(Request(choice.command, choice.values, limit=1))
        assert taken.outcome in {Outcome.FOUND, Outcome.NOT_FOUND}, choice


async def test_related_quotations_share_what_it_is_about(dispatcher: Dispatcher) -> None:
    """And never itself."""
    (ice,) = (await ask(dispatcher, "/quote the ice decides")).matches[:1]
    reply = await ask(dispatcher, f"/related {ice.excerpt.id}")
    assert ice.excerpt.text not in [match.excerpt.text for match in reply.matches]


@pytest.mark.parametrize("command", ["related", "cite", "source", "report"])
async def test_an_excerpt_that_is_gone_is_told(dispatcher: Dispatcher, command: str) -> None:
    """Privately, and why it may be gone."""
    reply = await dispatcher.answer(Request(command, {"id": "qgone", **({"note": "x"} if command == "report" else {})}))
    assert (reply.outcome, reply.private) == (Outcome.NOT_FOUND, True)
    assert "changed or taken away" in (reply.note or "")


async def test_an_excerpt_is_cited_in_every_form_or_in_one(dispatcher: Dispatcher) -> None:
    """Verbatim, so that it can be copied."""
    (found,) = (await ask(dispatcher, "/quote second wall")).matches[:1]
    reply = await ask(dispatcher, f"/cite {found.excerpt.id}")
    assert [section.title for section in reply.sections] == ["Plain text", "Markdown", "BibTeX", "CSL-JSON"]
    assert all(section.verbatim for section in reply.sections)
    assert (reply.private, "Ana Reis" in reply.sections[0].lines[0]) == (True, True)
    one = await ask(dispatcher, f"/cite {found.excerpt.id} form:bibtex")
    assert [section.lines[0] for section in one.sections] == [f"@misc{{{found.excerpt.id},"]


@pytest.mark.parametrize("start", ["x", "-1", "33", "9" * 40])
async def test_an_excerpt_is_read_on_only_inside_itself(dispatcher: Dispatcher, start: str) -> None:
    """What is no place in it is refused with a sentence."""
    (found,) = (await ask(dispatcher, "/quote second wall")).matches[:1]
    name = found.excerpt.id
    assert (await ask(dispatcher, f"/source {name} around:0 from:32")).skipped == 32
    assert (await ask(dispatcher, f"/source {name} around:0 from:{start}")).outcome is Outcome.ERROR


async def test_an_excerpt_can_be_shown_alone(dispatcher: Dispatcher) -> None:
    """As it is shared."""
    (found,) = (await ask(dispatcher, "/quote second wall")).matches[:1]
    alone = await ask(dispatcher, f"/source {found.excerpt.id} around:0")
    assert ([match.excerpt for match in alone.matches], alone.context) == ([found.excerpt], None)
