"""`/kb fix` and what belongs to it: an editor's word holds, can be undone, and is known for what it is."""

from __future__ import annotations

import pytest

from bot.reply import Outcome, Way
from bot.state import Deed
from tests.bot.commands.kb.desk import ADMIN, EDITOR, Desk, labelled, lines


async def test_a_new_speaker_is_shown_at_once_and_everywhere(desk: Desk) -> None:
    """In the answer, to everybody who asks, among what that person says; marked as an editor's word."""
    said = await desk.excerpt("second wall")
    reply = await desk.ask(f"/kb fix {said.id} person:Bruno Baker why:He told me.")
    assert reply.note == "Correction 1 is in force. It stands as: Bruno Baker, a fisherman from Northbay"
    now = await desk.excerpt("second wall")
    assert reply.matches[0].excerpt == now
    assert (now.id, now.speaker and now.speaker.name, now.corrected) == (said.id, "Bruno Baker", True)
    words = [match.excerpt.text for match in (await desk.ask("/expert Bruno Baker")).matches]
    assert said.text in words
    total, (entry,) = await desk.services.state.corrections(5)
    assert (total, entry.made_by, entry.reason) == (1, f"discord:{EDITOR}", "He told me.")


async def test_a_correction_is_undone_and_put_back(desk: Desk) -> None:
    """Each answer has the way back; who did what is written down."""
    said = await desk.excerpt("second wall")
    made = await desk.ask(f"/kb fix {said.id} person:Bruno Baker")
    undone = await desk.take(made, "Undo")
    assert "It stands as: Ana Reis (罗安娜), the harbour master" in (undone.note or "")
    assert await desk.excerpt("second wall") == said
    again = await desk.take(undone, "Put it back")
    assert "It stands as: Bruno Baker" in (again.note or "")
    _, notes = await desk.services.state.notes(5)
    assert [(note.deed, note.about) for note in notes] == [(Deed.REDO, "1"), (Deed.UNDO, "1"), (Deed.FIX, "1")]
    assert {note.by for note in notes} == {f"discord:{EDITOR}"}


async def test_the_last_correction_is_undone_unless_another_is_named(desk: Desk) -> None:
    """Of two words on one quotation the later holds; without it the earlier does again."""
    said = await desk.excerpt("second wall")
    await desk.ask(f"/kb fix {said.id} person:Bruno Baker")
    await desk.ask(f"/kb fix {said.id} what:nobody")
    assert (await desk.excerpt("second wall")).speaker is None
    await desk.ask("/kb undo")
    speaker = (await desk.excerpt("second wall")).speaker
    assert speaker is not None
    assert speaker.name == "Bruno Baker"
    await desk.ask("/kb undo #1")
    assert await desk.excerpt("second wall") == said
    for line in ("/kb undo", "/kb undo 1", "/kb undo x", "/kb redo 9", f"/kb undo {'9' * 30}"):
        assert (await desk.ask(line)).outcome is Outcome.ERROR


@pytest.mark.parametrize("what", ["hide", "term"])
async def test_what_is_hidden_is_shown_nowhere(desk: Desk, what: str) -> None:
    """Neither by its id nor to a search; undone, it is there again."""
    said = await desk.excerpt("second wall")
    reply = await desk.ask(f"/kb fix {said.id} what:{what}")
    assert (reply.outcome, reply.matches) == (Outcome.FOUND, ())
    assert (await desk.ask(f"/source {said.id}")).outcome is Outcome.NOT_FOUND
    assert said.id not in [match.excerpt.id for match in (await desk.ask("/quote second wall")).matches]
    await desk.take(reply, "Undo")
    assert await desk.excerpt("second wall") == said


async def test_right_as_it_is_makes_it_certain(desk: Desk) -> None:
    """It leaves the queue, and is not marked as changed."""
    said = await desk.excerpt("second wall")
    before = (await desk.services.knowledge.uncertain(1))[0]
    await desk.ask(f"/kb fix {said.id} what:right")
    now = await desk.excerpt("second wall")
    assert (now.speaker, now.confidence, now.corrected) == (said.speaker, 1.0, False)
    assert (await desk.services.knowledge.uncertain(1))[0] == before - 1


async def test_a_name_that_fits_several_is_asked_back(desk: Desk) -> None:
    """Nothing is written down until it is clear who is meant; the choice keeps everything else."""
    said = await desk.excerpt("never closed")
    reply = await desk.ask(f"/kb fix {said.id} person:Reis why:x")
    assert reply.outcome is Outcome.AMBIGUOUS
    assert await desk.services.state.corrections_in_force() == ()
    made = await desk.take(reply, "Carla Reis")
    assert "It stands as: Carla Reis" in (made.note or "")
    assert (await desk.services.state.corrections(1))[1][0].reason == "x"


async def test_somebody_new_is_meant_only_when_that_is_said(desk: Desk) -> None:
    """A slip of the pen does not make a person; the nearest names are offered beside."""
    said = await desk.excerpt("never closed")
    reply = await desk.ask(f"/kb fix {said.id} person:Emma Stome")
    assert reply.outcome is Outcome.NOT_FOUND
    assert "Emil Stone" in [choice.label for choice in reply.choices]
    made = await desk.take(reply, "Somebody new: Emma Stome")
    assert "It stands as: Emma Stome" in (made.note or "")
    assert (await desk.ask("/expert Emma Stome")).profiles[0].counts.total == 1


async def test_without_a_word_it_shows_what_can_be_said(desk: Desk) -> None:
    """The quotation in its place, why it is shown so, and the others who speak there as picks."""
    said = await desk.excerpt("second wall")
    reply = await desk.ask(f"/kb fix {said.id}")
    assert reply.context is not None
    assert reply.context.excerpt == said
    assert "cue: “added”" in lines(reply)
    assert labelled(reply, "Somebody else …").asks == "person"
    picks = [choice.label for choice in reply.choices if choice.way is Way.PICK]
    assert picks == ["Bruno Baker"]
    made = await desk.take(reply, "Somebody else …", person="Emil Stone")
    assert "It stands as: Emil Stone" in (made.note or "")


async def test_what_is_no_quotation_cannot_be_corrected(desk: Desk) -> None:
    """Nor can a speaker be left out."""
    said = await desk.excerpt("second wall")
    assert (await desk.ask("/kb fix qqqqqqqqqqq what:hide")).outcome is Outcome.NOT_FOUND
    assert (await desk.ask(f"/kb fix {said.id} what:speaker")).outcome is Outcome.ERROR
    assert await desk.services.state.corrections_in_force() == ()


async def test_the_list_tells_who_when_and_why(desk: Desk) -> None:
    """The newest first, with what became of each and the way to undo it."""
    said = await desk.excerpt("second wall")
    assert (await desk.ask("/kb corrections")).note == "Editors have corrected nothing yet."
    for name in ("Bruno Baker", "Emil Stone"):
        await desk.ask(f"/kb fix {said.id} person:{name} why:He is {name}.")
    await desk.ask(f"/kb fix {said.id} what:hide")
    await desk.ask("/kb undo")
    reply = await desk.ask("/kb corrections")
    assert [section.title.partition(":")[0] for section in reply.sections] == [
        "Correction 3",
        "Correction 2",
        "Correction 1",
    ]
    hidden, newer, older = (section.lines for section in reply.sections)
    assert hidden[0] == "“The breakwater is our second wall” is not shown."
    assert hidden[1].startswith("undone: ")
    assert newer == ("“The breakwater is our second wall” was said by Emil Stone.", "why: He is Emil Stone.")
    assert older[-1].startswith("has no effect now: ")
    assert [choice.label for choice in reply.choices] == ["Put it back 3", "Undo 2", "Undo 1"]
    assert "no effect" not in lines(await desk.ask("/kb status"))


async def test_people_are_merged_named_and_told_apart(desk: Desk) -> None:
    """Each shown on the person as they stand then, and undone like any other."""
    merged = await desk.ask("/kb merge Ana Reis other:Carla Reis")
    assert merged.profiles[0].counts.total == 5
    assert (await desk.ask("/kb merge Ana Reis other:Ana Reis")).outcome is Outcome.ERROR
    unknown = await desk.ask("/kb merge Ana Reis other:Zed Zedson")
    assert (unknown.outcome, unknown.choices) == (Outcome.NOT_FOUND, ())
    await desk.take(merged, "Undo")
    assert (await desk.ask("/expert Ana Reis")).profiles[0].counts.total == 3
    named = await desk.ask("/kb alias Emil Stone name:Old Pilot")
    assert "Old Pilot" in named.profiles[0].person.aliases
    assert (await desk.ask("/expert Old Pilot")).profiles[0].person.name == "Emil Stone"
    split = await desk.ask("/kb split Bruno Baker article:market name:Bert Baker")
    assert split.profiles[0].counts.total == 2
    assert (await desk.ask("/expert Bert Baker")).profiles[0].counts.total == 1


async def test_who_is_no_editor_corrects_nothing(desk: Desk) -> None:
    """Not by a typed line and not by somebody else's button; an admin's place makes no difference."""
    said = await desk.excerpt("second wall")
    card = await desk.ask(f"/kb fix {said.id}")
    refused = [
        await desk.ask(f"/kb fix {said.id} person:Bruno Baker", by=ADMIN),
        await desk.take(card, "Hide", by=ADMIN),
        await desk.ask("/kb undo", by=ADMIN),
        await desk.ask("/kb corrections", by=ADMIN),
        await desk.ask("/kb export", by=ADMIN),
    ]
    assert {reply.outcome for reply in refused} == {Outcome.ERROR}
    assert await desk.services.state.corrections_in_force() == ()


async def test_hostile_words_are_only_words(desk: Desk) -> None:
    """Names and reasons that look like markup, code or another command."""
    said = await desk.excerpt("second wall")
    for number, odd in enumerate(('"""\n[[correction]]', "'; DROP TABLE correction; --", "@everyone <!channel>"), 1):
        reply = await desk.ask(f"/kb fix {said.id} person:“{odd}” new:yes why:“{odd}”")
        assert f"Correction {number} is in force." in (reply.note or "")
    assert (await desk.ask("/kb export")).attached is not None
