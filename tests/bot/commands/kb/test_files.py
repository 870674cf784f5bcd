"""`/kb export` and `/kb import`: corrections as a file that people keep, and take over whole or not at all."""

from __future__ import annotations

import pytest

from bot.reply import Outcome
from bot.state import Deed
from knowledge import corrections_toml
from tests.bot.commands.kb.desk import Desk, lines


async def _exported(desk: Desk) -> str:
    attached = (await desk.ask("/kb export")).attached
    assert attached is not None
    assert attached.name == "corrections.toml"
    return attached.text


async def test_what_is_exported_is_taken_over_elsewhere(desk: Desk) -> None:
    """Undone first, as another installation would have it; what is in force already is not taken twice."""
    said = await desk.excerpt("second wall")
    await desk.ask(f"/kb fix {said.id} person:Bruno Baker why:“A \\ reason # with marks”")
    await desk.ask("/kb alias Emil Stone name:Old Pilot")
    text = await _exported(desk)
    assert "# A" not in text.splitlines()
    assert await desk.hand_over("kb import", "corrections.toml", text.encode()) is not None
    same = await desk.hand_over("kb import", "corrections.toml", text.encode())
    assert same.note == "All of these corrections are in force already."
    await desk.ask("/kb undo 1")
    await desk.ask("/kb undo 2")
    shown = await desk.hand_over("kb import", "corrections.toml", text.encode())
    assert shown.title == "2 corrections would be new"
    assert "was said by Bruno Baker" in lines(shown)
    assert await desk.services.state.corrections_in_force() == ()
    taken = await desk.take(shown, "Take them over")
    assert taken.note == "2 corrections are taken over."
    speaker = (await desk.excerpt("second wall")).speaker
    assert speaker is not None
    assert speaker.name == "Bruno Baker"
    note = await desk.services.state.last_note(Deed.IMPORT)
    assert note is not None
    assert note.about == "3, 4"


async def test_nothing_is_taken_over_twice_by_one_button(desk: Desk) -> None:
    """A file that was shown is taken over once; after that, or after a restart, it is to be handed over again."""
    await desk.ask("/kb alias Emil Stone name:Old Pilot")
    text = await _exported(desk)
    await desk.ask("/kb undo")
    shown = await desk.hand_over("kb import", "corrections.toml", text.encode())
    await desk.take(shown, "Take them over")
    again = await desk.take(shown, "Take them over")
    assert (again.outcome, again.note) == (
        Outcome.ERROR,
        "That file is no longer here. Please hand it over again.",
    )


async def test_without_being_asked(desk: Desk) -> None:
    """For scripts."""
    await desk.ask("/kb alias Emil Stone name:Old Pilot")
    text = await _exported(desk)
    await desk.ask("/kb undo")
    taken = await desk.hand_over("kb import", "corrections.toml", text.encode(), sure="yes")
    assert taken.note == "1 correction is taken over."


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"[[correction",
        b"number = 1",
        b'[[correction]]\nnumber = 1\nfix = "burn"',
        b'[[correction]]\nnumber = 1\nfix = "hide"\nwords = 3',
        b'[[correction]]\nnumber = 1\nfix = "hide"\n[correction.words]\nid = "q"\n\n[[correction]]\nnumber = 2',
        b"x = " + b"[" * 20_000,
    ],
)
async def test_a_file_that_is_wrong_changes_nothing(desk: Desk, content: bytes) -> None:
    """Not even what stands before the mistake; it is told as a sentence."""
    reply = await desk.hand_over("kb import", "corrections.toml", content, sure="yes")
    assert reply.outcome is Outcome.ERROR
    assert "reference" not in (reply.note or "")
    assert "Something went wrong" not in (reply.note or "")
    assert await desk.services.state.corrections_in_force() == ()


async def test_what_finds_no_place_is_told(desk: Desk) -> None:
    """It is kept all the same, and tried again by every build."""
    text = (
        '[[correction]]\nnumber = 7\nfix = "hide"\n[correction.words]\n'
        'id = "qaaaaaaaaaa"\ntext = "Words that nobody in these articles ever said"\n'
    )
    reply = await desk.hand_over("kb import", "corrections.toml", text.encode(), sure="yes")
    assert "Without effect now" in lines(reply)
    assert len(await desk.services.state.corrections_in_force()) == 1
    assert "1 of them has no effect now" in lines(await desk.ask("/kb status"))
    assert "Corrections without effect now" in lines(await desk.ask("/kb reload"))


async def test_a_file_is_needed_and_not_too_large(desk: Desk) -> None:
    """Said before anything is read."""
    assert (await desk.ask("/kb import")).note == "Hand over the file that /kb export gave."
    large = await desk.hand_over("kb import", "x.toml", b" " * (corrections_toml.LIMIT_BYTES + 1))
    assert large.note == "The file is too large."
